"""One HTML file without script or network: tables and pictures of their rates, fit for a phone and for paper."""

from __future__ import annotations

from typing import Any, NamedTuple

from civicode.domain.text.text import shown_line
from civicode.exporters.layout.chart import Chart, bars, line
from civicode.exporters.layout.page import NUMBERS, SHORT, blocks, cells, columns_of, is_loud
from civicode.exporters.layout.template import filled
from civicode.i18n import Words
from civicode.reports.document.document import Document, Table

_LONGEST_WORD = 30


class _Cell(NamedTuple):
    text: str
    style: str
    title: str


class _Drawn(NamedTuple):
    heads: list[_Cell]
    rows: list[list[_Cell]]
    chart: Chart | None


def render(document: Document, words: Words) -> str:
    """The page; what people have typed is text in it, never markup."""
    paper = document.paper
    assert paper is not None
    sections: list[tuple[str, tuple[str, ...], _Drawn | None]] = [
        (block.title, block.sentences, _drawn(block.table, words) if block.table else None)
        for block in blocks(document, words)
    ]
    return filled(
        "report.html.jinja",
        lang=words.lang.value,
        title=shown_line(document.title),
        agency=[shown_line(one) for one in paper.agency],
        kind=paper.kind,
        subject=shown_line(paper.subject),
        basis=[shown_line(one) for one in paper.basis],
        about=[(title, shown_line(value)) for title, value in paper.about],
        sections=sections,
        notes=[shown_line(note) for note in document.notes],
    )


def _drawn(table: Table, words: Words) -> _Drawn:
    columns = columns_of(table, words)
    styles = ["figure" if one.kind in NUMBERS else "short" if one.kind in SHORT else "" for one in columns]
    titles = [shown_line(one.title) for one in columns]
    rows = []
    for record, texts in zip(table.rows, cells(table, words), strict=True):
        marks = [_marks(record.get(column.key), text) for column, text in zip(columns, texts, strict=True)]
        rows.append(
            [
                _Cell(text, (style + mark).strip(), title)
                for text, style, mark, title in zip(texts, styles, marks, titles, strict=True)
            ]
        )
    heads = [_Cell(title, style, "") for title, style in zip(titles, styles, strict=True)]
    return _Drawn(heads, rows, _chart(table, words))


def _marks(value: object, text: str) -> str:
    """What asks for attention; a word that no column has room for is broken, all others stay whole."""
    is_long = any(len(word) > _LONGEST_WORD for word in text.split())
    return (" loud" if is_loud(value) else "") + (" long" if is_long else "")


def _chart(table: Table, words: Words) -> Chart | None:
    """The rates of a table as a line, or as bars; nothing where fewer than two are known."""
    key = table.line or table.bar
    label = _label_of(table)
    points = [
        (shown_line(str(row[label])), value) for row in table.rows if isinstance(value := _number(row.get(key)), float)
    ]
    if len(points) < 2:
        return None
    title = f"{table.headed or table.title}: {next(one.title for one in table.columns if one.key == key)}"
    return line(points, title, words) if table.line else bars(points, title, words)


def _label_of(table: Table) -> str:
    """The column that says what a row is of: its title, else its first one."""
    keys = [one.key for one in table.columns]
    return "title" if "title" in keys else keys[0]


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None
