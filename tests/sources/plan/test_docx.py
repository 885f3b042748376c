"""What Word shows is what is read: its own numbers, tables, changes that are tracked, text boxes."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from civicode.sources.plan.docx import read_paragraphs

W = nsdecls("w")
LISTS = f"""
<w:numbering {W}>
  <w:abstractNum w:abstractNumId="90">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3."/></w:lvl>
    <w:lvl w:ilvl="3"><w:start w:val="3"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%4)"/></w:lvl>
    <w:lvl w:ilvl="4"><w:numFmt w:val="bullet"/><w:lvlText w:val="*"/></w:lvl>
    <w:lvl w:ilvl="5"><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%6)"/><w:pStyle w:val="Heading3"/></w:lvl>
  </w:abstractNum>
  <w:num w:numId="91"><w:abstractNumId w:val="90"/></w:num>
</w:numbering>"""


def read(document: WordDocument) -> list[str]:
    kept = io.BytesIO()
    document.save(kept)
    return read_paragraphs(kept.getvalue())


def add(document: WordDocument, inner: str) -> None:
    document.element.body.insert(-1, parse_xml(f"<w:p {W}>{inner}</w:p>"))


def listed(document: WordDocument, depth: int, text: str) -> None:
    place = f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="91"/></w:numPr></w:pPr>'
    add(document, f"{place}<w:r><w:t>{text}</w:t></w:r>")


@pytest.fixture
def document() -> WordDocument:
    made = Document()
    numbering = made.part.numbering_part.element
    for definition in parse_xml(LISTS):
        numbering.append(definition)
    return made


def test_numbers_that_word_counts_by_itself(document: WordDocument) -> None:
    for depth, text in (
        (0, "A"),
        (1, "B"),
        (1, "C"),
        (2, "D"),
        (2, "E"),
        (3, "F"),
        (3, "G"),
        (4, "H"),
        (0, "K"),
        (1, "L"),
    ):
        listed(document, depth, text)
    assert read(document) == [
        "I. A",
        "1. B",
        "2. C",
        "2.1. D",
        "2.2. E",
        "c) F",
        "d) G",
        "- H",
        "II. K",
        "1. L",
    ]


def test_numbers_that_a_style_brings(document: WordDocument) -> None:
    document.add_paragraph("Một", style="List Number")
    document.add_paragraph("Hai", style="List Number")
    document.add_paragraph("Ba", style="List Bullet")
    document.add_paragraph("Bốn")
    assert read(document) == ["1. Một", "2. Hai", "- Ba", "Bốn"]


def test_a_style_may_name_its_depth_in_the_list(document: WordDocument) -> None:
    style = document.styles["Heading 3"].element
    style.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:numId w:val="91"/></w:numPr>'))
    document.add_paragraph("Một", style="Heading 3")
    assert read(document) == ["(i) Một"]


def test_a_list_that_is_not_there_numbers_nothing(document: WordDocument) -> None:
    add(document, '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="4711"/></w:numPr></w:pPr><w:r><w:t>A</w:t></w:r>')
    assert read(document) == ["A"]


def test_tables_are_read_where_they_stand(document: WordDocument) -> None:
    document.add_paragraph("Trước")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "trái", "phải"
    document.add_paragraph("Sau")
    assert read(document) == ["Trước", "trái", "phải", "Sau"]


def test_tracked_changes_are_read_as_accepted(document: WordDocument) -> None:
    add(
        document,
        "<w:r><w:t xml:space='preserve'>giữ </w:t></w:r>"
        "<w:ins><w:r><w:t xml:space='preserve'>thêm </w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>dời</w:t></w:r></w:moveFrom>"
        "<w:hyperlink><w:r><w:t>liên</w:t><w:noBreakHyphen/><w:t>kết</w:t><w:br/><w:t>mới</w:t></w:r></w:hyperlink>",
    )
    assert read(document) == ["giữ thêm liên-kết\nmới"]


def test_a_text_box_is_read_once_and_apart(document: WordDocument) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>trong khung</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    add(
        document,
        f"<w:r><w:t>ngoài</w:t></w:r><w:r><mc:AlternateContent {mc}><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>",
    )
    assert read(document) == ["ngoài", "trong khung"]
