"""PDF: read back by a library that has not written it."""

import io
import re

import pytest
from pypdf import PdfReader

from civicode.errors import UsageError
from civicode.exporters import file_bytes, pdf
from civicode.i18n import Lang, Words
from civicode.reports.document.document import Document
from tests.exporters.papers import HOSTILE, ROWS, SHOWN, form, hostile, report

VI = Words(Lang.VI)


def reader(document: Document) -> PdfReader:
    return PdfReader(io.BytesIO(file_bytes("pdf", document, VI)))


def said(document: Document) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader(document).pages))


def test_the_figures_are_read_back() -> None:
    text = said(report())
    for row in SHOWN:
        for cell in row[1:]:
            assert cell in text
    assert "Trên đây là báo cáo./." in text
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text


def test_pages_are_a4_and_numbered_from_the_second_on() -> None:
    found = reader(report(ROWS * 30))
    assert len(found.pages) > 1
    for page in found.pages:
        assert sorted(round(float(side) / 72 * 25.4) for side in page.mediabox[2:]) == [210, 297]
    assert found.pages[1].extract_text().split()[0] == "2"
    assert found.pages[0].extract_text().split()[0] != "1"


def test_nothing_in_it_tells_the_day_or_runs() -> None:
    data = file_bytes("pdf", report(), VI)
    assert not re.search(rb"/(JavaScript|JS|Launch|URI)\b", data)
    assert "/CreationDate" not in (reader(report()).metadata or {})


def test_a_form_is_signed_by_two() -> None:
    text = said(form())
    assert "NGƯỜI TỰ ĐÁNH GIÁ" in text
    assert "LÃNH ĐẠO ĐƠN VỊ" in text
    assert "Nơi nhận" not in text


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text(text: str) -> None:
    found = said(hostile(text))
    letters = re.sub(r"[^A-Za-z0-9#*$@{}]", "", text)[:12]
    assert letters in re.sub(r"[^A-Za-z0-9#*$@{}]", "", found)


def test_the_same_document_is_the_same_bytes() -> None:
    assert file_bytes("pdf", report(), VI) == file_bytes("pdf", report(), Words(Lang.VI))


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "typst", None)
    with pytest.raises(UsageError) as raised:
        file_bytes("pdf", report(), VI)
    assert raised.value.code == "export.no_pdf"
    assert "civicode[pdf]" in VI.hint(raised.value)
