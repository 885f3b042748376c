"""Workbooks, CSV and Markdown of reports: the figures read back, percents as such, red where something is not met."""

import csv
import io
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from civicode.domain.text.text import shown_lines
from civicode.exporters import REPORT_FILES, file_bytes
from civicode.i18n import Lang, Words
from civicode.reports.document.document import Document
from tests.exporters.papers import HEADS, HOSTILE, hostile, report

VI = Words(Lang.VI)


def book(document: Document) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(file_bytes("xlsx", document, VI)))


def part(document: Document, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(file_bytes("xlsx", document, VI))) as file:
        return file.read(name).decode()


def names(document: Document) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(file_bytes("xlsx", document, VI))) as file:
        return file.namelist()


def test_a_sheet_a_table_and_one_of_sentences() -> None:
    assert book(report()).sheet_names == ["Kết quả theo đơn vị", "Vụ việc", "Nhận xét"]
    said = [row[0] for row in book(report()).get_sheet_by_name("Nhận xét").to_python()]
    assert said == ["Tổng hợp, kỳ 2026-11", "Đã nộp 22/24.", "Ghi chú."]


def test_figures_dates_and_percents_are_such() -> None:
    rows = book(report()).get_sheet_by_index(0).to_python()
    assert rows[0] == HEADS
    number, unit, title, staff, submitted, rate, _, on, late, rating, _ = rows[1]
    assert (number, unit, title, staff, submitted, rate, late, rating) == (
        1.0, "Văn phòng", "Không đi trễ", 24.0, 22.0, 0.917, "có", "chưa đạt",
    )  # fmt: skip
    assert str(on).startswith("2026-11-05")
    assert rows[3][4:6] == ["", ""], "missing is blank, not 0"
    assert "0.0%" in part(report(), "xl/styles.xml")


def test_what_is_not_met_is_red_by_a_rule_of_the_workbook() -> None:
    sheet = part(report(), "xl/worksheets/sheet1.xml")
    assert "conditionalFormatting" in sheet
    assert '"chưa đạt"' in sheet.replace("&quot;", '"')


def test_one_chart_and_the_header_on_every_page() -> None:
    assert [name for name in names(report()) if "charts/chart" in name] == ["xl/charts/chart1.xml"]
    sheet = part(report(), "xl/worksheets/sheet1.xml")
    for wanted in ("<pane ", 'state="frozen"', "<autoFilter ", 'paperSize="9"', "fitToPage", "<oddHeader>"):
        assert wanted in sheet
    assert "_xlnm.Print_Titles" in part(report(), "xl/workbook.xml")
    assert not [name for name in names(report()) if "vba" in name.lower() or "externalLink" in name]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_no_formula(text: str) -> None:
    sheet = part(hostile(text), "xl/worksheets/sheet1.xml")
    assert "<f>" not in sheet
    found = book(hostile(text)).get_sheet_by_index(0).to_python()[1][1]
    assert str(found)[:3] == shown_lines(text)[:3]


def test_csv_of_several_tables() -> None:
    text = file_bytes("csv", report(), VI, delimiter=";").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert rows[0] == ["Đơn vị", "Tiêu chí có người chưa đạt", *HEADS[3:]]
    assert rows[1] == ["Văn phòng", "Không đi trễ", "24", "22", "91,7", "", "05/11/2026", "có", "chưa đạt", "2026-11"]
    assert rows[4:6] == [[], ["Vụ việc"]]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_csv_is_guarded_and_raw_is_not(text: str) -> None:
    for guard in (True, False):
        data = file_bytes("csv", hostile(text), VI, guard=guard).decode("utf-8-sig")
        cell = list(csv.reader(io.StringIO(data, newline="")))[1][0]
        marked = "'" + text if text[0] in "=+-@" else text
        assert cell == (shown_lines(marked) if guard else text)


@pytest.mark.parametrize("form", [one for one in REPORT_FILES if one not in ("docx", "pdf", "html")])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_the_same_document_is_the_same_bytes(form: str, text: str) -> None:
    assert file_bytes(form, hostile(text), VI) == file_bytes(form, hostile(text), Words(Lang.VI))
