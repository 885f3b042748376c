"""The summary of a period: who has checked, how it went by unit and section, and where self and facts contradict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from civicode.domain.check.check import SelfCheck
from civicode.domain.criteria.catalogue import Audience, Catalogue
from civicode.domain.criteria.rating import Rating, rate_percent
from civicode.domain.period.standing import HANDED_IN, ProgressState
from civicode.domain.staff.staff import OFFICE
from civicode.i18n import Words
from civicode.reports.document.columns import report_column, report_columns
from civicode.reports.document.document import Column, Document, Row, Table
from civicode.reports.document.paper import Layout
from civicode.reports.period.sentences import (
    told_of_contradictions,
    told_of_exceptions,
    told_of_sections,
    told_of_units,
)
from civicode.reports.report.about import About
from civicode.reports.report.figures import Report, contradicted, ratings_in, ratings_of_each, report_of, unmet
from civicode.reports.report.plan_words import plan_words
from civicode.reports.report.records import PeriodRecords, Scope, called
from civicode.reports.report.wording import (
    cases_sentence,
    criterion_titles,
    period_title,
    rate_sentence,
    report_document,
    scope_notes,
    section_titles,
    submitted_sentence,
    with_titles,
)

ABOUT = About(Layout.REPORT)


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
    return report_document(
        report,
        words,
        title=words("report.summary.title", period=period_title(report, words)),
        lead=[sentence(report, words) for sentence in (submitted_sentence, rate_sentence, cases_sentence)],
        tables=_tables(report, words),
        notes=[words("report.note.rate"), *_office_cases(report, words), *scope_notes(report, words)],
    )


def _office_cases(report: Report, words: Words) -> list[str]:
    by_unit = sum(int(str(row["violations"])) for row in report.tables["units"])
    own = report.totals.violations - by_unit
    told = plan_words(report.catalogue.document, words)
    return [words("report.note.office_cases", n=own, **told)] if own else []


def _contradictions(scope: Scope) -> list[Row]:
    return _by_criterion(contradicted(scope.books), scope, "officers")


def _exceptions(scope: Scope) -> list[Row]:
    """Most often not met first."""
    found = unmet(scope.books)
    repeated = Counter(code for code, _ in found.repeating)
    rows = [
        {**row, "not_met": found.times[str(row["criterion"])]} for row in _by_criterion(found.people, scope, "people")
    ]
    rows = [{**row, "repeated": repeated[str(row["criterion"])]} for row in rows]
    return sorted(rows, key=lambda row: -found.times[str(row["criterion"])])


def _by_criterion(pairs: Iterable[tuple[str, str]], scope: Scope, count: str) -> list[Row]:
    """A row for each criterion in the catalogue's order: how many people, and who where the report names people."""
    place = {one.code: at for at, one in enumerate(scope.catalogue.criteria)}
    officers: dict[str, list[str]] = {}
    for code, officer in sorted(pairs, key=lambda pair: (place.get(pair[0], len(place)), pair)):
        officers.setdefault(code, []).append(officer)
    return [{"criterion": code, count: len(who), "names": called(scope, who)} for code, who in officers.items()]


def _units(scope: Scope) -> list[Row]:
    """By the unit of the period's last day, in the order of the register."""
    staff: Counter[str] = Counter()
    submitted: Counter[str] = Counter()
    for standing in (one for book in scope.books for one in book.standing.people):
        unit = scope.units[standing.officer]
        staff[unit] += standing.state is not ProgressState.EXCUSED
        submitted[unit] += standing.state in HANDED_IN
    checks: dict[str, list[tuple[SelfCheck, dict[str, Rating]]]] = {}
    for one in (one for book in scope.books for one in book.exceptions):
        checks.setdefault(scope.units[one[0].officer], []).append(one)
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
    personal = {one.section for one in catalogue.criteria if one.audience is not Audience.OFFICE}
    answers: dict[str, Counter[Rating]] = {}
    for code, ratings in ratings_of_each(books).items():
        answers.setdefault(catalogue.section_of(code), Counter()).update(ratings)
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


def _rate(ratings: Mapping[Rating, int]) -> float | None:
    return rate_percent(ratings[Rating.MET], ratings[Rating.NOT_MET])


def _tables(report: Report, words: Words) -> list[Table]:
    criteria, sections = criterion_titles(report.catalogue, words), section_titles(report.catalogue, words)
    rows = report.tables
    return [
        _contradictions_table(with_titles(rows["contradictions"], "criterion", criteria), report, words),
        _units_table(rows["units"], words),
        _sections_table(with_titles(rows["sections"], "section", sections), words),
        _exceptions_table(with_titles(rows["exceptions"], "criterion", criteria), report, words),
    ]


def _titled(key: str, words: Words) -> Column:
    """The column of titles, which on a screen heads its table, too."""
    return report_column("title", words, title=words(key), headed=words("report.column.title"))


def _names(report: Report, words: Words) -> tuple[Column, ...]:
    return report_columns(words, *(["names"] if report.named else []))


def _contradictions_table(rows: list[Row], report: Report, words: Words) -> Table:
    return Table(
        "contradictions",
        words("report.contradictions.title"),
        (
            report_column("criterion", words),
            _titled("report.contradictions.title", words),
            report_column("officers", words),
            *_names(report, words),
        ),
        rows,
        empty=words("report.contradictions.empty"),
        told=told_of_contradictions(rows, words),
    )


def _units_table(rows: Sequence[Row], words: Words) -> Table:
    return Table(
        "units",
        words("report.units.title"),
        (
            report_column("unit", words),
            report_column("staff", words, wide=True),
            report_column("submitted", words, of="staff"),
            *report_columns(words, "missing", "rate_percent", "violations"),
        ),
        rows,
        empty=words("report.units.empty"),
        advice=words("report.units.advice"),
        bar="rate_percent",
        numbered=True,
        headed=words("report.units.headed"),
        told=told_of_units(rows, words),
    )


def _sections_table(rows: list[Row], words: Words) -> Table:
    return Table(
        "sections",
        words("report.sections.title"),
        (
            report_column("section", words, title=words("report.column.criterion")),
            _titled("report.sections.title", words)._replace(headed=""),
            report_column("met", words, wide=True),
            report_column("not_met", words),
            report_column("not_applicable", words, wide=True),
            report_column("rate_percent", words),
        ),
        rows,
        empty=words("report.sections.empty"),
        bar="rate_percent",
        headed=words("report.sections.headed"),
        told=told_of_sections(rows, words),
    )


def _exceptions_table(rows: list[Row], report: Report, words: Words) -> Table:
    return Table(
        "exceptions",
        words("report.exceptions.title"),
        (
            report_column("criterion", words),
            _titled("report.exceptions.title", words),
            *report_columns(words, "not_met", "repeated"),
            *_names(report, words),
        ),
        rows,
        empty=words("report.exceptions.empty"),
        told=told_of_exceptions(rows, words),
    )
