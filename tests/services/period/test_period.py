"""The periods of the office: which are listed, who is where in them, what one looks like in full."""

from datetime import date

import pytest

from civicode.domain.calendar import PeriodKind
from civicode.domain.check.check import CheckState
from civicode.domain.office import OfficeSettings
from civicode.domain.period.standing import ProgressState
from civicode.domain.violation.violation import CaseState
from civicode.errors import CivicodeError, NotAllowedError, NotFoundError, UsageError
from civicode.services.check.check import target, withdraw
from civicode.services.office.office import Office
from civicode.services.period.period import periods, periods_expected, shown
from civicode.services.staff import excuse, leave
from civicode.services.violation import violation
from tests.services.offices import (
    CLERK,
    LEADER,
    OFFICER,
    WORKER,
    asked_by,
    begin,
    close,
    confirm_case,
    hand_in,
    month,
    new_office,
    office,
    put_check,
)


def keys(made: Office) -> list[str]:
    return [one.period.key for one in periods(made)]


def record(made: Office, day: date, officer: str = OFFICER) -> str:
    return violation.add(made, officer=officer, criteria=["TD-06"], occurred_on=day, what="đi trễ").key


def test_a_new_office_owes_the_period_due_now_alone() -> None:
    assert keys(new_office()) == ["2026-11"]
    assert keys(asked_by(new_office(), CLERK, date(2026, 11, 30))) == ["2026-10"]


def test_periods_missed_since_the_first_check_are_listed() -> None:
    made = office()
    hand_in(made, "2026-08", CLERK)
    assert keys(made) == ["2026-08", "2026-09", "2026-10", "2026-11"]


def test_the_running_period_is_listed_once_it_has_a_book() -> None:
    made = office()
    hand_in(made, "2026-12", CLERK)
    assert keys(made) == ["2026-11", "2026-12"]


def test_an_act_found_late_leaves_nobody_behind_with_old_periods() -> None:
    made = office()
    record(made, date(2025, 3, 2))
    assert [one.key for one in periods_expected(made)] == ["2026-11"]
    assert keys(made) == ["2025-03", "2026-11"]


def test_a_check_of_a_mistyped_year_begins_no_count_once_it_is_withdrawn() -> None:
    made = office()
    hand_in(made, "2016-11", CLERK)
    assert len(periods_expected(made)) == 121
    withdraw(made, target(made, CLERK, month("2016-11")), "nhầm năm")
    assert [one.key for one in periods_expected(made)] == ["2026-11"]


def test_an_office_that_changed_to_quarters_keeps_its_months() -> None:
    made = office()
    hand_in(made, "2026-11", CLERK)
    quarters = asked_by(made, CLERK, date(2027, 1, 2), settings=OfficeSettings(period=PeriodKind.QUARTER))
    assert keys(quarters) == ["2026-Q4", "2026-11"]


def test_a_period_counts_who_was_there_and_not_excused() -> None:
    made = office()
    leave(made, CLERK, until=date(2026, 10, 31))
    excuse(made, OFFICER, since=date(2026, 11, 1), until=date(2026, 11, 30), reason="nghỉ thai sản")
    hand_in(made, "2026-11", LEADER)
    (november,) = periods(made)
    assert [(one.officer, one.state) for one in november.people] == [
        (LEADER, ProgressState.SUBMITTED),
        (WORKER, ProgressState.NOT_STARTED),
        (OFFICER, ProgressState.EXCUSED),
    ]
    assert (november.staff, november.submitted, november.confirmed, november.missing) == (2, 1, 0, 1)
    assert (november.state, november.opens_on, november.due_on) == ("open", date(2026, 12, 1), date(2026, 12, 3))


def test_one_period_in_full() -> None:
    made = office()
    hand_in(made, "2026-11", LEADER, CLERK)
    put_check(made, "2026-11", CLERK, CheckState.CONFIRMED)
    begin(made, "2026-11", OFFICER)
    begin(made, "2026-11", "CQ")
    confirm_case(made, record(made, date(2026, 11, 5)))
    violation.step(made, record(made, date(2026, 11, 6)), CaseState.DISMISSED)
    record(made, date(2026, 11, 7))
    found = shown(made, month("2026-11"))
    assert (found.standing.submitted, found.standing.confirmed, found.standing.unreviewed) == (2, 1, 1)
    assert [(one.officer, one.state) for one in found.standing.missing_people] == [
        (WORKER, ProgressState.NOT_STARTED),
        (OFFICER, ProgressState.DRAFT),
    ]
    assert (found.drafts, found.office_check) == ((OFFICER, "CQ"), ProgressState.DRAFT)
    assert (found.violations, found.observations) == (1, 1)
    assert found.head == made.load("2026-11").head


def test_a_closed_period_says_so() -> None:
    made = office()
    hand_in(made, "2026-11", LEADER)
    close(made, "2026-11")
    assert shown(made, month("2026-11")).standing.state == "closed"
    assert periods(made)[0].state == "closed"


def test_the_running_period_is_shown_before_anything_is_in_it() -> None:
    found = shown(office(), month("2026-12"))
    assert (found.standing.submitted, found.office_check, found.head) == (0, ProgressState.NOT_STARTED, None)


@pytest.mark.parametrize(
    ("key", "error", "code"),
    [
        ("2027-01", NotAllowedError, "period.future"),
        ("2026-10", NotFoundError, "period.before_records"),
        ("2026-Q4", UsageError, "period.other_calendar"),
        ("2026", UsageError, "period.other_calendar"),
    ],
)
def test_a_period_that_is_not_there_is_told_why(key: str, error: type[CivicodeError], code: str) -> None:
    with pytest.raises(error) as caught:
        shown(office(), month(key))
    assert caught.value.code == code
