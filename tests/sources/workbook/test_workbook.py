"""What stands in a workbook is what is read: rows by their numbers, values by their kinds, faults by their cells."""

import importlib
import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from civicode.errors import StoreError
from civicode.i18n import Lang, Words
from civicode.sources.file.data import DataFile, data_file
from civicode.sources.workbook import workbook
from civicode.sources.workbook.guard import MOST_FOUND
from civicode.sources.workbook.workbook import read_workbook
from tests.sources.workbook.workbooks import (
    SAMPLES,
    Rows,
    as_file,
    changed,
    ods,
    ods_cell,
    ods_row,
    read,
    sheet_xml,
    stopped,
    xlsx,
    xlsx_parts,
)

xlsxwriter: Any = importlib.import_module("xlsxwriter")  # it has no types

moment = datetime.fromisoformat


def made(write: Callable[[Any, Any], object], **options: object) -> bytes:
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, options)
    write(book, book.add_worksheet("Bảng"))
    book.close()
    return kept.getvalue()


STAFF: Rows = [
    (5, ["", "", "Mã CB", "Họ và tên", "Từ ngày", "Thứ tự", "Lãnh đạo", "Điểm", "Lúc", "Giờ"]),
    (6, ["", "", "007", "Trần Minh Đức", date(2026, 11, 5), 3, True, 9.5, moment("2026-11-05T08:30"), time(8, 30)]),
    (9, ["", "", "008", "Nguyễn Thị Đào", "", 2, "", "", "", ""]),
]


@pytest.mark.parametrize("name", ["staff.xls", "staff.ods"])
def test_a_workbook_of_another_program(name: str) -> None:
    sheets, problems = read_workbook(data_file(str(SAMPLES / name)))
    assert problems == []
    assert [(sheet.name, sheet.is_hidden) for sheet in sheets] == [
        ("Cán bộ", False),
        ("Danh mục", True),
        ("Trống", False),
    ]
    rows = [[(row.line, list(row.cells)) for row in sheet.rows] for sheet in sheets]
    assert rows == [STAFF, [(1, ["Đạt"])], []]
    assert [(found.code, found.facts, found.line, found.column) for found in sheets[0].problems] == [
        ("workbook.error_value", {"value": "#DIV/0!", "sheet": "Cán bộ", "cell": "H9"}, 9, "H"),
        ("workbook.error_value", {"value": "#N/A", "sheet": "Cán bộ", "cell": "H10"}, 10, "H"),
    ]
    assert [type(cell) for cell in rows[0][1][1][4:8]][:2] == [date, int]


def test_values_by_their_kind() -> None:
    def write(book: Any, sheet: Any) -> None:
        forms = [
            book.add_format({"num_format": form}) for form in ("dd/mm/yyyy", "dd/mm/yyyy hh:mm", "hh:mm", "[h]:mm:ss")
        ]
        sheet.write_string(0, 0, " 007 ")
        for column, number in enumerate((5, 2.5, -3, 79199000123, 1e300), 1):
            sheet.write_number(0, column, number)
        sheet.write_boolean(0, 6, True)
        sheet.write_boolean(0, 7, False)
        sheet.write_datetime(1, 0, moment("2026-11-05"), forms[0])
        sheet.write_datetime(1, 1, moment("2026-11-05"), forms[1])
        sheet.write_datetime(1, 2, moment("2026-11-05T13:45"), forms[1])
        sheet.write_datetime(1, 3, time(13, 45), forms[2])
        sheet.write_datetime(1, 4, timedelta(hours=26, minutes=30), forms[3])
        sheet.write_blank(1, 7, None, forms[0])

    rows, problems = read(made(write))
    assert problems == []
    assert rows == [
        (1, [" 007 ", 5, 2.5, -3, 79199000123, 1e300, True, False]),
        (
            2,
            [date(2026, 11, 5), date(2026, 11, 5), moment("2026-11-05T13:45"), time(13, 45), "26:30:00", "", "", ""],
        ),
    ]
    assert [type(cell) for cell in rows[0][1]] == [str, int, float, int, int, float, bool, bool]
    assert [type(cell) for cell in rows[1][1][:3]] == [date, date, datetime]


def test_days_counted_from_1904() -> None:
    def write(book: Any, sheet: Any) -> None:
        sheet.write_datetime(0, 0, moment("2026-11-05"), book.add_format({"num_format": "dd/mm/yyyy"}))

    assert read(made(write, date_1904=True)) == ([(1, [date(2026, 11, 5)])], [])


