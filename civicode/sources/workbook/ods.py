"""The sheets of an .ods, looked through before they are read: repeated cells take a line and fill a memory."""

from __future__ import annotations

import re
from collections.abc import Mapping

from civicode.sources.workbook.guard import (
    MOST_SHEETS,
    MOST_TEXT,
    BadCells,
    Cost,
    Extent,
    StoppedReading,
    check_bytes,
)
from civicode.sources.workbook.sheets import FoundBook, FoundSheet
from civicode.sources.workbook.xml import SkimScan, XmlScan
from civicode.sources.workbook.zip import Package, package_of

COST = Cost(filled=124, empty=60)
"""Measured; the reader keeps every cell twice, and all sheets at once."""

_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_LARGEST_MANIFEST = 4 * 1024 * 1024
_CELLS = ("table-cell", "covered-table-cell")
_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)|(?:Err|Lỗi):\d{3}")
_EMPTY_MANIFEST = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


def read_ods(package: Package) -> FoundBook:
    """The sheets of an .ods.

    Raises:
        StoppedReading: it is no .ods, protected by a password, damaged, or too large.
    """
    if _MANIFEST in package:
        _ManifestScan().read(package.packed(_MANIFEST, _LARGEST_MANIFEST).unpacked())
    content = package.packed(_CONTENT)
    scan = _ContentScan()
    scan.read(content.unpacked())
    data = package_of({"mimetype": _KIND, _MANIFEST: _EMPTY_MANIFEST, _CONTENT: content})
    needed = sum(table.extent.bytes_at(COST) for table in scan.tables) + 2 * len(data)
    check_bytes(scan.tables[0].name if scan.tables else "", needed)
    sheets = [table.found(number) for number, table in enumerate(scan.tables)]
    return FoundBook(data, len(sheets), sheets)


def is_ods(package: Package) -> bool:
    """Whether the zip holds a spreadsheet of the OpenDocument kind."""
    return "mimetype" in package and b"".join(package.packed("mimetype", 1024).unpacked()).strip().startswith(_KIND)


_ATTRIBUTES = (
    rb'(?: (?!table:number|table:formula|office:string|calcext:value-type="error")[a-z][a-z0-9:-]*+="[^"<>]*+")*+'
)
_USUAL_CELL = rb"<table:table-cell" + _ATTRIBUTES + rb"(?:/>|>(?:<text:p>[^<]*+</text:p>)?+</table:table-cell>)"
_NO_MORE_CELLS = rb'(?:<table:table-cell(?: table:style-name="[^"<>]*+")?+ table:number-columns-repeated="\d++"/>)?+'
_USUAL_ROWS = re.compile(
    rb'(?:<table:table-row(?: table:style-name="[^"<>]*+")?+>(?:'
    + _USUAL_CELL
    + rb")*+"
    + _NO_MORE_CELLS
    + rb"</table:table-row>)*+"
)
_CELL, _REPEATED, _VALUE = b"<table:table-cell", b" table:number-columns-repeated=", b" office:value-type="
_TEXT = re.compile(rb"<text:p>([^<]++)<")


class _ManifestScan(XmlScan):
    def start(self, name: str, _attributes: Mapping[str, str]) -> None:
        if name == "encryption-data":
            raise StoppedReading("workbook.password")


class _Table:
    """A sheet: what its rows are so far."""

    def __init__(self, name: str, *, is_hidden: bool) -> None:
        self.name, self.is_hidden = name, is_hidden
        self.extent, self.bad = Extent(), BadCells()
        self.row, self.repeats = 0, 1
        self.column = self.right = self.filled = self.text = 0

    def found(self, number: int) -> FoundSheet:
        """It, the sheet `number`, for whoever reads it; it was looked through already."""
        return FoundSheet(self.name, number, self.is_hidden, lambda: self.bad)

    def begin_row(self, repeats: int) -> None:
        """The next row stands `repeats` times."""
        self.row, self.repeats = self.row + 1, repeats
        self.column = self.right = self.filled = self.text = 0

    def add_row(self, row: bytes) -> None:
        """The next row, in which nothing is repeated but cells after the last that is filled."""
        self.begin_row(1)
        self.filled = max(row.count(_VALUE), row.count(b"</text:p>"))
        self.right = row.count(_CELL) - row.count(_REPEATED)
        self.text = sum(map(len, _TEXT.findall(row)))
        self.end_row()

    def end_row(self) -> None:
        """Take it in."""
        first, self.row = self.row, self.row + self.repeats - 1
        if not self.filled:
            return
        self.extent.add(first, self.row, self.right)
        self.extent.filled += self.filled * self.repeats
        self.extent.text += self.text * self.repeats
        self.extent.check(self.name, COST)


