"""The tasks of part III as a list: who carries out what, by when, how far it is, what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable

from civicode.domain.task_standing import TaskStanding
from civicode.i18n import Lang, Words
from civicode.reports.document.cell import plain_object
from civicode.reports.document.columns import report_column, report_columns
from civicode.reports.document.document import Document, Kind, Row, Table
from civicode.reports.report.wording import title_in


def list_document(tasks: Iterable[TaskStanding], words: Words) -> Document:
    """The tasks in the plan's order."""
    is_english = words.lang is Lang.EN
    rows: list[Row] = [
        {
            "code": one.task.code,
            "title": title_in(words, one.task),
            "text": (one.task.text_en if is_english else "") or one.task.text,
            "owner": (one.owner_en if is_english else "") or one.owner,
            "due_on": one.due_on,
            "percent": one.percent,
            "state": one.state,
            "difficulties": [{"on": said.on, "note": said.note} for said in one.difficulties],
            "reported": len(one.difficulties),
        }
        for one in tasks
    ]
    columns = (
        report_column("code", words, kind=Kind.CODE, title=words("report.column.task")),
        report_column("title", words, title=words("report.column.text")),
        report_column("text", words, file_only=True),
        *report_columns(words, "owner", "due_on", "percent"),
        report_column("state", words, kind=Kind.TERM, terms="task_state"),
        report_column("reported", words, kind=Kind.NUMBER, quiet=True, title=words("report.column.difficulty")),
    )
    payload = {
        "tasks": [plain_object({key: row[key] for key in row if key not in ("title", "reported")}) for row in rows]
    }
    return Document(
        name="tasks",
        title=words("list.task.title", n=len(rows)),
        tables=(Table("tasks", "", columns, rows, empty=words("report.plan.empty")),),
        payload=payload,
    )