def test_midnight_as_iso_text_is_a_date() -> None:
    rows, _ = read(xlsx('<row r="1"><c r="A1" t="d"><v>2026-11-05T00:00:00</v></c></row>'))
    assert rows == [(1, [date(2026, 11, 5)])]
    assert type(rows[0][1][0]) is date


def test_what_is_no_number_is_text() -> None:
    assert read(xlsx('<row r="1"><c r="A1"><v>NaN</v></c><c r="B1"><v>1e999</v></c></row>'))[0] == [(1, ["nan", "inf"])]


def test_a_table_that_begins_elsewhere_keeps_its_place() -> None:
    def write(_book: Any, sheet: Any) -> None:
        sheet.write_string(4, 2, "Mã")
        sheet.write_string(6, 3, "x")
        sheet.write_string(5, 2, " \u00a0\t")

    assert read(made(write)) == ([(5, ["", "", "Mã", ""]), (7, ["", "", "", "x"])], [])


def test_sheets_in_the_order_of_the_workbook() -> None:
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept)
    for name in ("Z", "Ẩn", "Rất ẩn", "A & <B>"):
        sheet = book.add_worksheet(name)
        sheet.write_string(0, 0, f"trong {name}")
        if name == "Ẩn":
            sheet.hide()
        if name == "Rất ẩn":
            sheet.very_hidden()
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=Z!$A$1:$A$1"})
    book.add_chartsheet("Đồ thị").set_chart(chart)
    book.close()
    sheets, problems = read_workbook(as_file(kept.getvalue()))
    assert problems == []
    assert [(sheet.name, sheet.is_hidden, [list(row.cells) for row in sheet.rows]) for sheet in reversed(sheets)] == [
        ("A & <B>", False, [["trong A & <B>"]]),
        ("Ẩn", True, [["trong Ẩn"]]),
        ("Z", False, [["trong Z"]]),
    ]


def test_only_sheets_that_no_menu_shows() -> None:
    parts = xlsx_parts("")
    book = str(parts["xl/workbook.xml"]).replace("<sheet ", '<sheet state="veryHidden" ')
    assert stopped(changed(parts, book=book)) == ("no_sheet", {})


def test_how_much_is_read() -> None:
    def write(_book: Any, sheet: Any) -> None:
        for row in range(4):
            sheet.write_number(row, 0, row)

    (sheet,), _ = read_workbook(as_file(made(write)))
    shares = [sheet.share()] + [sheet.share() for _ in sheet.rows] + [sheet.share()]
    assert shares == [0.0, 0.25, 0.5, 0.75, 1.0, 1.0]


def test_more_rows_than_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    row = '<row r="{0}"><c r="A{0}"><v>{0}</v></c></row>'
    assert read(xlsx(row.format(1) + row.format(7))) == ([(1, [1]), (7, [7])], [])
    rows, (problem,) = read(xlsx(row.format(1) + row.format(7) + row.format(9)))
    assert rows == [(1, [1]), (7, [7])]
    assert (problem.code, problem.facts) == ("workbook.too_many_rows", {"sheet": "Bảng", "most": 2})


def test_errors_are_named_by_their_cell() -> None:
    rows, problems = read(
        xlsx(
            '<row r="2"><c r="A2" t="str"><v>#N/A</v></c><c r="B2" t="e"><v>#REF!</v></c>'
            '<c r="AB2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="AC2"><v>1</v></c></row>'
        )
    )
    assert rows == [(2, ["#N/A", *[""] * 27, 1])]
    assert [(found.line, found.column, found.facts["cell"], found.facts["value"]) for found in problems] == [
        (2, "B", "B2", "#REF!"),
        (2, "AB", "AB2", "#DIV/0!"),
    ]


def test_an_error_that_the_reader_does_not_know() -> None:
    rows, problems = read(xlsx('<row r="1"><c r="A1" t="e"><v>#SPILL!</v></c><c r="B1"><v>1</v></c></row>'))
    assert (rows, [found.facts["value"] for found in problems]) == ([], ["#SPILL!"])


FORMULAS = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c><c r="C1"><v>1</v></c></row>'
    '<row r="2"><c r="A2"><f>1+1</f></c><c r="B2"><f>1+1</f><v></v></c><c r="C2"><f>1+1</f><v>2</v></c></row>'
    '<row r="3"><c r="A3" t="str"><f>""</f><v></v></c><c r="B3"><f>B1-1</f><v>0</v></c>'
    '<c r="C3" t="str"><f t="shared" si="0"/><v>x</v></c></row>'
    '<row r="4"><c r="A4"><f t="array" ref="A4:A5">B1:B2</f></c><c r="D4"><f>1</f></c></row>'
)


