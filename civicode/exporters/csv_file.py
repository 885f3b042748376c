"""Comma-separated rows for people: the words of the screen, opened by a spreadsheet as they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from civicode.domain.text.guard import guarded
from civicode.domain.text.text import shown_lines
from civicode.i18n import Words
from civicode.reports.document.cell import typed
from civicode.reports.document.document import Column, Document, Row

BOM = "\ufeff"
"""Without it a spreadsheet takes Vietnamese for another encoding."""

_QUOTED = ('"', "\n", "\r")


def render(document: Document, words: Words, *, delimiter: str = ",", guard: bool = True) -> bytes:
    """The tables of `document` as UTF-8: of records the one there is, of a report what people are shown.

    After an empty line each further table has its heading in front; the first one begins with its header.

    Args:
        delimiter: one sign; a spreadsheet under Vietnamese settings splits at `;`.
        guard: cells that a spreadsheet would run as a formula get a `'` in front, which an import takes away.
    """
    tables = [table for table in document.tables if table.for_people] if document.paper else document.tables[:1]
    rows: list[Sequence[str]] = []
    is_safe = guard and document.paper is not None
    for table in tables:
        if rows:
            rows += [(), (table.headed or table.title,)]
        rows.append([column.title for column in table.for_people])
        rows += [[_text(column, row, words, is_safe) for column in table.for_people] for row in table.rows]
    return csv_text(rows, delimiter, guard=guard).encode("utf-8", "surrogatepass")


def _text(column: Column, row: Row, words: Words, is_safe: bool) -> str:
    """The cell; records go out as they came in, a report in signs that a screen shows."""
    text = typed(column, row.get(column.key), words)
    return shown_lines(text) if is_safe else text


def csv_text(rows: Iterable[Sequence[str]], delimiter: str, *, guard: bool = True) -> str:
    """Rows of cells as a file's text, with the mark of UTF-8 in front."""
    return BOM + "".join(
        delimiter.join(_cell(guarded(cell) if guard else cell, delimiter) for cell in row) + "\r\n" for row in rows
    )


def _cell(text: str, delimiter: str) -> str:
    quoted = delimiter in text or any(sign in text for sign in _QUOTED)
    return '"' + text.replace('"', '""') + '"' if quoted else text
