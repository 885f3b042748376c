"""The zip around an .xlsx or .ods: its parts as they are packed, unpacked with every byte counted, packed up anew.

The reader of workbooks is only given packages built here from parts that were looked at: two programs that open one
zip may see different parts in it (names twice, sizes that are not true, a second directory).
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator, Mapping
from typing import IO, NamedTuple

from civicode.sources.workbook.guard import StoppedReading

LARGEST_UNPACKED = 640 * 1024 * 1024
"""Bytes that a part of a workbook may have unpacked, inclusive."""

LARGEST_PACKED = 64 * 1024 * 1024
"""Bytes that the parts of a package built here may have together, inclusive."""

_MOST_PARTS = 20_000
_LARGEST_DIRECTORY = 8 * 1024 * 1024
_CHUNK = 1024 * 1024
_STORED, _DEFLATED = 0, 8
_SOME_DAY = 0x21  # 1 January 1980, the first a zip can name
_END = struct.Struct("<4s4H2LH")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_END_SIGN, _ENTRY_SIGN, _LOCAL_SIGN = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04"


class Part(NamedTuple):
    """A file in the zip, not read yet; sizes in bytes as the directory claims them."""

    name: str
    is_encrypted: bool
    method: int
    crc: int
    packed_size: int
    size: int
    offset: int


class Packed(NamedTuple):
    """A part with its bytes as they are packed."""

    part: Part
    data: bytes

    def unpacked(self) -> Iterator[bytes]:
        """Its bytes, about a megabyte at a time.

        Raises:
            StoppedReading: they are damaged, or not as many as the directory says.
        """
        count, crc = 0, 0
        for chunk in self._inflated() if self.part.method == _DEFLATED else self._stored():
            count += len(chunk)
            if count > self.part.size:
                break
            crc = zlib.crc32(chunk, crc)
            yield chunk
        if (count, crc) != (self.part.size, self.part.crc):
            raise StoppedReading("workbook.damaged")

    def _stored(self) -> Iterator[bytes]:
        for start in range(0, len(self.data), _CHUNK):
            yield self.data[start : start + _CHUNK]

    def _inflated(self) -> Iterator[bytes]:
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        rest: bytes = b""
        try:
            for start in range(0, len(self.data), _CHUNK):
                rest += self.data[start : start + _CHUNK]
                while rest and not stream.eof:
                    yield stream.decompress(rest, _CHUNK)
                    rest = stream.unconsumed_tail
                if stream.eof:
                    break
            yield stream.flush()
        except zlib.error as error:
            raise StoppedReading("workbook.damaged") from error
        if not stream.eof:
            raise StoppedReading("workbook.damaged")


class Package:
    """The parts of a zip, found by name as Windows finds files: any case, either slash.

    Raises:
        StoppedReading: it is cut off or damaged, or two parts have one name.
    """

    def __init__(self, stream: IO[bytes], size: int) -> None:
        self._stream = stream
        self._parts: dict[str, Part] = {}
        parts = list(_directory(stream, size))
        if sum(part.packed_size for part in parts) > size:
            raise StoppedReading("workbook.damaged")  # several parts are the same bytes
        for part in parts:
            if self._parts.setdefault(_key(part.name), part) is not part:
                raise StoppedReading("workbook.damaged")

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._parts

    def packed(self, name: str, largest: int = LARGEST_UNPACKED) -> Packed:
        """The part `name`, at most `largest` bytes when unpacked.

        Raises:
            StoppedReading: it is missing, protected by a password, too large, or packed in a way that nobody uses.
        """
        part = self._parts.get(_key(name))
        if part is None:
            raise StoppedReading("workbook.damaged")
        if part.is_encrypted:
            raise StoppedReading("workbook.password")
        if part.size > largest or part.packed_size > LARGEST_PACKED:
            raise StoppedReading("workbook.part_too_large", part=part.name[:100], most_mb=largest // 1024**2)
        if part.method not in (_STORED, _DEFLATED):
            raise StoppedReading("workbook.damaged")
        self._stream.seek(part.offset)
        sign, *_, name_size, extra_size = _LOCAL.unpack(_exactly(self._stream, _LOCAL.size))
        if sign != _LOCAL_SIGN:
            raise StoppedReading("workbook.damaged")
        self._stream.seek(name_size + extra_size, io.SEEK_CUR)
        return Packed(part, _exactly(self._stream, part.packed_size))


def package_of(parts: Mapping[str, Packed | bytes]) -> bytes:
    """A zip of these parts under these names, which are ASCII; what is packed is not packed again.

    Raises:
        StoppedReading: it is larger than `LARGEST_PACKED`.
    """
    local, directory, at = list[bytes](), list[bytes](), 0
    for name, given in parts.items():
        part, data = given if isinstance(given, Packed) else _as_stored(given)
        coded = name.encode("ascii")
        common = (20, 0, part.method, 0, _SOME_DAY, part.crc, len(data), part.size, len(coded), 0)
        local += [_LOCAL.pack(_LOCAL_SIGN, *common), coded, data]
        directory += [_ENTRY.pack(_ENTRY_SIGN, 20, *common, 0, 0, 0, 0, at), coded]
        at += _LOCAL.size + len(coded) + len(data)
        if at > LARGEST_PACKED:
            raise StoppedReading("workbook.file_too_large", most_mb=LARGEST_PACKED // 1024**2)
    end = _END.pack(_END_SIGN, 0, 0, len(parts), len(parts), sum(map(len, directory)), at, 0)
    return b"".join([*local, *directory, end])


def _as_stored(data: bytes) -> Packed:
    return Packed(Part("", False, _STORED, zlib.crc32(data), len(data), len(data), 0), data)


def _directory(stream: IO[bytes], size: int) -> Iterator[Part]:
    tail_size = min(size, _END.size + 0xFFFF)
    stream.seek(size - tail_size)
    tail = stream.read(tail_size)
    at = tail.rfind(_END_SIGN)
    if at < 0 or len(tail) < at + _END.size:
        raise StoppedReading("workbook.damaged")
    *_, count, length, offset, _comment = _END.unpack_from(tail, at)
    if count > _MOST_PARTS or length > _LARGEST_DIRECTORY:
        raise StoppedReading("workbook.damaged")
    stream.seek(offset)
    directory = io.BytesIO(_exactly(stream, length))
    for _ in range(count):
        yield _entry(directory)


def _entry(directory: IO[bytes]) -> Part:
    fields = _ENTRY.unpack(_exactly(directory, _ENTRY.size))
    sign, _made_by, _needs, flags, method, _time, _day, crc, packed_size, size, *rest = fields
    name_size, extra_size, comment_size, _disk, _inner, _outer, offset = rest
    if sign != _ENTRY_SIGN:
        raise StoppedReading("workbook.damaged")
    name = _exactly(directory, name_size).decode("utf-8" if flags & 0x800 else "cp437", "replace")
    directory.seek(extra_size + comment_size, io.SEEK_CUR)
    return Part(name, bool(flags & 1), method, crc, packed_size, size, offset)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) != size:
        raise StoppedReading("workbook.damaged")
    return data


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