class _Cell:
    """A cell that is being parsed."""

    def __init__(self, attributes: Mapping[str, str]) -> None:
        self.repeats = _count(attributes, "number-columns-repeated")
        named = {name.rpartition(":")[2]: value for name, value in attributes.items()}
        self.has_formula = "formula" in named
        self.is_error = attributes.get("calcext:value-type") == "error"
        self.has_value = any(name == "value" or name.endswith("-value") for name in named)
        self.is_filled = self.has_value or "value-type" in named
        self.length = sum(map(len, named.values()))
        self.text = ""

    def add(self, text: str, times: int = 1) -> None:
        """More of its text."""
        self.length += len(text) * times
        if self.length > MOST_TEXT:
            raise StoppedReading("workbook.damaged")
        if len(self.text) < 20:
            self.text += text


class _ContentScan(SkimScan):
    usual = _USUAL_ROWS
    end_tag = b"</table:table-row>"

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[_Table] = []
        self._names: set[str] = set()
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._table: _Table | None = None
        self._cell: _Cell | None = None
        self._notes = 0
        self.refuse_hidden_text()

    @property
    def is_strict(self) -> bool:
        """Inside a cell."""
        return self._cell is not None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "style":
            self._style = attributes.get("style:name", "")
        elif name == "table-properties" and attributes.get("table:display") == "false":
            self._hide(self._style)
        elif name == "table":
            self._begin_table(attributes)
        elif self._table is not None and name == "table-row":
            self._table.begin_row(_count(attributes, "number-rows-repeated"))
        elif self._table is not None and name in _CELLS:
            self._cell = _Cell(attributes)
        elif name == "annotation":
            self._notes += 1
        elif self._cell is not None and name == "s" and not self._notes:
            self._cell.add(" ", _count(attributes, "c"))

    def end(self, name: str) -> None:
        if name == "table":
            self._table = None
        elif name == "annotation":
            self._notes -= 1
        elif self._table is not None and name == "table-row":
            self._table.end_row()
            self.has_ended()
        elif self._table is not None and self._cell is not None and name in _CELLS:
            _take(self._table, self._cell)
            self._cell = None

    def skim(self, rows: bytes) -> None:
        if self._table is not None:
            for row in rows.split(self.end_tag)[:-1]:
                self._table.add_row(row)

    def text(self, text: str) -> None:
        if self._cell is not None and not self._notes:
            self._cell.add(text)

    def _hide(self, style: str) -> None:
        self._hidden_styles.add(style)
        if len(self._hidden_styles) > MOST_SHEETS:
            raise StoppedReading("workbook.damaged")

    def _begin_table(self, attributes: Mapping[str, str]) -> None:
        name = attributes.get("table:name")
        if name is None or len(self.tables) == MOST_SHEETS:
            raise StoppedReading("workbook.damaged")
        if self._table is not None or name in self._names:  # the reader would end the outer one, hide the first one
            raise StoppedReading("workbook.unusual", what="<table:table>")
        self._names.add(name)
        self._table = _Table(name, is_hidden=attributes.get("table:style-name", "") in self._hidden_styles)
        self.tables.append(self._table)


def _take(table: _Table, cell: _Cell) -> None:
    column = table.column + 1
    table.column += cell.repeats
    is_empty_text = not cell.text.strip()
    if cell.is_error or (cell.has_formula and _ERROR.fullmatch(cell.text.strip())):
        table.bad.error(table.row, column, cell.text.strip())
    elif cell.has_formula and not cell.has_value and is_empty_text:
        table.bad.uncalculated(table.row, column)
    if cell.is_filled or not is_empty_text:
        table.right = table.column
        table.filled += cell.repeats
        table.text += cell.length * 3 * cell.repeats


def _count(attributes: Mapping[str, str], name: str) -> int:
    """How often something is repeated, 1 when nothing says so."""
    text = next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), "1")
    if not text.isdecimal() or len(text) > 10 or not int(text):
        raise StoppedReading("workbook.damaged")
    return int(text)
