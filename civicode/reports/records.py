"""What a report is made of: the records of its check periods, and whom they belong to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from civicode.domain.catalogue import Catalogue
from civicode.domain.figures import Totals
from civicode.domain.period import Period
from civicode.domain.rating import Rating
from civicode.domain.snapshot import Snapshot
from civicode.domain.standing import HANDED_IN, PeriodStanding
from civicode.domain.tally import Counted
from civicode.domain.violation import Violation


class PeriodRecords(NamedTuple):
    """One check period.

    Attributes:
        standing: who is where, with the period and its state.
        checks: those of the period by staff code; the office's own is under `CQ`.
        cases: those of the period, in any state.
        head: `book:sequence:hash` of its book's newest entry, of a closed one the entry that closed it; None while
            nothing was written.
        not_met_before: (criterion, officer) of every `not_met` that counted in the check period before.
        since_closing: the cases that came, moved on or left after it was closed; they are not among `cases` so.
        kept: of a closed period what was frozen then; None while it is open.
    """

    standing: PeriodStanding
    checks: Mapping[str, Counted] = {}
    cases: tuple[Violation, ...] = ()
    head: str | None = None
    not_met_before: frozenset[tuple[str, str]] = frozenset()
    since_closing: tuple[Violation, ...] = ()
    kept: Snapshot | None = None

    @property
    def counted(self) -> list[Counted]:
        """The personal checks whose answers count: handed in by people who owe one."""
        return [self.checks[one.officer] for one in self.standing.people if one.state in HANDED_IN]

    def only(self, officers: Collection[str]) -> PeriodRecords:
        """The same period as if there were nobody but `officers`."""
        people = tuple(one for one in self.standing.people if one.officer in officers)
        return self._replace(
            standing=self.standing._replace(people=people),
            checks={code: check for code, check in self.checks.items() if code in officers},
            cases=tuple(case for case in self.cases if case.officer in officers),
            since_closing=tuple(case for case in self.since_closing if case.officer in officers),
        )


class Scope(NamedTuple):
    """Everything that a report is built from.

    Attributes:
        period: the one reported on; it may hold several check periods.
        books: its check periods, in order.
        compared: the period that the figures are held against, and its own.
        catalogue: sections and titles in use then.
        units: unit of each person by the last day of `period`, in the order of the register.
        named: whether the report names people; its columns are the same when there is nobody to name.
        names: full names by staff code, when the report names people; else empty.
    """

    period: Period
    books: tuple[PeriodRecords, ...]
    catalogue: Catalogue
    units: Mapping[str, str]
    compared: tuple[Period, Totals] | None = None
    named: bool = False
    names: Mapping[str, str] = {}


def not_met(records: PeriodRecords) -> frozenset[tuple[str, str]]:
    """(criterion, officer) of every `not_met` that counts."""
    return frozenset(
        (code, check.officer)
        for check in records.counted
        for code, rating in check.exceptions.items()
        if rating is Rating.NOT_MET
    )
