"""What is due: for whoever asks, and for the clerk; a first run is led on by notices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from civicode.domain.calendar import Period, read_period
from civicode.domain.check.check import COUNTED, CheckState, SelfCheck
from civicode.domain.period.seal import CLOSED
from civicode.domain.period.standing import PeriodStanding, Standing, period_standing
from civicode.domain.staff.staff import OFFICE, StaffMember, is_excused
from civicode.domain.status import Call, MyStatus, OfficeStatus, Status
from civicode.domain.store.facts import Backup
from civicode.domain.tables import BACKUPS, CHECKS
from civicode.domain.task_standing import TaskState
from civicode.domain.violation.violation import OBSERVED_STATES, Violation, case_order, repeat_limit
from civicode.errors import CivicodeError, Problem
from civicode.services.check.draft import open_drafts
from civicode.services.check.target import asks_office, standing_in
from civicode.services.criteria.adoption import last_used
from civicode.services.office.books import periods_kept
from civicode.services.office.files import OFFICE_FILE
from civicode.services.office.office import Office
from civicode.services.office.seals import gone, is_sealed, unsealed
from civicode.services.period.period import Drafts, hindrances, periods_expected, shown, standing_of
from civicode.services.plan import standings
from civicode.services.violation.casebook import cases_between, unfinished_moves

__all__ = ["status"]


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
    returned = [one for one in sorted([*due, *begun]) if _state(office, one, member.code) is CheckState.RETURNED]
    return MyStatus(
        officer=member.code,
        due=tuple(period for period in due if _owes(office, member, period)),
        drafts=tuple(_open(office, (period for period in drafts if period))),
        returned=tuple(returned),
        reasons={one.key: _reason(office, one, member.code) for one in returned},
        cases=tuple(case.id for case in own),
    )


def _of_office(office: Office, cases: Sequence[Violation]) -> OfficeStatus:
    drafts = open_drafts(office)
    expected = periods_expected(office)
    now = _standing(office, expected[-1], drafts) or _unknown(office, expected[-1])
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
        calls=tuple(sorted((_call(office, one) for one in now.missing_people), key=lambda one: one.urgency)),
    )


def _call(office: Office, standing: Standing) -> Call:
    today, officer = office.today, standing.officer
    away = [one.until for one in office.absences if one.officer == officer and one.since <= today <= one.until]
    return Call(officer, standing.state, max(away, default=None))


def _open(office: Office, periods: Iterable[Period]) -> list[Period]:
    """Those not closed; a sealed book is not even read."""
    asked = {one.key: one for one in periods if not is_sealed(office.book, one.key)}
    states = office.read_each(asked, lambda book: book.state)
    return [asked[key] for key, state in states.items() if state != CLOSED]


def _standing(office: Office, period: Period, drafts: Drafts) -> PeriodStanding | None:
    """None where the book cannot be read: everybody would seem to be missing."""
    return office.read_each([period.key], lambda _: standing_of(office, period, drafts)).get(period.key)


def _unknown(office: Office, period: Period) -> PeriodStanding:
    return period_standing(period, "open", office.settings.window, ())


def _owes(office: Office, member: StaffMember, period: Period) -> bool:
    serving = member.on_register(period.first_day, period.last_day)
    excused = is_excused(member, period, office.absences)
    return serving and not excused and _state(office, period, member.code) not in COUNTED


def _state(office: Office, period: Period, officer: str) -> CheckState | None:
    """Of a book that cannot be read nothing is asked of anybody: as if it were handed in."""
    found = office.read_each([period.key], lambda book: book.one(CHECKS, officer, SelfCheck))
    if period.key not in found:
        return CheckState.SUBMITTED
    check = found[period.key]
    return check.state if check else None


def _reason(office: Office, period: Period, officer: str) -> str:
    check = standing_in(office.load(period.key), officer)
    return check.reason if check else ""


def _is_closable(office: Office, period: Period, drafts: Drafts) -> bool:
    """Whether nothing stands in the way of closing: nobody missing, no draft, and reviewed where that is the rule."""
    found = office.read_each([period.key], lambda _: shown(office, period, drafts)).get(period.key)
    return found is not None and found.standing.staff > 0 and not hindrances(office, found)


def _last_backup(office: Office) -> date | None:
    backups = office.book.each(BACKUPS, Backup).values()
    return max((one.on for one in backups), default=None)


def _overdue(office: Office) -> Iterator[Problem]:
    """The tasks of part III whose day has passed; the criteria are looked at only where an office has set one."""
    if not any(duty.due_on and duty.due_on < office.today for _, duty in office.settings.plan):
        return
    for one in standings(office, office.today):
        if one.state is TaskState.OVERDUE:
            facts = {"task": one.task.code, "title": one.task.title, "title_en": one.task.title_en}
            facts |= {"owner": one.owner, "owner_en": one.owner_en}
            yield Problem("status.task_overdue", {**facts, "due_on": one.due_on})


def _edited_criteria(office: Office) -> Iterator[Problem]:
    """That the file says something else than what was used last: months before would be asked in its words, too."""
    used = last_used(office)
    if used and office.versions.digest != used:
        yield Problem("status.criteria_edited", {"path": str(office.criteria_path)})


def _asks_office(office: Office, period: Period) -> bool:
    """Criteria that cannot be read are told of where they are needed; here they might ask."""
    try:
        return asks_office(office, period)
    except CivicodeError:
        return True


def _notices(office: Office, period: Period, cases: Sequence[Violation]) -> Iterator[Problem]:
    """What else should be seen to, the first step of a new office first."""
    location = office.store.location
    if not office.store.names() and not (Path(location).parent / OFFICE_FILE).is_file():
        yield Problem("status.no_folder", {"location": location})
    for left_out in office.left_out:
        yield Problem("status.left_out", {"book": left_out.where, "cause": left_out.code, **left_out.facts})
    if not office.members:
        yield Problem("status.no_staff")
        return
    yield from _edited_criteria(office)
    if _state(office, period, OFFICE) not in COUNTED and _asks_office(office, period):
        yield Problem("status.office_check_missing", {"period": period.key})
    yield from _overdue(office)
    if waiting := [case.id for case in cases if case.state in OBSERVED_STATES]:
        yield Problem("status.observations", {"n": len(waiting), "ids": waiting})
    for former, current in unfinished_moves(cases).items():
        yield Problem("status.move_unfinished", {"former": former, "id": current})
    for name in gone(office.book, office.store.names()):
        yield Problem("status.book_gone", {"period": name})
    for name in unsealed(office.book, office.store.names(), office.load):
        yield Problem("status.closing_unfinished", {"period": name})
