"""Word documents: the layout of the decree by its XML, the figures read back, hostile text as text."""

import io
import re
import zipfile
from xml.etree import ElementTree as ET

import docx
import pytest

from civicode.domain.text.text import shown_lines
from civicode.exporters import file_bytes
from civicode.i18n import Lang, Words
from civicode.reports.document.document import Document
from tests.exporters.papers import HEADS, HOSTILE, SHOWN, form, hostile, report

VI = Words(Lang.VI)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(document: Document, words: Words = VI) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file_bytes("docx", document, words))) as file:
        return {name: file.read(name) for name in file.namelist()}


def body(document: Document) -> ET.Element:
    return ET.fromstring(parts(document)["word/document.xml"])


def texts(element: ET.Element) -> list[str]:
    """The paragraphs, line breaks as line feeds."""
    found = []
    for paragraph in element.iter(f"{W}p"):
        signs = [
            one.text or "" if one.tag == f"{W}t" else "\n" for one in paragraph.iter() if one.tag in (f"{W}t", f"{W}br")
        ]
        found.append("".join(signs))
    return found


def test_the_figures_are_read_back() -> None:
    table = docx.Document(io.BytesIO(file_bytes("docx", report(), VI))).tables[1]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [HEADS, *SHOWN]


def test_the_parts_stand_in_the_order_of_the_decree() -> None:
    said = [text for text in texts(body(report())) if text]
    wanted = [
        "UBND TỈNH SEN HỒNG",
        "UBND PHƯỜNG HOA SEN",
        "Số:        /BC-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Hoa Sen, ngày … tháng … năm …",
        "BÁO CÁO",
        "Kết quả thực hiện Tiêu chí văn hóa công vụ tháng 11 năm 2026",
        "Căn cứ Kế hoạch số 144/KH-UBND;",
        "UBND phường Hoa Sen báo cáo như sau:",
        "I. KẾT QUẢ CHUNG",
        "Tổng số 24 cán bộ; 22 người đã tự đánh giá, đạt 91,7 %.",
        "II. KẾT QUẢ THEO ĐƠN VỊ",
        "Có 2 đơn vị.",
        "STT",
        "III. VỤ VIỆC",
        "Không có vụ việc nào.",
        "Ghi chú.",
        "IV. KHÓ KHĂN, VƯỚNG MẮC",
        "Thiếu người.",
        "Trên đây là báo cáo./.",
        "Nơi nhận:",
        "- UBND tỉnh;",
        "- Lưu: VT.",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Lê Thị Hướng Dương",
    ]
    assert [text for text in said if text in wanted] == wanted


def test_page_and_margins() -> None:
    across = next(body(report()).iter(f"{W}sectPr"))
    size, margins = across.find(f"{W}pgSz"), across.find(f"{W}pgMar")
    assert size is not None
    assert margins is not None
    millimetres = {
        name: round(int(margins.get(f"{W}{name}", "0")) / 56.6929) for name in ("top", "bottom", "left", "right")
    }
    assert millimetres == {"top": 20, "bottom": 20, "left": 30, "right": 15}
    sides = sorted(round(int(size.get(f"{W}{name}", "0")) / 56.6929) for name in ("w", "h"))
    assert sides == [210, 297]


def test_the_page_number_stands_on_top_from_the_second_page_on() -> None:
    files = parts(report())
    headers = [ET.fromstring(data) for name, data in files.items() if re.search(r"header\d*\.xml$", name)]
    fields = [one.text for header in headers for one in header.iter(f"{W}instrText")]
    assert fields == ["PAGE"]
    assert body(report()).find(f".//{W}titlePg") is not None
    assert not any(re.search(r"footer\d*\.xml$", name) for name in files)


def test_rows_stay_whole_and_the_header_comes_again() -> None:
    table = list(body(report()).iter(f"{W}tbl"))[1]
    rows = table.findall(f"{W}tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_the_face_has_vietnamese_letters_everywhere() -> None:
    made = docx.Document(io.BytesIO(file_bytes("docx", report(), VI)))
    for name in ("Nội dung", "Quốc hiệu", "Tiêu ngữ", "Trích yếu", "Nơi nhận", "Ô bảng", "Heading 1"):
        fonts = made.styles[name].element.find(f"{W}rPr/{W}rFonts")
        assert {fonts.get(f"{W}{side}") for side in ("ascii", "hAnsi", "cs", "eastAsia")} == {"Times New Roman"}
    defaults = made.styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert defaults.get(f"{W}val") == "vi-VN"


def test_the_sizes_of_the_decree() -> None:
    made = docx.Document(io.BytesIO(file_bytes("docx", report(), VI)))
    wanted = {"Nội dung": 14, "Quốc hiệu": 12, "Tiêu ngữ": 13, "Số ký hiệu": 13, "Nơi nhận": 12, "Người nhận": 11}
    assert {name: made.styles[name].font.size.pt for name in wanted} == wanted


def test_every_paragraph_has_a_style_that_a_clerk_can_change() -> None:
    made = body(report())
    assert all(one.find(f"{W}pPr/{W}pStyle") is not None for one in made.iter(f"{W}p"))
    used = {one.get(f"{W}val") for one in made.iter(f"{W}pStyle")}
    assert len(used) > 12


def test_rules_are_lines_and_blanks_are_dotted() -> None:
    made = body(report())
    assert len(list(made.iter(f"{W}pBdr"))) == 3
    assert not list(made.iter(f"{W}u"))
    assert "____" not in "".join(texts(made))
    assert [stop.get(f"{W}leader") for stop in made.iter(f"{W}tab") if stop.get(f"{W}leader")] == ["dot", "dot"]


def test_a_form_has_two_signatures_and_no_number() -> None:
    said = texts(body(form()))
    assert "Họ và tên: Trần Văn Mẫu" in said
    assert [text for text in said if text in ("NGƯỜI TỰ ĐÁNH GIÁ", "LÃNH ĐẠO ĐƠN VỊ")] == [
        "NGƯỜI TỰ ĐÁNH GIÁ",
        "LÃNH ĐẠO ĐƠN VỊ",
    ]
    assert not any(text.startswith(("Số:", "Nơi nhận")) or text.endswith("./.") for text in said)
    assert "Kết quả theo đơn vị" in said, "headings of a form are not numbered"


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text(text: str) -> None:
    made = body(hostile(text))
    table = list(made.iter(f"{W}tbl"))[1]
    cell = table.findall(f"{W}tr")[1].findall(f"{W}tc")[1]
    assert texts(cell) == [shown_lines(text).replace("\t", " ")]
    files = parts(hostile(text))
    assert not any("vba" in name.lower() or "embed" in name.lower() for name in files)
    assert b"TargetMode" not in files["word/_rels/document.xml.rels"]


def test_the_same_document_is_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = file_bytes("docx", report(), VI)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert file_bytes("docx", report(), Words(Lang.VI)) == first
    with zipfile.ZipFile(io.BytesIO(first)) as file:
        assert {one.date_time for one in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b"python-docx" not in b"".join(parts(report()).values())
