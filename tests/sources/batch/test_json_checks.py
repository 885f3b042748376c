import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civicode.domain.calendar import Period, PeriodKind
from civicode.domain.check.check import AnyAnswer, make_answer
from civicode.domain.check.entry import CheckEntry
from civicode.domain.criteria.rating import Rating
from civicode.sources.batch.columns import Calendar
from civicode.sources.batch.json_checks import JsonChecks
from civicode.sources.batch.json_objects import Piece
from civicode.sources.table.findings import Findings
from tests.sources.samples import Place, places, sentences

CALENDAR = Calendar(date(2026, 12, 2), PeriodKind.MONTH)
NOVEMBER = Period.of(date(2026, 11, 1))
QUICK, CAREFUL = (",", ":"), (" , ", " : ")
"""Ways to write an object: of the second one nobody can count the keys at a glance, so it gets a second look."""


def read(*texts: str) -> tuple[list[CheckEntry], list[Place]]:
    """The checks, of which each begins on a line of ten."""
    found = Findings("ds.jsonl")
    taken = (Piece(10 * number, text) for number, text in enumerate(texts, start=1))
    entries = list(JsonChecks(CALENDAR, found).entries(taken))
    assert all(sentences(found.kept))
    return entries, places(found.kept)


def check(answers: Mapping[str, Any], officer: object = "007", period: object = "2026-11") -> dict[str, Any]:
    return {"officer": officer, "period": period, "answers": answers}


@pytest.mark.parametrize("separators", [QUICK, CAREFUL])
@pytest.mark.parametrize(
    ("answer", "meant"),
    [
        ("met", Rating.MET),
        ("Đạt", Rating.MET),
        ("n/a", make_answer(Rating.NOT_APPLICABLE)),
        ("chua_dat", make_answer(Rating.NOT_MET)),
        ({"rating": "met"}, Rating.MET),
        ({"rating": "met", "note": "", "evidence": ""}, Rating.MET),
        ({"rating": "not_met", "note": " trễ "}, make_answer(Rating.NOT_MET, "trễ")),
        ({"rating": "k", "note": "phép", "evidence": "1"}, make_answer(Rating.NOT_APPLICABLE, "phép", "1")),
        ({"rating": "not_met", "note": "a\r\nb\rc"}, make_answer(Rating.NOT_MET, "a\nb\nc")),
        ({"rating": "not_met", "note": "\u200b\u00a0"}, make_answer(Rating.NOT_MET)),
        ({"rating": "not_met", "note": 'nói ":" và "a": 1'}, make_answer(Rating.NOT_MET, 'nói ":" và "a": 1')),
    ],
)
def test_an_answer_means_the_same_at_a_glance_and_at_a_second_look(
    answer: object, meant: AnyAnswer, separators: tuple[str, str]
) -> None:
    text = json.dumps(check({"TD-01": answer, "GT-02": "met"}), ensure_ascii=False, separators=separators)
    [entry], found = read(text)
    others = {} if meant == Rating.MET else {"TD-01": meant}
    assert entry == CheckEntry(10, "007", ("TD-01", "GT-02"), others, NOVEMBER)
    assert found == []


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ('{"answers": {"td-01": "met"}}', CheckEntry(10, "", ("TD-01",), {})),
        ('{"officer": 7, "answers": {"TD-01": "met"}}', CheckEntry(10, "7", ("TD-01",), {})),
        ('{"officer": " 007 ", "period": " ", "answers": {}}', CheckEntry(10, "007", (), {})),
        (
            '{"answers": {"TD-01": {"rating": "c", "note": 5}}}',
            CheckEntry(10, "", ("TD-01",), {"TD-01": make_answer(Rating.NOT_MET, "5")}),
        ),
    ],
)
def test_what_is_left_out_or_spelled_otherwise_is_for_the_second_look(text: str, entry: CheckEntry) -> None:
    assert read(text) == ([entry], [])


def test_checks_of_the_same_criteria_share_one_tuple() -> None:
    text = json.dumps(check({"TD-01": "met", "GT-02": "met"}), separators=QUICK)
    [one, other], _ = read(text, text)
    assert one.codes is other.codes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{", [("json.key_expected", 10, 2)]),
        ("[]", [("field.not_group", 10, 1)]),
        ('{"officer":"007","period":"13/2026","answers":{"TD-01":"met"}}', [("cell.bad_period", 10, "period")]),
        ('{"answers":{"TD-01":"good"}}', [("field.bad_choice", 10, 21)]),
        ('{"answers":{"TD-01":"met","TD-01":"c"}}', [("field.duplicate", 10, 27)]),
        ('{"answers":{"TD-01":"met","td-01":"c"}}', [("field.duplicate", 10, 27)]),
        ('{"period":"2026-11",\n"answers":{\n"TD-01":{"rating":"met","noted":""}}}', [("field.unknown_like", 12, 25)]),
        ('{"officer":"007","period":"2026-11","answers":{},"x":1}', [("field.unknown", 10, 50)]),
        ('{"officer":"007"}', [("field.missing", 10, 1)]),
        ('{"answers":{"TD-01":{"rating":"c","note":"\\u0000"}}}', [("field.nul", 10, 42)]),
    ],
)
def test_each_fault_is_placed_and_the_others_go_on(text: str, expected: list[Place]) -> None:
    sound = json.dumps(check({"TD-01": "met"}))
    entries, found = read(text, sound)
    assert (found, entries[-1].line) == (expected, 20)


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
RATINGS = st.sampled_from([*(rating.value for rating in Rating), "Đạt", "chưa đạt", "K"])
ANSWERS = st.one_of(
    RATINGS,
    st.fixed_dictionaries({"rating": RATINGS}, optional={"note": TEXTS, "evidence": TEXTS}),
)
CODES = st.from_regex(r"[A-Z]{2}-[0-9]{2}", fullmatch=True)
CHECKS = st.builds(
    check,
    st.dictionaries(CODES, ANSWERS, max_size=5),
    st.sampled_from(["007", "CQ", "Trần Minh Đức"]),
    st.sampled_from(["2026-11", "11/2026", "tháng 11"]),
)


@given(st.lists(CHECKS, max_size=3), st.booleans())
def test_the_second_look_finds_what_the_glance_did(checks: list[dict[str, Any]], escaped: bool) -> None:
    glance, look = (
        read(*(json.dumps(one, ensure_ascii=escaped, separators=separators) for one in checks))
        for separators in (QUICK, CAREFUL)
    )
    assert glance == look
