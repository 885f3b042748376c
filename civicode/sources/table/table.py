"""A file as a table whose columns are known: which reader, which sheet of a workbook, which row is the header."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from operator import itemgetter
from typing import Any, NamedTuple

from civicode import lazy
from civicode.domain.text.text import folded
from civicode.errors import NotFoundError, Problem, UsageError
from civicode.sources.file.data import DataFile, FileForm, is_markup
from civicode.sources.sheet import Cell, Row, Sheet
from civicode.sources.table.cell import plain_text
from civicode.sources.table.head import LOOKED_AT, Head, Names, find_head


class Wanted(NamedTuple):
    """What is looked for in a file.

    Attributes:
        keys: the columns in which its rows are handed out, in this order; one that the file lacks is None in each.
        names: how they may be called.
        needed: sets of columns of which the header must have one whole.
        sheet: the workbook's sheet; None is the only one that has the columns.
        encoding, delimiter: of a text; None is found out.
        ignore_unknown: columns that mean nothing are passed over.
    """

    keys: Sequence[str]
    names: Names
    needed: Sequence[Collection[str]]
    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    ignore_unknown: bool = False


@dataclass(slots=True)
class Table:
    """The rows below a header.

    Attributes:
        where: the file, and the sheet of a workbook with several.
        sheet: what the rows come from.
        raw: every row below the header as it stands in the file.
        problems: what is wrong with the file and its header; those of `sheet` come while rows are read.
    """

    where: str
    head: Head
    sheet: Sheet
    raw: Iterator[Row]
    keys: Sequence[str]
    is_workbook: bool
    ignore_unknown: bool = False
    problems: list[Problem] = field(default_factory=list)
    _untitled: set[int] = field(default_factory=set)

    def rows(self) -> Iterator[tuple[int, Sequence[Cell]]]:
        """Line and cells of each row, in the order of `keys`."""
        width = max((*self.head.titles, -1)) + 1
        places = [self.head.columns.get(key, width) for key in self.keys]
        nameless = [place for place in range(width) if place not in self.head.titles]
        pick: Any = itemgetter(*places, width)  # behind each row stands a blank; a lone place would come without tuple
        for line, row in self.raw:
            cells = row if type(row) is list else list(row)
            if len(cells) != width or nameless:
                self._strays(line, cells, width, nameless)
                del cells[width:]
                cells += [None] * (width - len(cells))
            cells.append(None)
            yield line, pick(cells)

    def _strays(self, line: int, cells: Sequence[Cell], width: int, nameless: Sequence[int]) -> None:
        """Cells that no column's title stands over; beyond the header of a text, a separator stood within a cell."""
        if any(map(plain_text, cells[width:])) and not self.is_workbook:
            facts = {"n": width, "most": width, "found": len(cells)}
            self.problems.append(Problem("table_file.too_many_cells", facts, line=line, column=width + 1))
            return
        for place in (*nameless, *range(width, len(cells))):
            if place not in self._untitled and place < len(cells) and plain_text(cells[place]):
                self._untitled.add(place)
                if not self.ignore_unknown:
                    name = letter(place)
                    self.problems.append(Problem("table_file.no_title", {"column": name}, line=line, column=name))


def open_table(file: DataFile, form: FileForm, wanted: Wanted) -> Table | list[Problem]:
    """The table in `file` that has the columns wanted, or everything that keeps it from being found.

    Raises:
        UsageError: several sheets have the columns and none is named; an encoding or delimiter that there is not.
        NotFoundError: the sheet named is not in the workbook.
    """
    if form is FileForm.CSV:
        if is_markup(file):
            return [Problem("table_file.markup", where=file.name)]
        read = lazy.csv_table.read_csv(file, encoding=wanted.encoding, delimiter=wanted.delimiter)
        return _table(file.name, read, wanted, is_workbook=False)
    sheets, problems = lazy.workbook.read_workbook(file)
    if not sheets:
        return list(problems)
    if wanted.sheet is not None:
        chosen = next((one for one in sheets if folded(one.name) == folded(wanted.sheet)), None)
        if chosen is None:
            raise NotFoundError("table_file.no_sheet", sheet=wanted.sheet, accepted=[one.name for one in sheets])
        return _table(_where(file, chosen, sheets), chosen, wanted, is_workbook=True)
    return _only([_table(_where(file, one, sheets), one, wanted, is_workbook=True) for one in sheets], wanted)


def letter(place: int) -> str:
    """What a spreadsheet calls the column at `place`, from 0: A, B, … AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _table(where: str, sheet: Sheet, wanted: Wanted, *, is_workbook: bool) -> Table:
    first = list(islice(sheet.rows, LOOKED_AT))
    head = find_head(first, wanted.names, wanted.needed, ignore_unknown=wanted.ignore_unknown)
    below = (row for row in first if row.line > head.line)
    problems = [] if sheet.problems and not first else list(head.problems)  # nothing could be read at all
    rows = chain(below, sheet.rows)
    return Table(where, head, sheet, rows, wanted.keys, is_workbook, wanted.ignore_unknown, problems)


def _only(tables: Sequence[Table], wanted: Wanted) -> Table:
    """The only table with the columns; where none has them, the one that comes nearest, which says what it lacks.

    A hidden sheet counts where no other has them: who does not see it could not choose.
    """
    fitting = [one for one in tables if any(set(one.head.columns).issuperset(need) for need in wanted.needed)]
    having = [one for one in fitting if not one.sheet.is_hidden] or fitting
    if len(having) > 1:
        raise UsageError("table_file.several_sheets", sheets=[one.sheet.name for one in having])
    return having[0] if having else max(tables, key=lambda one: len(one.head.columns))


def _where(file: DataFile, sheet: Sheet, sheets: Sequence[Sheet]) -> str:
    return f"{file.name} [{sheet.name}]" if len(sheets) > 1 else file.name
