"""Criterion by criterion: how it was rated, who repeats, and how it was before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from civicode.domain.criteria.catalogue import Audience
from civicode.domain.criteria.rating import Rating, rate_percent
from civicode.i18n import Words
from civicode.reports.document.columns import report_column, report_columns
from civicode.reports.document.document import Document, Row, Table
from civicode.reports.document.paper import Layout
from civicode.reports.report.about import About
from civicode.reports.report.figures import Report, ratings_of_each, report_of, unmet
from civicode.reports.report.records import Scope, called
from civicode.reports.report.wording import (
    criterion_titles,
    period_title,
    rate_sentence,
    report_document,
    scope_notes,
    submitted_sentence,
    with_titles,
)

ABOUT = About(Layout.REPORT)


def build(scope: Scope) -> Report:
    """The table `criteria`: those that people are asked, in the catalogue's order; who leads them, by staff code."""
    ratings, found = ratings_of_each(scope.books), unmet(scope.books)
    repeated = Counter(code for code, _ in found.repeating)
    before = Counter(code for book in scope.books[:1] for code, _ in book.not_met_before)
    rows: list[Row] = []
    for code, section in _listed(scope, ratings).items():
        given = ratings.get(code, Counter[Rating]())
        rows.append(
            {
                "criterion": code,
                "section": section,
                "met": given[Rating.MET],
                "not_met": given[Rating.NOT_MET],
                "not_applicable": given[Rating.NOT_APPLICABLE],
                "rate_percent": rate_percent(given[Rating.MET], given[Rating.NOT_MET]),
                "repeated": repeated[code],
                "not_met_before": before[code],
                "names": _named(code, found.people, scope),
                "repeaters": _named(code, found.repeating, scope),
            }
        )
    return report_of("criteria", scope, {"criteria": rows})


def document(report: Report, words: Words) -> Document:
    """The criteria in words."""
    names = ["names", "repeaters"] if report.named else []
    return report_document(
        report,
        words,
        title=words("report.criteria.title", period=period_title(report, words)),
        lead=[submitted_sentence(report, words), rate_sentence(report, words), _unmet_sentence(report, words)],
        tables=[
            Table(
                "criteria",
                words("report.criteria.table"),
                (
                    report_column("criterion", words),
                    report_column("section", words, file_only=True),
                    report_column("title", words, title=words("report.criteria.table")),
                    report_column("met", words, wide=True),
                    report_column("not_met", words, quiet=True),
                    report_column("not_applicable", words, wide=True, quiet=True),
                    report_column("rate_percent", words),
                    report_column("repeated", words, quiet=True),
                    report_column("not_met_before", words, wide=True, quiet=True),
                    *report_columns(words, *names),
                ),
                with_titles(report.tables["criteria"], "criterion", criterion_titles(report.catalogue, words)),
                empty=words("report.sections.empty"),
                headed=words("report.criteria.headed"),
            )
        ],
        notes=[words("report.note.rate"), words("report.note.repeated"), *scope_notes(report, words)],
    )


def _listed(scope: Scope, answered: Iterable[str]) -> dict[str, str]:
    """Section by code: the personal criteria in force in one of the check periods, then those that an answer names."""
    days = [book.standing.period.last_day for book in scope.books] or [scope.period.last_day]
    criteria = scope.catalogue.criteria
    personal = (one for one in criteria if one.audience is not Audience.OFFICE)
    listed = {one.code: one.section for one in personal if any(map(one.in_force, days))}
    return listed | {code: scope.catalogue.section_of(code) for code in sorted(set(answered) - set(listed))}


def _named(code: str, pairs: Iterable[tuple[str, str]], scope: Scope) -> list[str]:
    """Who is meant, in the order of the register; nobody in a report that names none."""
    who = {officer for criterion, officer in pairs if criterion == code}
    return called(scope, (one for one in scope.units if one in who)) if scope.named else []


def _unmet_sentence(report: Report, words: Words) -> str:
    rows = report.tables["criteria"]
    n = sum(bool(row["not_met"]) for row in rows)
    repeated = sum(bool(row["repeated"]) for row in rows)
    return words("report.criteria.lead", n=n, all=len(rows), repeated=repeated)
