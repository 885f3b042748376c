"""One sheet of an .xlsx, looked through before it is read: how far it reaches, which cells hold no usable value.

Nearly every row is written in one way, which a pattern takes in a hundred at a time; only the others are parsed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from civicode.sources.workbook.guard import (
    MOST_SHEET_COLUMNS,
    MOST_SHEET_ROWS,
    BadCells,
    Extent,
    StoppedReading,
    column_number,
)
from civicode.sources.workbook.xml import SkimScan

_SMALLEST_INLINE = len(b'<c r="A1" t="str"><v></v></c>')

_CELL = (
    rb'<c r="[A-Z]{1,3}+\1"(?: s="\d++"| t="(?:n|s|b|str|inlineStr)")*+(?:/>|>(?:'
    rb"<f(?: [^<>]*+)?+(?:(?<=/)>|(?<!/)>[^<]*+</f>)<v>(?!0</v>)[^<]++</v>|"  # a result, and not the 0 of a new formula
    rb"<v>[^<]*+</v>|"
    rb'<is><t(?: xml:space="preserve")?+>[^<]*+</t></is>)</c>)'
)
_ROWS = re.compile(rb'(?:<row r="([1-9]\d{0,6})"(?: [A-Za-z0-9:]++="[^"<>]*+")*+(?:/>|>(?:' + _CELL + rb")*+</row>))*+")
_ROW_NUMBER = re.compile(rb'<row r="(\d++)')
_FILLED_COLUMN = re.compile(rb'<c r="([A-Z]++)[^>]*+(?<!/)>')
_SHARED = re.compile(rb't="s"[^>]*+><v>(\d++)</v>')
_ADDRESS = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")


class CellScan(SkimScan):
    """The scan of one sheet.

    Attributes:
        extent: how far it reaches.
        bad: cells without a usable value.
    """

    usual = _ROWS
    end_tag = b"</row>"

    def __init__(self, text_sizes: Sequence[int], *, is_recalculated: bool) -> None:
        super().__init__()
        self.extent, self.bad = Extent(), BadCells()
        self._sizes, self._is_recalculated = text_sizes, is_recalculated
        self._row = 0
        self._cell: _Cell | None = None
        self._next_column, self._cells_left = 1, MOST_SHEET_COLUMNS
        self.refuse_hidden_text()

    @property
    def is_strict(self) -> bool:
        """Inside a cell."""
        return self._cell is not None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """A row, a cell, or a part of it begins."""
        if name == "row":
            self._begin_row(attributes.get("r"))
        elif name == "c":
            self._cell = self._begin_cell(attributes)
        elif self._cell is not None:
            self._cell.begin(name)

    def end(self, name: str) -> None:
        """It ends."""
        if name == "row":
            self.has_ended()
        elif name == "c" and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif self._cell is not None and name in ("v", "t"):
            self._cell.part = ""

    def text(self, text: str) -> None:
        """What stands in a cell."""
        if self._cell is not None and self._cell.part in ("v", "t"):
            self._cell.add(text)

    def skim(self, rows: bytes) -> None:
        """Rows that are written in the usual way."""
        numbers = list(map(int, _ROW_NUMBER.findall(rows)))
        if numbers != sorted(set(numbers)) or numbers[0] <= self._row:
            raise StoppedReading("workbook.unusual", what="<row>")
        self._row = numbers[-1]
        filled = rows.count(b"</c>")
        if not filled:
            return
        first = rows.rfind(b"<row", 0, rows.find(b"</c>"))
        last = rows.rfind(b"<row", 0, rows.rfind(b"</c>"))
        columns = max(column_number(letters.decode()) for letters in set(_FILLED_COLUMN.findall(rows)))
        self.extent.add(_number_at(rows, first), _number_at(rows, last), columns)
        self.extent.filled += filled
        self._count_text(rows, filled)

    def _count_text(self, rows: bytes, filled: int) -> None:
        if b'tr"' in rows:  # inlineStr, str
            self.extent.text += max(0, len(rows) - filled * _SMALLEST_INLINE)
        if self._sizes:
            try:
                self.extent.text += sum(map(self._sizes.__getitem__, map(int, _SHARED.findall(rows))))
            except IndexError as error:
                raise StoppedReading("workbook.damaged") from error

    def _size_of(self, index: int) -> int:
        return self._sizes[index] if index < len(self._sizes) else 0

    def _begin_row(self, number: str | None) -> None:
        row = self._row + 1 if number is None else int(number) if number.isdecimal() and len(number) < 9 else 0
        if not self._row < row <= MOST_SHEET_ROWS:
            raise StoppedReading("workbook.unusual", what=f'<row r="{(number or "")[:20]}">')
        self._row, self._next_column, self._cells_left = row, 1, MOST_SHEET_COLUMNS

    def _begin_cell(self, attributes: Mapping[str, str]) -> _Cell:
        column, address = self._next_column, attributes.get("r")
        if address is not None:
            found = _ADDRESS.fullmatch(address)
            if found is None or int(found[2]) != self._row:
                raise StoppedReading("workbook.unusual", what=f'<c r="{address[:20]}">')
            column = column_number(found[1])
        self._next_column = column + 1
        self._cells_left -= 1
        if self._cells_left < 0:
            raise StoppedReading("workbook.unusual", what="<c>")
        return _Cell(column, attributes.get("t", "n"))

    def _end_cell(self, cell: _Cell) -> None:
        if cell.kind == "e" and cell.written:
            self.bad.error(self._row, cell.column, cell.written)
        elif cell.is_uncalculated or (self._is_recalculated and cell.has_formula and cell.written == "0"):
            self.bad.uncalculated(self._row, cell.column)
        if cell.written:
            self.extent.add(self._row, self._row, cell.column)
            self.extent.filled += 1
            is_shared = cell.kind == "s" and cell.written.isdecimal() and len(cell.written) < 10
            self.extent.text += self._size_of(int(cell.written)) if is_shared else cell.length * 3


class _Cell:
    """A cell that is being parsed; of a long text the beginning is kept."""

    def __init__(self, column: int, kind: str) -> None:
        self.column, self.kind = column, kind
        self.written, self.length = "", 0
        self.part = ""
        self.has_formula = self._has_value = False

    @property
    def is_uncalculated(self) -> bool:
        """Whether it has a formula without result; an empty text is one."""
        return self.has_formula and not self.written and not (self.kind == "str" and self._has_value)

    def begin(self, name: str) -> None:
        """An element inside the cell begins."""
        self.has_formula = self.has_formula or name == "f"
        self._has_value = self._has_value or name == "v"
        self.part = name

    def add(self, text: str) -> None:
        """Text of its value."""
        self.length += len(text)
        self.written = self.written or text[:40]


def _number_at(rows: bytes, index: int) -> int:
    found = _ROW_NUMBER.match(rows, index)
    return int(found[1]) if found else 0
