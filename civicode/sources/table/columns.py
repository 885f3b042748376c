"""The cells of a row read by their columns, every fault at its place; what stands in many rows is read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from civicode.errors import Problem
from civicode.sources.sheet import Cell
from civicode.sources.table.cell import Read, quoted
from civicode.sources.table.findings import Findings

_AT_ONCE = 256
_MOST_KEPT = 20_000
# Values of a column that are remembered; of a column of notes, where each is another, none are.


class _Wrong:
    """What stands for a cell that is wrong, and found: it says nothing, and is not blank."""

    def __bool__(self) -> bool:
        return False


WRONG = _Wrong()


class Column(NamedTuple):
    """How the cells of a column are read.

    Attributes:
        repeats: the same few values stand in many rows.
    """

    read: Read[Any]
    repeats: bool = True


class _Memo(dict[Cell, Any]):
    """What the cells of a column mean, each text read once."""

    def __init__(self, read: Read[Any]) -> None:
        super().__init__({None: None, "": None})
        self._read = read

    def __missing__(self, cell: Cell) -> Any:
        value = self._read(cell)
        if type(cell) is str and type(value) is not Problem and len(self) < _MOST_KEPT + 2:
            self[cell] = value
        return value


class Columns:
    """Reads rows whose cells come in the order of `columns`, some hundred rows at a time, column by column.

    Args:
        columns: by key.
        titles: what the file calls each, by key; the others go by their key.
        findings: where faults go.
    """

    def __init__(self, columns: Mapping[str, Column], titles: Mapping[str, str], findings: Findings) -> None:
        self._readers = [(column.read, _Memo(column.read) if column.repeats else None) for column in columns.values()]
        self._titles = [titles.get(key, key) for key in columns]
        self._findings = findings

    def some(self, rows: Iterable[tuple[int, Sequence[Cell]]]) -> Iterator[tuple[Sequence[int], list[list[Any]]]]:
        """Some rows at a time, their lines and what they mean by column.

        None stands for a cell that is blank, `WRONG` for one that is wrong and found.
        """
        source = iter(rows)
        while some := list(islice(source, _AT_ONCE)):
            lines, cells = zip(*some, strict=True)
            by_column = zip(range(len(self._readers)), zip(*cells, strict=True), strict=False)  # a blank stands behind
            yield lines, [self._column(place, lines, column) for place, column in by_column]

    def rows(self, rows: Iterable[tuple[int, Sequence[Cell]]]) -> Iterator[tuple[int, Sequence[Any]]]:
        """Line and meaning of each row."""
        for lines, columns in self.some(rows):
            yield from zip(lines, zip(*columns, strict=True), strict=True)

    def _column(self, place: int, lines: Sequence[int], cells: Sequence[Cell]) -> list[Any]:
        read, memo = self._readers[place]
        if memo is not None:
            values = [memo[cell] for cell in cells]
        else:
            values = [None if cell is None or cell == "" else read(cell) for cell in cells]
        if Problem in set(map(type, values)):
            found = zip(lines, cells, values, strict=True)
            return [self._found(line, place, cell, one) if type(one) is Problem else one for line, cell, one in found]
        return values

    def _found(self, line: int, place: int, cell: Cell, problem: Problem) -> _Wrong:
        title = self._titles[place]
        facts = {**problem.facts, "column": title, "found": quoted(cell)}
        self._findings.add(problem._replace(facts=facts, line=line, column=title))
        return WRONG
