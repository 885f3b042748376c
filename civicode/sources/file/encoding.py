"""In which encoding a data file is written: marks first, then strict UTF-8, then what reads as Vietnamese."""

from __future__ import annotations

import codecs
import re
from itertools import islice
from typing import NamedTuple

from civicode.errors import Problem, UsageError
from civicode.sources.file.data import DataFile
from civicode.sources.file.guess import guess
from civicode.sources.file.lines import MOST_PLACES, TextLines, chunks
from civicode.sources.file.old_font import OldFont, old_font_of, old_font_problem

_HEAD = 4096
_HEAD_LINES = 1_000
"""Lines from the beginning in which text in an old font is looked for when the file is UTF-8."""

_MOST_BROKEN = 1_000
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_BROKEN = re.compile("[\udc80-\udcff]")
_OLD_FONTS = {
    **dict.fromkeys(("tcvn3", "tcvn", "tcvn3abc", "tcvn5712", "abc", "vntime"), OldFont.TCVN3),
    **dict.fromkeys(("vni", "vniwindows", "vnitimes"), OldFont.VNI),
}
_NOT_TEXT = frozenset(("idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"))
"""Codecs of Python that no text file is written in and that may fail in their own ways."""


class Encoding(NamedTuple):
    """How to read a file.

    Attributes:
        codec: a codec of Python; a byte order mark is still in what it decodes.
        is_guessed: it is not UTF-8 and nobody named it, so people are told by `notice`.
    """

    codec: str
    is_guessed: bool = False

    def notice(self, where: str) -> Problem | None:
        """What people are told about the file `where`; None where there is nothing to tell."""
        facts = {"encoding": self.codec}
        return Problem("csv_file.encoding_guessed", facts, where=where) if self.is_guessed else None


def encoding_of(file: DataFile, given: str | None = None) -> Encoding | list[Problem]:
    """The encoding of `file`, `given` where it is named; or why it is not read.

    Text in the old fonts TCVN3 and VNI is refused, so is what may be read in more than one way, and UTF-8 in which
    single bytes are broken. Neither a mark nor UTF-8 is checked further when an encoding is given.

    Raises:
        UsageError: `given` is no encoding.
    """
    if given is not None:
        return _named(file, given)
    with file.open() as stream:
        head = stream.read(_HEAD)
    marked = next((codec for mark, codec in _MARKS if head.startswith(mark)), None) or _unmarked_utf16(head)
    if marked and marked != "utf-8":
        return Encoding(marked, is_guessed=True)
    if _is_utf8(file):
        return _old_font_in_unicode(file) or Encoding("utf-8")
    if marked or _is_nearly_utf8(file):
        return _broken_places(file)
    found = guess(file)
    return Encoding(found, is_guessed=True) if isinstance(found, str) else found


def _named(file: DataFile, given: str) -> Encoding | list[Problem]:
    font = _OLD_FONTS.get(re.sub(r"[^a-z0-9]", "", given.lower()))
    if font:
        lines = TextLines(file, "utf-8") if _is_utf8(file) else TextLines(file, "cp1252", errors="replace")
        return [old_font_problem(lines, font, file.name)]
    try:
        "a".encode(given)  # refuses what Python calls a codec and is none of text
        codec = codecs.lookup(given)
    except (LookupError, ValueError):
        raise UsageError("csv_file.unknown_encoding", encoding=given) from None
    if codec.name in _NOT_TEXT or codec.incrementaldecoder is None:
        raise UsageError("csv_file.unknown_encoding", encoding=given)
    return Encoding(codec.name)


def _unmarked_utf16(head: bytes) -> str | None:
    """UTF-16 without its mark: most characters are below U+0100, and hardly one fills the other byte with a zero."""
    first, second = head[::2], head[1::2]
    for high, low, codec in ((second, first, "utf-16-le"), (first, second, "utf-16-be")):
        if high.count(0) * 2 > len(high) and low.count(0) * 20 < len(low):
            return codec
    return None


def _is_utf8(file: DataFile) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for data in chunks(file):
            decoder.decode(data)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _is_nearly_utf8(file: DataFile) -> bool:
    """Whether more characters beyond ASCII are whole than broken, which no text in another encoding comes near."""
    whole = broken = 0
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    for data in chunks(file):
        text = decoder.decode(data)
        wrong = text.count("\ufffd")
        broken += wrong
        whole += len(text) - len(text.encode("ascii", "ignore")) - wrong
        if broken > max(whole, _MOST_BROKEN):
            return False
    return whole > broken


def _broken_places(file: DataFile) -> list[Problem]:
    lines = TextLines(file, "utf-8", errors="surrogateescape")
    problems: list[Problem] = []
    for number, line in enumerate(lines, start=1):
        found = None if line.isascii() else _BROKEN.search(line)
        if found:
            facts = {"byte": f"0x{ord(found.group()) - 0xDC00:02X}"}
            problem = Problem("csv_file.not_utf8", facts, where=file.name, line=number, column=found.start() + 1)
            problems.append(problem)
        if len(problems) == MOST_PLACES:
            return problems
    return problems + lines.problems


def _old_font_in_unicode(file: DataFile) -> list[Problem]:
    """A newer program saved what an old font had shown: every character is valid, and none is the one that was seen."""
    head = list(islice(TextLines(file, "utf-8"), _HEAD_LINES))
    font = old_font_of(head)
    return [old_font_problem(head, font, file.name)] if font else []
