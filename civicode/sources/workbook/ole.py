"""The container of .xls, .doc and protected workbooks (compound file): its streams read, and one built anew.

The reader of workbooks follows a chain of sectors that bites its own tail until the memory is full, so it is only
given containers built here.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import NamedTuple

from civicode.sources.workbook.guard import StoppedReading

OLE_SIGN = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""With these bytes such a file begins."""

_HEADER = struct.Struct("<8s16x5H10xLL4x5L109L")
_ENTRY = struct.Struct("<64sHBx3L36xLL4x")
_END, _FREE, _FAT_SECTOR, _NOTHING = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_MINI_SECTOR, _STREAM, _ROOT = 64, 2, 5
_BUILT_SECTOR = 4096  # with 512, the header has room for the table of only 7 MB; of version 4, the reader wants more


class _Entry(NamedTuple):
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class Container:
    """A compound file in memory; `streams` are those in its top folder, by name.

    Raises:
        StoppedReading: it is damaged.
    """

    def __init__(self, data: bytes) -> None:
        if len(data) < _HEADER.size:
            raise StoppedReading("workbook.damaged")
        _, _, _, shift, _, _, directory, self._cutoff, mini_table, _, more, _, *first = _HEADER.unpack_from(data)[1:]
        if shift not in (9, 12):
            raise StoppedReading("workbook.damaged")
        self._data, self._sector = data, 1 << shift
        self._table: Sequence[int] = ()
        self._table = _numbers(b"".join(map(self._at, self._table_sectors(first, more))))
        entries = _entries(self._chained(directory))
        if not entries or entries[0].kind != _ROOT:
            raise StoppedReading("workbook.damaged")
        self._mini_table = _numbers(self._chained(mini_table))
        self._mini_data = self._chained(entries[0].start)
        self.streams = {entry.name: entry for entry in _top(entries) if entry.kind == _STREAM}

    def read(self, name: str) -> bytes:
        """The bytes of a stream; StoppedReading when they are not all there."""
        entry = self.streams[name]
        if entry.size >= self._cutoff:
            data = self._chained(entry.start)
        else:
            starts = (number * _MINI_SECTOR for number in _chain(entry.start, self._mini_table))
            data = b"".join(self._mini_data[start : start + _MINI_SECTOR] for start in starts)
        if len(data) < entry.size:
            raise StoppedReading("workbook.damaged")
        return data[: entry.size]

    def _at(self, number: int) -> bytes:
        start = (number + 1) * self._sector
        data = self._data[start : start + self._sector]
        if not data:
            raise StoppedReading("workbook.damaged")
        return data

    def _chained(self, start: int) -> bytes:
        return b"".join(map(self._at, _chain(start, self._table)))

    def _table_sectors(self, first: Sequence[int], more: int) -> list[int]:
        found, seen = list(first), set[int]()
        while more not in (_END, _FREE):
            if more in seen:
                raise StoppedReading("workbook.damaged")
            seen.add(more)
            *listed, more = _numbers(self._at(more)) or [_END]
            found += listed
        return [number for number in found if number != _FREE]


def container_of(name: str, data: bytes) -> bytes:
    """A compound file with the one stream `name`, which is filled up with zeros to whole sectors."""
    count = max(1, -(-len(data) // _BUILT_SECTOR))
    size = count * _BUILT_SECTOR
    tables = -(-(count + 1 + 109) * 4 // _BUILT_SECTOR)
    following = [*range(1, count), _END, _END] + [_FAT_SECTOR] * tables
    following += [_FREE] * (tables * _BUILT_SECTOR // 4 - len(following))
    listed = [*range(count + 1, count + 1 + tables)] + [_FREE] * (109 - tables)
    header = _HEADER.pack(OLE_SIGN, 0x3E, 3, 0xFFFE, 12, 6, tables, count, 4096, _END, 0, _END, 0, *listed)
    folder = _entry_of("Root Entry", _ROOT, 1, _END, 0) + _entry_of(name, _STREAM, _NOTHING, 0, size)
    return b"".join(
        (
            header.ljust(_BUILT_SECTOR, b"\0"),
            data.ljust(size, b"\0"),
            folder.ljust(_BUILT_SECTOR, b"\0"),
            struct.pack(f"<{len(following)}L", *following),
        )
    )


def _entry_of(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    coded = name.encode("utf-16-le")
    return _ENTRY.pack(coded, len(coded) + 2, kind, _NOTHING, _NOTHING, child, start, size)


def _entries(data: bytes) -> list[_Entry]:
    whole = data[: len(data) // _ENTRY.size * _ENTRY.size]
    return [
        _Entry(name[: max(0, min(size, 64) - 2)].decode("utf-16-le", "replace"), *rest)
        for name, size, *rest in _ENTRY.iter_unpack(whole)
    ]


def _top(entries: Sequence[_Entry]) -> list[_Entry]:
    """What lies in the top folder, not in one below: a letter may hold a workbook."""
    found, seen, left = list[_Entry](), set[int](), [entries[0].child]
    while left:
        number = left.pop()
        if number == _NOTHING or number in seen:
            continue
        if number >= len(entries):
            raise StoppedReading("workbook.damaged")
        seen.add(number)
        found.append(entries[number])
        left += [entries[number].left, entries[number].right]
    return found


def _chain(start: int, table: Sequence[int]) -> list[int]:
    found = list[int]()
    while start != _END:
        if start >= len(table) or len(found) > len(table):
            raise StoppedReading("workbook.damaged")
        found.append(start)
        start = table[start]
    return found


def _numbers(data: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(data) // 4}L", data[: len(data) // 4 * 4])
