"""A document as pages have it: numbered sections of sentences and tables, every cell as text that is safe anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from civicode.domain.calendar import read_period
from civicode.domain.text.text import shown_line, shown_lines
from civicode.i18n import Words
from civicode.reports.document.calendar import period_in_short
from civicode.reports.document.cell import in_words
from civicode.reports.document.document import Column, Document, Kind, Row, Table

NUMBERS = frozenset({Kind.NUMBER, Kind.PERCENT})
"""Kinds that are figures."""

SHORT = NUMBERS | {Kind.CODE, Kind.PERIOD, Kind.DATE, Kind.MOMENT, Kind.FLAG, Kind.TERM}
"""Kinds whose cells are short and stand in the middle of their column."""

_LOUD = frozenset({"not_met", "overdue", "not_started", "returned"})
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class Block(NamedTuple):
    """A section of a page.

    Attributes:
        title: its heading; empty where it needs none.
        sentences: before its table.
        table: None for sentences alone.
    """

    title: str
    sentences: tuple[str, ...]
    table: Table | None = None


def blocks(document: Document, words: Words) -> list[Block]:
    """What is told first, then each table that people are shown; one without rows is told by its sentence."""
    opening = document.paper.opening if document.paper else document.lead
    found = [Block(words("paper.general"), _lines(opening))] if opening else []
    for table in document.tables:
        if table.for_people:
            told = table.told if table.rows else (table.empty,)
            found.append(Block(shown_line(table.headed or table.title), _lines(told), table if table.rows else None))
    return found


def columns_of(table: Table, words: Words) -> tuple[Column, ...]:
    """The columns that people are shown, with a running number in front where the table is numbered."""
    number = (Column(NUMBER_KEY, words("paper.row_number"), Kind.NUMBER),) if table.numbered else ()
    return (*number, *(one._replace(title=one.headed or one.title) for one in table.for_people))


NUMBER_KEY = "#"
"""The column of running numbers."""


def cells(table: Table, words: Words) -> Iterator[list[str]]:
    """The rows of a table in words, by `columns_of`."""
    columns = columns_of(table, words)
    for number, row in enumerate(table.rows, start=1):
        yield [str(number) if column.key == NUMBER_KEY else _text(column, row, words) for column in columns]


def is_loud(value: object) -> bool:
    """Whether a value asks for attention; its word says so, weight or colour only helps."""
    return str(value) in _LOUD


def roman(number: int) -> str:
    """I, II, III … as sections are numbered."""
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def _text(column: Column, row: Row, words: Words) -> str:
    value = row.get(column.key)
    if column.kind is Kind.FLAG and not value:
        return ""  # in a table only a yes is said
    if column.kind is Kind.PERIOD and (period := read_period(str(value), date.min)):
        return period_in_short(period, words)
    return shown_lines(in_words(column, value, words)).replace("\t", " ")


def _lines(sentences: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(shown_line(one) for one in sentences if one)
