"""What some reports need beside the figures of their period: whole checks, the months before, the plan's tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from civicode import lazy
from civicode.domain.calendar import Period
from civicode.domain.check.check import SelfCheck
from civicode.domain.criteria.catalogue import OFFICE_AUDIENCE, Audience, audiences_of
from civicode.domain.criteria.diff import reworded_since
from civicode.domain.review import Review
from civicode.domain.staff.staff import OFFICE, StaffMember
from civicode.domain.tables import CHECKS, REVIEWS
from civicode.domain.violation.violation import repeat_limit
from civicode.reports.report.about import Part
from civicode.reports.report.records import Scope, Sheet
from civicode.services.office.books import periods_kept
from civicode.services.office.office import Office
from civicode.services.period.period import periods_expected
from civicode.services.plan import standings
from civicode.services.report.scope import figures_of
from civicode.services.violation.casebook import cases_between

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
    sheets = tuple(sheet_of(office, one.standing.period, scope.officer) for one in scope.books)
    return scope._replace(sheets=sheets)


def _office(office: Office, scope: Scope) -> Scope:
    return scope._replace(sheets=tuple(sheet_of(office, one.standing.period, None) for one in scope.books))


def sheet_of(office: Office, period: Period, member: StaffMember | None) -> Sheet:
    """The check of a person, or of the office, in the words that it answered; unanswered in those of its period."""
    book = office.load(period.key)
    everyone = office.codes_of(member.code) if member else (OFFICE,)
    officer = next((code for code in everyone if code in book.table(CHECKS)), everyone[0])
    check = book.one(CHECKS, officer, SelfCheck, own="officer")
    catalogue = office.versions.of(check.catalogue) if check else office.versions.on(period.last_day)
    asked = catalogue.asked(_audiences(member, period), period.last_day)
    codes = {one.code for one in asked}
    others = [one for one in catalogue.criteria if check and one.code in check.answers and one.code not in codes]
    return Sheet(period, (*asked, *others), check, book.one(REVIEWS, officer, Review, own="officer"))


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
    then = [(found[key], office.versions.on(found[key].last_day)) for key in read] if office.versions.adoptions else []
    reworded = {**reworded_since(then), **scope.reworded}
    return scope._replace(earlier=tuple((found[key], totals) for key, totals in read.items()), reworded=reworded)


def _past_cases(office: Office, scope: Scope) -> Scope:
    first, last = repeat_limit(scope.period.first_day), scope.period.last_day
    stays = scope.officer is None and len(scope.books) == 1 and scope.books[0].kept
    return scope._replace(past_cases=tuple(cases_between(office, first, last, as_entered=bool(stays))))


def _tasks(office: Office, scope: Scope) -> Scope:
    return scope._replace(tasks=tuple(standings(office, min(office.today, scope.period.last_day))))


def _held(office: Office, scope: Scope) -> Scope:
    return lazy.person_part.with_held(office, scope)


_PARTS: Mapping[Part, Callable[[Office, Scope], Scope]] = {
    Part.PERSON: _person,
    Part.OFFICE: _office,
    Part.EARLIER: _earlier,
    Part.PAST_CASES: _past_cases,
    Part.TASKS: _tasks,
    Part.HELD: _held,
}
