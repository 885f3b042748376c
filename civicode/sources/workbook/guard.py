"""How much of a workbook may be read: what a sheet occupies before its reader is let near it, and when to stop."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from civicode.errors import Fact, Problem

MOST_SHEET_ROWS, MOST_SHEET_COLUMNS = 1_048_576, 16_384
"""Rows and columns that a sheet may have in any program, inclusive."""

MOST_CELLS = 12_000_000
"""Cells in the rectangle around everything written in a sheet, inclusive: the reader sets up all of them."""

MOST_BYTES = 700 * 1024 * 1024
"""Bytes of memory that the cells of a sheet may take, inclusive."""

MOST_SHEETS = 10_000
"""Sheets, and links between parts, that a workbook may have, inclusive."""

MOST_FOUND = 1000
"""Cells of one file that problems name, inclusive; the others are only counted."""

MOST_TEXT = 1024 * 1024
"""Characters of one cell, inclusive."""

_SHORT = 24
"""Bytes of a text that the cost of a cell covers."""


class StoppedReading(Exception):  # noqa: N818 - no fault of the program: the file's, told by `problem`
    """A file or a sheet cannot be read any further; `problem` says why."""

    def __init__(self, code: str, /, **facts: Fact) -> None:
        super().__init__(code)
        self.problem = Problem(code, facts)


class Cost(NamedTuple):
    """Bytes that a reader takes at its peak for a cell with something in it (a short text too) and for an empty one."""

    filled: int
    empty: int


class Extent:
    """The rectangle around what is written in a sheet.

    Attributes:
        filled: cells with something in them.
        text: bytes of all the texts, each as often as it is used.
    """

    def __init__(self) -> None:
        self.filled = 0
        self.text = 0
        self._top, self._bottom = 10**12, 0
        self._right = 0

    def add(self, first_row: int, last_row: int, last_column: int) -> None:
        """Take in what is written from column 1 to `last_column` of these rows, all counted from 1, inclusive."""
        self._top = min(self._top, first_row)
        self._bottom = max(self._bottom, last_row)
        self._right = max(self._right, last_column)

    @property
    def cells(self) -> int:
        """Cells of the rectangle from column A to the last one, between the first and the last row, inclusive."""
        return max(0, self._bottom - self._top + 1) * self._right

    def bytes_at(self, cost: Cost) -> int:
        """Memory that a reader takes for it."""
        long_text = max(0, self.text - self.filled * _SHORT)
        return self.filled * cost.filled + max(0, self.cells - self.filled) * cost.empty + long_text

    def check(self, sheet: str, cost: Cost, beside: int = 0) -> None:
        """StoppedReading when it reaches too far, or takes more memory than there is with `beside` bytes in use."""
        if self.cells > MOST_CELLS or self._bottom > MOST_SHEET_ROWS or self._right > MOST_SHEET_COLUMNS:
            cell = cell_name(self._bottom, self._right)
            raise StoppedReading("workbook.far_cell", sheet=sheet, cell=cell, cells=self.cells, most=MOST_CELLS)
        check_bytes(sheet, self.bytes_at(cost) + beside)


def check_bytes(sheet: str, needed: int) -> None:
    """StoppedReading when `needed` bytes of memory are more than a sheet may take."""
    if needed > MOST_BYTES:
        megabytes = -(-needed // 1024**2)
        raise StoppedReading("workbook.sheet_too_large", sheet=sheet, mb=megabytes, most_mb=MOST_BYTES // 1024**2)


class BadCells:
    """The cells of one sheet that hold an error, or a formula that nobody calculated."""

    def __init__(self) -> None:
        self._found: list[tuple[str, int, int, dict[str, Fact]]] = []
        self._extra = Counter[int]()

    def error(self, row: int, column: int, value: str) -> None:
        """An Excel error such as #N/A stands in the cell."""
        self._add("workbook.error_value", row, column, value=value[:20])

    def uncalculated(self, row: int, column: int) -> None:
        """A formula stands in the cell without its result."""
        self._add("workbook.uncalculated", row, column)

    def problems(self, sheet: str, last_column: int, most: int) -> list[Problem]:
        """Those up to `last_column`, inclusive; from the first over `most` on they are only counted."""
        used = [one for one in self._found if one[2] <= last_column]
        named = [
            Problem(
                code, facts | {"sheet": sheet, "cell": cell_name(row, column)}, line=row, column=column_name(column)
            )
            for code, row, column, facts in used[:most]
        ]
        more = len(used) - len(named) + sum(n for column, n in self._extra.items() if column <= last_column)
        return [*named, Problem("workbook.more_cells", {"n": more, "sheet": sheet})] if more else named

    def _add(self, code: str, row: int, column: int, **facts: Fact) -> None:
        column = min(column, MOST_SHEET_COLUMNS + 1)
        if len(self._found) < MOST_FOUND:
            self._found.append((code, row, column, facts))
        else:
            self._extra[column] += 1


def column_name(number: int) -> str:
    """The letters of a column counted from 1: A, Z, AA."""
    letters = ""
    while number > 0:
        number, place = divmod(number - 1, 26)
        letters = chr(65 + place) + letters
    return letters


def column_number(letters: str) -> int:
    """The column that `letters` (any case) name, from 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def cell_name(row: int, column: int) -> str:
    """The address of a cell, both counted from 1: D7."""
    return f"{column_name(column)}{row}"
