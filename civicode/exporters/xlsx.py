"""A workbook: a sheet a table, real dates and numbers, drop-downs and hints where something is to be filled in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import xlsxwriter

from civicode.domain.text.text import shown_line, shown_lines
from civicode.exporters.layout.page import NUMBER_KEY, columns_of
from civicode.exporters.layout.xlsx_report import charted, mark_loud, put_chart, put_sentences
from civicode.i18n import Words
from civicode.reports.document.cell import typed
from civicode.reports.document.document import Cell, Column, Document, Kind, Row, Table

_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook's times have no zone; the same records are the same bytes
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_MOST_TYPED = 255  # characters that a drop-down's own list may have; a longer one lies on a sheet
_LISTS = "_"
_LONGEST_NAME = 31
_NOT_IN_NAMES = str.maketrans("[]:*?/\\'", "        ")
_NARROWEST, _WIDEST, _WIDE = 6, 50, 28
_LINE, _TALLEST = 15, 405
_LETTERS = 1.08  # letters to a character column, whose measure is a digit
_ON_A_LINE = 14
_MOST_PRINTED = 12  # columns; more on one page could not be read
_LOOKED_AT = 2000
_ASIDE = {"x_scale": 2.2, "y_scale": 1.4, "font_size": 9}
_A4 = 9
_UPRIGHT, _ACROSS = 86, 132  # character columns that a page has room for
_AS_TEXT = 49  # what is typed stays as it is: 007


_Laid = tuple[int, Column, Any]
"""Place of a column, and the format of its cells."""


class _Formats(NamedTuple):
    head: Any
    text: Any
    date: Any
    number: Any
    quiet: Any
    percent: Any
    not_asked: Any
    red: Any


def render(document: Document, words: Words) -> bytes:
    """The workbook; the same document gives the same bytes."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, _OPTIONS)
    book.set_properties({"title": document.title, "created": _MADE})
    _Workbook(book, words, is_report=document.paper is not None).add(document)
    book.close()
    return stream.getvalue()


class _Workbook:
    """A workbook in the making."""

    def __init__(self, book: Any, words: Words, *, is_report: bool) -> None:
        self._book = book
        self._words = words
        self._is_report = is_report
        self._lists: list[tuple[str, ...]] = []
        self._texts: dict[tuple[str, object], str] = {}
        top: dict[str, object] = {"valign": "top"}
        if is_report:
            top |= {"border": 1, "border_color": "#B8C2CC"}
        self._formats = _Formats(
            head=book.add_format({"bold": True, "text_wrap": True, "bg_color": "#E7EDF5", "bottom": 1, **top}),
            text=book.add_format({"num_format": _AS_TEXT, "text_wrap": True, **top}),
            date=book.add_format({"num_format": "dd/mm/yyyy", "align": "left", **top}),
            number=book.add_format(top),
            quiet=book.add_format({"num_format": "0;-0;;@", **top}),
            percent=book.add_format({"num_format": "0.0%", **top}),
            not_asked=book.add_format({"bg_color": "#D9D9D9", "num_format": _AS_TEXT}),
            red=book.add_format({"font_color": "#B42318", "bold": True}),
        )

    def add(self, document: Document) -> None:
        """A sheet for each table; what is handed in has its sentences on one, long lists of drop-downs are hidden."""
        names: set[str] = set()
        drawn = charted(document) if document.paper else None
        for table in document.tables:
            if not table.for_people:
                continue
            sheet = self._book.add_worksheet(_free_name(table.headed or table.title or table.name, names))
            self._sheet(table, sheet)
            if document.paper:
                sheet.set_header(f"&C{_header(document.title)}")
                sheet.set_footer("&C&P/&N")
            if table is drawn:
                put_chart(self._book, sheet, table, columns_of(table, self._words))
        if document.paper:
            name = _free_name(self._words("report.sentences"), names)
            put_sentences(self._book, self._book.add_worksheet(name), document)
        if self._lists:
            hidden = self._book.add_worksheet(_LISTS)
            hidden.hide()
            for place, choices in enumerate(self._lists):
                hidden.write_column(0, place, choices)

    def _sheet(self, table: Table, sheet: Any) -> None:
        self._texts.clear()
        columns = columns_of(table, self._words)
        widths = _on_a_page(columns, [self._width(table, column) for column in columns], table)
        titles = (_lines(column.title, width) for column, width in zip(columns, widths, strict=True))
        sheet.set_row(0, _LINE * max(titles, default=1))
        for place, column in enumerate(columns):
            sheet.set_column(place, place, widths[place], None if self._is_report else self._format(column))
            sheet.write_string(0, place, shown_lines(column.title), self._formats.head)
            if column.hint:
                sheet.write_comment(0, place, column.hint, _ASIDE)
            if table.rows and not table.spare:
                mark_loud(sheet, place, column, len(table.rows), self._formats.red, self._words)
            if column.choices:
                self._choices(sheet, place, column, len(table.rows) + table.spare)
        laid = [(place, column, self._format(column)) for place, column in enumerate(columns)]
        for number, row in enumerate(table.rows, start=1):
            lines = self._row(sheet, number, row, laid, widths)
            if lines > 1:
                sheet.set_row(number, min(_TALLEST, _LINE * lines))
        _for_paper(sheet, table, widths)

    def _row(self, sheet: Any, number: int, row: Row, laid: Sequence[_Laid], widths: Sequence[float]) -> int:
        """Write the cells of a row; how many lines the longest needs."""
        lines = 1
        for place, column, cell_format in laid:
            value = number if column.key == NUMBER_KEY else row.get(column.key)
            if type(value) is int and column.kind is Kind.NUMBER:  # most cells of a long table
                sheet.write_number(number, place, value, cell_format)
                continue
            text = self._cell(sheet, number, place, column, value)
            if len(text) > _NARROWEST and (len(text) > widths[place] or "\n" in text):
                lines = max(lines, _lines(text, widths[place]))
        return lines

    def _cell(self, sheet: Any, row: int, place: int, column: Column, value: object) -> str:
        """Write a cell; its text, where it is one."""
        if value is Cell.NOT_ASKED:
            sheet.write_blank(row, place, None, self._formats.not_asked)
        elif value is None or value == "" or (self._is_report and column.kind is Kind.FLAG and not value):
            if self._is_report:
                sheet.write_blank(row, place, None, self._format(column))
        elif isinstance(value, date):
            sheet.write_datetime(row, place, value, self._formats.date)
        elif column.kind is Kind.NUMBER and isinstance(value, (int, float)):
            sheet.write_number(row, place, value, self._format(column))
        elif column.kind is Kind.PERCENT and isinstance(value, (int, float)):
            sheet.write_number(row, place, round(value / 100, 5), self._formats.percent)
        else:
            text = self._text(column, value)
            sheet.write_string(row, place, text, self._formats.text)
            return text
        return ""

    def _text(self, column: Column, value: object) -> str:
        """What a cell says; a unit stands in many of them. Records go out as they came in."""
        known = self._texts.get((column.key, value)) if type(value) is str else None
        if known is not None:
            return known
        text = typed(column, value, self._words)
        text = shown_lines(text) if self._is_report else text
        if type(value) is str:
            self._texts[column.key, value] = text
        return text

    def _format(self, column: Column) -> Any:
        if column.kind is Kind.NUMBER:
            return self._formats.quiet if column.quiet else self._formats.number
        if column.kind is Kind.PERCENT:
            return self._formats.percent
        return self._formats.date if column.kind is Kind.DATE else self._formats.text

    def _choices(self, sheet: Any, place: int, column: Column, rows: int) -> None:
        source: object = list(column.choices)
        if len(",".join(column.choices)) > _MOST_TYPED or any("," in one for one in column.choices):
            if column.choices not in self._lists:
                self._lists.append(column.choices)
            letter = _letters(self._lists.index(column.choices))
            source = f"='{_LISTS}'!${letter}$1:${letter}${len(column.choices)}"
        told = {} if column.is_open else {"error_message": self._words("template.pick_one")}
        rule = {"validate": "list", "source": source, "ignore_blank": True, "show_error": not column.is_open, **told}
        sheet.data_validation(1, place, max(1, rows), place, rule)

    def _width(self, table: Table, column: Column) -> float:
        """What the column needs, within bounds; long titles wrap, and long texts, too."""
        title = max(min(_ON_A_LINE, len(column.title)), *map(len, column.title.split()), 0)
        if column.kind in (Kind.DATE, Kind.NUMBER, Kind.PERCENT):
            return max(11 if column.kind is Kind.DATE else 7, title + 2)
        cells = {self._text(column, row.get(column.key)) for row in table.rows[:_LOOKED_AT]}
        longest = max(
            [*map(len, column.choices), *(len(line) for cell in cells for line in cell.split("\n"))], default=0
        )
        least = _WIDE if column.kind is Kind.TEXT and not longest else _NARROWEST
        return min(_WIDEST, max(least, title + 2, longest + 2))


