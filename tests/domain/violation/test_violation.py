"""Violations: the steps of a case, its ids, repeats, contradictions, and the way into a book and back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from civicode.domain.check.check import CheckState, SelfCheck, make_answer
from civicode.domain.criteria.rating import Rating
from civicode.domain.record import read_record, to_document
from civicode.domain.violation.violation import (
    CONFIRMED_STATES,
    NEXT_STATES,
    OBSERVED_STATES,
    SETTLED_STATES,
    CaseEvent,
    CaseState,
    Correction,
    Violation,
    allowed_steps,
    case_order,
    contradictions,
    month_of,
    next_id,
    read_id,
    repeat_limit,
    repeats,
)

S = CaseState


def event(state: CaseState) -> CaseEvent:
    return CaseEvent(state=state, at="2026-11-06T08:00:00+07:00", by="001")


def case(
    case_id: str = "VP-2026-11-0001",
    officer: str = "007",
    criteria: tuple[str, ...] = ("TD-06",),
    day: date = date(2026, 11, 5),
    state: CaseState = S.CONFIRMED,
) -> Violation:
    return Violation(
        id=case_id,
        officer=officer,
        criteria=criteria,
        occurred_on=day,
        noticed_on=day,
        entered_on=day,
        what="đi trễ 30 phút",
        events=(event(S.REPORTED), event(state)),
    )


def check(officer: str, *, state: CheckState = CheckState.SUBMITTED, **ratings: Rating) -> SelfCheck:
    answers = {code.replace("_", "-"): make_answer(rating) for code, rating in ratings.items()}
    return SelfCheck(
        officer=officer,
        state=state,
        catalogue="9f2c",
        answers=answers,
        submitted_on=None,
        entered_by="",
        late=False,
    )


STEPS = {
    S.REPORTED: {S.EXPLAINED, S.CONFIRMED, S.DISMISSED},
    S.EXPLAINED: {S.EXPLAINED, S.CONFIRMED, S.DISMISSED},
    S.CONFIRMED: {S.REMINDED, S.REFERRED, S.REMEDIED, S.CLOSED},
    S.REMINDED: {S.REMEDIED, S.CLOSED},
    S.REFERRED: {S.REMEDIED, S.CLOSED},
    S.REMEDIED: {S.CLOSED},
    S.DISMISSED: {S.REOPENED},
    S.CLOSED: {S.REOPENED},
    S.REOPENED: {S.EXPLAINED, S.CONFIRMED, S.DISMISSED},
}


@pytest.mark.parametrize("state", CaseState)
def test_a_case_goes_on_only_as_the_rules_say(state: CaseState) -> None:
    assert set(allowed_steps(state)) == STEPS[state]


def test_every_state_counts_in_exactly_one_way() -> None:
    assert set(NEXT_STATES) == set(CaseState)
    assert {S.DISMISSED} | CONFIRMED_STATES | OBSERVED_STATES == set(CaseState)
    assert not CONFIRMED_STATES & OBSERVED_STATES
    assert {state for state in CaseState if allowed_steps(state) == (S.REOPENED,)} == SETTLED_STATES


def test_closed_is_reached_only_by_what_was_confirmed() -> None:
    assert {state for state in CaseState if S.CLOSED in allowed_steps(state)} <= CONFIRMED_STATES


def test_a_case_stands_where_its_last_event_says() -> None:
    reopened = replace(case(), events=(event(S.REPORTED), event(S.CONFIRMED), event(S.CLOSED), event(S.REOPENED)))
    assert reopened.state is S.REOPENED
    assert not reopened.is_confirmed
    assert case(state=S.CLOSED).is_confirmed
    assert case(state=S.CLOSED).is_settled


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("VP-2026-11-0003", "VP-2026-11-0003"),
        (" vp-2026-11-3 ", "VP-2026-11-0003"),
        ("VP-2026-11-12345", "VP-2026-11-12345"),
        ("VP-2026-13-0003", None),
        ("VP-2026-11", None),
        ("2026-11-0003", None),
        ("VP-٢٠٢٦-11-0003", None),
        ("", None),
    ],
)
def test_an_id_is_read_in_any_case(text: str, expected: str | None) -> None:
    assert read_id(text) == expected


def test_the_next_id_is_one_more_than_the_highest_of_its_month() -> None:
    assert next_id("2026-11", []) == "VP-2026-11-0001"
    taken = ["VP-2026-11-0002", "VP-2026-10-0040", "VP-2026-11-0009"]
    assert next_id("2026-11", taken) == "VP-2026-11-0010"
    assert next_id("2026-11", ["VP-2026-11-9999"]) == "VP-2026-11-10000"
    assert month_of("VP-2026-11-10000") == "2026-11"


def test_cases_are_in_the_order_of_their_acts_then_of_their_numbers() -> None:
    late = case("VP-2026-11-10000", day=date(2026, 11, 9))
    early = case("VP-2026-11-9999", day=date(2026, 11, 9))
    first = case("VP-2026-11-20000", day=date(2026, 11, 2))
    assert sorted([late, early, first], key=case_order) == [first, early, late]


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [
        (date(2025, 11, 5), 0),
        (date(2025, 11, 6), 1),
        (date(2026, 11, 4), 1),
        (date(2026, 11, 5), 1),
        (date(2026, 11, 6), 0),
    ],
)
def test_a_repeat_lies_less_than_twelve_months_before(earlier: date, expected: int) -> None:
    this = case("VP-2026-11-0009")
    assert repeats(this, [this, case("VP-2025-11-0001", day=earlier)]) == expected


@pytest.mark.parametrize(
    "other",
    [
        case("VP-2026-10-0001", officer="008", day=date(2026, 10, 1)),
        case("VP-2026-10-0001", criteria=("GT-01",), day=date(2026, 10, 1)),
        case("VP-2026-10-0001", day=date(2026, 10, 1), state=S.EXPLAINED),
        case("VP-2026-10-0001", day=date(2026, 10, 1), state=S.DISMISSED),
    ],
)
def test_only_a_confirmed_case_of_the_same_person_and_criterion_is_repeated(other: Violation) -> None:
    assert repeats(case("VP-2026-11-0009"), [other]) == 0


def test_of_two_on_one_day_only_the_second_is_a_repeat() -> None:
    first, second = case("VP-2026-11-0001"), case("VP-2026-11-0002", criteria=("GT-01", "TD-06"))
    assert (repeats(first, [first, second]), repeats(second, [first, second])) == (0, 1)


def test_the_year_before_a_leap_day_ends_with_february() -> None:
    assert repeat_limit(date(2028, 2, 29)) == date(2027, 2, 28)
    assert repeat_limit(date(2026, 3, 31)) == date(2025, 3, 31)


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)))
def test_twelve_months_are_a_year_give_or_take_a_day(day: date) -> None:
    assert timedelta(365) <= day - repeat_limit(day) <= timedelta(366)


def test_met_against_a_confirmed_violation_is_a_contradiction() -> None:
    checks = [
        check("007", TD_06=Rating.MET, GT_01=Rating.MET),
        check("008", TD_06=Rating.NOT_MET),
        check("009", TD_06=Rating.MET, state=CheckState.RETURNED),
    ]
    cases = [
        case("VP-2026-11-0001", criteria=("GT-01", "TD-06")),
        case("VP-2026-11-0002"),
        case("VP-2026-11-0003", officer="008"),
        case("VP-2026-11-0004", officer="009"),
        case("VP-2026-11-0005", criteria=("DD-01",), state=S.REPORTED),
    ]
    assert contradictions(checks, cases) == [("GT-01", "007"), ("TD-06", "007")]


texts = st.text(max_size=20)
days = st.dates(min_value=date(2000, 1, 1))
events = st.builds(CaseEvent, state=st.sampled_from(CaseState), at=texts, by=texts, note=texts, level=texts, form=texts)
corrections = st.builds(
    Correction, at=texts, by=texts, reason=texts, old=st.dictionaries(texts, st.one_of(texts, st.lists(texts)))
)


@given(
    st.builds(
        Violation,
        id=st.from_regex(r"VP-[0-9]{4}-(0[1-9]|1[0-2])-[0-9]{4}", fullmatch=True),
        officer=texts,
        criteria=st.lists(texts, min_size=1, max_size=3).map(tuple),
        occurred_on=days,
        noticed_on=days,
        entered_on=days,
        what=texts,
        where=texts,
        source=texts,
        evidence=texts,
        ref=texts,
        recorder=texts,
        position=texts,
        unit=texts,
        events=st.lists(events, min_size=1, max_size=3).map(tuple),
        corrections=st.lists(corrections, max_size=2).map(tuple),
    )
)
def test_a_case_comes_back_from_its_book_as_it_went_in(violation: Violation) -> None:
    assert read_record(to_document(violation), Violation) == violation


def test_empty_texts_take_no_room_in_a_book() -> None:
    document = to_document(case())
    assert document["events"][0] == {"state": "reported", "at": "2026-11-06T08:00:00+07:00", "by": "001"}
    assert "where" not in document
    assert "corrections" not in document


def test_a_case_knows_the_ids_it_gave_up() -> None:
    moved = Correction(at="", by="", reason="", old={"id": "VP-2026-10-0001", "occurred_on": "2026-10-31"})
    other = Correction(at="", by="", reason="", old={"what": "đi trễ"})
    assert replace(case(), corrections=(moved, other)).former_ids == ("VP-2026-10-0001",)
