"""The summary of a period: who has checked, how it went by unit and section, and where self and facts contradict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from civicode.domain.catalogue import Audience, Catalogue
from civicode.domain.rating import Rating, rate_percent
from civicode.domain.staff import OFFICE
from civicode.domain.standing import HANDED_IN, ProgressState
from civicode.domain.tally import Counted
from civicode.i18n import Words
from civicode.reports.document import Column, Document, Kind, Row, Table
from civicode.reports.figures import Report, contradicted, ratings_in, report_of
from civicode.reports.records import PeriodRecords, Scope, not_met
from civicode.reports.wording import (
    cases_sentence,
    criterion_titles,
    period_title,
    rate_sentence,
    report_document,
    scope_notes,
    section_titles,
    submitted_sentence,
)

NAMES_PEOPLE = False
"""Whether the report names people unless told not to."""


def build(scope: Scope) -> Report:
    """The numbers of the summary; tables `contradictions`, `units`, `sections`, `exceptions`."""
    return report_of(
        "summary",
        scope,
        {
            "contradictions": _contradictions(scope),
            "units": _units(scope),
            "sections": _sections(scope.books, scope.catalogue),
            "exceptions": _exceptions(scope),
        },
    )


def document(report: Report, words: Words) -> Document:
    """The summary in words, contradictions on top."""
    criteria, sections = criterion_titles(report.catalogue, words), section_titles(report.catalogue, words)
    tables = [
        _contradictions_table(_with_titles(report.tables["contradictions"], "criterion", criteria), report, words),
        _units_table(report.tables["units"], words),
        _sections_table(_with_titles(report.tables["sections"], "section", sections), words),
        _exceptions_table(_with_titles(report.tables["exceptions"], "criterion", criteria), report, words),
    ]
    return report_document(
        report,
        words,
        title=words("report.summary.title", period=period_title(report, words)),
        lead=[sentence(report, words) for sentence in (submitted_sentence, rate_sentence, cases_sentence)],
        tables=tables,
        notes=[words("report.note.rate"), *_office_cases(report, words), *scope_notes(report, words)],
    )


def _office_cases(report: Report, words: Words) -> list[str]:
    by_unit = sum(int(str(row["violations"])) for row in report.tables["units"])
    own = report.totals.violations - by_unit
    return [words("report.note.office_cases", n=own)] if own else []


def _contradictions(scope: Scope) -> list[Row]:
    return _by_criterion(contradicted(scope.books), scope, "officers")


def _exceptions(scope: Scope) -> list[Row]:
    """Most often not met first. Over several checks an answer counts each time, a person who repeats once."""
    times: Counter[str] = Counter()
    people: set[tuple[str, str]] = set()
    repeating: set[tuple[str, str]] = set()
    for now in scope.books:
        found = not_met(now)
        times.update(code for code, _ in found)
        people |= found
        repeating |= found & now.not_met_before
    repeated = Counter(code for code, _ in repeating)
    rows = [{**row, "not_met": times[str(row["criterion"])]} for row in _by_criterion(people, scope, "people")]
    rows = [{**row, "repeated": repeated[str(row["criterion"])]} for row in rows]
    return sorted(rows, key=lambda row: -times[str(row["criterion"])])


def _by_criterion(pairs: Iterable[tuple[str, str]], scope: Scope, count: str) -> list[Row]:
    """A row for each criterion in the catalogue's order: how many people, and who where the report names people."""
    place = {one.code: at for at, one in enumerate(scope.catalogue.criteria)}
    officers: dict[str, list[str]] = {}
    for code, officer in sorted(pairs, key=lambda pair: (place.get(pair[0], len(place)), pair)):
        officers.setdefault(code, []).append(officer)
    return [
        {"criterion": code, count: len(who), "names": [scope.names.get(one, one) for one in who]}
        for code, who in officers.items()
    ]


def _units(scope: Scope) -> list[Row]:
    """By the unit of the period's last day, in the order of the register."""
    staff: Counter[str] = Counter()
    submitted: Counter[str] = Counter()
    for standing in (one for book in scope.books for one in book.standing.people):
        unit = scope.units[standing.officer]
        staff[unit] += standing.state is not ProgressState.EXCUSED
        submitted[unit] += standing.state in HANDED_IN
    checks: dict[str, list[Counted]] = {}
    for check in (one for book in scope.books for one in book.counted):
        checks.setdefault(scope.units[check.officer], []).append(check)
    answers = {unit: ratings_in(theirs) for unit, theirs in checks.items()}
    violations = Counter(
        scope.units.get(case.officer, case.unit)
        for book in scope.books
        for case in book.cases
        if case.is_confirmed and case.officer != OFFICE
    )
    return [
        {
            "unit": unit,
            "staff": staff[unit],
            "submitted": submitted[unit],
            "missing": staff[unit] - submitted[unit],
            "rate_percent": _rate(answers.get(unit, Counter())),
            "violations": violations[unit],
        }
        for unit in _in_order(scope.units, {*staff, *violations})
    ]


