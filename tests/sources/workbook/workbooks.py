"""Workbooks written by hand, part by part: what no spreadsheet program would write."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

from civicode.errors import Problem
from civicode.sources.file.data import DataFile
from civicode.sources.sheet import Cell
from civicode.sources.workbook.workbook import read_workbook

SAMPLES = Path(__file__).parents[2] / "data" / "workbooks"
"""Made by LibreOffice: `staff.*` twice the same; by xlwt, which does not calculate: `uncalculated.xls`."""

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{_OFFICE}"'
LINKS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"
BOOK = "xl/workbook.xml"
BOOK_LINKS = "xl/_rels/workbook.xml.rels"
ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'

Rows = list[tuple[int, list[Cell]]]
Parts = Mapping[str, str | bytes]


def link(identifier: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{identifier}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def zipped(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return made.getvalue()


def sheet_xml(rows: str, before: str = "") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>{before}<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>'


def xlsx_parts(rows: str, texts: str = "", book: str = "") -> dict[str, str | bytes]:
    links = link("rId1", "worksheet", "worksheets/sheet1.xml") + link("rId2", "sharedStrings", "sharedStrings.xml")
    sheets = '<sheets><sheet name="Bảng" sheetId="1" r:id="rId1"/></sheets>'
    return {
        "_rels/.rels": LINKS.format(link("rId1", "officeDocument", "xl/workbook.xml")),
        BOOK: f"<workbook {MAIN}>{sheets}{book}</workbook>",
        BOOK_LINKS: LINKS.format(links),
        TEXTS: f"<sst>{texts}</sst>",
        SHEET: sheet_xml(rows),
    }


def xlsx(rows: str, texts: str = "", book: str = "") -> bytes:
    """An .xlsx with one sheet, Bảng, of these rows."""
    return zipped(xlsx_parts(rows, texts, book))


def changed(parts: Parts, **changes: str | bytes) -> bytes:
    """Zipped with other parts: `sheet`, `texts`, `book`, `book_links`."""
    names = {"sheet": SHEET, "texts": TEXTS, "book": BOOK, "book_links": BOOK_LINKS}
    return zipped({**parts, **{names[key]: text for key, text in changes.items()}})


def ods_parts(rows: str, *, before: str = "", manifest: str = "") -> dict[str, str | bytes]:
    table = f'<table:table table:name="Bảng">{rows}</table:table>'
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="m">{manifest}</manifest:manifest>',
        "content.xml": (
            f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {ODF} {CALC}><office:body>'
            f"<office:spreadsheet>{table}</office:spreadsheet></office:body></office:document-content>"
        ),
    }


def ods(rows: str, *, before: str = "", manifest: str = "") -> bytes:
    """An .ods with one sheet, Bảng."""
    return zipped(ods_parts(rows, before=before, manifest=manifest))


def ods_row(*cells: str, repeated: int | None = None) -> str:
    times = f' table:number-rows-repeated="{repeated}"' if repeated is not None else ""
    return f"<table:table-row{times}>{''.join(cells)}</table:table-row>"


def ods_cell(text: str = "", repeated: int | str | None = None, attributes: str = "") -> str:
    times = f' table:number-columns-repeated="{repeated}"' if repeated is not None else ""
    if not text:
        return f"<table:table-cell{times}{attributes}/>"
    return f'<table:table-cell{times} office:value-type="string"{attributes}><text:p>{text}</text:p></table:table-cell>'


def as_file(data: bytes, name: str = "a.xlsx") -> DataFile:
    return DataFile(name, len(data), data)


def read(data: bytes) -> tuple[Rows, list[Problem]]:
    """The rows of all sheets, and all problems, those of the file first."""
    sheets, problems = read_workbook(as_file(data))
    rows = [(row.line, list(row.cells)) for sheet in sheets for row in sheet.rows]
    return rows, problems + [problem for sheet in sheets for problem in sheet.problems]


def stopped(data: bytes) -> tuple[str, dict[str, object]]:
    """The one problem of a file of which nothing is read: its code without room, and its facts."""
    rows, problems = read(data)
    assert not rows
    (problem,) = problems
    assert problem.where == "a.xlsx"
    return problem.code.removeprefix("workbook."), dict(problem.facts)


_MEASURE = """
import sys
from civicode.sources.file.data import data_file
from civicode.sources.workbook.workbook import read_workbook
sheets, problems = read_workbook(data_file(sys.argv[1]))
for sheet in sheets:
    for _ in sheet.rows:
        pass
    problems += sheet.problems
print([problem.code for problem in problems][:3])
status = open("/proc/self/status").read()
print(int(status.partition("VmHWM:")[2].split()[0]) // 1024)
"""


def measured(data: bytes, folder: Path) -> tuple[str, int]:
    """The problems' codes and the megabytes at the peak, in a process of its own that must not die."""
    path = folder / "hostile"
    path.write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", _MEASURE, str(path)], capture_output=True, encoding="utf-8", check=True, timeout=120
    )
    codes, megabytes = done.stdout.splitlines()
    return codes, int(megabytes)
