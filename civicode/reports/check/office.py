"""The criteria of the office as a whole: how it rated itself, and why."""

from __future__ import annotations

from collections.abc import Mapping

from civicode.domain.criteria.rating import Rating, rate_percent
from civicode.domain.staff.staff import OFFICE
from civicode.i18n import Words
from civicode.reports.check.rows import counts, sheet_rows, titled
from civicode.reports.document.columns import report_columns
from civicode.reports.document.document import Document, Row, Table
from civicode.reports.document.paper import Layout
from civicode.reports.report.about import About, Part
from civicode.reports.report.figures import Report, report_of
from civicode.reports.report.plan_words import plan_words
from civicode.reports.report.records import Scope
from civicode.reports.report.wording import period_title, report_document, scope_notes

ABOUT = About(Layout.REPORT, needs=(Part.OFFICE,))


def build(scope: Scope) -> Report:
    """The table `answers`, for each check period the criteria of the office; what is not handed in has no rating."""
    rows: list[Row] = []
    for sheet, book in zip(scope.sheets, scope.books, strict=True):
        own = [case for case in book.cases if case.officer == OFFICE]
        rows += [{**row, "period": sheet.period.key} for row in sheet_rows(sheet, own)]
    return report_of("office", scope, {"answers": rows})


def document(report: Report, words: Words) -> Document:
    """The office's own answers in words."""
    told = plan_words(report.catalogue.document, words)
    periods = ["period"] if report.checks_per_person > 1 else []
    return report_document(
        report,
        words,
        title=words("report.office.title", **told, period=period_title(report, words)),
        lead=[_lead(report, told, words)],
        tables=[
            Table(
                "answers",
                words("report.answers.table"),
                report_columns(words, *periods, "criterion", "title", "rating", "note", "evidence"),
                titled(report.tables["answers"], words),
                empty=words("report.office.empty", **told),
                headed=words("report.criteria.headed"),
            )
        ],
        notes=[words("report.note.rate"), *scope_notes(report, words)],
    )


def _lead(report: Report, told: Mapping[str, str], words: Words) -> str:
    if not report.tables["answers"]:
        return words("report.office.empty", **told)
    found = counts(report.tables["answers"])
    met, not_met = found[Rating.MET], found[Rating.NOT_MET]
    rate = rate_percent(met, not_met)
    if rate is None:
        return words("report.office.no_rate", **told)
    facts = {"met": met, "assessed": met + not_met, "not_applicable": found[Rating.NOT_APPLICABLE]}
    return words("report.office.lead", **told, rate=words.percent(rate), **facts)
