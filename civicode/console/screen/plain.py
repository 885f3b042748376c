"""A document as lines to be read one after the other: for screen readers and old consoles."""

from __future__ import annotations

from collections.abc import Iterator

from civicode.domain.text.text import shown_line
from civicode.i18n import Words
from civicode.reports.document.cell import in_words
from civicode.reports.document.document import Document, Row, Table


def plain_lines(document: Document, words: Words) -> Iterator[str]:
    """Title, lead, then each cell as `title: value` (missing ones left out), an empty line after each row; notes."""
    if document.title:
        yield from (shown_line(document.title), "")
    if document.lead:
        yield from ("\n".join(shown_line(sentence) for sentence in document.lead), "")
    for table in document.tables:
        if table.for_people:
            yield from _table_lines(table, words)
    yield from (shown_line(note) for note in document.notes)


def _table_lines(table: Table, words: Words) -> Iterator[str]:
    if table.heading and table.rows:
        yield from (f"{shown_line(table.heading)}:", "")
    if table.empty and not table.rows:
        yield from (shown_line(f"{table.empty} {table.advice}".strip()), "")
    for row in table.rows:
        yield from (*_cells(table, row, words), "")


def _cells(table: Table, row: Row, words: Words) -> Iterator[str]:
    for column in table.for_people:
        if value := in_words(column, row.get(column.key), words):
            title = shown_line(column.title)
            yield f"{title}: {shown_line(value)}" if title else shown_line(value)
