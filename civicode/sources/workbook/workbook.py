"""The sheets of a workbook, .xlsx, .xlsm, .xls or .ods, whatever has been done to the file.

The reader of workbooks answers a hostile file by ending the process, and leaves errors, formulas without result and
some texts out without a word. So it gets only packages built from parts that were looked through (`workbook_*`).
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TypeVar

from python_calamine import CalamineSheet, CalamineWorkbook

from civicode.errors import Problem, StoreError, reason_of
from civicode.sources.file.data import DataFile
from civicode.sources.sheet import MOST_ROWS, Cell, Row, Sheet
from civicode.sources.workbook.guard import MOST_FOUND, MOST_SHEET_COLUMNS, BadCells, StoppedReading
from civicode.sources.workbook.ods import is_ods, read_ods
from civicode.sources.workbook.ole import OLE_SIGN
from civicode.sources.workbook.sheets import FoundBook, FoundSheet
from civicode.sources.workbook.xls import read_xls
from civicode.sources.workbook.xlsx import read_xlsx
from civicode.sources.workbook.zip import Package

_ZIP = b"PK\x03\x04"
_LARGEST_WHOLE = 2.0**53
"""From here on a number as Excel keeps it no longer says which whole number was typed."""

_Result = TypeVar("_Result")
_Raw = str | int | float | bool | date | time | timedelta


def read_workbook(file: DataFile) -> tuple[list[Sheet], list[Problem]]:
    """The worksheets of `file` in its order, and what is wrong with it as a whole; with a problem there are no sheets.

    Charts, and sheets that no menu shows (very hidden), are left out. A sheet is looked through and read when the
    first of its rows is asked for; only one should be read at a time. Rows are numbered as in the sheet, and their
    first cell is in column A. A whole number is an int, a moment at midnight a date, a duration text (`26:30:00`).

    Raises:
        StoreError: the file cannot be read any more.
    """
    try:
        book = _looked_at(file)
        reader = _guarded(lambda: CalamineWorkbook.from_filelike(io.BytesIO(book.data)))
        names = reader.sheet_names
        if len(names) != book.total or len(set(names)) != len(names):
            raise StoppedReading("workbook.damaged")
        if not book.sheets:
            raise StoppedReading("workbook.no_sheet")
    except StoppedReading as stopped:
        return [], [stopped.problem._replace(where=file.name)]
    left_to_name = [MOST_FOUND]
    return [_sheet(_Rows(reader, found, file.name, left_to_name), found) for found in book.sheets], []


def _sheet(rows: _Rows, found: FoundSheet) -> Sheet:
    return Sheet(found.name, rows.read(), rows.problems, share=rows.share, is_hidden=found.is_hidden)


def _looked_at(file: DataFile) -> FoundBook:
    try:
        return _found(file)
    except OSError as error:
        raise StoreError("text_file.unreadable", path=file.name, reason=reason_of(error)) from error


def _found(file: DataFile) -> FoundBook:
    with file.open() as stream:
        head = stream.read(len(OLE_SIGN))
        if head == OLE_SIGN:
            stream.seek(0)
            return read_xls(stream.read())
        if not head.startswith(_ZIP):
            raise StoppedReading("workbook.not_workbook")
        package = Package(stream, file.size)
        return read_ods(package) if is_ods(package) else read_xlsx(package)


class _Rows:
    """The rows of one sheet; `left_to_name` is one list for the whole file: how many cells problems may still name."""

    def __init__(self, reader: CalamineWorkbook, found: FoundSheet, where: str, left_to_name: list[int]) -> None:
        self._reader, self._found, self._where, self._left = reader, found, where, left_to_name
        self.problems: list[Problem] = []
        self._total, self._done = 0, 0

    def share(self) -> float:
        """How much of the sheet is read, from 0 to 1."""
        return self._done / self._total if self._total else 0.0

    def read(self) -> Iterator[Row]:
        """Each row that holds something; a fault that ends the reading is the last of the problems."""
        try:
            sheet = self._opened()
            if sheet is not None and sheet.start is not None:
                yield from self._filled(sheet, sheet.start[1])
        except StoppedReading as stopped:
            self._tell(stopped.problem)
        self._total = self._done = 1

    def _opened(self) -> CalamineSheet | None:
        """The sheet as the reader has it; None when a cell that problems name already keeps it from being read."""
        bad = self._found.look_through()
        try:
            sheet = _guarded(partial(self._reader.get_sheet_by_index, self._found.number))
        except StoppedReading:
            if not self._name(bad, MOST_SHEET_COLUMNS):
                raise
            return None
        self._name(bad, sheet.end[1] + 1 if sheet.end else 0)
        return sheet

    def _name(self, bad: BadCells, last_column: int) -> int:
        problems = bad.problems(self._found.name, last_column, self._left[0])
        self._left[0] = max(0, self._left[0] - len(problems))
        for problem in problems:
            self._tell(problem)
        return len(problems)

    def _tell(self, problem: Problem) -> None:
        self.problems.append(problem._replace(where=self._where))

    def _filled(self, sheet: CalamineSheet, columns_before: int) -> Iterator[Row]:
        before: list[Cell] = [""] * columns_before
        self._total = sheet.total_height + 1
        following = partial(next, sheet.iter_rows(), None)
        count = 0
        while (raw := _guarded(following)) is not None:
            self._done += 1
            if not _holds_something(raw):
                continue
            count += 1
            if count > MOST_ROWS:
                raise StoppedReading("workbook.too_many_rows", sheet=self._found.name, most=MOST_ROWS)
            yield Row(self._done, before + [value if value.__class__ is str else _cell(value) for value in raw])


def _holds_something(raw: Sequence[_Raw]) -> bool:
    for value in raw:  # noqa: SIM110 - half a second for a million rows
        if value.__class__ is not str or str(value).strip():
            return True
    return False


def _cell(value: _Raw) -> Cell:
    match value:
        case float() if value.is_integer() and abs(value) < _LARGEST_WHOLE:
            return int(value)
        case float() if not math.isfinite(value):
            return str(value)
        case datetime() if value.time() == time():
            return value.date()
        case timedelta():
            minutes, seconds = divmod(round(value.total_seconds()), 60)
            return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
        case _:
            return value


def _guarded(call: Callable[[], _Result]) -> _Result:
    """What `call` to the reader gives; StoppedReading for its errors and for its panics, which are no `Exception`."""
    try:
        return call()
    except MemoryError:
        raise
    except Exception as error:
        raise StoppedReading("workbook.damaged") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise  # Ctrl-C
        raise StoppedReading("workbook.damaged") from error
