"""The records of an .xls (BIFF8, BIFF5), looked through and cleaned: only what makes up cells goes to the reader.

The reader reserves whatever a record claims (four thousand million rows, two thousand million texts) and gives up the
whole process when there is not so much memory.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from civicode.sources.workbook.guard import MOST_SHEETS, BadCells, Cost, Extent, StoppedReading, check_bytes
from civicode.sources.workbook.ole import Container, container_of
from civicode.sources.workbook.sheets import FoundBook, FoundSheet
from civicode.sources.workbook.xls_texts import text_sizes

COST = Cost(filled=124, empty=72)
"""The reader keeps values and formulas of all sheets at once, and copies the one that is asked for."""

_LARGEST_STREAM = 48 * 1024 * 1024
_BOOKS = ("Workbook", "Book")
_PROTECTED = ("EncryptedPackage", "EncryptionInfo")
_IGNORED = 0xEEEE

_FORMULA, _EOF, _CALENDAR, _PASSWORD, _CONTINUE, _CODEPAGE = 0x06, 0x0A, 0x22, 0x2F, 0x3C, 0x42
_SHEET, _MULTIPLE, _STYLE, _TEXTS, _SHARED, _NUMBER = 0x85, 0xBD, 0xE0, 0xFC, 0xFD, 0x203
_LABEL, _TRUTH, _STRING, _SHORT_NUMBER, _FORMAT, _BEGIN = 0x204, 0x205, 0x207, 0x27E, 0x41E, 0x809
_CALCULATED = 0x1C1
_CELLS = {_FORMULA: 22, _MULTIPLE: 12, _SHARED: 10, _NUMBER: 14, _LABEL: 8, _TRUTH: 8, _SHORT_NUMBER: 10}
_OF_SHEET = {**_CELLS, _EOF: 0, _CONTINUE: 0, _STRING: 3, _BEGIN: 4}
_OF_BOOK = {
    _EOF: 0,
    _CONTINUE: 0,
    _CALENDAR: 2,
    _CODEPAGE: 2,
    _SHEET: 8,
    _STYLE: 4,
    _TEXTS: 8,
    _FORMAT: 5,
    _BEGIN: 4,
}
"""The records that the reader is left with, and the bytes that each has at least: a shorter one makes it panic."""
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_ERROR, _EMPTY, _NO_NUMBER = 2, 3, 0xFFFF
"""What the result of a formula is when it is no number; nothing, if no program with a calculator wrote the file."""
_WORKSHEET, _SHOWN, _HIDDEN = 0, 0, 1


class _Record(NamedTuple):
    at: int
    kind: int
    start: int
    end: int


class _Listed(NamedTuple):
    at: int
    state: int
    kind: int
    name: str


def read_xls(data: bytes) -> FoundBook:
    """The sheets of an .xls; those that no menu shows (very hidden), charts and macros are left out.

    Raises:
        StoppedReading: it is another document, protected by a password, damaged, or too large.
    """
    container = Container(data)
    if any(name in container.streams for name in _PROTECTED):
        raise StoppedReading("workbook.password")
    name = next((name for name in _BOOKS if name in container.streams), None)
    if name is None:
        raise StoppedReading("workbook.not_workbook")
    if container.streams[name].size > _LARGEST_STREAM:
        most = _LARGEST_STREAM // 1024**2
        raise StoppedReading("workbook.part_too_large", part=name, most_mb=most)
    stream = bytearray(container.read(name))
    count, sheets = _Cleaner(stream, is_unicode=name == _BOOKS[0]).clean()
    return FoundBook(container_of(name, bytes(stream)), count, sheets)


class _Cleaner:
    """Walks through the stream as the reader will, and takes out in place what it need not see."""

    def __init__(self, stream: bytearray, *, is_unicode: bool) -> None:
        self._stream, self._is_unicode = stream, is_unicode
        self._sizes: list[int] = []
        self._needed = 0
        self._is_calculated = False

    def clean(self) -> tuple[int, list[FoundSheet]]:
        """How many sheets there are, and those that a clerk sees."""
        listed, end = self._clean_book()
        taken, found = [(0, end)], []
        for number, sheet in enumerate(listed):
            bad = BadCells()
            taken.append((sheet.at, self._clean_sheet(sheet, bad)))
            if sheet.kind == _WORKSHEET and sheet.state in (_SHOWN, _HIDDEN):
                found.append(FoundSheet(sheet.name, number, sheet.state == _HIDDEN, partial(_same, bad)))
        taken.sort()
        if any(end > start for (_, end), (start, _) in pairwise(taken)):
            raise StoppedReading("workbook.damaged")  # the bytes of one sheet would be those of another
        return len(listed), found

    def _clean_book(self) -> tuple[list[_Listed], int]:
        listed, end = list[_Listed](), 0
        for record in self._records(0):
            end = record.end
            if record.kind == _PASSWORD:
                raise StoppedReading("workbook.password")
            if record.kind == _SHEET and len(listed) == MOST_SHEETS:
                raise StoppedReading("workbook.damaged")
            if record.kind == _SHEET:
                listed.append(self._listed(record))
            elif record.kind == _CALCULATED:
                self._is_calculated = True
            elif record.kind == _TEXTS:
                self._sizes = text_sizes(self._segments(record))
            self._keep_only(record, _OF_BOOK)
        return listed, end

    def _listed(self, record: _Record) -> _Listed:
        at, state, kind, size, flags = self._unpack("<LBBBB", record)
        name = bytes(self._stream[record.start + 7 : record.end])
        if not self._is_unicode:
            return _Listed(at, state, kind, name[:size].decode("cp1252", "replace"))
        text = name[1:].decode("utf-16-le" if flags & 1 else "latin-1", "replace")
        return _Listed(at, state, kind, text[:size].replace("\0", ""))

    def _clean_sheet(self, sheet: _Listed, bad: BadCells) -> int:
        extent, end = Extent(), sheet.at
        for record in self._records(sheet.at):
            end = record.end
            if record.kind in _CELLS:
                self._take(record, extent, bad)
            elif record.kind == _STRING:
                extent.text += (record.end - record.start) * 3
            self._keep_only(record, _OF_SHEET)
        extent.check(sheet.name, COST)
        self._needed += extent.bytes_at(COST)
        check_bytes(sheet.name, self._needed)
        return end

    def _take(self, record: _Record, extent: Extent, bad: BadCells) -> None:
        row, column = (number + 1 for number in self._unpack("<HH", record))
        last = column
        if record.kind == _MULTIPLE:
            last = column + (record.end - record.start - 6) // 6 - 1
        elif record.kind == _SHARED:
            _, index = self._unpack("<6sL", record)
            extent.text += self._sizes[index] if index < len(self._sizes) else 0
        elif record.kind == _LABEL:
            extent.text += (record.end - record.start) * 3
        elif record.kind == _TRUTH:
            _, value, is_error = self._unpack("<6sBB", record)
            self._take_error(bad, row, column, value if is_error else None)
        elif record.kind == _FORMULA:
            _, kind, value, mark, _ = self._unpack("<6sBxB3xH8s", record)
            self._take_error(bad, row, column, value if (kind, mark) == (_ERROR, _NO_NUMBER) else None)
            if (kind, mark) == (_EMPTY, _NO_NUMBER) and not self._is_calculated:
                bad.uncalculated(row, column)
            struct.pack_into("<H", self._stream, record.start + 20, 0)  # its terms are not read
        extent.add(row, row, last)
        extent.filled += last - column + 1

    def _take_error(self, bad: BadCells, row: int, column: int, value: int | None) -> None:
        if value is not None:
            bad.error(row, column, _ERRORS.get(value, "#N/A"))

    def _records(self, start: int) -> Iterator[_Record]:
        at, kind = start, -1
        while kind != _EOF:
            if at + 4 > len(self._stream):
                raise StoppedReading("workbook.damaged")
            kind, size = struct.unpack_from("<HH", self._stream, at)
            if at + 4 + size > len(self._stream):
                raise StoppedReading("workbook.damaged")
            yield _Record(at, kind, at + 4, at + 4 + size)
            at += 4 + size

    def _segments(self, record: _Record) -> list[bytes]:
        found = [bytes(self._stream[record.start : record.end])]
        for following in self._records(record.end):
            if following.kind != _CONTINUE:
                break
            found.append(bytes(self._stream[following.start : following.end]))
        return found

    def _unpack(self, form: str, record: _Record) -> tuple[int, ...]:
        if record.end - record.start < struct.calcsize(form):
            raise StoppedReading("workbook.damaged")
        return struct.unpack_from(form, self._stream, record.start)

    def _keep_only(self, record: _Record, smallest: Mapping[int, int]) -> None:
        if record.end - record.start < smallest.get(record.kind, 0):
            raise StoppedReading("workbook.damaged")
        if record.kind not in smallest:
            struct.pack_into("<H", self._stream, record.at, _IGNORED)


def _same(bad: BadCells) -> BadCells:
    return bad
