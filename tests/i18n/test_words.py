"""Sentences filled with facts, and a word in both languages for every state that a record may be in."""

import re
from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest

from civicode import i18n
from civicode.domain.calendar import PeriodKind
from civicode.domain.check.check import CheckState
from civicode.domain.criteria.catalogue import Audience, Kind
from civicode.domain.criteria.coverage import CoverageState
from civicode.domain.criteria.rating import Rating
from civicode.domain.period.standing import ProgressState
from civicode.domain.staff.staff import Category
from civicode.domain.violation.violation import CaseState
from civicode.errors import Problem
from civicode.i18n import Lang, Words
from civicode.services.config.config import Origin

RECEIPTS = Path(i18n.__file__).parent / "vi" / "receipt.json"
VI, EN = Words(Lang.VI), Words(Lang.EN)
TERMS: dict[str, type[StrEnum]] = {
    "audience": Audience,
    "case_state": CaseState,
    "category": Category,
    "check_state": CheckState,
    "coverage_state": CoverageState,
    "kind": Kind,
    "origin": Origin,
    "period_kind": PeriodKind,
    "progress_state": ProgressState,
    "rating": Rating,
}


@pytest.mark.parametrize("room", TERMS)
@pytest.mark.parametrize("words", [VI, EN], ids=["vi", "en"])
def test_every_state_has_a_word_of_its_own(words: Words, room: str) -> None:
    said = [words(f"{room}.{value}") for value in TERMS[room]]
    assert len(set(said)) == len(said)
    assert all(said)


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (None, "", ""),
        (date(2026, 11, 5), "05/11/2026", "05/11/2026"),
        (91.65, "91,7", "91.7"),
        (3, "3", "3"),
        (True, "có", "yes"),
        (False, "không", "no"),
        (Rating.NOT_MET, "not_met", "not_met"),
        (["TD-01", date(2026, 3, 1)], "TD-01, 01/03/2026", "TD-01, 01/03/2026"),
        ({"what": "trễ"}, "what: trễ", "what: trễ"),
        ("{officer} %s", "{officer} %s", "{officer} %s"),
    ],
)
def test_facts_are_put_into_words_by_their_type(value: object, vi: str, en: str) -> None:
    assert (VI.value(value), EN.value(value)) == (vi, en)


def test_a_rate_without_a_denominator_is_blank() -> None:
    assert (VI.percent(91.7), EN.percent(91.7)) == ("91,7 %", "91.7 %")
    assert (VI.percent(0.0), VI.percent(None)) == ("0,0 %", "")


def test_one_and_several() -> None:
    said = [EN("report.missing", n=n, staff=24, period="2026-11") for n in (1, 2)]
    assert said[0] != said[1].replace("2 ", "1 ", 1)


def test_every_change_that_a_receipt_tells_has_a_word_in_the_audit() -> None:
    receipts = re.findall(
        r'"receipt\.(?:staff|absence|check|violation)_([a-z]+)"', RECEIPTS.read_text(encoding="utf-8")
    )
    actions = {*receipts, "opened"} - {"unchanged", "drafted"}
    for words in (VI, EN):
        assert {action for action in actions if not words.has(f"action.{action}")} == set()


def test_a_word_that_is_not_known_stands_for_itself() -> None:
    assert [words.term("action", "recalled") for words in (VI, EN)] == ["recalled", "recalled"]
    assert VI.term("action", "opened") == "mở sổ"


def test_a_title_is_in_the_language_of_the_words() -> None:
    facts = {"criterion": "TD-01", "title": "Không đi trễ", "title_en": "Do not be late"}
    said = [words.message(Problem("check.unanswered", facts)) for words in (VI, EN)]
    assert "Không đi trễ" in said[0]
    assert "Do not be late" in said[1]
    assert "Không đi trễ" not in said[1]
    assert "Không đi trễ" in EN.message(Problem("check.unanswered", {**facts, "title_en": ""}))


def test_a_state_in_a_sentence_is_said_in_words() -> None:
    facts = {"id": "VP-2026-11-0001", "state": CaseState.CLOSED, "wanted": CaseState.CONFIRMED}
    problem = Problem("violation.forbidden_step", {**facts, "allowed": [CaseState.REOPENED]})
    for words in (VI, EN):
        assert words("case_state.closed") in words.message(problem)
        assert "{" not in words.message(problem) + words.hint(problem)


def test_braces_that_people_type_are_text() -> None:
    said = VI("receipt.staff_created", name="{key} {0} {name!r}", key="007")
    assert "{key} {0} {name!r} (007)" in said


def test_a_sentence_that_is_not_there() -> None:
    assert not VI.has("report.nope")
    assert not VI.has("nope.nope")
    assert VI.hint(Problem("report.nope")) == ""
    with pytest.raises(KeyError):
        VI("report.nope")
