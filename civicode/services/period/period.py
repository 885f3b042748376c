"""The periods of the office: which there are, who is where in each, and what one looks like in full."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from civicode.domain.calendar import Period, due_now, is_future
from civicode.domain.check.check import SelfCheck
from civicode.domain.period.closing import obstacles
from civicode.domain.period.snapshot import Snapshot
from civicode.domain.period.standing import PeriodDetail, PeriodStanding, period_standing, progress_of, standings
from civicode.domain.staff.staff import OFFICE
from civicode.domain.tables import CHECKS
from civicode.domain.violation.violation import OBSERVED_STATES
from civicode.errors import NotAllowedError, NotFoundError, Problem, UsageError
from civicode.services.check.draft import open_drafts
from civicode.services.check.target import standing_in
from civicode.services.office.books import periods_kept
from civicode.services.office.office import Office
from civicode.services.office.seals import seal_fault, seal_in
from civicode.services.period.snapshot import cases_since, snapshot_in
from civicode.services.violation.casebook import cases_in
from civicode.store import Book

__all__ = ["periods", "shown"]

Drafts = Collection[tuple[str, str]]
"""Period key and officer of unfinished checks."""


def periods(office: Office) -> list[PeriodStanding]:
    """Where every period stands that has a book, is due, or was missed since the office began; by time.

    One whose book cannot be read is left out (`Office.left_out`).
    """
    drafts = open_drafts(office)
    found = {period.key: period for period in sorted({*periods_kept(office), *periods_expected(office)})}
    return list(office.read_each(found, lambda book: standing_of(office, found[book.name], drafts)).values())


def periods_expected(office: Office) -> list[Period]:
    """The periods whose check the office owes, by time: from the first one that has a check to the one due now.

    A book that holds a late-found act alone does not begin the count: nobody is behind with a month in which the
    office did not check yet.
    """
    kind = office.settings.period
    due = due_now(office.today, kind, office.settings.window)
    kept = (period for period in periods_kept(office) if period.kind is kind and period < due)
    found = next((period for period in kept if _has_checks(office, period.key)), due)
    count = (due.first_month - found.first_month) // due.months
    return [found.shifted(by) for by in range(count + 1)]


def standing_of(
    office: Office,
    period: Period,
    drafts: Drafts | None = None,
    kept: Snapshot | None = None,
    checks: Mapping[str, SelfCheck] | None = None,
) -> PeriodStanding:
    """Where a check period stands, a closed one as it did when it was closed.

    Args:
        drafts: all that are open, when they are known already.
        kept: what was frozen then, when it is read already.
        checks: those of the period by staff code, when they are read already.
    """
    book = office.load(period.key)
    found = _checks(book) if checks is None else checks
    if kept := kept or snapshot_in(book):
        people = standings(kept.members, kept.absences_in(period), found, kept.drafts, period)
        return PeriodStanding(period, book.state, kept.opens_on, kept.due_on, tuple(people))
    unfinished = _drafts_of(period, open_drafts(office) if drafts is None else drafts)
    people = standings(office.roster, office.absences, found, unfinished, period)
    return period_standing(period, book.state, office.settings.window, people)


def shown(office: Office, period: Period, drafts: Drafts | None = None) -> PeriodDetail:
    """A check period in full; `drafts` are all that are open, when they are known already.

    Raises:
        UsageError: it is longer or shorter than the periods that this office checks, and has no book.
        NotAllowedError: it has not begun.
        NotFoundError: it is older than the office's first check, and has no book.
    """
    require_known(office, period)
    book = office.load(period.key)
    drafts = open_drafts(office) if drafts is None else drafts
    kept = snapshot_in(book)
    unfinished = kept.drafts if kept else _drafts_of(period, drafts)
    cases = kept.cases if kept else cases_in(book)
    return PeriodDetail(
        standing=standing_of(office, period, drafts, kept),
        drafts=tuple(sorted(unfinished)),
        office_check=progress_of(_checks(book).get(OFFICE), OFFICE in unfinished),
        violations=sum(case.is_confirmed for case in cases),
        observations=sum(case.state in OBSERVED_STATES for case in cases),
        head=book.head,
        seal=seal_in(office.book, period.key),
        since_closing=tuple(case.id for case in cases_since(book, kept)) if kept else (),
    )


def hindrances(office: Office, detail: PeriodDetail) -> list[Problem]:
    """Everything that stands in the way of closing a period; nothing when it is complete."""
    book = office.load(detail.standing.period.key)
    found = obstacles(detail.standing, detail.office_check, detail.drafts, office.settings.review)
    if fault := seal_fault(office.book, book):
        return [Problem("closing.other_book", fault.facts, where=book.name), *found]
    return found


def require_known(office: Office, period: Period) -> None:
    """Refuse a period in which this office has nothing to look at; see `shown` for what is raised."""
    kind = office.settings.period
    if period in periods_kept(office):
        return
    if period.kind is not kind:
        raise UsageError("period.other_calendar", period=period.key, kind=kind)
    if is_future(period, office.today):
        raise NotAllowedError("period.future", period=period.key, today=office.today, begins_on=period.first_day)
    if period < periods_expected(office)[0]:
        raise NotFoundError("period.before_records", period=period.key)


def _has_checks(office: Office, key: str) -> bool:
    """A book that cannot be read once held something: the count begins with it. A withdrawn check counts as none."""

    def begins(book: Book) -> bool:
        return any(standing_in(book, officer) for officer in book.table(CHECKS))

    return office.read_each([key], begins).get(key, True)


def _drafts_of(period: Period, drafts: Drafts) -> frozenset[str]:
    return frozenset(officer for key, officer in drafts if key == period.key)


def _checks(book: Book) -> Mapping[str, SelfCheck]:
    """The checks of a book without their answers: a thousand of them are told apart by state alone."""
    return book.each(CHECKS, SelfCheck, own="officer")
