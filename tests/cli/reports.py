"""Reading the tables of a report back from each kind of file, by libraries that have not written them."""

import csv
import io
import re
from collections.abc import Callable, Mapping

import docx
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from tests.exporters.test_html import Page

Table = list[list[str]]
"""Rows of cells; the first one is the header."""


def of_docx(data: bytes) -> list[Table]:
    """The tables with lines; what merely stands side by side has no style."""
    found = docx.Document(io.BytesIO(data)).tables
    listed = [one for one in found if one.style is not None and one.style.name == "Table Grid"]
    return [[[cell.text for cell in row.cells] for row in one.rows] for one in listed]


def of_html(data: bytes) -> list[Table]:
    """A row of heads begins each table."""
    tables: list[Table] = []
    page = Page(data.decode())
    heads = re.findall(r"<thead>", data.decode())
    for row in page.rows:
        if len(tables) < len(heads) and (not tables or row in _heads(data)):
            tables.append([])
        tables[-1].append(row)
    return tables


def _heads(data: bytes) -> list[list[str]]:
    heads = re.findall(r"<thead>.*?</thead>", data.decode(), re.DOTALL)
    return [Page(one).rows[0] for one in heads]


def of_xlsx(data: bytes) -> list[Table]:
    """The sheets but for that of the sentences; a figure as it is, a percent as people read it."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names[:-1]]
    return [[[_cell(head, one) for head, one in zip(rows[0], row, strict=True)] for row in rows] for rows in sheets]


def _cell(head: object, value: object) -> str:
    if isinstance(value, float):
        is_rate = head in ("Tỷ lệ đạt", "Tiến độ")
        return f"{value * 100:.1f} %".replace(".", ",") if is_rate else str(int(value))
    return str(value)


def of_csv(data: bytes) -> list[Table]:
    """Parted by an empty line; every one but the first has its heading in front."""
    tables: list[Table] = [[]]
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        if not row:
            tables.append([])
        else:
            tables[-1].append(row)
    return [tables[0], *(one[1:] for one in tables[1:])]


def of_md(data: bytes) -> list[Table]:
    """Lines between bars."""
    tables: list[Table] = []
    for block in re.findall(r"(?:^\|.*\n)+", data.decode(), re.MULTILINE):
        lines = [re.split(r"(?<!\\)\|", line)[1:-1] for line in block.splitlines()]
        cells = [[re.sub(r"\\(.)", r"\1", cell.strip()) for cell in line] for line in lines]
        tables.append([cells[0], *cells[2:]])
    return tables


def text_of_pdf(data: bytes) -> str:
    """Everything said, blanks as one."""
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages))


READERS: Mapping[str, Callable[[bytes], list[Table]]] = {
    "docx": of_docx,
    "html": of_html,
    "xlsx": of_xlsx,
    "csv": of_csv,
    "md": of_md,
}
