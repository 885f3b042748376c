from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import convert, to_builtins
from msgspec.structs import replace

from civicode.domain.check.check import (
    AnyAnswer,
    CheckState,
    SelfCheck,
    answer_problems,
    make_answer,
    missing_problems,
    normalised,
    note_is_required,
    unanswered,
)
from civicode.domain.criteria.catalogue import Catalogue
from civicode.domain.criteria.rating import Rating
from civicode.domain.record import read_record, to_document
from civicode.domain.text.text import LONGEST_TEXT
from tests.conftest import answers

TEXT = st.text(st.characters(codec="utf-8"), max_size=30)
ANSWERS = st.builds(make_answer, rating=st.sampled_from(Rating), note=TEXT, evidence=TEXT)


def problems(catalogue: Catalogue, **ratings: str) -> list[tuple[str, str]]:
    asked = [one for one in catalogue.criteria if one.code in {"TD-01", "TD-02", "GT-01"}]
    found = answer_problems(answers(**ratings), asked, catalogue.criteria)
    return [(problem.code, problem.where) for problem in found]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("met", None),
        ("not_met: trễ", None),
        ("not_applicable: ốm", None),
        ("not_met", "check.note_required"),
        ("not_applicable", "check.note_required"),
        ("not_met:   ", "check.note_required"),
        ("met: \udcc3", "check.text_broken"),
        ("met: " + "x" * LONGEST_TEXT, None),
        ("met: " + "x" * (LONGEST_TEXT + 1), "check.text_too_long"),
    ],
)
def test_one_answer(small_catalogue: Catalogue, text: str, code: str | None) -> None:
    assert problems(small_catalogue, TD_01=text) == ([(code, "TD-01")] if code else [])


def test_codes_not_asked_and_not_known(small_catalogue: Catalogue) -> None:
    assert problems(small_catalogue, TD_03="met", CQ_01="met", XX_09="met") == [
        ("check.not_asked", "TD-03"),
        ("check.not_asked", "CQ-01"),
        ("check.unknown_criterion", "XX-09"),
    ]


def test_two_rules_broken_by_one_answer(small_catalogue: Catalogue) -> None:
    assert problems(small_catalogue, TD_02="not_applicable") == [
        ("check.na_not_allowed", "TD-02"),
        ("check.note_required", "TD-02"),
    ]


def test_a_criterion_may_ask_for_a_note_with_any_rating(small_catalogue: Catalogue) -> None:
    criterion = replace(small_catalogue.criteria[0], note_required_for=(Rating.MET,))
    assert note_is_required(criterion, Rating.MET)
    assert not note_is_required(criterion, Rating.NOT_MET)


def test_what_is_unanswered_in_the_catalogues_order(small_catalogue: Catalogue) -> None:
    given = answers(TD_01="met", CQ_01="met", CQ_02="met")
    assert [one.code for one in unanswered(small_catalogue.criteria, given)] == ["TD-02", "TD-03", "TD-04", "GT-01"]
    assert [one.where for one in missing_problems(small_catalogue.criteria[:3], given)] == []
    assert missing_problems(small_catalogue.criteria[3:4], given)[0].facts == {
        "criterion": "TD-02",
        "title": "Không đi trễ",
        "title_en": "Is not late",
    }


def test_stored_form(small_catalogue: Catalogue) -> None:
    given = {" td-01 ": make_answer(Rating.MET, "  tre\u0302\u0303 ", " 12/BB "), "XX-1": make_answer(Rating.MET)}
    stored, found = normalised(given, small_catalogue.criteria)
    assert stored == {"TD-01": make_answer(Rating.MET, "trễ", "12/BB"), "XX-1": make_answer(Rating.MET)}
    assert found == []


def test_a_code_in_two_spellings(small_catalogue: Catalogue) -> None:
    _, found = normalised(
        {"TD-01": make_answer(Rating.MET), "td-01": make_answer(Rating.NOT_MET, "x")}, small_catalogue.criteria
    )
    assert [(problem.code, problem.where) for problem in found] == [("check.named_twice", "TD-01")]


def test_an_answer_without_words_is_its_rating_alone() -> None:
    assert to_builtins(make_answer(Rating.MET)) == "met"
    assert to_builtins(make_answer(Rating.NOT_MET, "trễ")) == {"rating": "not_met", "note": "trễ"}
    assert to_builtins(make_answer(Rating.MET, evidence="12/BB")) == {"rating": "met", "evidence": "12/BB"}


@given(ANSWERS)
def test_an_answer_survives_a_book(answer: AnyAnswer) -> None:
    assert convert(to_builtins(answer), AnyAnswer) == answer


@given(
    st.builds(
        SelfCheck,
        officer=TEXT,
        state=st.sampled_from(CheckState),
        catalogue=TEXT,
        answers=st.dictionaries(TEXT, ANSWERS, max_size=4),
        submitted_on=st.none() | st.dates(),
        entered_by=TEXT,
        late=st.booleans(),
        reason=TEXT,
        confirmed_by=TEXT,
    )
)
def test_a_check_survives_a_book(check: SelfCheck) -> None:
    assert read_record(to_document(check), SelfCheck) == check


def test_the_form_of_a_check_in_a_book() -> None:
    check = SelfCheck(
        officer="007",
        state=CheckState.CONFIRMED,
        catalogue="9f2c",
        answers=answers(TD_01="met"),
        submitted_on=date(2026, 12, 2),
        entered_by="001",
        late=True,
        confirmed_by="001",
    )
    assert to_document(check) == {
        "officer": "007",
        "state": "confirmed",
        "catalogue": "9f2c",
        "submitted_on": "2026-12-02",
        "entered_by": "001",
        "late": True,
        "confirmed_by": "001",
        "answers": {"TD-01": "met"},
    }
