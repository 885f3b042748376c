"""What the screen and every format take: titles, tables of typed cells, notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from civicode.reports.document.paper import Paper


class Kind(StrEnum):
    """What a column holds.

    `text` free text of people · `code` short, never broken · `period` the key of one · `number` · `percent` a rate
    with one decimal ·
    `date` · `moment` an ISO time · `flag` yes or no · `term` a value that is looked up as the word `TERMS.VALUE` ·
    `list` codes.
    """

    TEXT = "text"
    CODE = "code"
    PERIOD = "period"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    MOMENT = "moment"
    FLAG = "flag"
    TERM = "term"
    LIST = "list"


class Column(NamedTuple):
    """A column: its key in rows and JSON, its title in words, the kind of its cells.

    Attributes:
        terms: the room of words for kind `term` (`rating`, `check_state`).
        wide: shown on a screen only where there is room; always in files.
        of: key of the column that this number is a part of; a screen shows both in one cell, 22/24.
        file_only: for scripts; never on a screen, nor on a page for people.
        headed: its title on paper, where the heading of the table says the rest.
        quiet: a 0 is left blank for people: in a long list only what is there is to be seen.
        choices: what may be entered, in a file to be filled in.
        is_open: other entries than `choices` are taken, too.
        hint: how to fill it in.
        verbatim: its texts stand as they are kept, so that an import finds them again.
    """

    key: str
    title: str
    kind: Kind = Kind.TEXT
    terms: str = ""
    wide: bool = False
    of: str = ""
    file_only: bool = False
    headed: str = ""
    quiet: bool = False
    choices: tuple[str, ...] = ()
    is_open: bool = False
    hint: str = ""
    verbatim: bool = False


Row = Mapping[str, object]
"""Cells by column key: str, int, float, date, bool, enum, list of str, or None for missing (never 0)."""


class Cell(StrEnum):
    """What a cell of a file to be filled in may be beside its value."""

    NOT_ASKED = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns.

    Attributes:
        empty: the sentence shown in place of no rows.
        advice: what to do about it, said on a screen alone.
        bar: key of a percent column that is drawn as bars, too.
        line: key of a percent column that is drawn as a line, too: its rows follow each other in time.
        headed: its heading on paper, where that says more than the title.
        told: sentences that stand before it on paper, where a table alone says too little.
        record: a single thing; people see its filled fields one below the other, scripts a header and a row.
        spare: rows below, to be filled in.
        numbered: files have a running number in front of each row.
        frozen: columns at the left that stay where they are while one scrolls.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Row] = ()
    empty: str = ""
    advice: str = ""
    bar: str = ""
    line: str = ""
    headed: str = ""
    told: tuple[str, ...] = ()
    record: bool = False
    spare: int = 0
    numbered: bool = False
    frozen: int = 0

    @property
    def for_people(self) -> tuple[Column, ...]:
        """The columns that a person is shown; none when the table is for scripts alone."""
        return tuple(column for column in self.columns if not column.file_only)

    @property
    def heading(self) -> str:
        """The title, unless one of the columns that people see says the same; empty then."""
        return "" if any(column.title == self.title for column in self.for_people) else self.title


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report or list, in words, ready for the screen and for every format.

    Attributes:
        name: of the report or list, in English, stable.
        lead: sentences before the tables.
        notes: sentences after them: denominators, what is left out.
        payload: the JSON object without `schema_version`; plain values only.
        paper: what it bears when it is handed in; None for lists that stay in the house.
        is_personal: it tells of persons, by name or by code; taking it out of the store is entered in the audit.
    """

    name: str
    title: str
    tables: tuple[Table, ...] = ()
    lead: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    payload: Mapping[str, object] = field(default_factory=dict)
    paper: Paper | None = None
    is_personal: bool = False
