"""A table as a file has it, before anybody knows what its columns mean: rows of cells that know their line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import NamedTuple

from civicode.errors import Problem

Cell = str | int | float | bool | date | time | None
"""What stands in a cell: text as it was written (not yet in NFC), or what a workbook keeps; empty is "" or None."""

MOST_ROWS = 1_000_000
"""Rows that a table may have, inclusive."""


class Row(NamedTuple):
    """A row that is not empty.

    Attributes:
        line: the file's line on which it begins, or its row in the workbook's sheet, from 1.
        cells: from the first column on; rows of one sheet may differ in length.
    """

    line: int
    cells: Sequence[Cell]


@dataclass(slots=True)
class Sheet:
    """One table of a file.

    Attributes:
        name: of the workbook's sheet; empty where a file holds only one table.
        rows: read on the way, once; rows without anything in them are left out.
        problems: everything wrong with the file as a file, complete when `rows` is at its end; what stops the reading
            is the last of them.
        notices: what must be said although nothing is wrong (an encoding that was guessed).
        share: how much of the file is read, from 0 to 1.
        delimiter: what parts the cells of a text; empty in a workbook.
        is_hidden: whether the workbook shows it only to who asks for hidden sheets.
    """

    name: str
    rows: Iterator[Row]
    problems: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    share: Callable[[], float] = lambda: 1.0
    delimiter: str = ""
    is_hidden: bool = False
