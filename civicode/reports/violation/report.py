"""The cases of a period: observations and confirmed ones, and how often each repeats; never who reported them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from civicode.domain.staff.staff import OFFICE
from civicode.domain.violation.violation import OBSERVED_STATES, CaseState, Violation, case_order, repeats
from civicode.i18n import Words
from civicode.reports.document.columns import report_column, report_columns
from civicode.reports.document.document import Document, Kind, Row, Table
from civicode.reports.document.paper import Layout
from civicode.reports.report.about import About, Part
from civicode.reports.report.figures import Report, report_of
from civicode.reports.report.records import Scope
from civicode.reports.report.wording import cases_sentence, period_title, report_document, scope_notes

_SINCE = "since_closing"

ABOUT = About(Layout.REPORT, needs=(Part.PAST_CASES,))


def build(scope: Scope) -> Report:
    """The table `violations` by the day of the act; what came after a closing is in `since_closing`, not in it.

    A dismissed case is none and is left out.
    """
    tables = {
        "violations": _rows((case for book in scope.books for case in book.cases), scope),
        _SINCE: _rows((case for book in scope.books for case in book.since_closing), scope),
    }
    return report_of("violations", scope, tables)


def document(report: Report, words: Words) -> Document:
    """The cases in words; without names the staff codes go to scripts alone."""
    later = report.tables[_SINCE]
    return report_document(
        report,
        words,
        title=words("report.violations.title", period=period_title(report, words)),
        lead=[cases_sentence(report, words), *_by_criterion(report, words)],
        tables=[
            _table("violations", report.tables["violations"], report, words),
            *([_table(_SINCE, later, report, words)] if later else []),
        ],
        notes=[words("report.note.repeats"), *scope_notes(report, words)],
        is_personal=True,
    )


def _rows(cases: Iterable[Violation], scope: Scope) -> list[Row]:
    found = [case for case in cases if case.state is not CaseState.DISMISSED]
    return [
        {
            "id": case.id,
            "officer": case.officer,
            "name": scope.names.get(case.officer, "") if case.officer != OFFICE else "",
            "unit": case.unit or scope.units.get(case.officer, ""),
            "criteria": list(case.criteria),
            "occurred_on": case.occurred_on,
            "state": case.state,
            "what": case.what,
            "repeats": repeats(case, scope.past_cases),
        }
        for case in sorted(found, key=case_order)
    ]


def _by_criterion(report: Report, words: Words) -> list[str]:
    """How often each criterion was breached in confirmed cases, the most often first."""
    confirmed = [row for row in report.tables["violations"] if row["state"] not in OBSERVED_STATES]
    counts = Counter(code for row in confirmed for code in _codes(row))
    listed = [f"{code} ({n})" for code, n in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]
    return [words("report.violations.by_criterion", criteria=listed)] if listed else []


def _codes(row: Row) -> list[str]:
    codes = row["criteria"]
    return codes if isinstance(codes, list) else []


def _table(name: str, rows: Iterable[Row], report: Report, words: Words) -> Table:
    return Table(
        name,
        words(f"report.{name}.table"),
        (
            report_column("id", words),
            report_column("officer", words, file_only=not report.named),
            *report_columns(words, *(["name"] if report.named else [])),
            report_column("unit", words, wide=True),
            report_column("criteria", words),
            report_column("occurred_on", words),
            report_column("state", words, kind=Kind.TERM, terms="case_state"),
            report_column("what", words),
            report_column("repeats", words, quiet=True),
        ),
        list(rows),
        empty=words("report.violations.empty"),
        headed=words(f"report.{name}.headed"),
        numbered=True,
    )
