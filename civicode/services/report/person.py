"""Everything held about one person, as a report takes it: from all books, drafts, the audit and what was exported."""

from __future__ import annotations

from datetime import date

from civicode.domain.calendar import read_period
from civicode.domain.staff.staff import FormerCode
from civicode.domain.tables import MERGED_STAFF
from civicode.reports.report.records import Held, Scope
from civicode.services.office.books import periods_kept
from civicode.services.office.office import Office
from civicode.services.report.parts import sheet_of
from civicode.services.store.held import held_archives, held_drafts, held_entries, held_exports
from civicode.services.violation.casebook import cases_in


def with_held(office: Office, scope: Scope) -> Scope:
    """`scope` with everything held about its person; a book that cannot be read is left out."""
    member = scope.officer
    if member is None:
        return scope
    inside = [one for one in periods_kept(office) if scope.is_whole or scope.period.holds(one)]
    periods = {one.key: one for one in inside}
    sheets = office.read_each(periods, lambda book: sheet_of(office, periods[book.name], member))
    cases = office.read_each(periods, cases_in)
    everybodys = [case for found in cases.values() for case in found]
    codes = office.codes_of(member.code)
    entries = {place: entry for code in codes for place, entry in held_entries(office, code, everybodys).items()}
    checks = [one.period for one in sheets.values() if one.check]
    given_up = office.book.each(MERGED_STAFF, FormerCode)
    held = Held(
        former=tuple(one.member for code, one in given_up.items() if code in codes),
        sheets=tuple(one for one in sheets.values() if one.check or one.review),
        drafts=tuple(one for one in held_drafts(office, member.code) if _is_of(one.period, scope)),
        absences=tuple(one for one in office.absences if one.officer == member.code),
        cases=tuple(case for case in everybodys if case.officer in codes),
        entries=tuple((book, entry) for (book, _), entry in sorted(entries.items()) if _is_of(book, scope)),
        archives=tuple(held_archives(office, member.code)),
        exports=tuple(one for one in held_exports(office, member, checks) if _is_of(one.period, scope)),
    )
    return scope._replace(held=held)


def _is_of(book: str, scope: Scope) -> bool:
    """Whether what lies in `book` is told of; the office's own, which is of no period, always."""
    period = read_period(book, date.min)
    return scope.is_whole or period is None or scope.period.holds(period)
