"""Who is where with the check of a period, and the counts of a period as a whole."""

from datetime import date

import pytest

from civicode.domain.calendar import Period, Window
from civicode.domain.check.check import CheckState, SelfCheck
from civicode.domain.period.standing import (
    PeriodStanding,
    ProgressState,
    Standing,
    owes,
    period_standing,
    progress_of,
    standings,
)
from civicode.domain.staff.staff import Absence, Post, StaffMember, in_order

NOVEMBER = Period.of(date(2026, 11, 1))


def member(code: str, name: str, since: date | None = None, until: date | None = None) -> StaffMember:
    posts = (
        Post(since=since, position="Chuyên viên", unit="Văn phòng", leader=False, category=None),
        Post(since=date(2026, 11, 20), position="Chuyên viên", unit="Kinh tế", leader=False, category=None),
    )
    return StaffMember(code=code, name=name, posts=posts, until=until, order=None)


def check(officer: str, state: CheckState = CheckState.SUBMITTED, late: bool = False) -> SelfCheck:
    return SelfCheck(
        officer=officer,
        state=state,
        catalogue="9f2c",
        submitted_on=date(2026, 12, 4),
        late=late,
        entered_by="",
        answers={},
    )


def absent(officer: str, since: date, until: date) -> Absence:
    return Absence(officer=officer, since=since, until=until, reason="nghỉ thai sản")


@pytest.mark.parametrize(
    ("state", "has_draft", "expected"),
    [
        (None, False, ProgressState.NOT_STARTED),
        (None, True, ProgressState.DRAFT),
        (CheckState.DRAFT, False, ProgressState.DRAFT),
        (CheckState.SUBMITTED, True, ProgressState.SUBMITTED),
        (CheckState.RETURNED, True, ProgressState.RETURNED),
        (CheckState.CONFIRMED, False, ProgressState.CONFIRMED),
        (CheckState.WITHDRAWN, False, ProgressState.NOT_STARTED),
        (CheckState.WITHDRAWN, True, ProgressState.DRAFT),
    ],
)
def test_how_far_a_check_is(state: CheckState | None, has_draft: bool, expected: ProgressState) -> None:
    assert progress_of(check("007", state) if state else None, has_draft) is expected


def test_people_stand_in_the_order_of_lists_with_the_unit_of_the_last_day() -> None:
    people = [member("002", "Lê Thị Bình"), member("001", "Trần Văn Anh", until=date(2026, 11, 15))]
    assert standings(in_order(people), [], {"002": check("002", late=True)}, ["001"], NOVEMBER) == [
        Standing("001", "Trần Văn Anh", "Văn phòng", ProgressState.DRAFT),
        Standing("002", "Lê Thị Bình", "Kinh tế", ProgressState.SUBMITTED, late=True, submitted_on=date(2026, 12, 4)),
    ]


@pytest.mark.parametrize(
    ("since", "until", "on_list"),
    [
        (None, date(2026, 10, 31), False),
        (None, date(2026, 11, 1), True),
        (date(2026, 11, 30), None, True),
        (date(2026, 12, 1), None, False),
    ],
)
def test_only_people_on_the_register_in_the_period_are_listed(
    since: date | None, until: date | None, on_list: bool
) -> None:
    person = StaffMember(
        code="007",
        name="An",
        posts=(Post(since=since, position="Chuyên viên", unit="Văn phòng", leader=False, category=None),),
        until=until,
        order=None,
    )
    assert bool(standings([person], [], {}, [], NOVEMBER)) is on_list


def test_an_absence_excuses_only_when_it_covers_the_whole_period() -> None:
    people = [member("001", "An"), member("002", "Bình")]
    away = [absent("001", date(2026, 10, 1), date(2027, 3, 31)), absent("002", date(2026, 11, 1), date(2026, 11, 29))]
    states = [one.state for one in standings(people, away, {}, [], NOVEMBER)]
    assert states == [ProgressState.EXCUSED, ProgressState.NOT_STARTED]


def test_what_was_sent_back_or_taken_back_is_not_handed_in() -> None:
    people = [member("001", "An"), member("002", "Bình")]
    checks = {"001": check("001", CheckState.RETURNED, late=True), "002": check("002", CheckState.WITHDRAWN)}
    found = standings(people, [], checks, [], NOVEMBER)
    assert [(one.late, one.submitted_on) for one in found] == [(False, None), (False, None)]
    assert all(owes(one) for one in found)


def standing_of(*states: ProgressState) -> PeriodStanding:
    people = [Standing(f"{at:03d}", "An", "Văn phòng", state, late=True) for at, state in enumerate(states)]
    return period_standing(NOVEMBER, "open", Window(), people)


def test_the_counts_of_a_period() -> None:
    found = standing_of(*ProgressState)
    assert (found.staff, found.submitted, found.confirmed, found.unreviewed, found.missing) == (5, 2, 1, 1, 3)
    assert [one.state for one in found.missing_people] == [
        ProgressState.NOT_STARTED,
        ProgressState.DRAFT,
        ProgressState.RETURNED,
    ]
    assert found.late == 2
    assert (found.opens_on, found.due_on) == (date(2026, 12, 1), date(2026, 12, 3))


def test_a_period_without_people_misses_nobody() -> None:
    found = standing_of()
    assert (found.staff, found.submitted, found.missing) == (0, 0, 0)
