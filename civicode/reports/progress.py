"""Who is where with the check of a period: one row a person, for whoever chases what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from civicode.domain.standing import ProgressState, Standing
from civicode.i18n import Words
from civicode.reports.document import Column, Document, Kind, Row, Table
from civicode.reports.figures import Report, report_of
from civicode.reports.records import Scope
from civicode.reports.wording import (
    period_title,
    report_document,
    scope_notes,
    submitted_sentence,
)

NAMES_PEOPLE = True
"""Whether the report names people unless told not to."""

_FURTHEST = (
    ProgressState.NOT_STARTED,
    ProgressState.DRAFT,
    ProgressState.RETURNED,
    ProgressState.SUBMITTED,
    ProgressState.CONFIRMED,
    ProgressState.EXCUSED,
)
"""From what needs chasing to what needs nothing."""


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
        notes=scope_notes(report, words),
    )


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
            Column("officer", words("report.column.officer"), Kind.CODE),
            *((Column("name", words("report.column.name")),) if report.named else ()),
            Column("unit", words("report.column.unit"), wide=True),
            Column("state", words("report.column.state"), Kind.TERM, terms="progress_state"),
            Column("late", words("report.column.late"), Kind.FLAG),
            Column("submitted_on", words("report.column.submitted_on"), Kind.DATE, wide=True),
        ),
        report.tables["staff"],
        empty=words("report.units.empty"),
    )
