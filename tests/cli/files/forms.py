"""Tables in every form in which an office sends them."""

import csv
import importlib
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from tests.sources.workbook.workbooks import ods, ods_cell, ods_row

xlsxwriter: Any = importlib.import_module("xlsxwriter")  # it has no types

Cells = Sequence[Any]


def text(rows: Sequence[Cells], delimiter: str = ",", end: str = "\r\n") -> str:
    """The rows as a program writes them: quoted where that is needed."""
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter, lineterminator=end).writerows(rows)
    return written.getvalue()


def xlsx(*sheets: Sequence[Cells], names: Sequence[str] = ("Bảng", "Bảng 2"), hidden: Sequence[str] = ()) -> bytes:
    """A workbook with these sheets; a text is kept as text, whatever it looks like, a date gets the format of one."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in zip(names, sheets, strict=False):
            sheet = book.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            for number, cells in enumerate(rows):
                for place, cell in enumerate(cells):
                    if isinstance(cell, str):
                        sheet.write_string(number, place, cell)
                    elif cell is not None:
                        sheet.write(number, place, cell)
    return made.getvalue()


def ods_table(rows: Sequence[Cells]) -> bytes:
    """A workbook of LibreOffice, its cells all texts."""
    return ods("".join(ods_row(*(ods_cell(_escaped(str(cell))) for cell in cells)) for cells in rows))


def objects(rows: Sequence[Cells]) -> list[dict[str, Any]]:
    """The rows under the first one, whose cells become keys."""
    head, *others = rows
    return [dict(zip(head, cells, strict=False)) for cells in others]


def json_lines(values: Sequence[Mapping[str, Any]]) -> bytes:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in values).encode()


def json_list(values: Sequence[Mapping[str, Any]], under: str = "") -> bytes:
    """One array, or the object that has it under a key, as the commands print it."""
    whole: Any = {"schema_version": 1, under: list(values)} if under else list(values)
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _escaped(cell: str) -> str:
    return cell.replace("&", "&amp;").replace("<", "&lt;")
