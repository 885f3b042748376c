"""What is due: for whoever asks, and for the clerk; a first run is led on by notices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from civicode.domain.check import COUNTED, CheckState
from civicode.domain.office import ReviewRule
from civicode.domain.period import Period, read_period
from civicode.domain.staff import OFFICE, StaffMember, is_excused
from civicode.domain.status import MyStatus, OfficeStatus, Status
from civicode.domain.violation import OBSERVED_STATES, Violation, case_order, repeat_limit
from civicode.errors import Problem
from civicode.services.casebook import cases_between, periods_kept, unfinished_moves
from civicode.services.draft import open_drafts
from civicode.services.office import OFFICE_FILE, Office
from civicode.services.period import Drafts, periods_expected, standing_of
from civicode.services.target import CHECKS

SEALS = "seals"
"""The table of closed periods in the office's book, by key."""

BACKUPS = "backups"
"""The table of backups in the office's book: `{"on": day, …}`."""


def status(office: Office, me: str | None = None) -> Status:
    """What is due today; `me` (code or name) is looked at in place of who acts."""
    member = office.member(me) if me else office.me
    cases = cases_between(office, repeat_limit(office.today))
    return Status(
        today=office.today,
        me=_mine(office, member, cases) if member else None,
        office=_of_office(office, cases),
    )


def _mine(office: Office, member: StaffMember, cases: Iterable[Violation]) -> MyStatus:
    own = sorted((case for case in cases if case.officer == member.code and not case.is_settled), key=case_order)
    due = _open(office, periods_expected(office))
    begun = [period for period in _open(office, periods_kept(office)) if period not in due]
    drafts = (read_period(key, office.today) for key, officer in open_drafts(office) if officer == member.code)
    returned = CheckState.RETURNED
    return MyStatus(
        officer=member.code,
        due=tuple(period for period in due if _owes(office, member, period)),
        drafts=tuple(period for period in drafts if period),
        returned=tuple(one for one in sorted([*due, *begun]) if _state(office, one, member.code) is returned),
        cases=tuple(case.id for case in own),
    )


def _of_office(office: Office, cases: Sequence[Violation]) -> OfficeStatus:
    drafts = open_drafts(office)
    expected = periods_expected(office)
    now = standing_of(office, expected[-1], drafts)
    return OfficeStatus(
        period=now.period,
        opens_on=now.opens_on,
        due_on=now.due_on,
        staff=now.staff,
        submitted=now.submitted,
        missing=tuple(one.officer for one in now.missing_people),
        unreviewed=now.unreviewed,
        closable=tuple(period for period in _open(office, expected) if _is_closable(office, period, drafts)),
        last_backup=_last_backup(office),
        notices=tuple(_notices(office, now.period, cases)),
    )


def _open(office: Office, periods: Iterable[Period]) -> list[Period]:
    """Those not closed; a sealed book is not even read."""
    seals = office.book.table(SEALS)
    return [one for one in periods if one.key not in seals and office.load(one.key).state != "closed"]


def _owes(office: Office, member: StaffMember, period: Period) -> bool:
    serving = member.on_register(period.first_day, period.last_day)
    excused = is_excused(member, period, office.absences)
    return serving and not excused and _state(office, period, member.code) not in COUNTED


def _state(office: Office, period: Period, officer: str) -> CheckState | None:
    document = office.load(period.key).table(CHECKS).get(officer)
    return CheckState(document["state"]) if document else None


def _is_closable(office: Office, period: Period, drafts: Drafts) -> bool:
    """Whether nothing stands in the way of closing: nobody missing, no draft, and reviewed where that is the rule."""
    standing = standing_of(office, period, drafts)
    reviewed = office.settings.review is ReviewRule.OPTIONAL or not standing.unreviewed
    has_draft = any(key == period.key for key, _ in drafts)
    return standing.staff > 0 and not standing.missing and not has_draft and reviewed


def _last_backup(office: Office) -> date | None:
    days = [date.fromisoformat(one["on"]) for one in office.book.table(BACKUPS).values()]
    return max(days, default=None)


def _notices(office: Office, period: Period, cases: Sequence[Violation]) -> Iterator[Problem]:
    """What else should be seen to, the first step of a new office first."""
    location = office.store.location
    if not office.store.names() and not (Path(location).parent / OFFICE_FILE).is_file():
        yield Problem("status.no_folder", {"location": location})
    if not office.members:
        yield Problem("status.no_staff")
        return
    if _state(office, period, OFFICE) not in COUNTED:
        yield Problem("status.office_check_missing", {"period": period.key})
    if waiting := [case.id for case in cases if case.state in OBSERVED_STATES]:
        yield Problem("status.observations", {"n": len(waiting), "ids": waiting})
    for former, current in unfinished_moves(cases).items():
        yield Problem("status.move_unfinished", {"former": former, "id": current})