def _on_a_page(columns: Sequence[Column], widths: Sequence[float], table: Table) -> list[float]:
    """The widths; of a report the texts give way until the sheet is as wide as a page laid across."""
    texts = sum(width for column, width in zip(columns, widths, strict=True) if column.kind is Kind.TEXT)
    over = sum(widths) - _ACROSS
    if over <= 0 or table.spare or not texts:
        return list(widths)
    share = max(0.4, 1 - over / texts)
    return [
        round(max(_NARROWEST * 2, width * share), 1) if column.kind is Kind.TEXT else width
        for column, width in zip(columns, widths, strict=True)
    ]


def _header(title: str) -> str:
    """A title as the header of a page takes it: `&` is doubled, and it is cut to what a header may have."""
    return shown_line(title)[:100].replace("&", "&&")


def _for_paper(sheet: Any, table: Table, widths: Sequence[float]) -> None:
    """The header stays in sight and on every page; a page is as wide as the sheet."""
    columns = len(widths)
    sheet.freeze_panes(1, table.frozen)
    if table.rows and not table.spare:
        sheet.autofilter(0, 0, len(table.rows), columns - 1)
    sheet.repeat_rows(0)
    sheet.set_paper(_A4)
    if sum(widths) > _UPRIGHT or table.spare:
        sheet.set_landscape()
    if columns <= _MOST_PRINTED:
        sheet.fit_to_pages(1, 0)


def _lines(text: str, width: float) -> int:
    """Lines that a text needs in a column, about: words are wrapped, so that each line stays a little short."""
    return sum(max(1, -(-len(line) // max(1, int(width * _LETTERS)))) for line in text.split("\n"))


def _free_name(title: str, taken: set[str]) -> str:
    """A sheet's name that a workbook can have and that none has yet; it is among the taken ones from then on."""
    plain = " ".join(title.translate(_NOT_IN_NAMES).split())[:_LONGEST_NAME] or _LISTS * 2
    name = plain[:1].upper() + plain[1:]
    number = 2
    while name.casefold() in taken:
        name = f"{plain[: _LONGEST_NAME - 4]} {number}"
        number += 1
    taken.add(name.casefold())
    return name


def _letters(place: int) -> str:
    first, rest = divmod(place, 26)
    return (chr(ord("A") + first - 1) if first else "") + chr(ord("A") + rest)
