"""Tab-separated lines for pipes: raw values under column keys, one line a row, whatever people have typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from civicode.domain.text.text import shown_line
from civicode.i18n import Words
from civicode.reports.document.cell import raw
from civicode.reports.document.document import Document, Table


def render(document: Document, words: Words) -> str:  # noqa: ARG001 - every format is called the same way
    """Each table with its header; an empty line between two tables. Breaks and tabs in a cell become a blank."""
    return "\n".join("".join(_lines(table)) for table in document.tables)


def _lines(table: Table) -> Iterator[str]:
    yield _line(column.key for column in table.columns)
    for row in table.rows:
        yield _line(shown_line(raw(row.get(column.key))) for column in table.columns)


def _line(cells: Iterable[str]) -> str:
    return "\t".join(cells) + "\n"
