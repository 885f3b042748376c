"""Twelve months: how many handed in, how it went, and how many cases, check period by check period."""

from __future__ import annotations

from civicode.i18n import Words
from civicode.reports.document.columns import report_column, report_columns
from civicode.reports.document.document import Document, Row, Table
from civicode.reports.document.paper import Layout
from civicode.reports.report.about import About, Part
from civicode.reports.report.figures import Report, report_of
from civicode.reports.report.records import Scope
from civicode.reports.report.wording import (
    period_title,
    rate_sentence,
    report_document,
    scope_notes,
    submitted_sentence,
)

ABOUT = About(Layout.REPORT, needs=(Part.EARLIER,))


def build(scope: Scope) -> Report:
    """The table `periods`, the oldest first; one that the office did not check yet is not in it."""
    rows: list[Row] = [
        {
            "period": period.key,
            "staff": totals.staff,
            "submitted": totals.submitted,
            "rate_percent": totals.rate_percent,
            "violations": totals.violations,
        }
        for period, totals in scope.earlier
    ]
    return report_of("trend", scope, {"periods": rows})


def document(report: Report, words: Words) -> Document:
    """The months in words, their rate drawn as a line."""
    return report_document(
        report,
        words,
        title=words("report.trend.title", period=period_title(report, words)),
        lead=[submitted_sentence(report, words), rate_sentence(report, words), *_range(report, words)],
        tables=[
            Table(
                "periods",
                words("report.trend.table"),
                (
                    report_column("period", words),
                    report_column("staff", words, wide=True),
                    report_column("submitted", words, of="staff"),
                    *report_columns(words, "rate_percent", "violations"),
                ),
                report.tables["periods"],
                empty=words("report.trend.empty"),
                headed=words("report.trend.headed"),
                bar="rate_percent",
                line="rate_percent",
            )
        ],
        notes=[words("report.note.rate"), *scope_notes(report, words)],
    )


def _range(report: Report, words: Words) -> list[str]:
    """The lowest and the highest rate, each with its period; nothing where fewer than two are known."""
    rows = report.tables["periods"]
    known = [(float(str(row["rate_percent"])), str(row["period"])) for row in rows if row["rate_percent"] is not None]
    if len(known) < 2:
        return []
    low, high = min(known), max(known)
    facts = {"low": words.percent(low[0]), "low_in": low[1], "high": words.percent(high[0]), "high_in": high[1]}
    return [words("report.trend.range", n=len(known), **facts)]
