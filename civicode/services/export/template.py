"""What a sheet to be filled in holds: who is on the roster of the period, and what is asked of each."""

from __future__ import annotations

from civicode.domain.batch import BatchKind
from civicode.domain.calendar import Period, due_now
from civicode.domain.criteria.catalogue import Audience, Criterion, audiences_of
from civicode.domain.staff.staff import StaffMember, serving_in
from civicode.reports.batch.template import Blank, Place
from civicode.services.office.office import Office

__all__ = ["blank"]


def blank(office: Office, kind: BatchKind, period: Period | None) -> Blank:
    """The sheet of `kind`.

    Args:
        period: whose roster it is; None is the one due now.
    """
    settings = office.settings
    when = period or due_now(office.today, settings.period, settings.window)
    match kind:
        case BatchKind.STAFF:
            return Blank(kind)
        case BatchKind.PLAN:
            return Blank(kind, tasks=office.versions.on(office.today).tasks)
        case BatchKind.VIOLATIONS:
            roster = [_place(one, when) for one in serving_in(office.roster, when)]
            return Blank(kind, roster, _in_force(office, when))
        case BatchKind.CHECKS | BatchKind.REVIEWS:
            roster = [_place(one, when, _asked(office, one, when)) for one in serving_in(office.roster, when)]
            asked = {code for one in roster for code in one.asked}
            criteria = [one for one in _in_force(office, when) if one.code in asked or not roster]
            personal = [one for one in criteria if one.audience is not Audience.OFFICE]
            return Blank(kind, roster, personal, period=when.key)


def _place(member: StaffMember, period: Period, asked: frozenset[str] = frozenset()) -> Place:
    return Place(member.code, member.name, member.post_in(period).unit, asked)


def _asked(office: Office, member: StaffMember, period: Period) -> frozenset[str]:
    audiences = audiences_of(member.post_in(period).leader)
    return frozenset(one.code for one in office.versions.on(period.last_day).asked(audiences, period.last_day))


def _in_force(office: Office, period: Period) -> list[Criterion]:
    """Everything that may be asked on the period's last day, in the order of a check, the office's own at the end."""
    everybody = tuple(Audience)
    return list(office.versions.on(period.last_day).asked(everybody, period.last_day))
