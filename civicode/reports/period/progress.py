"""Who is where with the check of a period: one row a person, for whoever chases what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from civicode.domain.period.standing import ProgressState, Standing
from civicode.i18n import Words
from civicode.reports.document.columns import report_column, report_columns
from civicode.reports.document.document import Document, Kind, Row, Table
from civicode.reports.document.paper import Layout
from civicode.reports.report.about import About
from civicode.reports.report.figures import Report, report_of
from civicode.reports.report.records import Scope
from civicode.reports.report.wording import (
    period_title,
    report_document,
    scope_notes,
    submitted_sentence,
)

_FURTHEST = (
    ProgressState.NOT_STARTED,
    ProgressState.DRAFT,
    ProgressState.RETURNED,
    ProgressState.SUBMITTED,
    ProgressState.CONFIRMED,
    ProgressState.EXCUSED,
)
"""From what needs chasing to what needs nothing."""

ABOUT = About(Layout.SIGNED, names_people=True)


def build(scope: Scope) -> Report:
    """The table `staff`. Over several checks a person stands where they are least far, and is late if ever late."""
    by_officer: dict[str, list[Standing]] = {}
    for standing in (one for book in scope.books for one in book.standing.people):
        by_officer.setdefault(standing.officer, []).append(standing)
    rows = [_row(by_officer[officer], scope) for officer in scope.units if officer in by_officer]
    return report_of("progress", scope, {"staff": rows})


def document(report: Report, words: Words) -> Document:
    """The list in words, in the order of the register."""
    return report_document(
        report,
        words,
        title=words("report.progress.title", period=period_title(report, words)),
        lead=[submitted_sentence(report, words)],
        tables=[_staff_table(report, words)],
        notes=[*_away(report, words), *scope_notes(report, words)],
        is_personal=True,
    )


def _away(report: Report, words: Words) -> list[str]:
    """Who was excused for a part of the period: they owe their check all the same."""
    people = [f"{code} ({words.value(first)} - {words.value(last)})" for code, (first, last) in report.away.items()]
    return [words("report.note.away", people=people)] if people else []


def _row(found: list[Standing], scope: Scope) -> Row:
    officer = found[0].officer
    return {
        "officer": officer,
        "name": found[0].name if scope.named else None,
        "unit": scope.units[officer],
        "state": min((one.state for one in found), key=_FURTHEST.index),
        "late": any(one.late for one in found),
        "submitted_on": _latest(one.submitted_on for one in found),
    }


def _latest(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day is not None), default=None)


def _staff_table(report: Report, words: Words) -> Table:
    return Table(
        "staff",
        "",
        (
            report_column("officer", words),
            *report_columns(words, *(["name"] if report.named else [])),
            report_column("unit", words, wide=True),
            report_column("state", words, kind=Kind.TERM, terms="progress_state"),
            report_column("late", words),
            report_column("submitted_on", words, wide=True),
        ),
        report.tables["staff"],
        empty=words("report.units.empty"),
        advice=words("report.units.advice"),
        numbered=True,
    )
