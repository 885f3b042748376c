"""The file that says under which code each person of another ward goes on: a table as offices have them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from civicode.domain.merge.ward import CodeRow
from civicode.domain.text.text import nfc
from civicode.errors import Problem, RefusedError
from civicode.sources.file.data import FileForm, data_file, form_in
from civicode.sources.sheet import Cell
from civicode.sources.table.cell import plain_text
from civicode.sources.table.head import Names
from civicode.sources.table.table import Table, Wanted, open_table

COLUMNS = ("code", "name", "new_code")
"""What is read of a row; the words over them are `column.KEY`."""

ALSO = ("state", "here", "position", "unit")
"""What the preview puts beside them, for whoever fills the file in; passed over."""


def read_code_map(name: str) -> list[CodeRow]:
    """The rows of the file `name` that hold something, each with its line.

    Raises:
        NotFoundError: there is no such file.
        RefusedError: it is no table, or lacks a column, or holds one that means nothing; with every problem.
        UsageError: several sheets have the columns.
        StoreError: it cannot be read.
    """
    file = data_file(name)
    wanted = Wanted((*COLUMNS, *ALSO), Names((*COLUMNS, *ALSO)), [{"code", "new_code"}])
    form = form_in(file)
    table = open_table(file, FileForm.XLSX if form is FileForm.XLSX else FileForm.CSV, wanted)
    if isinstance(table, list):
        raise _refused(name, table)
    rows = [made for line, cells in table.rows() if (made := _row(line, cells, table))]
    if problems := [*table.problems, *table.sheet.problems]:
        raise _refused(name, problems)
    return rows


def _row(line: int, cells: Sequence[Cell], table: Table) -> CodeRow | None:
    code, name, new_code = (nfc(plain_text(cell)) for cell in cells[: len(COLUMNS)])
    return CodeRow(code, name, new_code, line, table.where) if code or new_code else None


def _refused(name: str, problems: Iterable[Problem]) -> RefusedError:
    placed = [one if one.where else one._replace(where=name) for one in problems]
    return RefusedError("merger.map_refused", placed, path=name, n=len(placed))
