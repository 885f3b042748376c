"""What goes into a report: which check periods a period holds, whose records count, in the words of which day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from civicode.domain.catalogue import Catalogue
from civicode.domain.check import check_from_document
from civicode.domain.period import Period, is_future
from civicode.domain.staff import StaffMember, by_unit, in_order
from civicode.domain.text import folded
from civicode.errors import NotAllowedError, NotFoundError, UsageError
from civicode.reports.records import PeriodRecords, Scope
from civicode.services.casebook import cases_in, periods_kept
from civicode.services.office import Office
from civicode.services.period import periods_expected, standing_of
from civicode.services.target import CHECKS


def scope_of(
    office: Office, period: Period, *, unit: str | None, officer: str | None, compare: Period | None, named: bool
) -> Scope:
    """Everything that a report of `period` is built from.

    Args:
        unit: only this unit, by the last day of the period; read without regard to case and diacritics.
        officer: only this person, by code or by name.
        compare: what the figures are held against; None is the period before.
        named: whether the report names people.

    Raises:
        NotAllowedError: the period, or the one compared, has not begun.
        UsageError: the office checks by longer periods; `officer` fits several.
        NotFoundError: no such unit in the period, or no such person.
        StoreError: a book or an old catalogue cannot be read.
    """
    who = office.member(officer) if officer else None
    then = compare or period.shifted(-1)
    for asked in (period, *([compare] if compare else [])):
        _require_figures(office, asked)
    if unit is not None:
        _require_unit(office, period, unit)
    books = _books(office, period, unit, who)
    return Scope(
        period=period,
        books=books,
        catalogue=_catalogue(office, books),
        units=by_unit(_on_register(office, period), period),
        preceding=_records(office, books[0].standing.period.shifted(-1)) if books else None,
        compared=(then, _books(office, then, unit, who)),
        names={one.code: one.name for one in office.members} if named else {},
    )


def check_periods(office: Office, period: Period) -> list[Period]:
    """The check periods that lie in `period`, by time.

    Those that have a book, and those without one whose check the office owes. What is as long as the office's own
    periods is looked at in any case, what is shorter only where there is a book from another time.
    """
    if period.kind is office.settings.period:
        return [period]
    kept = [one for one in periods_kept(office) if _holds(period, one)]
    owed = [one for one in periods_expected(office) if _holds(period, one)]
    return sorted([*kept, *(one for one in owed if not any(_overlap(one, other) for other in kept))])


def _require_figures(office: Office, period: Period) -> None:
    if is_future(period, office.today):
        raise NotAllowedError("report.future", period=period.key, today=office.today, begins_on=period.first_day)
    if not check_periods(office, period):
        whole = Period.of(period.first_day, office.settings.period)
        if whole.months > period.months:
            raise UsageError("report.shorter_than_checks", period=period.key, accepted=whole.key)


def _books(office: Office, period: Period, unit: str | None, who: StaffMember | None) -> tuple[PeriodRecords, ...]:
    records = [_records(office, one) for one in check_periods(office, period)]
    if unit is None and who is None:
        return tuple(records)
    members = [one for one in _on_register(office, period) if unit is None or _is_unit(one, period, unit)]
    officers = {one.code for one in members if who is None or one.code == who.code}
    return tuple(one.only(officers) for one in records)


def _records(office: Office, period: Period) -> PeriodRecords:
    book = office.load(period.key)
    checks = {code: check_from_document(one, period.key) for code, one in book.table(CHECKS).items()}
    return PeriodRecords(standing_of(office, period), checks, tuple(cases_in(book)), book.head)


def _catalogue(office: Office, books: Iterable[PeriodRecords]) -> Catalogue:
    """The catalogue that was answered; of several, each code in its newest words."""
    answered = sorted((check.submitted_on or office.today, check.catalogue) for one in books for check in one.counted)
    digests = list(dict.fromkeys(digest for _, digest in answered))
    return _merged([office.catalogue_of(digest) for digest in digests] or [office.catalogue])


def _merged(catalogues: Sequence[Catalogue]) -> Catalogue:
    if len(catalogues) == 1:
        return catalogues[0]
    criteria = {item.code: item for one in catalogues for item in one.criteria}
    sections = {item.code: item for one in catalogues for item in one.sections}
    return replace(catalogues[-1], criteria=tuple(criteria.values()), sections=tuple(sections.values()))


def _require_unit(office: Office, period: Period, unit: str) -> None:
    members = _on_register(office, period)
    if not any(_is_unit(one, period, unit) for one in members):
        accepted = list(dict.fromkeys(one.post_in(period).unit for one in members))
        raise NotFoundError("report.unknown_unit", unit=unit, period=period.key, accepted=accepted)


def _is_unit(member: StaffMember, period: Period, unit: str) -> bool:
    return folded(member.post_in(period).unit) == folded(unit)


def _on_register(office: Office, period: Period) -> list[StaffMember]:
    return in_order(one for one in office.members if one.on_register(period.first_day, period.last_day))


def _holds(period: Period, part: Period) -> bool:
    return period.first_day <= part.first_day and part.last_day <= period.last_day


def _overlap(one: Period, other: Period) -> bool:
    return one.first_day <= other.last_day and other.first_day <= one.last_day