def _in_order(units: Mapping[str, str], found: set[str]) -> list[str]:
    """The units of the register in its order, then those that only a case still names."""
    listed = [unit for unit in dict.fromkeys(units.values()) if unit in found]
    return [*listed, *sorted(found.difference(listed))]


def _sections(books: Sequence[PeriodRecords], catalogue: Catalogue) -> list[Row]:
    """By the section of each criterion; those of the office alone are left to the office's own report."""
    section_of = {one.code: one.section for one in catalogue.criteria}
    personal = {one.section for one in catalogue.criteria if one.audience is not Audience.OFFICE}
    answers: dict[str, Counter[Rating]] = {}
    for code, ratings in _ratings_of_each(books).items():
        answers.setdefault(section_of.get(code) or code.partition("-")[0], Counter()).update(ratings)
    listed = [one.code for one in catalogue.sections if one.code in personal]
    return [
        {
            "section": code,
            "met": ratings[Rating.MET],
            "not_met": ratings[Rating.NOT_MET],
            "not_applicable": ratings[Rating.NOT_APPLICABLE],
            "rate_percent": _rate(ratings),
        }
        for code in dict.fromkeys([*listed, *sorted(answers)])
        for ratings in [answers.get(code, Counter[Rating]())]
    ]


def _ratings_of_each(books: Iterable[PeriodRecords]) -> dict[str, Counter[Rating]]:
    """How often each rating was given, by criterion."""
    checks = [check for book in books for check in book.counted]
    found: dict[str, Counter[Rating]] = {}
    for codes, count in Counter(tuple(check.codes) for check in checks).items():  # most people are asked the same
        for code in codes:
            found.setdefault(code, Counter())[Rating.MET] += count
    for (code, rating), count in Counter(chain.from_iterable(check.exceptions.items() for check in checks)).items():
        found[code].update({rating: count, Rating.MET: -count})
    return found


def _rate(ratings: Mapping[Rating, int]) -> float | None:
    return rate_percent(ratings[Rating.MET], ratings[Rating.NOT_MET])


def _with_titles(rows: Sequence[Row], key: str, titles: Mapping[str, str]) -> list[Row]:
    return [{**row, "title": titles.get(str(row[key]), "")} for row in rows]


def _names_column(report: Report, words: Words) -> tuple[Column, ...]:
    return (Column("names", words("report.column.names"), Kind.LIST),) if report.named else ()


def _contradictions_table(rows: list[Row], report: Report, words: Words) -> Table:
    return Table(
        "contradictions",
        words("report.contradictions.title"),
        (
            Column("criterion", words("report.column.criterion"), Kind.CODE),
            Column("title", words("report.contradictions.title")),
            Column("officers", words("report.column.officers"), Kind.NUMBER),
            *_names_column(report, words),
        ),
        rows,
        empty=words("report.contradictions.empty"),
    )


def _units_table(rows: Sequence[Row], words: Words) -> Table:
    return Table(
        "units",
        words("report.column.unit"),
        (
            Column("unit", words("report.column.unit")),
            Column("staff", words("report.column.staff"), Kind.NUMBER, wide=True),
            Column("submitted", words("report.column.submitted"), Kind.NUMBER, of="staff"),
            Column("missing", words("report.column.missing"), Kind.NUMBER),
            Column("rate_percent", words("report.column.rate"), Kind.PERCENT),
            Column("violations", words("report.column.violations"), Kind.NUMBER),
        ),
        rows,
        empty=words("report.units.empty"),
        bar="rate_percent",
    )


def _sections_table(rows: list[Row], words: Words) -> Table:
    return Table(
        "sections",
        words("report.sections.title"),
        (
            Column("section", words("report.column.criterion"), Kind.CODE),
            Column("title", words("report.sections.title")),
            Column("met", words("report.column.met"), Kind.NUMBER, wide=True),
            Column("not_met", words("report.column.not_met"), Kind.NUMBER),
            Column("not_applicable", words("report.column.not_applicable"), Kind.NUMBER, wide=True),
            Column("rate_percent", words("report.column.rate"), Kind.PERCENT),
        ),
        rows,
        empty=words("report.sections.empty"),
        bar="rate_percent",
    )


def _exceptions_table(rows: list[Row], report: Report, words: Words) -> Table:
    return Table(
        "exceptions",
        words("report.exceptions.title"),
        (
            Column("criterion", words("report.column.criterion"), Kind.CODE),
            Column("title", words("report.exceptions.title")),
            Column("not_met", words("report.column.not_met"), Kind.NUMBER),
            Column("repeated", words("report.column.repeated"), Kind.NUMBER),
            *_names_column(report, words),
        ),
        rows,
        empty=words("report.exceptions.empty"),
    )
