"""The lines of a data file, decoded on the way: little of it is ever in memory, and bytes without meaning are told."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from civicode.errors import Problem, StoreError, reason_of
from civicode.sources.file.data import DataFile

LONGEST_LINE = 4 * 1024 * 1024
"""Characters without a line break after which no more is read; one chunk above it may still pass."""

MOST_PLACES = 5
"""Places at which the same fault is named, inclusive."""

_CHUNK = 256 * 1024
_MARK = "\ufeff"


class TextLines:
    r"""The lines of `file` with their ends: `\n`, `\r\n` and `\r` alone all end one; a byte order mark is left out.

    Raises StoreError on the way when the system stops giving the file's bytes.

    Attributes:
        problems: a NUL, a byte that the codec does not know, a line without end; with the first of them reading stops.
        share: how much of the file is read, from 0 to 1.
        has_apostrophe: whether `'` occurs in what is read so far.
    """

    def __init__(self, file: DataFile, codec: str, errors: str = "strict") -> None:
        self.problems: list[Problem] = []
        self.share = 0.0
        self.has_apostrophe = False
        self._file = file
        self._codec = codec
        self._decoder = codecs.getincrementaldecoder(codec)(errors)
        self._count = 0

    def __iter__(self) -> Iterator[str]:
        """The lines from the beginning of the file; to be gone through once."""
        rest, is_first = "", True
        for data, new in self._texts():
            text = rest + (new.removeprefix(_MARK) if is_first else new)
            is_first = is_first and not new
            self.has_apostrophe = self.has_apostrophe or "'" in text
            end = _end_of_lines(text) if data else len(text)
            if self.problems or "\0" in text or end + LONGEST_LINE < len(text):
                yield from self._before_fault(text)
                return
            rest = text[end:]
            yield from io.StringIO(text[:end], newline="")
            self._count += _breaks(text, end)

    def _texts(self) -> Iterator[tuple[bytes, str]]:
        """Each chunk with its text; no bytes at the end, where the decoder may still hold back something."""
        done = 0
        for data in chunks(self._file):
            done += len(data)
            self.share = min(1.0, done / max(1, self._file.size))
            yield data, self._decoded(data)
        self.share = 1.0
        yield b"", self._decoded(b"")

    def _decoded(self, data: bytes) -> str:
        """The text of a chunk; what stands before the first byte that has no meaning, and a problem without place."""
        held = self._decoder.getstate()
        try:
            return self._decoder.decode(data, final=not data)
        except UnicodeError as error:
            start, wrong = (error.start, error.object) if isinstance(error, UnicodeDecodeError) else (0, data)
            facts = {"byte": f"0x{wrong[start]:02X}" if wrong else "", "encoding": self._codec}
            self.problems.append(Problem("csv_file.undecodable", facts, where=self._file.name))
            self._decoder.setstate(held)
            with suppress(UnicodeError):
                return self._decoder.decode(data[: max(0, start - len(held[0]))])
            return ""

    def _before_fault(self, text: str) -> Iterator[str]:
        """The whole lines before the fault; the problem gets its place."""
        nul = text.find("\0")
        if nul >= 0:
            index = nul
            places = (match.start() for match in re.finditer("\0", text))
            self.problems[:] = [self._problem("csv_file.nul", text, place) for place in islice(places, MOST_PLACES)]
        elif self.problems:
            index = len(text)
            self.problems[:] = [self._problem("csv_file.undecodable", text, index, **self.problems[0].facts)]
        else:
            index = _end_of_lines(text)
            self.problems.append(self._problem("csv_file.line_too_long", text, index, most=LONGEST_LINE))
        yield from io.StringIO(text[: _line_start(text, index)], newline="")

    def _problem(self, code: str, text: str, index: int, **facts: object) -> Problem:
        start = _line_start(text, index)
        line = self._count + _breaks(text, start) + 1
        return Problem(code, facts, where=self._file.name, line=line, column=index - start + 1)


def chunks(file: DataFile) -> Iterator[bytes]:
    """The bytes of `file` a piece at a time; StoreError when the system stops giving them."""
    with file.open() as stream:
        try:
            while data := stream.read(_CHUNK):
                yield data
        except OSError as error:
            raise StoreError("text_file.unreadable", path=file.name, reason=reason_of(error)) from error


def _line_start(text: str, index: int) -> int:
    return max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1


def _end_of_lines(text: str) -> int:
    r"""Where the last line that is surely whole ends; after a `\r` at the end a `\n` may follow."""
    return max(text.rfind("\n"), text.rfind("\r", 0, max(0, len(text) - 1))) + 1


def _breaks(text: str, end: int) -> int:
    if text.find("\r", 0, end) < 0:
        return text.count("\n", 0, end)
    return text.count("\n", 0, end) + text.count("\r", 0, end) - text.count("\r\n", 0, end)
