"""The figures that every report opens with, and the shape in which a report keeps its numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from civicode.domain.calendar import Period
from civicode.domain.check.check import COUNTED, SelfCheck
from civicode.domain.criteria.catalogue import Catalogue
from civicode.domain.criteria.rating import Rating
from civicode.domain.period.figures import Totals
from civicode.domain.staff.staff import OFFICE, Post, StaffMember
from civicode.domain.text.name import name_order, text_order
from civicode.domain.violation.violation import OBSERVED_STATES, contradictions
from civicode.errors import UsageError
from civicode.reports.document.document import Row
from civicode.reports.report.records import PeriodRecords, Scope, not_met


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
        officer, post: the only person reported on, and their post in the period; None for everybody.
        away, reworded: see `Scope`.
        is_whole: it tells of all time, not of the period alone.
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
    officer: StaffMember | None = None
    post: Post | None = None
    away: Mapping[str, tuple[date, date]] = {}
    reworded: Mapping[str, Period] = {}
    is_whole: bool = False


class Unmet(NamedTuple):
    """Criteria not met: how often by code, and (criterion, officer) of all, and of who had it not met before, too."""

    times: Counter[str]
    people: set[tuple[str, str]]
    repeating: set[tuple[str, str]]


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
        officer=scope.officer,
        post=scope.posts.get(scope.officer.code) if scope.officer else None,
        away=scope.away,
        reworded=scope.reworded,
        is_whole=scope.is_whole,
    )


def sorted_by(report: Report, key: str) -> Report:
    """The report with its rows ordered by a column, with `-` in front from the highest down; missing ones come last.

    Raises:
        UsageError: no table has such a column, or what it holds has no order.
    """
    name, is_falling = key.removeprefix("-"), key.startswith("-")
    accepted = dict.fromkeys(
        one for rows in report.tables.values() for row in rows for one, value in row.items() if _has_order(value)
    )
    if accepted and name not in accepted:
        raise UsageError("report.no_column", name=name, accepted=list(accepted))
    return report._replace(tables={table: _ordered(rows, name, is_falling) for table, rows in report.tables.items()})


def _has_order(value: object) -> bool:
    return isinstance(value, (str, int, float, date))


def _ordered(rows: Sequence[Row], key: str, is_falling: bool) -> list[Row]:
    known = [row for row in rows if row.get(key) is not None]
    order: Callable[[Any], Any] = name_order if key == "name" else _place
    ordered: list[Row] = sorted(known, key=lambda row: order(row[key]), reverse=is_falling)
    return [*ordered, *(row for row in rows if row.get(key) is None)]


def _place(value: object) -> Any:
    return text_order(value) if isinstance(value, str) else value


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
    return ratings_in(chain.from_iterable(one.exceptions for one in books))


def ratings_in(checks: Iterable[tuple[SelfCheck, Mapping[str, Rating]]]) -> Counter[Rating]:
    """How often each rating was given in these checks, each with its ratings that are not `met`."""
    everything = list(checks)
    found = Counter(chain.from_iterable(exceptions.values() for _, exceptions in everything))
    found[Rating.MET] += sum(len(check.answers) for check, _ in everything) - found.total()
    return found


def ratings_of_each(books: Iterable[PeriodRecords]) -> dict[str, Counter[Rating]]:
    """How often each rating was given in the checks that count, by criterion."""
    checks = [one for book in books for one in book.exceptions]
    found: dict[str, Counter[Rating]] = {}
    for codes, count in Counter(tuple(check.answers) for check, _ in checks).items():  # most people are asked the same
        for code in codes:
            found.setdefault(code, Counter())[Rating.MET] += count
    for (code, rating), count in Counter(chain.from_iterable(exceptions.items() for _, exceptions in checks)).items():
        found[code].update({rating: count, Rating.MET: -count})
    return found


def unmet(books: Iterable[PeriodRecords]) -> Unmet:
    """Who had which criterion not met. Over several checks an answer counts each time, a person who repeats once."""
    found = Unmet(Counter(), set(), set())
    for now in books:
        pairs = not_met(now)
        found.times.update(code for code, _ in pairs)
        found.people.update(pairs)
        found.repeating.update(pairs & now.not_met_before)
    return found


def contradicted(books: Iterable[PeriodRecords]) -> set[tuple[str, str]]:
    """(criterion, officer) that contradict in one of the periods, each once; the office's own check is among them."""
    return {pair for one in books if one.cases for pair in contradictions([*one.counted, *_of_office(one)], one.cases)}


def _of_office(records: PeriodRecords) -> list[SelfCheck]:
    """The office's own check, where it counts."""
    check = records.checks.get(OFFICE)
    return [check] if check and check.state in COUNTED else []
