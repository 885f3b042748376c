"""A data file that is imported: a path or what is piped in, its size, its digest, and the form that its bytes have."""

from __future__ import annotations

import hashlib
import io
import os
import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from civicode.errors import NotFoundError, Problem, RefusedError, StoreError, reason_of
from civicode.sources.file.text import STDIN

LARGEST_DATA_FILE = 200 * 1024 * 1024
"""Bytes that a data file may have, inclusive."""

_CHUNK = 1024 * 1024
_HEAD = 4096
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(rb"\s*<(?:[?!]|[A-Za-z][A-Za-z0-9:]*[\s>])")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


class FileForm(StrEnum):
    """The forms of a data file: rows of text, a workbook (.xlsx, .xls, .ods), one object a line, one JSON value."""

    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"
    JSON = "json"


class DataFile(NamedTuple):
    """A file whose bytes can be read more than once.

    Attributes:
        name: as problems call it: the path as typed, `-` for stdin.
        size: in bytes.
        data: what was piped in; None for a file on the disk.
    """

    name: str
    size: int
    data: bytes | None = None

    def open(self) -> io.BufferedReader | io.BytesIO:
        """The bytes from the beginning; StoreError when they cannot be read any more."""
        if self.data is not None:
            return io.BytesIO(self.data)
        try:
            return Path(self.name).open("rb")
        except OSError as error:
            raise StoreError("text_file.unreadable", path=self.name, reason=reason_of(error)) from error

    @property
    def digest(self) -> str:
        """SHA-256 in hex of its bytes."""
        with self.open() as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()


def data_file(name: str) -> DataFile:
    """The file at the path `name`; `-` is stdin.

    Raises:
        NotFoundError: there is no such file.
        StoreError: it is there and cannot be read.
        RefusedError: it is larger than `LARGEST_DATA_FILE`.
    """
    if name == STDIN:
        data = sys.stdin.buffer.read(LARGEST_DATA_FILE + 1)
        return _within_limit(DataFile(name, len(data), data))
    try:
        with Path(name).open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            if not Path(name).is_file():  # a named pipe cannot be read twice
                data = stream.read(LARGEST_DATA_FILE + 1)
                return _within_limit(DataFile(name, len(data), data))
    except FileNotFoundError as error:
        raise NotFoundError("text_file.missing", path=name) from error
    except OSError as error:
        raise StoreError("text_file.unreadable", path=name, reason=reason_of(error)) from error
    except ValueError as error:  # a NUL in the path
        raise NotFoundError("text_file.missing", path=name) from error
    return _within_limit(DataFile(name, size))


def form_in(file: DataFile) -> FileForm:
    """The form that the bytes of `file` have, whatever its name ends with: offices call HTML, text and zips `.xls`."""
    with file.open() as stream:
        head = stream.read(_HEAD)
    if head.startswith((_ZIP, _OLE)):
        return FileForm.XLSX
    text = head.removeprefix(_MARKS[0]).replace(b"\0", b"").lstrip()
    for mark in _MARKS[1:]:
        text = text.removeprefix(mark)
    text = text.lstrip()
    if text.startswith(b"["):
        return FileForm.JSON
    if text.startswith(b"{"):
        return _object_form(file)
    if not text and file.name.casefold().endswith(f".{FileForm.JSONL}"):
        return FileForm.JSONL  # an export of nothing
    return FileForm.CSV


def is_markup(file: DataFile) -> bool:
    """Whether it is a web page or XML, which other systems hand out as a table of Excel, named `.xls`."""
    with file.open() as stream:
        head = stream.read(_HEAD).removeprefix(_MARKS[0]).replace(b"\0", b"")
    return _MARKUP.match(head.removeprefix(_MARKS[1]).removeprefix(_MARKS[2])) is not None


def _object_form(file: DataFile) -> FileForm:
    """One object over several lines, or alone on the only one, is JSON; one a line is JSONL."""
    with file.open() as stream:
        first = stream.readline(LARGEST_DATA_FILE).rstrip()
        more = stream.read(_HEAD).strip()
    return FileForm.JSONL if more and first.endswith((b"}", b"}\0")) else FileForm.JSON


def _within_limit(file: DataFile) -> DataFile:
    if file.size > LARGEST_DATA_FILE:
        problem = Problem("batch.file_too_large", {"most_mb": LARGEST_DATA_FILE // _CHUNK}, where=file.name)
        raise RefusedError("batch.unreadable", [problem], file=file.name)
    return file
