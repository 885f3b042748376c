"""The file of a batch as rows that its kind takes in, whatever form it has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from civicode import lazy
from civicode.domain.batch import BatchKind
from civicode.errors import Problem
from civicode.services.office.office import Office
from civicode.sources.batch.columns import NEEDED, NUMBER, Calendar, columns_of, keys_of
from civicode.sources.batch.wide_checks import is_wide, wide_entries, wide_keys
from civicode.sources.file.data import DataFile, FileForm, form_in
from civicode.sources.marked.nodes import clipped
from civicode.sources.sheet import Cell
from civicode.sources.table.cell import plain_text
from civicode.sources.table.columns import Columns
from civicode.sources.table.findings import Findings
from civicode.sources.table.head import Names
from civicode.sources.table.table import Table, Wanted, open_table

__all__ = ["Reading"]

_ROW_NUMBER = re.compile(r"[0-9]+\.?")


class Reading(NamedTuple):
    """How a file is to be read; None is found out.

    Attributes:
        form: rows of text, a workbook, objects.
        sheet: of a workbook.
        encoding, delimiter: of a text.
        ignore_unknown: columns that mean nothing are passed over.
    """

    form: FileForm | None = None
    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    ignore_unknown: bool = False


class Rows(NamedTuple):
    """The rows of a file, ready to be taken in.

    Attributes:
        titles: what the file calls its columns, by key; where each object has its own, only what they all may have.
        feed: hands the rows to an intake; how many at a time.
        table: what they come from; None for objects.
    """

    titles: Mapping[str, str]
    feed: Callable[[Any], Iterator[int]]
    table: Table | None = None

    def share(self) -> float:
        """How much of the file is read, from 0 to 1."""
        return self.table.sheet.share() if self.table else 1.0

    def late_problems(self) -> Iterable[Problem]:
        """What was found wrong with the file while its rows were read."""
        return [*self.table.problems, *self.table.sheet.problems] if self.table else []

    @property
    def notices(self) -> Sequence[Problem]:
        """What must be said about the file although nothing is wrong."""
        return self.table.sheet.notices if self.table else []


def open_rows(office: Office, kind: BatchKind, file: DataFile, reading: Reading, findings: Findings) -> Rows:
    """The rows of `file`; what keeps it from being read is found, and there are no rows then.

    Raises:
        UsageError, NotFoundError: see `open_table`.
    """
    form = reading.form or form_in(file)
    calendar = Calendar(office.today, office.settings.period)
    if form in (FileForm.JSON, FileForm.JSONL):
        pieces = lazy.json_objects.pieces(file, form, kind.value, findings)
        return _objects(kind, pieces, calendar, reading, findings)
    table = open_table(file, form, wanted(office, kind, reading))
    if isinstance(table, list):
        findings.extend(table)
        return Rows({}, lambda _: iter(()))
    findings.where = table.where
    if not table.head.columns or any(one.code.startswith("head.") for one in table.problems):
        return Rows({}, lambda _: iter(()), table)
    titles = findings.titles = _titles(table)
    codes = _codes(office, kind)
    if is_wide(titles, codes):
        return Rows(titles, lambda intake: _wide(table, codes, calendar, findings, intake), table)
    return Rows(titles, lambda intake: _long(table, kind, form, calendar, findings, intake), table)


def wanted(office: Office, kind: BatchKind, reading: Reading) -> Wanted:
    """What is looked for in a table of `kind`."""
    codes = _codes(office, kind)
    keys = keys_of(kind)
    needed = [*NEEDED[kind], *({"officer", code} for code in codes)]
    wide = [key for key in wide_keys(codes) if key not in keys]
    names = Names(keys, codes)
    return Wanted(
        (*keys, *wide), names, needed, reading.sheet, reading.encoding, reading.delimiter, reading.ignore_unknown
    )


def _codes(office: Office, kind: BatchKind) -> list[str]:
    return [one.code for one in office.versions.known.criteria] if kind is BatchKind.CHECKS else []


def _long(
    table: Table, kind: BatchKind, form: FileForm, calendar: Calendar, findings: Findings, intake: Any
) -> Iterator[int]:
    columns = columns_of(kind, calendar, from_workbook=form is FileForm.XLSX)
    table.keys = (*columns, NUMBER)
    rows = _records(table.rows(), len(columns), kind, findings)
    yield from _by_column(intake, Columns(columns, findings.titles, findings).some(rows))


def _records(
    rows: Iterable[tuple[int, Sequence[Cell]]], width: int, kind: BatchKind, findings: Findings
) -> Iterator[tuple[int, Sequence[Cell]]]:
    """The rows that hold something; one with a lone cell is a total, a heading, a signature. A number stands behind."""
    for line, cells in rows:
        if cells[0] and cells[1]:  # nearly all
            yield line, cells
            continue
        own = cells[:width]
        filled = len(own) - own.count(None) - own.count("")
        said = "" if filled > 1 else " ".join(filter(None, map(plain_text, (cells[width], *own))))
        if not filled and _ROW_NUMBER.fullmatch(said):
            continue  # numbered beforehand, and never filled in
        if not said or (kind is BatchKind.REVIEWS and own[0]):
            yield line, cells
        else:
            findings.add(Problem("batch.no_record", {"found": clipped(said)}, line=line))
            findings.lost += 1


def _wide(table: Table, codes: Sequence[str], calendar: Calendar, findings: Findings, intake: Any) -> Iterator[int]:
    table.keys = wide_keys(codes)
    for entry in wide_entries(table, codes, calendar, _titles(table), findings):
        intake.take_whole(entry)
        yield 1


def _objects(kind: BatchKind, pieces: Any, calendar: Calendar, reading: Reading, findings: Findings) -> Rows:
    if kind is BatchKind.CHECKS:
        reader = lazy.json_checks.JsonChecks(calendar, findings)
        return Rows({}, lambda intake: _each(intake.take_whole, reader.entries(pieces)))
    columns = columns_of(kind, calendar, from_workbook=False)
    cells = lazy.json_rows.json_rows(
        pieces, Names(keys_of(kind)), tuple(columns), findings, ignore_unknown=reading.ignore_unknown
    )
    some = Columns(columns, {}, findings).some(cells)
    return Rows({"from": "from"}, lambda intake: _by_column(intake, some))


def _by_column(intake: Any, some: Iterable[tuple[Sequence[int], Sequence[Sequence[Any]]]]) -> Iterator[int]:
    for lines, columns in some:
        intake.take_some(lines, columns)
        yield len(lines)


def _each(take: Callable[[Any], None], entries: Iterable[Any]) -> Iterator[int]:
    for entry in entries:
        take(entry)
        yield 1


def _titles(table: Table) -> Mapping[str, str]:
    """What the file calls each of its columns, by key."""
    return {key: table.head.titles[place] for key, place in table.head.columns.items()}
