"""A text file as it comes: read within a limit, decoded, and every byte that cannot stand named by its place."""

from __future__ import annotations

import codecs
import re
import sys
from pathlib import Path

from civicode.errors import NotFoundError, Problem, StoreError, reason_of

STDIN = "-"
"""Stands for a file where it is piped in."""

LARGEST_FILE = 2 * 1024 * 1024
"""Bytes that a file written by hand may have, inclusive."""

_CODECS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ODD = "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
"""What YAML does not print, and U+2028 and U+2029, which it takes for line ends and no editor does."""
_LAYOUT = dict.fromkeys(map(ord, "\t\n"))


def read_file(path: Path, most: int = LARGEST_FILE) -> bytes:
    """The bytes of `path` (`-`: of stdin), at most one more than `most`.

    Raises:
        NotFoundError: there is no such file.
        StoreError: it is there and cannot be read.
    """
    try:
        if str(path) == STDIN:
            return sys.stdin.buffer.read(most + 1)
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError as error:
        raise NotFoundError("text_file.missing", path=str(path)) from error
    except OSError as error:
        raise StoreError("text_file.unreadable", path=str(path), reason=reason_of(error)) from error
    except ValueError as error:  # a NUL in the path
        raise NotFoundError("text_file.missing", path=str(path)) from error


def decoded(data: bytes | str) -> str | Problem:
    r"""The text of a file, lines ended by `\n`, without byte order mark; or why it is none.

    UTF-8 with or without mark and UTF-16 with mark are read. A text given as `str` is held against the same limit.
    """
    if len(data) > LARGEST_FILE:
        return Problem("text_file.too_large", {"most_mb": LARGEST_FILE // 1024 // 1024}, line=1, column=1)
    text = decode(data) if isinstance(data, bytes) else data.removeprefix("\ufeff")
    if isinstance(text, Problem):
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def odd_character_problem(text: str) -> Problem | None:
    """The first control character in `text`, and how many there are; None when there is none."""
    if text.translate(_LAYOUT).isprintable():
        return None  # nearly every file; the pattern takes longer to compile than a file to read
    found = [match.start() for match in re.finditer(_ODD, text)]
    if not found:
        return None
    line, column = place_of(text, found[0])
    facts = {"character": f"U+{ord(text[found[0]]):04X}", "n": len(found)}
    return Problem("text_file.odd_character", facts, line=line, column=column)


def place_of(text: str, index: int) -> tuple[int, int]:
    """Line and column, both from 1, of the character at `index`."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def decode(data: bytes) -> str | Problem:
    """The characters of a file in UTF-8 or marked UTF-16, its byte order mark left out; or the first wrong byte."""
    mark, codec = next((pair for pair in _CODECS if data.startswith(pair[0])), (b"", "utf-8"))
    body = data[len(mark) :]
    try:
        return body.decode(codec)
    except UnicodeDecodeError as error:
        before = body[: error.start].decode(codec)
        line, column = place_of(before, len(before))
        return Problem("text_file.not_utf8", {"byte": f"0x{body[error.start]:02X}"}, line=line, column=column)
