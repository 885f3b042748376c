"""The tasks of the plan: who carries out what, how far it is, and what is overdue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from civicode.domain.task_standing import TaskState
from civicode.i18n import Lang, Words
from civicode.reports.document.columns import report_column, report_columns
from civicode.reports.document.document import Document, Kind, Row, Table
from civicode.reports.document.paper import Layout
from civicode.reports.report.about import About, Part
from civicode.reports.report.figures import Report, report_of
from civicode.reports.report.plan_words import plan_words
from civicode.reports.report.records import Scope
from civicode.reports.report.wording import period_title, report_document

ABOUT = About(Layout.REPORT, needs=(Part.TASKS,), is_running=True)


def build(scope: Scope) -> Report:
    """The table `tasks` in the plan's order, as they stand at the end of the period, or today while it runs."""
    rows: list[Row] = [
        {
            "task": one.task.code,
            "texts": {Lang.VI: one.task.text, Lang.EN: one.task.text_en},
            "owners": {Lang.VI: one.owner, Lang.EN: one.owner_en},
            "due_on": one.due_on,
            "percent": one.percent,
            "state": one.state,
            "note": one.note,
        }
        for one in scope.tasks
    ]
    difficulties: list[Row] = [
        {"task": said.task, "on": said.on, "note": said.note} for one in scope.tasks for said in one.difficulties
    ]
    return report_of("plan", scope, {"tasks": rows, "difficulties": difficulties})


def document(report: Report, words: Words) -> Document:
    """The tasks in words, and what was reported to the leaders as standing in their way."""
    told = _told(report, words)
    difficulties = report.tables["difficulties"]
    rows = [
        {**row, "text": _in(words, row["texts"]), "owner": _in(words, row["owners"])} for row in report.tables["tasks"]
    ]
    return report_document(
        report,
        words,
        title=words("report.plan.title", **told, period=period_title(report, words)),
        lead=[_lead(report, told, words)],
        tables=[
            Table(
                "tasks",
                words("report.plan.table"),
                (
                    *report_columns(words, "task", "text", "owner", "due_on"),
                    report_column("percent", words),
                    report_column("state", words, kind=Kind.TERM, terms="task_state"),
                    report_column("note", words),
                ),
                rows,
                empty=words("report.plan.empty"),
                headed=words("report.plan.headed"),
            ),
            *([_difficulties(difficulties, words)] if difficulties else []),
        ],
        notes=[words("report.note.tasks")],
    )


def _difficulties(rows: Sequence[Row], words: Words) -> Table:
    columns = (
        *report_columns(words, "task", "on"),
        report_column("note", words, title=words("report.column.difficulty")),
    )
    return Table("difficulties", words("report.plan.difficulties"), columns, rows)


def _lead(report: Report, told: Mapping[str, str], words: Words) -> str:
    rows = report.tables["tasks"]
    if not rows:
        return words("report.plan.empty")
    states = Counter(str(row["state"]) for row in rows)
    facts = {"n": len(rows), "done": states[TaskState.DONE], "overdue": states[TaskState.OVERDUE]}
    return words("report.plan.lead", **told, **facts)


def _told(report: Report, words: Words) -> Mapping[str, str]:
    plan = report.catalogue.document
    return {**plan_words(plan, words), "number": plan.number}


def _in(words: Words, texts: object) -> str:
    """The text in the reader's language; the Vietnamese one where there is no other."""
    if not isinstance(texts, dict):
        return ""
    return str(texts[words.lang] or texts[Lang.VI])
