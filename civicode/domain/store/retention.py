"""When a person's name and texts may be taken out of the records: what stands in the way, and from which day not."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from civicode.domain.calendar import Period
from civicode.domain.staff.staff import StaffMember
from civicode.domain.violation.violation import Violation
from civicode.errors import Problem


def retention_problems(
    member: StaffMember, checks: Iterable[Period], cases: Iterable[Violation], months: int | None, today: date
) -> list[Problem]:
    """Everything that stands in the way of forgetting somebody today.

    Args:
        checks: the periods in which there is a check of theirs.
        cases: those about them.
        months: of `office.yaml`; None keeps everything for ever.
    """
    cases = list(cases)
    return list(_problems(member, list(checks), cases, months, today))


def possible_from(member: StaffMember, checks: Iterable[Period], cases: Iterable[Violation], months: int) -> date:
    """The first day after the retention, which runs from the day after the last of: last day served, end of the last
    period with a check, last step or correction of a case.
    """
    assert member.until is not None
    days = [member.until, *(one.last_day for one in checks), *(day for case in cases for day in _steps(case))]
    return _later(max(days) + timedelta(days=1), months)


def _problems(
    member: StaffMember, checks: list[Period], cases: list[Violation], months: int | None, today: date
) -> Iterator[Problem]:
    facts: dict[str, object] = {"officer": member.code, "until": member.until, "months": months}
    if months is None:
        yield Problem("forget.no_retention", facts, where=member.code)
    if member.until is None or member.until >= today:
        yield Problem("forget.not_left" if member.until is None else "forget.leaves_later", facts, where=member.code)
    for case in cases:
        if not case.is_settled:
            yield Problem("forget.open_case", {**facts, "id": case.id, "state": case.state}, where=case.id)
    if months is not None and member.until is not None:
        day = possible_from(member, checks, cases, months)
        if today < day:
            yield Problem("forget.too_early", {**facts, "possible_from": day}, where=member.code)


def _steps(case: Violation) -> Iterator[date]:
    for at in (*(one.at for one in case.events), *(one.at for one in case.corrections)):
        try:
            yield datetime.fromisoformat(at).date()
        except ValueError:  # a damaged book: verifying tells
            yield case.entered_on


def _later(day: date, months: int) -> date:
    year, number = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, number + 1, min(day.day, monthrange(year, number + 1)[1]))
