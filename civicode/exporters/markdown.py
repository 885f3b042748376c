"""Markdown for people: titles and words, tables that paste into a page, nothing of people read as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from civicode.domain.text.text import shown_line
from civicode.i18n import Words
from civicode.reports.document.cell import in_words
from civicode.reports.document.document import Column, Document, Kind, Row, Table

_MARKUP = re.compile(r"[\\`*_\[\]<>|~#&]|(?<!\w):(?=\w)")
_RIGHT = frozenset({Kind.NUMBER, Kind.PERCENT})


def render(document: Document, words: Words) -> str:
    """Title, lead, tables under their titles, notes."""
    blocks = [f"# {_escaped(document.title)}"] if document.title else []
    blocks += [_escaped(sentence) for sentence in document.lead]
    for table in document.tables:
        if table.for_people:
            blocks += _blocks(table, words)
    if document.notes:
        blocks.append("\n".join(f"- {_escaped(note)}" for note in document.notes))
    return "\n\n".join(blocks) + "\n"


def _blocks(table: Table, words: Words) -> Iterator[str]:
    if title := table.headed or table.title:
        yield f"## {_escaped(title)}"
    if table.record:
        yield from ("\n".join(_fields(table.for_people, row, words)) for row in table.rows)
    elif table.rows:
        yield "\n".join(_lines(table, words))
    elif table.empty:
        yield _escaped(table.empty)


def _fields(columns: Iterable[Column], row: Row, words: Words) -> Iterator[str]:
    for column in columns:
        if value := in_words(column, row.get(column.key), words):
            yield f"- **{_escaped(column.title)}**: {_escaped(value)}"


def _lines(table: Table, words: Words) -> Iterator[str]:
    columns = table.for_people
    yield _line(column.title for column in columns)
    yield "|" + "|".join(" ---: " if column.kind in _RIGHT else " --- " for column in columns) + "|"
    for row in table.rows:
        yield _line(in_words(column, row.get(column.key), words) for column in columns)


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(_escaped(cell) for cell in cells) + " |"


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", shown_line(text))
