"""The figures that every report opens with, and the shape in which a report keeps its numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from civicode.domain.catalogue import Catalogue
from civicode.domain.check import COUNTED
from civicode.domain.figures import Totals
from civicode.domain.period import Period
from civicode.domain.rating import Rating
from civicode.domain.staff import OFFICE
from civicode.domain.tally import Counted
from civicode.domain.violation import OBSERVED_STATES, contradictions
from civicode.reports.document import Row
from civicode.reports.records import PeriodRecords, Scope


class Report(NamedTuple):
    """The numbers of one report, before they are put into words.

    Attributes:
        closed: whether the books of all its check periods are closed.
        totals: the figures of the period.
        compared: the period that they are held against, with its figures.
        tables: rows by the table's name; titles are added with the words.
        catalogue: where criteria and sections have their titles.
        checks_per_person: how many check periods it holds: 1, or more for a quarter, a half, a year.
        excused: people left out because they were excused, once for each check period.
        named: whether rows name people.
        heads: `book:sequence:hash` of the books that it was made from.
        since_closing: ids of the cases that came, moved on or left after the closing; not in the figures.
    """

    name: str
    period: Period
    closed: bool
    totals: Totals
    tables: Mapping[str, Sequence[Row]]
    catalogue: Catalogue
    compared: tuple[Period, Totals] | None = None
    checks_per_person: int = 1
    excused: int = 0
    named: bool = False
    heads: tuple[str, ...] = ()
    since_closing: tuple[str, ...] = ()


def report_of(name: str, scope: Scope, tables: Mapping[str, Sequence[Row]]) -> Report:
    """The report `name` over `scope` with its `tables`; totals, comparison and heads come from the scope."""
    return Report(
        name=name,
        period=scope.period,
        closed=all(one.standing.state == "closed" for one in scope.books),
        totals=totals_of(scope.books),
        tables=tables,
        catalogue=scope.catalogue,
        compared=scope.compared,
        checks_per_person=len(scope.books),
        excused=sum(len(one.standing.people) - one.standing.staff for one in scope.books),
        named=scope.named,
        heads=tuple(one.head for one in scope.books if one.head),
        since_closing=tuple(case.id for one in scope.books for case in one.since_closing),
    )


def totals_of(books: Iterable[PeriodRecords]) -> Totals:
    """The figures of some check periods taken together."""
    everything = list(books)
    answers = answers_by(everything)
    cases = [case for one in everything for case in one.cases]
    return Totals(
        staff=sum(one.standing.staff for one in everything),
        submitted=sum(one.standing.submitted for one in everything),
        met=answers[Rating.MET],
        not_met=answers[Rating.NOT_MET],
        not_applicable=answers[Rating.NOT_APPLICABLE],
        violations=sum(case.is_confirmed for case in cases),
        observations=sum(case.state in OBSERVED_STATES for case in cases),
        contradictions=len(contradicted(everything)),
    )


def answers_by(books: Iterable[PeriodRecords]) -> Counter[Rating]:
    """How often each rating was given in the checks that count."""
    return ratings_in(check for one in books for check in one.counted)


def ratings_in(checks: Iterable[Counted]) -> Counter[Rating]:
    """How often each rating was given in these checks."""
    found: Counter[Rating] = Counter()
    for check in checks:
        found[Rating.MET] += len(check.codes) - len(check.exceptions)
        found.update(check.exceptions.values())
    return found


def contradicted(books: Iterable[PeriodRecords]) -> set[tuple[str, str]]:
    """(criterion, officer) that contradict in one of the periods, each once; the office's own check is among them."""
    return {
        pair
        for one in books
        for pair in contradictions(
            [*one.counted, *(check for code, check in one.checks.items() if code == OFFICE and check.state in COUNTED)],
            one.cases,
        )
    }