def test_formulas_that_nobody_calculated() -> None:
    rows, problems = read(xlsx(FORMULAS))
    assert rows == [(1, [1, 1, 1]), (2, ["", "", 2]), (3, ["", 0, "x"])]
    assert [(found.code, found.facts) for found in problems] == [
        ("workbook.uncalculated", {"sheet": "Bảng", "cell": cell}) for cell in ("A2", "B2", "A4")
    ]


def test_a_writer_that_leaves_calculating_to_excel() -> None:
    _, problems = read(xlsx(FORMULAS, book='<calcPr fullCalcOnLoad="1"/>'))
    assert [found.facts["cell"] for found in problems] == ["A2", "B2", "B3", "A4"]

    def write(_book: Any, sheet: Any) -> None:
        sheet.write_formula(0, 0, "=1+1")
        sheet.write_formula(1, 0, "=1+1", None, 2)

    rows, problems = read(made(write))
    assert rows == [(1, [0]), (2, [2])]
    assert [found.facts["cell"] for found in problems] == ["A1"]


def test_formulas_without_result_in_other_forms() -> None:
    value = ' office:value-type="float" office:value="2"'
    cells = [ods_cell("Điểm"), ods_cell(attributes=' table:formula="of:=1+1"')]
    done = ods_cell(attributes=' table:formula="of:=1+1"' + value)
    rows, problems = read(ods(ods_row(*cells, ods_cell("x")) + ods_row(done)))
    assert rows == [(1, ["Điểm", "", "x"]), (2, [2, "", ""])]
    assert [(found.code, found.facts["cell"], found.line, found.column) for found in problems] == [
        ("workbook.uncalculated", "B1", 1, "B")
    ]
    rows, problems = read((SAMPLES / "uncalculated.xls").read_bytes())
    assert rows == [(1, ["Mã", "Điểm"]), (2, ["007", ""])]
    assert [(found.code, found.facts["cell"]) for found in problems] == [("workbook.uncalculated", "B2")]


def test_a_thousand_cells_are_named_and_the_others_counted() -> None:
    row = '<row r="{0}"><c r="A{0}"><v>1</v></c><c r="B{0}"><f>A1</f></c><c r="C{0}"><v>1</v></c></row>'
    parts = xlsx_parts("".join(row.format(number) for number in range(1, 1505)))
    _, problems = read(changed(parts))
    assert len(problems) == MOST_FOUND + 1
    assert problems[-1]._replace(where="") == problems[-1]._replace(
        code="workbook.more_cells", facts={"n": 504, "sheet": "Bảng"}, where="", line=None, column=None
    )


@pytest.mark.parametrize("lang", Lang)
def test_problems_have_words(lang: Lang) -> None:
    words = Words(lang)
    for problem in read(xlsx(FORMULAS))[1]:
        assert "A2" in words.message(problem) or "F9" in words.hint(problem)


def test_unusual_ways_to_write_a_cell() -> None:
    texts = '<si><t>một</t></si><si><r><t>ha</t></r><r><t>i</t></r></si><si><t xml:space="preserve"> ba </t></si><si/>'
    rows = (
        "<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row>"
        '<row r="3"><c t="s" r="B3"><v>2</v></c><c><v>4</v></c><c r="e3"><v>5</v></c></row><row/>'
        '<row r="6" spans="1:2" ht="15.5"><c r="B6" s="0" t="inlineStr"><is><t>a &lt; b</t></is></c><c r="A6"/></row>'
    )
    assert read(xlsx(rows, texts)) == (
        [(1, ["một", "hai", "", "", ""]), (3, ["", " ba ", 4, "", 5]), (6, ["", "a < b", "", "", ""])],
        [],
    )


def test_other_prefixes_and_places_of_parts() -> None:
    parts = xlsx_parts("")
    sheet = sheet_xml('<x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c></x:row>').replace(
        "<worksheet ", '<worksheet xmlns:x="x" '
    )
    links = str(parts["xl/_rels/workbook.xml.rels"])
    for target in ("../xl/worksheets/sheet1.xml", "/xl/Worksheets/SHEET1.xml", ".\\worksheets\\sheet1.xml"):
        other = links.replace("worksheets/sheet1.xml", target)
        assert read(changed(parts, sheet=sheet, book_links=other)) == ([(1, [5])], []), target


def test_cells_with_a_format_only_reach_nowhere() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert read(xlsx(rows)) == ([(1, [1])], [])


def test_a_file_that_went_away(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        read_workbook(DataFile(str(tmp_path / "a.xlsx"), 10))
