"""A text file of cells, as Excel and other programs write it: rows on the way, with the lines on which they begin."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from civicode.domain.text.guard import unguarded
from civicode.domain.text.text import is_blank
from civicode.errors import Fact, Problem
from civicode.sources.file.data import DataFile
from civicode.sources.file.delimiter import HEAD_LINES, delimiter_in, delimiter_line, named_delimiter
from civicode.sources.file.encoding import encoding_of
from civicode.sources.file.lines import TextLines
from civicode.sources.sheet import MOST_ROWS, Row, Sheet


def read_csv(file: DataFile, *, encoding: str | None = None, delimiter: str | None = None) -> Sheet:
    """The table in `file`; what is named wins over what is found.

    Cells are the text as written, without the `'` that guards a formula. A first line `sep=;` is no row.

    Raises:
        UsageError: `encoding` or `delimiter` is none.
        StoreError: the file cannot be read, also while the rows are.
    """
    wished = named_delimiter(delimiter) if delimiter is not None else ""
    found = encoding_of(file, encoding)
    if isinstance(found, list):
        return Sheet("", iter(()), problems=found)
    lines = TextLines(file, found.codec)
    source = iter(lines)
    head = list(islice(source, HEAD_LINES))
    said = delimiter_line(head[0]) if head else None
    skipped = 0 if said is None else 1
    if len(head) > skipped:  # a program that writes the mark itself may do so after the line `sep=`
        head[skipped] = head[skipped].removeprefix("\ufeff")
    sign = wished or said or delimiter_in(head[skipped:])
    rows = _Rows(lines, chain(head[skipped:], source), sign, skipped, file.name)
    notice = found.notice(file.name)
    return Sheet("", iter(rows), lines.problems, [notice] if notice else [], lambda: lines.share, sign)


class _Rows:
    """The rows of `lines`, whose `source` begins after the line `before`."""

    def __init__(self, lines: TextLines, source: Iterator[str], delimiter: str, before: int, where: str) -> None:
        self._lines = lines
        self._before = before
        self._where = where
        self._is_over = False
        self._begin = before + 1
        self._reader = csv.reader(self._watched(source), delimiter=delimiter)

    def __iter__(self) -> Iterator[Row]:
        """The rows that are not blank, to the end or to what stops the reading."""
        rows = self._filled()
        yield from islice(rows, MOST_ROWS)
        if row := next(rows, None):
            self._stop("csv_file.too_many_rows", row.line, most=MOST_ROWS)

    def _filled(self) -> Iterator[Row]:
        lines, reader, after = self._lines, self._reader, self._before + 1
        try:
            for cells in reader:
                if self._is_over:
                    return self._cut(cells)
                line, self._begin = self._begin, reader.line_num + after
                # A first sign that is ASCII and visible settles it for nearly every row.
                if not cells or (not " " < cells[0][:1] < "\x7f" and all(map(is_blank, cells))):
                    continue
                if lines.has_apostrophe:
                    yield Row(line, [unguarded(cell) if cell[:1] == "'" else cell for cell in cells])
                else:
                    yield Row(line, cells)
        except csv.Error:
            self._stop("csv_file.cell_too_long", self._begin, most=csv.field_size_limit())

    def _cut(self, cells: Sequence[str]) -> None:
        """A row that the lines' end cuts: they stopped at a fault, or its last cell, which holds the rest, is open."""
        if not self._lines.problems:
            lines = sum(1 for _ in io.StringIO(cells[-1], newline=""))
            self._stop("csv_file.open_quote", self._reader.line_num + self._before + 1 - max(1, lines))

    def _watched(self, source: Iterator[str]) -> Iterator[str]:
        yield from source
        self._is_over = True

    def _stop(self, code: str, line: int, **facts: Fact) -> None:
        self._lines.problems.append(Problem(code, facts, where=self._where, line=line))
