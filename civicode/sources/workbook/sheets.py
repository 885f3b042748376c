"""What is found in a workbook before its reader gets anything of it: its sheets, and how to look through them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from civicode.sources.workbook.guard import BadCells


class FoundSheet(NamedTuple):
    """A sheet that can be read once it was looked through.

    Attributes:
        name: as the clerk sees it.
        number: its place among the sheets of the package, from 0.
        is_hidden: whether the clerk sees it only on asking for hidden sheets.
        look_through: the cells without a usable value; raises StoppedReading where the sheet must not be read.
    """

    name: str
    number: int
    is_hidden: bool
    look_through: Callable[[], BadCells]


class FoundBook(NamedTuple):
    """What the reader may be given, how many sheets it must find there, and those that a clerk sees, in order."""

    data: bytes
    total: int
    sheets: Sequence[FoundSheet]
