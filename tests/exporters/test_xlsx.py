"""Workbooks, read back by a reader that did not write them, and by what stands in their parts."""

import io
import re
import zipfile
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from civicode.exporters.xlsx import render
from civicode.i18n import Words
from civicode.reports.document.document import Cell, Column, Document, Kind, Table
from tests.exporters.documents import HOSTILE

COLUMNS = (
    Column("code", "Mã CB", Kind.CODE),
    Column("note", "Ghi chú"),
    Column("on", "Ngày", Kind.DATE),
    Column("percent", "Tiến độ", Kind.NUMBER),
    Column("rating", "Kết quả", Kind.TERM, "rating"),
)
ROW = {"code": "007", "note": "đi trễ\nhai lần", "on": date(2026, 11, 5), "percent": 37.5, "rating": "not_met"}


def made(*tables: Table) -> bytes:
    return render(Document("x", "Danh sách", tables), Words())


def rows_of(data: bytes, sheet: str | int = 0) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    found = book.get_sheet_by_index(sheet) if isinstance(sheet, int) else book.get_sheet_by_name(sheet)
    return [list(row) for row in found.to_python()]


def part(data: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


def test_texts_dates_and_numbers_are_what_they_are() -> None:
    assert rows_of(made(Table("t", "Bảng", COLUMNS, [ROW, {"code": "1/2"}]))) == [
        ["Mã CB", "Ghi chú", "Ngày", "Tiến độ", "Kết quả"],
        ["007", "đi trễ\nhai lần", date(2026, 11, 5), 37.5, "chưa đạt"],
        ["1/2", "", "", "", ""],
    ]


def test_the_same_document_is_the_same_bytes() -> None:
    tables = (Table("t", "Bảng", COLUMNS, [ROW]), Table("u", "Bảng", COLUMNS))
    assert made(*tables) == made(*tables)


@pytest.mark.parametrize("text", [text for text in HOSTILE if "\ud83d" not in text and "\r" not in text])
def test_hostile_text_is_text(text: str) -> None:
    data = made(Table("t", "", COLUMNS, [{"note": text}]))
    assert rows_of(data)[1][1] == text
    assert "<f>" not in part(data, "xl/worksheets/sheet1.xml")
    assert not [name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if "externalLinks" in name]


def test_the_header_stays_in_sight_and_is_bold() -> None:
    data = made(Table("t", "", COLUMNS, [ROW], frozen=2))
    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert '<pane xSplit="2" ySplit="1"' in sheet
    assert "<b/>" in part(data, "xl/styles.xml")
    assert '_xlnm.Print_Titles" localSheetId="0">T!$1:$1' in part(data, "xl/workbook.xml").replace("'", "")


def test_answers_drop_down_below_the_rows_too_and_others_are_refused_unless_the_column_is_open() -> None:
    columns = (
        Column("rating", "Kết quả", choices=("đạt", "chưa đạt"), hint="Chọn một."),
        Column("officer", "Mã CB", choices=("001", "007"), is_open=True),
    )
    sheet = part(made(Table("t", "", columns, [{}], spare=9)), "xl/worksheets/sheet1.xml")
    rules = re.findall(r"<dataValidation [^>]*sqref=\"([^\"]+)\"[^>]*><formula1>([^<]+)<", sheet)
    assert rules == [("A2:A11", '"đạt,chưa đạt"'), ("B2:B11", '"001,007"')]
    assert [("showErrorMessage" in rule) for rule in re.findall(r"<dataValidation [^>]*>", sheet)] == [True, False]


def test_long_lists_of_answers_lie_on_a_hidden_sheet() -> None:
    codes = tuple(f"TD-{number:02d}" for number in range(60))
    data = made(Table("t", "", (Column("criterion", "Mã", choices=codes),)))
    assert "'_'!$A$1:$A$60" in part(data, "xl/worksheets/sheet1.xml").replace("&apos;", "'")
    assert 'name="_" sheetId="2" state="hidden"' in part(data, "xl/workbook.xml")
    assert rows_of(data, "_")[59] == ["TD-59"]


def test_hints_are_comments_on_the_header() -> None:
    data = made(Table("t", "", (Column("on", "Ngày", Kind.DATE, hint="Ngày trước, tháng sau."),)))
    assert "Ngày trước, tháng sau." in part(data, "xl/comments1.xml")


def test_what_is_not_asked_is_marked_and_empty() -> None:
    data = made(Table("t", "", COLUMNS, [{"code": "007", "note": Cell.NOT_ASKED}]))
    assert rows_of(data)[1][:2] == ["007", ""]
    assert "FFD9D9D9" in part(data, "xl/styles.xml")


def test_names_of_sheets_are_short_allowed_and_different() -> None:
    long = "Một cái tên: dài [quá] cho một trang tính?"
    data = made(Table("a", long, COLUMNS), Table("b", long, COLUMNS), Table("c", "", COLUMNS))
    names = CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names
    assert len(set(names)) == 3
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
