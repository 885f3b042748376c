"""Comma-separated rows for scripts (RFC 4180): raw values under column keys, unguarded."""

from __future__ import annotations

import csv
import io

from civicode.domain.text.text import shown_lines
from civicode.i18n import Words
from civicode.reports.document.cell import raw
from civicode.reports.document.document import Document, Table


def render(document: Document, words: Words) -> str:  # noqa: ARG001 - every format is called the same way
    """Each table with its header; an empty line between two tables. Line breaks stay, quoted; other controls don't."""
    return "\r\n".join(_rows(table) for table in document.tables)


def _rows(table: Table) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(column.key for column in table.columns)
    for row in table.rows:
        writer.writerow(shown_lines(raw(row.get(column.key))) for column in table.columns)
    return text.getvalue()
