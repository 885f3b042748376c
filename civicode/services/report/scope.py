"""What goes into a report: which check periods a period holds, whose records count, in the words of which day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date

from civicode.domain.calendar import Period
from civicode.domain.criteria.catalogue import Catalogue, merged
from civicode.domain.criteria.diff import reworded_since
from civicode.domain.period.figures import Totals
from civicode.domain.period.snapshot import Before, totals_before
from civicode.domain.period.standing import ProgressState
from civicode.domain.staff.staff import StaffMember, by_unit, in_order, serving_in
from civicode.domain.text.text import folded
from civicode.errors import NotFoundError, StoreError
from civicode.reports.report.figures import totals_of
from civicode.reports.report.records import PeriodRecords, Scope
from civicode.services.office.office import Office
from civicode.services.period.records import check_periods, records_of, require_figures, with_codes_now


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
        StoreError: the only book of `period` or of `compare`, or an old catalogue cannot be read; of several books,
            and of those from before, such a one is left out (`Office.left_out`).
    """
    who = None if officer is None else office.member(officer)
    then = compare or period.shifted(-1)
    for asked in (period, *([compare] if compare else [])):
        require_figures(office, asked)
    found = _books(office, period, needed=True)
    codes = {} if _stays(found, who) else office.merged
    found = [with_codes_now(one, codes) for one in found]
    before = _kept_before(found, period, then)
    past = [] if before else [with_codes_now(one, codes) for one in _books(office, then, needed=compare is not None)]
    everyones = [_with_before(office, one, found[at - 1 : at] or past[-1:], codes) for at, one in enumerate(found)]
    register = _register(office, period, everyones)
    if unit is not None:
        _require_unit(register, period, unit)
    if before:
        totals = _totals_kept(before, unit, office.codes_of(who.code) if who else ())
    else:
        totals = _totals_then(office, then, past, unit, who)
    scope = _scope(office, period, _of_those(everyones, register, period, unit, who), register, who)
    names = _names(office, everyones, register) if named else {}
    reworded = reworded_since([*_versions(office, past or then), *_versions(office, everyones)])
    return scope._replace(compared=(then, totals), reworded=reworded, named=named, names=names, unit=unit)


def _stays(records: Sequence[PeriodRecords], who: StaffMember | None) -> bool:
    """Whether a report stays as it was although codes were given up since: that of one closed period over everybody."""
    return who is None and len(records) == 1 and records[0].kept is not None


def _scope(
    office: Office,
    period: Period,
    books: tuple[PeriodRecords, ...],
    register: Sequence[StaffMember],
    who: StaffMember | None,
) -> Scope:
    return Scope(
        period=period,
        books=books,
        catalogue=_catalogue(office, period, books),
        units=by_unit(register, period),
        posts={one.code: one.post_in(period) for one in register},
        officer=next((one for one in register if who and one.code == who.code), who),
        away=_away(office, books),
    )


def _away(office: Office, books: Iterable[PeriodRecords]) -> dict[str, tuple[date, date]]:
    """Who was excused for a part of an open check period; a closed one is told as it was, and kept the whole ones."""
    found: dict[str, tuple[date, date]] = {}
    for one in (one for one in books if not one.kept):
        owing = {person.officer for person in one.standing.people if person.state is not ProgressState.EXCUSED}
        span = one.standing.period
        for away in office.absences:
            if away.officer in owing and away.since <= span.last_day and span.first_day <= away.until:
                found[away.officer] = away.since, away.until
    return found


def figures_of(office: Office, period: Period, unit: str | None, who: StaffMember | None) -> Totals:
    """The figures of a check period over a unit or a person, or everybody; StoreError: its book cannot be read."""
    records = records_of(office, period)
    return _totals_then(office, period, [records if who is None else with_codes_now(records, office.merged)], unit, who)


def _books(office: Office, period: Period, *, needed: bool) -> list[PeriodRecords]:
    """The records of everyone in `period`; `needed`: when it is a single book, it must be read."""
    parts = {one.key: one for one in check_periods(office, period)}
    if needed and len(parts) == 1:
        return [records_of(office, one) for one in parts.values()]
    return list(office.read_each(parts, lambda book: records_of(office, parts[book.name])).values())


