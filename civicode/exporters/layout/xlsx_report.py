"""What a report's workbook has beside its cells: red for what is not met, one chart, a sheet of its sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from civicode.domain.text.text import shown_line
from civicode.i18n import Words
from civicode.reports.document.document import Column, Document, Kind, Table

_LOUD = {"rating": "not_met", "progress_state": "not_started", "task_state": "overdue"}
"""By the room of its words, the value that is shown in red; the word says it, too."""

_LOUD_COUNTS = frozenset({"not_met", "missing"})
_LEAST_POINTS = 2
_CHART_PX = {"width": 640, "height": 300}
_GAP = 2
_TEXT_WIDTH = 100
_COLOUR = "#2B6CB0"


def mark_loud(sheet: Any, place: int, column: Column, rows: int, red: Any, words: Words) -> None:
    """Show in red what is not met; the rule is the workbook's own, so that it follows what is changed by hand."""
    if column.kind is Kind.TERM and column.terms in _LOUD:
        word = words(f"{column.terms}.{_LOUD[column.terms]}")
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": red}
    elif column.kind is Kind.NUMBER and column.key in _LOUD_COUNTS:
        rule = {"type": "cell", "criteria": ">", "value": 0, "format": red}
    else:
        return
    sheet.conditional_format(1, place, rows, place, rule)


def charted(document: Document) -> Table | None:
    """The table whose rates are drawn: one that follows time before one that compares; None where nothing is."""
    tables = [one for one in document.tables if _points(one) >= _LEAST_POINTS]
    return next((one for one in tables if one.line), tables[0] if tables else None)


def put_chart(book: Any, sheet: Any, table: Table, columns: Sequence[Column]) -> None:
    """The rates of `table` below it, drawn from its own cells."""
    key = table.line or table.bar
    keys = [one.key for one in columns]
    label = keys.index("title") if "title" in keys else next(at for at, one in enumerate(keys) if one != "#")
    place, last = keys.index(key), len(table.rows)
    chart = book.add_chart({"type": "line" if table.line else "bar"})
    look = {"line": {"color": _COLOUR, "width": 2}, "marker": {"type": "circle", "size": 6}} if table.line else {}
    chart.add_series(
        {
            "name": [sheet.get_name(), 0, place],
            "categories": [sheet.get_name(), 1, label, last, label],
            "values": [sheet.get_name(), 1, place, last, place],
            "fill": {"color": _COLOUR},
            "data_labels": {"value": True, "num_format": "0.0%"},
            **look,
        }
    )
    chart.set_legend({"none": True})
    chart.set_title({"name": shown_line(columns[place].title), "name_font": {"size": 11}})
    if table.line:
        chart.set_y_axis({"num_format": "0.0%"})
    else:
        chart.set_x_axis({"num_format": "0%", "min": 0, "max": 1})
        chart.set_y_axis({"reverse": True})
    chart.set_size(_CHART_PX)
    sheet.insert_chart(last + _GAP, 0, chart, {"description": shown_line(table.headed or table.title)})


def put_sentences(book: Any, sheet: Any, document: Document) -> None:
    """What the report says in sentences: its title, its figures with their denominators, its notes."""
    bold, plain = (
        book.add_format({"bold": True, "text_wrap": True}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    sheet.set_column(0, 0, _TEXT_WIDTH)
    sheet.write_string(0, 0, shown_line(document.title), bold)
    for at, sentence in enumerate([*document.lead, *document.notes], start=1):
        text = shown_line(sentence)
        sheet.write_string(at, 0, text, plain)
        sheet.set_row(at, 15 * max(1, -(-len(text) // _TEXT_WIDTH)))
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _points(table: Table) -> int:
    key = table.line or table.bar
    return sum(row.get(key) is not None for row in table.rows) if key and table.for_people else 0
