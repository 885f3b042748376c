"""The objects of a JSON file, one after the other, each with its line: one a line, in an array, or under one key."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable, Iterable, Iterator
from json import JSONDecoder
from typing import Any, NamedTuple

from civicode.errors import Problem
from civicode.sources.batch.json_window import LONGEST_OBJECT, Window
from civicode.sources.file.data import DataFile, FileForm
from civicode.sources.file.text import decode
from civicode.sources.sheet import MOST_ROWS
from civicode.sources.table.findings import Findings

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Piece(NamedTuple):
    """The text of one value of a file, and the line on which it begins, from 1."""

    line: int
    text: str


def pieces(file: DataFile, form: FileForm, kind: str, findings: Findings) -> Iterator[Piece]:
    """Every object in `file`; what cannot be taken apart is found.

    A line is that of one object only, or no fault could be told from another's: those that share one, as programs write
    arrays, are counted on as if each began a line of its own.

    Args:
        form: `JSONL` or `JSON`.
        kind: the key under which an object holds the list of them, as the commands print lists.
    """
    with file.open() as stream:
        is_utf16 = stream.read(2) in _UTF16
    if form is FileForm.JSON:
        yield from _in_json(file, kind, findings)
    elif is_utf16:
        yield from _whole(file, findings, lambda text: list(enumerate(text.splitlines(), start=1)))
    else:
        with file.open() as stream:
            yield from _one_a_line(stream, findings)


def _one_a_line(stream: io.BufferedReader | io.BytesIO, findings: Findings) -> Iterator[Piece]:
    count = 0
    line = 0
    while data := stream.readline(LONGEST_OBJECT + 1):
        line += 1
        if len(data) > LONGEST_OBJECT:
            findings.add(Problem("json.too_long", {"most_mb": LONGEST_OBJECT // 1024 // 1024}, line=line))
            return
        try:
            text = data.decode("utf-8-sig" if line == 1 else "utf-8")
        except UnicodeDecodeError as error:
            byte = {"byte": f"0x{data[error.start]:02X}"}
            findings.add(Problem("text_file.not_utf8", byte, line=line, column=error.start + 1))
            continue
        if text.isspace() or not text:
            continue
        count += 1
        if count > MOST_ROWS:
            findings.add(Problem("json.too_many", {"most": MOST_ROWS}, line=line))
            return
        yield Piece(line, text)


def _in_json(file: DataFile, kind: str, findings: Findings) -> Iterator[Piece]:
    with file.open() as stream:
        window = Window(stream)
        if window.enter_list(kind):
            yield from _elements(window, findings)
            return
    if file.size > LONGEST_OBJECT:
        findings.add(Problem("json.no_list", {"key": kind}, line=1))
    else:
        yield from _whole(file, findings, lambda text: [(1 + len(text) - len(text.lstrip("\n")), text)])


def _whole(file: DataFile, findings: Findings, divided: Callable[[str], Iterable[tuple[int, str]]]) -> Iterator[Piece]:
    """The pieces of a text that is decoded in one go, but for blank ones."""
    with file.open() as stream:
        text = decode(stream.read())
    if isinstance(text, Problem):
        findings.add(text)
    else:
        yield from (Piece(line, one) for line, one in divided(text) if one.strip())


def _elements(window: Window, findings: Findings) -> Iterator[Piece]:
    """The values of the array in which the window stands."""
    count = line = 0
    while window.sign() not in ("]", ""):
        line = max(window.line(), line + 1)
        count += 1
        if count > MOST_ROWS:
            findings.add(Problem("json.too_many", {"most": MOST_ROWS}, line=line))
            return
        text = window.take()
        if isinstance(text, Problem):
            findings.add(text)
            return
        yield Piece(line, text)
        if window.sign() == ",":
            window.step()
        elif window.sign() != "]":
            break
    if problem := window.end_problem():
        findings.add(problem)


def quick_value(text: str) -> Any:
    """The value of a JSON text as its standard has it; ValueError when it is none, or is nested too deeply.

    A key that stands twice is not seen: see `keys_in`.
    """
    try:
        return _STRICT.decode(text)
    except RecursionError as error:
        raise ValueError(text[:1]) from error


def keys_in(text: str) -> int:
    """How many keys the objects of a JSON text have, or more: a colon after a quote may stand within a text, too."""
    return text.count('":')


def _refuse(literal: str) -> Any:
    raise ValueError(literal)


_STRICT = JSONDecoder(parse_constant=_refuse)
