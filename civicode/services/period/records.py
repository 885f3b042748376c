"""The records of a check period, as reports and a closing count them."""

from __future__ import annotations

from collections.abc import Mapping

from civicode.domain.calendar import Period, is_future
from civicode.domain.check.check import SelfCheck
from civicode.domain.period.seal import seal_of
from civicode.domain.tables import AUDIT, CHECKS
from civicode.errors import NotAllowedError, UsageError
from civicode.reports.report.records import PeriodRecords
from civicode.services.office.books import periods_kept
from civicode.services.office.office import Office
from civicode.services.period.period import periods_expected, standing_of
from civicode.services.period.snapshot import cases_since, snapshot_in
from civicode.services.violation.casebook import cases_in


def with_codes_now(records: PeriodRecords, codes: Mapping[str, str]) -> PeriodRecords:
    """The records with everybody under the code of `codes`, where one is given up; the same ones for no codes."""
    return records.under(codes) if codes else records


def check_periods(office: Office, period: Period) -> list[Period]:
    """The check periods that lie in `period`, by time.

    Those that have a book, and those without one whose check the office owes. What is as long as the office's own
    periods is looked at in any case, what is shorter only where there is a book from another time.
    """
    if period.kind is office.settings.period:
        return [period]
    kept = [one for one in periods_kept(office) if period.holds(one)]
    owed = [one for one in periods_expected(office) if period.holds(one)]
    return sorted([*kept, *(one for one in owed if not any(one.overlaps(other) for other in kept))])


def require_figures(office: Office, period: Period) -> None:
    """Refuse a period of which there are no figures yet.

    Raises:
        NotAllowedError: it has not begun.
        UsageError: the office checks by longer periods.
    """
    if is_future(period, office.today):
        raise NotAllowedError("report.future", period=period.key, today=office.today, begins_on=period.first_day)
    if not check_periods(office, period):
        whole = Period.of(period.first_day, office.settings.period)
        if whole.months > period.months:
            raise UsageError("report.shorter_than_checks", period=period.key, accepted=whole.key)


def records_of(office: Office, period: Period) -> PeriodRecords:
    """The records of a check period; of a closed one as they were when it was closed. StoreError: unreadable."""
    book = office.load(period.key)
    kept = snapshot_in(book)
    checks = book.each(CHECKS, SelfCheck, own="officer")
    if kept is None:
        return PeriodRecords(standing_of(office, period, checks=checks), checks, tuple(cases_in(book)), book.head)
    seal = seal_of(book.name, book.table(AUDIT))
    return PeriodRecords(
        standing=standing_of(office, period, kept=kept, checks=checks),
        checks=checks,
        cases=kept.cases,
        head=seal.head if seal else book.head,
        not_met_before=frozenset((code, one) for code, officers in kept.before.not_met.items() for one in officers),
        since_closing=cases_since(book, kept),
        kept=kept,
    )
