"""The table of texts that the sheets of an .xls share: how long each is, before anybody reserves room for it."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from civicode.sources.workbook.guard import StoppedReading

_WIDE, _FOREIGN, _RICH = 1, 4, 8
_SMALLEST = 3
"""Bytes of an empty text."""


def text_sizes(segments: Sequence[bytes]) -> list[int]:
    """The bytes that each text of the table may take in UTF-8.

    Args:
        segments: the record of the table and those that continue it.

    Raises:
        StoppedReading: there are more texts or characters promised than the records can hold.
    """
    table = _Table(segments)
    _, count = struct.unpack("<LL", table.take(8))
    if count > sum(map(len, segments)) // _SMALLEST:
        raise StoppedReading("workbook.damaged")
    return [_size(table) for _ in range(count)]


def _size(table: _Table) -> int:
    characters, flags = struct.unpack("<HB", table.take(3))
    runs = struct.unpack("<H", table.take(2))[0] if flags & _RICH else 0
    foreign = struct.unpack("<L", table.take(4))[0] if flags & _FOREIGN else 0
    table.skip_text(characters, 2 if flags & _WIDE else 1)
    table.skip(runs * 4 + foreign)
    return int(characters) * 3


class _Table:
    def __init__(self, segments: Sequence[bytes]) -> None:
        self._segments = segments
        self._segment = self._at = 0

    def take(self, size: int) -> bytes:
        """The next bytes, which lie in one segment."""
        self._go_on()
        data = self._segments[self._segment][self._at : self._at + size]
        if len(data) < size:
            raise StoppedReading("workbook.damaged")
        self._at += size
        return data

    def skip(self, size: int) -> None:
        """Leave out bytes that may lie in several segments."""
        while size:
            self._go_on()
            step = min(size, self._left)
            self._at += step
            size -= step

    def skip_text(self, characters: int, width: int) -> None:
        """Leave out characters; the segment in which they go on says anew how wide they are."""
        while characters:
            if not self._left:
                self._go_on()
                width = 2 if self.take(1)[0] & _WIDE else 1
            step = min(characters, self._left // width)
            if not step:
                raise StoppedReading("workbook.damaged")
            self._at += step * width
            characters -= step

    @property
    def _left(self) -> int:
        return len(self._segments[self._segment]) - self._at

    def _go_on(self) -> None:
        while not self._left:
            if self._segment + 1 == len(self._segments):
                raise StoppedReading("workbook.damaged")
            self._segment += 1
            self._at = 0
