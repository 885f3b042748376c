"""HTML: one file that asks nothing of the network, whose figures stand in tables, whatever people have typed."""

import re
from html.parser import HTMLParser

import pytest

from civicode.domain.text.text import shown_lines
from civicode.exporters import file_bytes
from civicode.i18n import Lang, Words
from civicode.reports.document.document import Document
from tests.exporters.papers import HEADS, HOSTILE, ROWS, SHOWN, form, hostile, report

VI = Words(Lang.VI)
VOID = {"meta", "rect", "line", "circle", "polyline"}


class Page(HTMLParser):
    """Tags, their attributes, the cells of tables, and everything said."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.rows: list[list[str]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("td", "th"):
            self.rows[-1][-1] += data
        elif self.open and self.open[-1] != "style":
            self.texts.append(data)


def page(document: Document, words: Words = VI) -> Page:
    return Page(file_bytes("html", document, words).decode())


def test_the_figures_are_read_back() -> None:
    found = page(report())
    assert found.rows == [HEADS, *SHOWN]
    assert not found.open, "every tag is closed"


def test_it_needs_neither_script_nor_network() -> None:
    found = page(report())
    assert not {"script", "link", "img", "iframe", "object"} & set(found.tags)
    assert not [value for name, value in found.attributes if name in ("src", "href", "action") or name.startswith("on")]
    assert "url(" not in file_bytes("html", report(), VI).decode()


def test_a_picture_has_a_name_and_its_numbers_in_the_table() -> None:
    found = page(report())
    assert ("role", "img") in found.attributes
    assert ("aria-label", "Kết quả theo đơn vị: Tỷ lệ đạt") in found.attributes
    assert "91,7 %" in found.texts
    assert "svg" not in page(report(ROWS[:1])).tags, "one bar compares nothing"


def test_it_is_made_for_paper_phones_and_dark_rooms() -> None:
    text = file_bytes("html", report(), VI).decode()
    for wanted in ("@media print", "@page", "prefers-color-scheme: dark", "width=device-width", 'lang="vi"'):
        assert wanted in text
    assert 'lang="en"' in file_bytes("html", report(), Words(Lang.EN)).decode()


def test_a_form_says_whose_it_is() -> None:
    texts = page(form()).texts
    assert "Họ và tên" in texts
    assert "Trần Văn Mẫu" in texts


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text(text: str) -> None:
    found = page(hostile(text))
    assert found.rows[1][1] == shown_lines(text).replace("\t", " ")
    assert not {"script", "b"} & set(found.tags)
    assert not re.search(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069\ufffe\uffff]",
        file_bytes("html", hostile(text), VI).decode(),
    )


def test_the_same_document_is_the_same_bytes() -> None:
    assert file_bytes("html", report(), VI) == file_bytes("html", report(), Words(Lang.VI))


def test_words_stay_whole_but_for_those_that_no_column_has_room_for() -> None:
    text = file_bytes("html", report(({**ROWS[0], "unit": "chữ " * 50}, {**ROWS[1], "unit": "x" * 31})), VI).decode()
    assert text.count('class="long"') == 1
    assert re.search(r'<td class="long"[^>]*>x{31}</td>', text)
    assert "overflow-wrap: break-word" in text
