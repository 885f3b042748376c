"""When somebody may be forgotten, by value."""

from datetime import date

import pytest
from msgspec.structs import replace

from civicode.domain.calendar import Period, PeriodKind
from civicode.domain.staff.staff import Post, StaffMember
from civicode.domain.store.retention import possible_from, retention_problems
from civicode.domain.violation.violation import CaseEvent, CaseState, Correction, Violation

LEFT = date(2026, 3, 31)
MEMBER = StaffMember(
    code="007",
    name="Trần Minh Đức",
    posts=(Post(since=None, position="", unit="", leader=False, category=None),),
    until=LEFT,
    order=None,
)
MARCH = Period.of(LEFT, PeriodKind.MONTH)


def case(state: CaseState, at: str = "2026-03-05T08:00:00+07:00") -> Violation:
    day = date(2026, 3, 5)
    return Violation(
        id="VP-2026-03-0001",
        officer="007",
        criteria=("TD-01",),
        occurred_on=day,
        noticed_on=day,
        entered_on=day,
        what="x",
        events=(CaseEvent(state=state, at=at, by="001"),),
    )


def codes(member: StaffMember, cases: list[Violation], months: int | None, today: date) -> list[str]:
    problems = retention_problems(member, [MARCH], cases, months, today)
    return [one.code.removeprefix("forget.") for one in problems]


@pytest.mark.parametrize(
    ("member", "cases", "months", "today", "expected"),
    [
        (MEMBER, [], 12, date(2027, 4, 1), []),
        (MEMBER, [], 12, date(2027, 3, 31), ["too_early"]),
        (MEMBER, [], None, date(2099, 1, 1), ["no_retention"]),
        (replace(MEMBER, until=None), [], 12, date(2099, 1, 1), ["not_left"]),
        (MEMBER, [], 12, LEFT, ["leaves_later", "too_early"]),
        (MEMBER, [case(CaseState.CONFIRMED)], 12, date(2027, 4, 1), ["open_case"]),
        (MEMBER, [case(CaseState.REOPENED)], 12, date(2027, 4, 1), ["open_case"]),
        (MEMBER, [case(CaseState.CLOSED), case(CaseState.DISMISSED)], 12, date(2027, 4, 1), []),
        (
            replace(MEMBER, until=None),
            [case(CaseState.REPORTED)],
            None,
            LEFT,
            ["no_retention", "not_left", "open_case"],
        ),
    ],
)
def test_what_stands_in_the_way(
    member: StaffMember, cases: list[Violation], months: int | None, today: date, expected: list[str]
) -> None:
    assert codes(member, cases, months, today) == expected


def test_the_retention_runs_from_the_last_record() -> None:
    assert possible_from(MEMBER, [], [], 12) == date(2027, 4, 1)
    assert possible_from(MEMBER, [MARCH.shifted(2)], [], 12) == date(2027, 6, 1)
    late = case(CaseState.CLOSED, "2026-08-30T08:00:00+07:00")
    assert possible_from(MEMBER, [MARCH], [late], 6) == date(2027, 2, 28)
    corrected = replace(late, corrections=(Correction(at="2026-09-01T08:00:00+07:00", by="001", reason="x", old={}),))
    assert possible_from(MEMBER, [MARCH], [corrected], 1) == date(2026, 10, 2)


def test_the_day_is_told() -> None:
    (problem,) = retention_problems(MEMBER, [], [], 12, LEFT.replace(month=4, day=1))
    assert problem.facts["possible_from"] == date(2027, 4, 1)
