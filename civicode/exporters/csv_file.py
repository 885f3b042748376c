"""Comma-separated rows for people: the words of the screen, opened by a spreadsheet as they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from civicode.domain.guard import guarded
from civicode.i18n import Words
from civicode.reports.cell import typed
from civicode.reports.document import Document

BOM = "\ufeff"
"""Without it a spreadsheet takes Vietnamese for another encoding."""

_QUOTED = ('"', "\n", "\r")


def render(document: Document, words: Words, *, delimiter: str = ",", guard: bool = True) -> bytes:
    """The first table of `document` as UTF-8.

    Args:
        delimiter: one sign; a spreadsheet under Vietnamese settings splits at `;`.
        guard: cells that a spreadsheet would run as a formula get a `'` in front, which an import takes away.
    """
    table = document.tables[0]
    rows = [[column.title for column in table.columns]]
    rows += [[typed(column, row.get(column.key), words) for column in table.columns] for row in table.rows]
    return csv_text(rows, delimiter, guard=guard).encode("utf-8", "surrogatepass")


def csv_text(rows: Iterable[Sequence[str]], delimiter: str, *, guard: bool = True) -> str:
    """Rows of cells as a file's text, with the mark of UTF-8 in front."""
    return BOM + "".join(
        delimiter.join(_cell(guarded(cell) if guard else cell, delimiter) for cell in row) + "\r\n" for row in rows
    )


def _cell(text: str, delimiter: str) -> str:
    quoted = delimiter in text or any(sign in text for sign in _QUOTED)
    return '"' + text.replace('"', '""') + '"' if quoted else text
