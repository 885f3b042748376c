"""Everything wrong with a file, one line a problem as compilers print it, and as records."""

from __future__ import annotations

from collections.abc import Sequence

from civicode.domain.text.text import shown_line
from civicode.errors import Problem
from civicode.i18n import Words
from civicode.reports.document.columns import list_columns
from civicode.reports.document.document import Column, Document, Table


def document(problems: Sequence[Problem], words: Words) -> Document:
    """The problems in the order given, `ok` when there are none."""
    rows = [problem_object(one, words) for one in problems]
    return Document(
        name="problems",
        title="",
        lead=tuple(problem_line(one, words) for one in problems) or (words("list.lint.ok"),),
        tables=(Table("problems", "", _columns(words), rows),),
        payload={"ok": not rows, "problems": rows},
    )


def problem_line(problem: Problem, words: Words) -> str:
    """`FILE:LINE:COL: code: message`; what is not known of the place is left out."""
    place = [problem.where, problem.line, problem.column]
    before = [str(part) for part in place if part not in (None, "")]
    return shown_line(f"{':'.join(before)}: {problem.code}: {words.message(problem)}".removeprefix(": "))


def problem_object(problem: Problem, words: Words) -> dict[str, object]:
    """The JSON of a problem: where, line, column, code, and the message in words."""
    return {
        "where": problem.where,
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "message": words.message(problem),
    }


def _columns(words: Words) -> tuple[Column, ...]:
    """For scripts alone: people are shown the lines."""
    return list_columns(words, "where, line, column, code, message", file_only="where, line, column, code, message")
