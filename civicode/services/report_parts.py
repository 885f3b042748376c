"""What some reports need beside the figures of their period: whole checks, the months before, the plan's tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from civicode.domain.catalogue import OFFICE_AUDIENCE, Audience, audiences_of
from civicode.domain.catalogue_diff import reworded_since
from civicode.domain.check import check_from_document
from civicode.domain.period import Period, read_period
from civicode.domain.review import review_from_document
from civicode.domain.staff import OFFICE, StaffMember
from civicode.domain.violation import repeat_limit
from civicode.reports.about import Part
from civicode.reports.records import Held, Scope, Sheet
from civicode.services.casebook import cases_between, cases_in, periods_kept
from civicode.services.held import held_drafts, held_entries, held_exports
from civicode.services.office import Office
from civicode.services.period import periods_expected
from civicode.services.plan import standings
from civicode.services.report_scope import figures_of
from civicode.services.review import REVIEWS
from civicode.services.target import CHECKS

TREND_MONTHS = 12
"""How far back a trend looks, the last month reported on included."""


def with_parts(office: Office, scope: Scope, parts: Iterable[Part]) -> Scope:
    """`scope` with `parts` filled in.

    Raises:
        StoreError: the only book that a part needs cannot be read; of several, such a one is left out.
    """
    for part in parts:
        scope = _PARTS[part](office, scope)
    return scope


def _person(office: Office, scope: Scope) -> Scope:
    sheets = tuple(_sheet(office, one.standing.period, scope.officer) for one in scope.books)
    return scope._replace(sheets=sheets)


def _office(office: Office, scope: Scope) -> Scope:
    return scope._replace(sheets=tuple(_sheet(office, one.standing.period, None) for one in scope.books))


def _sheet(office: Office, period: Period, member: StaffMember | None) -> Sheet:
    """The check of a person, or of the office, in the words that it answered; unanswered in those of its period."""
    book, officer = office.load(period.key), member.code if member else OFFICE
    check = book.one(CHECKS, officer, lambda one: check_from_document(one, book.name), own="officer")
    catalogue = office.catalogue_of(check.catalogue) if check else office.catalogue_on(period.last_day)
    asked = catalogue.asked(_audiences(member, period), period.last_day)
    codes = {one.code for one in asked}
    others = [one for one in catalogue.criteria if check and one.code in check.answers and one.code not in codes]
    return Sheet(period, (*asked, *others), check, book.one(REVIEWS, officer, review_from_document, own="officer"))


def _audiences(member: StaffMember | None, period: Period) -> tuple[Audience, ...]:
    if member is None:
        return OFFICE_AUDIENCE
    on_register = member.on_register(period.first_day, period.last_day)
    return audiences_of(member.post_in(period).leader) if on_register else ()


def _earlier(office: Office, scope: Scope) -> Scope:
    """The check periods of the twelve months that end with the last one reported on, each with its figures."""
    last = scope.books[-1].standing.period if scope.books else scope.period
    first_month = last.first_month + last.months - TREND_MONTHS
    known = {*periods_kept(office), *periods_expected(office), *(one.standing.period for one in scope.books)}
    wanted = [one for one in sorted(known) if first_month <= one.first_month <= last.first_month]
    found = {one.key: one for one in wanted if one.months == last.months}
    read = office.read_each(found, lambda book: figures_of(office, found[book.name], scope.unit, scope.officer))
    then = [(found[key], office.catalogue_on(found[key].last_day)) for key in read] if office.adoptions else []
    reworded = {**reworded_since(then), **scope.reworded}
    return scope._replace(earlier=tuple((found[key], totals) for key, totals in read.items()), reworded=reworded)


def _past_cases(office: Office, scope: Scope) -> Scope:
    first, last = repeat_limit(scope.period.first_day), scope.period.last_day
    return scope._replace(past_cases=tuple(cases_between(office, first, last)))


def _tasks(office: Office, scope: Scope) -> Scope:
    return scope._replace(tasks=tuple(standings(office, min(office.today, scope.period.last_day))))


def _held(office: Office, scope: Scope) -> Scope:
    member = scope.officer
    if member is None:
        return scope
    inside = [one for one in periods_kept(office) if scope.is_whole or _lies_in(one, scope.period)]
    periods = {one.key: one for one in inside}
    sheets = office.read_each(periods, lambda book: _sheet(office, periods[book.name], member))
    cases = office.read_each(periods, cases_in)
    entries = held_entries(office, member.code, (case for found in cases.values() for case in found))
    checks = [one.period for one in sheets.values() if one.check]
    held = Held(
        sheets=tuple(one for one in sheets.values() if one.check or one.review),
        drafts=tuple(one for one in held_drafts(office, member.code) if _is_of(one.period, scope)),
        absences=tuple(one for one in office.absences if one.officer == member.code),
        cases=tuple(case for found in cases.values() for case in found if case.officer == member.code),
        entries=tuple((book, entry) for (book, _), entry in sorted(entries.items()) if _is_of(book, scope)),
        exports=tuple(one for one in held_exports(office, member, checks) if _is_of(one.period, scope)),
    )
    return scope._replace(held=held)


def _is_of(book: str, scope: Scope) -> bool:
    """Whether what lies in `book` is told of; the office's own, which is of no period, always."""
    period = read_period(book, date.min)
    return scope.is_whole or period is None or _lies_in(period, scope.period)


def _lies_in(period: Period, span: Period) -> bool:
    return span.first_day <= period.first_day and period.last_day <= span.last_day


_PARTS: Mapping[Part, Callable[[Office, Scope], Scope]] = {
    Part.PERSON: _person,
    Part.OFFICE: _office,
    Part.EARLIER: _earlier,
    Part.PAST_CASES: _past_cases,
    Part.TASKS: _tasks,
    Part.HELD: _held,
}
