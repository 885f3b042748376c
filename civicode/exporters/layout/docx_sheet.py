"""A Word document in the making: paragraphs of a style, rules drawn as lines, dotted lines to write on, tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from civicode.domain.text.text import shown_lines
from civicode.exporters.layout.docx_styles import TABLE_PT, blank
from civicode.exporters.layout.page import NUMBER_KEY, SHORT, cells, columns_of, is_loud
from civicode.exporters.layout.widths import ACROSS_MM, UPRIGHT_MM, fitted
from civicode.i18n import Words
from civicode.reports.document.document import Table

_LONGEST_WHOLE = 1500  # characters of a row that still is kept on one page


class Sheet:
    """The document, written from the top down."""

    def __init__(self, words: Words, *, landscape: bool) -> None:
        self.words = words
        self.made, self._styles = blank(words, landscape=landscape)
        self.width_mm = ACROSS_MM if landscape else UPRIGHT_MM

    def text(self, style: str, text: str, place: Any = None) -> Any:
        """A paragraph in the style `style`, its line breaks kept; in `place` (a cell), else at the end."""
        paragraph = (place or self.made).add_paragraph()
        paragraph._p.style = self._styles[style]  # by name python-docx would look through all styles each time
        lines = shown_lines(text).split("\n")
        run = paragraph.add_run(lines[0])
        for line in lines[1:]:
            run.add_break()
            run.add_text(line)
        return paragraph

    def heading(self, text: str) -> None:
        """The heading of a section."""
        self.made.add_paragraph(shown_lines(text), style="Heading 1")

    def rule(self, width_mm: float, room_mm: float, place: Any = None) -> None:
        """A line `width_mm` wide in the middle of `room_mm`: a border, neither underlined text nor signs."""
        paragraph = self.text("rule", "", place)
        side = Mm(max(0.0, (room_mm - width_mm) / 2))
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
        borders = OxmlElement("w:pBdr")
        line = OxmlElement("w:bottom")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
        paragraph._p.get_or_add_pPr().append(borders)

    def blanks(self, lines: int) -> None:
        """Dotted lines to be written on."""
        for _ in range(lines):
            paragraph = self.text("blank", "")
            stops = paragraph.paragraph_format.tab_stops
            stops.add_tab_stop(Mm(self.width_mm), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
            paragraph.add_run().add_tab()

    def columns(self, *widths_mm: float) -> list[Any]:
        """The cells of one row without borders: what stands side by side; each begins empty."""
        grid = self.made.add_table(rows=1, cols=len(widths_mm))
        _fix_widths(grid, widths_mm)
        _margins(grid, 0)
        _whole(grid.rows[0])
        found = list(grid.rows[0].cells)
        for cell in found:
            _without_first_paragraph(cell)
        return found

    def table(self, table: Table) -> None:
        """A table with lines, its header on each page, its rows not broken."""
        columns, rows = columns_of(table, self.words), list(cells(table, self.words))
        size, widths, _ = fitted(columns, rows, self.width_mm)
        grid = self.made.add_table(rows=0, cols=len(columns), style="Table Grid")
        grid.alignment = WD_TABLE_ALIGNMENT.CENTER
        heads = ["cell_head"] * len(columns)
        head = self._row(grid, [one.title for one in columns], heads, size)
        for cell in head.cells:
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        _repeated(head)
        _whole(head)
        styles = ["cell_middle" if one.kind in SHORT else "cell" for one in columns]
        for record, texts in zip(table.rows, rows, strict=True):
            loud = [is_loud(record.get(one.key)) and one.key != NUMBER_KEY for one in columns]
            row = self._row(grid, texts, styles, size, loud)
            if sum(map(len, texts)) <= _LONGEST_WHOLE:
                _whole(row)
        _fix_widths(grid, widths)

    def _row(
        self, grid: Any, texts: Sequence[str], styles: Sequence[str], size: float, loud: Iterable[bool] = ()
    ) -> Any:
        row = grid.add_row()
        marks = [*loud] or [False] * len(texts)
        for cell, text, style, is_bold in zip(row.cells, texts, styles, marks, strict=True):
            paragraph = self.text(style, text, cell)
            _without_first_paragraph(cell)
            for run in paragraph.runs:
                if size != TABLE_PT:
                    run.font.size = Pt(size)
                if is_bold:
                    run.font.bold = True
        return row


def _without_first_paragraph(cell: Any) -> None:
    """A new cell has an empty paragraph; what is put in comes after it."""
    cell._tc.remove(cell._tc.p_lst[0])


def _fix_widths(grid: Any, widths_mm: Sequence[float]) -> None:
    """Both columns and cells, else Word and LibreOffice share the room out in their own ways."""
    grid.autofit = False
    for column, width in zip(grid.columns, widths_mm, strict=True):
        column.width = Mm(width)
    for row in grid.rows:
        for cell, width in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(width)


def _margins(grid: Any, side_mm: float) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        one = OxmlElement(f"w:{side}")
        one.set(qn("w:w"), str(int(side_mm * 56.7)))
        one.set(qn("w:type"), "dxa")
        margins.append(one)
    grid._tbl.tblPr.append(margins)


def _whole(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _repeated(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
