"""A document on a terminal: Rich tables that fit the screen, and nothing of people read as markup or obeyed."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Mapping
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.table import Table as Grid
from rich.text import Text

from civicode.console.screen.plain import plain_lines
from civicode.console.screen.prose import folded
from civicode.console.screen.sparkline import sparkline
from civicode.console.screen.terminal import width_of
from civicode.domain.text.text import shown_line, shown_lines
from civicode.i18n import Words
from civicode.reports.document.cell import raw, with_whole
from civicode.reports.document.document import Column, Document, Kind, Row, Table

ROOMY = 110
"""Character columns of a terminal from which on every column is shown, whether its text must be folded or not."""

FILE_WIDTH = 80
"""Columns of a table that does not go to a terminal, unless `COLUMNS` says another number."""

_BAR_CELLS = 10
_GAP = 2
_LEAST_TEXT = 8
_LEAST_POINTS = 2
_NUMBERS = frozenset({Kind.NUMBER, Kind.PERCENT})
_UNBROKEN = _NUMBERS | {Kind.CODE, Kind.DATE, Kind.MOMENT, Kind.FLAG, Kind.TERM}
"""Kinds whose cells are never folded; text takes the rest of the line."""

_LOUD = frozenset({"not_met", "not_started", "draft", "returned", "uncovered"})
"""Values that ask for attention. The word says it; the colour only helps."""

_EIGHTHS = " ▏▎▍▌▋▊▉"


class _Layout(NamedTuple):
    """How a table is drawn: which columns, and whether its rates have bars."""

    columns: tuple[Column, ...]
    bar: str = ""


class _Terminal(Console):
    """Rich, but that a closed pipe is told to whoever runs the command: by itself it would end with 1."""

    def on_broken_pipe(self) -> None:
        """Called while the error is being handled; it goes on to the edge of the process."""
        raise BrokenPipeError


def terminal() -> Console:
    """Rich on stdout, with nothing of its own that reads meaning into text."""
    # Rich would take the width of whatever terminal stderr is on, and a `COLUMNS` of 0 for a width.
    given = os.environ.get("COLUMNS", "")
    width = width_of(sys.stdout) or (int(given) if given.isdecimal() else 0) or FILE_WIDTH
    return _Terminal(markup=False, highlight=False, emoji=False, width=width)


def show(document: Document, words: Words, plain: bool = False, console: Console | None = None) -> None:
    """Print a document for people.

    Args:
        plain: one line after the other, without boxes, colours or pictures.
        console: where to; the terminal on stdout when none is given.
    """
    console = console or terminal()
    if plain:
        for line in plain_lines(document, words):
            console.out(line, highlight=False)
        return
    notes: list[Text | Grid] = [Text(shown_lines(note)) for note in document.notes]
    blocks = [_head(document), *_tables(console, document, words), notes]
    for at, block in enumerate(block for block in blocks if block):
        if at:
            console.print()
        for part in block:
            _print(console, part)


def _print(console: Console, part: Text | Grid) -> None:
    """Sentences are folded here, because Rich would cut through a command that is to be copied."""
    if isinstance(part, Text):
        console.print(Text(folded(part.plain, console.width), style=part.style), soft_wrap=True)
    else:
        console.print(_Unpadded(part))


class _Unpadded:
    """What Rich draws, without the blanks that fill each line: they would be copied, and kept in files."""

    def __init__(self, drawn: Text | Grid) -> None:
        self._drawn = drawn

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in console.render_lines(self._drawn, options, pad=False):
            while line and not line[-1].text.strip():
                line.pop()
            if line:
                *kept, last = line
                yield from (*kept, Segment(last.text.rstrip(), last.style))
            yield Segment.line()


def _head(document: Document) -> list[Text | Grid]:
    title = [Text(shown_line(document.title), style="bold")] if document.title else []
    return [*title, *(Text(shown_lines(sentence)) for sentence in document.lead)]


def _tables(console: Console, document: Document, words: Words) -> list[list[Text | Grid]]:
    return [_table(console, table, words) for table in document.tables if table.for_people]


def _table(console: Console, table: Table, words: Words) -> list[Text | Grid]:
    """Its title, unless one of the columns says the same, and its rows or what is said in place of them."""
    if not table.rows:
        return [Text(shown_lines(f"{table.empty} {table.advice}".strip()))] if table.empty else []
    title = [Text(shown_line(table.heading), style="bold")] if table.heading else []
    if table.line and (drawn := _line_over_time(console, table, words)):
        title.append(drawn)
    layout = _layout(console, table, words)
    is_record = table.record or _least(table, layout, words) > console.width
    return [*title, _record(table, words) if is_record else _grid(console, table, layout, words)]


def _line_over_time(console: Console, table: Table, words: Words) -> Text | None:
    """The rates as one line of signs, between the lowest and the highest; None where there are not two."""
    values = [value if isinstance(value := row.get(table.line), float) else None for row in table.rows]
    known = [value for value in values if value is not None]
    if len(known) < _LEAST_POINTS:
        return None
    ends = dict.fromkeys(words.percent(one) for one in (min(known), max(known)))
    drawn = sparkline(values, blocks=_has_blocks(console))
    title = next(one.title for one in table.columns if one.key == table.line)
    return Text(f"{shown_line(title)}  {drawn}  {' - '.join(ends)}".rstrip())


def _record(table: Table, words: Words) -> Grid:
    """The filled fields of one thing, one below the other; an empty line between two things."""
    grid = Grid.grid(padding=(0, _GAP, 0, 0))
    grid.add_column(no_wrap=True, style="bold")
    grid.add_column(overflow="fold")
    for number, row in enumerate(table.rows):
        if number:
            grid.add_row()
        for column in table.for_people:
            if text := _cell(column, row, words):
                grid.add_row(Text(shown_line(column.title)), Text(text, style=_style(row.get(column.key))))
    return grid


def _layout(console: Console, table: Table, words: Words) -> _Layout:
    """Every column where there is room; else bars first, then as many of the `wide` columns as fit unfolded."""
    wholes = {column.of for column in table.for_people}
    every = [column for column in table.for_people if column.key not in wholes and _is_used(table, column)]
    widths = {column.key: _width(table, column, words) for column in every}
    chosen = {column.key for column in every if console.width >= ROOMY or not column.wide}
    room = console.width - _needed(widths, chosen)
    has_rates = any(row.get(table.bar) is not None for row in table.rows)
    bar = table.bar if has_rates and room >= _BAR_CELLS + _GAP else ""
    room -= _BAR_CELLS + _GAP if bar else 0
    for column in every:
        if column.key not in chosen and widths[column.key] + _GAP <= room:
            chosen.add(column.key)
            room -= widths[column.key] + _GAP
    return _Layout(tuple(column for column in every if column.key in chosen), bar)


def _is_used(table: Table, column: Column) -> bool:
    """Whether the column is more than a luxury that nobody has filled."""
    return not column.wide or any(raw(row.get(column.key)) not in ("", "false") for row in table.rows)


def _needed(widths: Mapping[str, int], keys: Collection[str]) -> int:
    """Character columns of a line with these columns, nothing folded."""
    return sum(widths[key] for key in keys) + _GAP * (len(keys) - 1)


def _width(table: Table, column: Column, words: Words) -> int:
    cells = [column.title, *(_said(column, row, words) for row in table.rows)]
    return max(cell_len(line) for cell in cells for line in cell.split("\n"))


def _cell(column: Column, row: Row, words: Words) -> str:
    """The cell in words; a tab, which would shift what follows, becomes a blank."""
    return shown_lines(with_whole(column, row, words)).replace("\t", " ")


def _said(column: Column, row: Row, words: Words) -> str:
    """The cell in words; in a table only a yes is said."""
    if column.kind is Kind.FLAG and not row.get(column.key):
        return ""
    return _cell(column, row, words)


def _least(table: Table, layout: _Layout, words: Words) -> int:
    """Character columns below which a table is no longer one: texts may be folded, but not to a few letters a line."""
    widths = [
        width if column.kind in _UNBROKEN else min(width, _LEAST_TEXT)
        for column in layout.columns
        for width in [_width(table, column, words)]
    ]
    return sum(widths) + _GAP * (len(widths) - 1)


def _grid(console: Console, table: Table, layout: _Layout, words: Words) -> Grid:
    grid = Grid(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="bold")
    for column in layout.columns:
        grid.add_column(
            Text(shown_line(column.title)),
            justify="right" if column.kind in _NUMBERS else "left",
            no_wrap=column.kind in _UNBROKEN,
            overflow="fold",
        )
        if column.key == layout.bar:
            grid.add_column(Text(""), no_wrap=True, width=_BAR_CELLS)
    for row in table.rows:
        grid.add_row(*_cells(console, layout, row, words))
    return grid


def _cells(console: Console, layout: _Layout, row: Row, words: Words) -> list[Text]:
    cells = []
    for column in layout.columns:
        value = row.get(column.key)
        cells.append(Text(_said(column, row, words), style=_style(value)))
        if column.key == layout.bar:
            cells.append(_bar(value, _has_blocks(console)))
    return cells


def _style(value: object) -> str:
    return "bold red" if str(value) in _LOUD else ""


def _bar(percent: object, blocks: bool) -> Text:
    """A bar as wide as its column at 100, and only there; nothing where there is no rate."""
    if not isinstance(percent, (int, float)):
        return Text("")
    whole, part = divmod(int(min(max(percent, 0), 100) * _BAR_CELLS * 8 / 100), 8)
    if not blocks:
        return Text("#" * whole, style="cyan")
    return Text("█" * whole + (_EIGHTHS[part] if part else ""), style="cyan")


def _has_blocks(console: Console) -> bool:
    """Whether the terminal can draw blocks: UTF-8, and not Windows' old console."""
    return not console.options.ascii_only and not console.legacy_windows