def _with_before(
    office: Office, records: PeriodRecords, read: Sequence[PeriodRecords], codes: Mapping[str, str]
) -> PeriodRecords:
    """With who had which criterion not met in the check period before; empty when that cannot be read.

    Args:
        read: the period before, when it is read already; any other is passed over.
    """
    if records.kept:
        return records
    before = records.standing.period.shifted(-1)
    last = next((one for one in read if one.standing.period == before), None)
    if last is None:
        found = office.read_each([before.key], lambda _: records_of(office, before))
        last = with_codes_now(found[before.key], codes) if found else None
    return records.after(last) if last else records


def _of_those(
    records: Iterable[PeriodRecords],
    register: Iterable[StaffMember],
    period: Period,
    unit: str | None,
    who: StaffMember | None,
) -> tuple[PeriodRecords, ...]:
    if unit is None and who is None:
        return tuple(records)
    members = [one for one in register if unit is None or _is_unit(one.post_in(period).unit, unit)]
    officers = {one.code for one in members if who is None or one.code == who.code}
    return tuple(one.only(officers) for one in records)


def _totals_then(
    office: Office, then: Period, records: Sequence[PeriodRecords], unit: str | None, who: StaffMember | None
) -> Totals:
    return totals_of(_of_those(records, _register(office, then, records), then, unit, who))


def _kept_before(records: Sequence[PeriodRecords], period: Period, then: Period) -> Before | None:
    """What a closed check period kept of the one before it, when that is what it is held against."""
    kept = records[0].kept if len(records) == 1 else None
    return kept.before if kept and records[0].standing.period == period and then == period.shifted(-1) else None


def _totals_kept(before: Before, unit: str | None, codes: Sequence[str]) -> Totals:
    officers = {
        code
        for code, share in before.shares.items()
        if (unit is None or _is_unit(share.unit, unit)) and (not codes or code in codes)
    }
    return totals_before(before, officers)


def _register(office: Office, period: Period, records: Sequence[PeriodRecords]) -> list[StaffMember]:
    """Who counts in `period`, each as in the latest of its check periods; those of closed ones as they were then."""
    live = {one.code: one for one in office.members}
    closed = bool(records) and all(one.kept for one in records)
    found = {} if closed else {one.code: one for one in serving_in(office.roster, period)}
    for one in records:
        kept = {member.code: member for member in one.kept.members} if one.kept else live
        found |= {person.officer: kept.get(person.officer) or live[person.officer] for person in one.standing.people}
    return in_order(found.values())


def _names(office: Office, records: Sequence[PeriodRecords], register: Iterable[StaffMember]) -> dict[str, str]:
    closed = bool(records) and all(one.kept for one in records)
    everybody = () if closed else office.members
    return {one.code: one.name for one in (*everybody, *register)}


def _catalogue(office: Office, period: Period, books: Sequence[PeriodRecords]) -> Catalogue:
    """The catalogue that was answered; of several, each code in its newest words."""
    digests = list(dict.fromkeys(digest for one in books for digest in one.answered)) or _in_use(books)
    return merged([office.versions.of(one) for one in digests or [office.versions.digest_on(period.last_day)]])


def _versions(office: Office, books: Sequence[PeriodRecords] | Period) -> Iterator[tuple[Period, Catalogue]]:
    """The criteria that each check period was answered in, by time; of one that was not read, those in use then."""
    if isinstance(books, Period):
        if office.versions.adoptions:
            yield books, office.versions.on(books.last_day)
        return
    for one in books:
        for digest in one.answered:
            with suppress(StoreError):  # the figures before are not told in these words
                yield one.standing.period, office.versions.of(digest)


def _in_use(books: Iterable[PeriodRecords]) -> list[str]:
    """The criteria of closed periods in which nothing was answered."""
    return list(dict.fromkeys(one.kept.catalogue for one in books if one.kept))


def _require_unit(register: Iterable[StaffMember], period: Period, unit: str) -> None:
    accepted = list(dict.fromkeys(one.post_in(period).unit for one in register))
    if not any(_is_unit(one, unit) for one in accepted):
        raise NotFoundError("report.unknown_unit", unit=unit, period=period.key, accepted=accepted)


def _is_unit(unit: str, wanted: str) -> bool:
    return folded(unit) == folded(wanted)
