"""The facts of a year for each person, for whoever considers thi đua; in the register's order, without a ranking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from civicode.domain.calendar import PeriodKind
from civicode.domain.criteria.rating import Rating, rate_percent
from civicode.domain.period.standing import HANDED_IN, ProgressState
from civicode.i18n import Words
from civicode.reports.document.columns import report_column, report_columns
from civicode.reports.document.document import Document, Row, Table
from civicode.reports.document.paper import Layout
from civicode.reports.report.about import About
from civicode.reports.report.figures import Report, report_of
from civicode.reports.report.records import PeriodRecords, Scope
from civicode.reports.report.wording import period_title, report_document, scope_notes, submitted_sentence

ABOUT = About(Layout.SIGNED, names_people=True, span=PeriodKind.YEAR)


def build(scope: Scope) -> Report:
    """The table `staff`: checks owed and handed in, answers by rating, confirmed cases."""
    people = [one for book in scope.books for one in book.standing.people]
    names = {one.officer: one.name for one in people}
    due = Counter(one.officer for one in people if one.state is not ProgressState.EXCUSED)
    submitted = Counter(one.officer for one in people if one.state in HANDED_IN)
    met, not_met = _answers(scope.books)
    violations = Counter(case.officer for book in scope.books for case in book.cases if case.is_confirmed)
    rows: list[Row] = [
        {
            "officer": officer,
            "name": names[officer] if scope.named else None,
            "unit": unit,
            "position": scope.posts[officer].position,
            "due": due[officer],
            "submitted": submitted[officer],
            "met": met[officer],
            "not_met": not_met[officer],
            "rate_percent": rate_percent(met[officer], not_met[officer]),
            "violations": violations[officer],
        }
        for officer, unit in scope.units.items()
        if officer in names
    ]
    return report_of("emulation", scope, {"staff": rows})


def _answers(books: Iterable[PeriodRecords]) -> tuple[Counter[str], Counter[str]]:
    """How many answers of each person are met, and how many not."""
    met, not_met = Counter[str](), Counter[str]()
    for check, exceptions in (one for book in books for one in book.exceptions):
        met[check.officer] += len(check.answers) - len(exceptions)
        not_met[check.officer] += sum(rating is Rating.NOT_MET for rating in exceptions.values())
    return met, not_met


def document(report: Report, words: Words) -> Document:
    """The facts in words."""
    return report_document(
        report,
        words,
        title=words("report.emulation.title", period=period_title(report, words)),
        lead=[submitted_sentence(report, words)],
        tables=[
            Table(
                "staff",
                words("report.emulation.table"),
                (
                    report_column("officer", words),
                    *report_columns(words, *(["name"] if report.named else [])),
                    report_column("unit", words, wide=True),
                    report_column("position", words, wide=True),
                    report_column("due", words, wide=True),
                    report_column("submitted", words, of="due"),
                    report_column("met", words, wide=True),
                    report_column("not_met", words),
                    *report_columns(words, "rate_percent", "violations"),
                ),
                report.tables["staff"],
                empty=words("report.units.empty"),
                advice=words("report.units.advice"),
                numbered=True,
            )
        ],
        notes=[words("report.note.emulation"), words("report.note.rate"), *scope_notes(report, words)],
        is_personal=True,
    )
