"""Markdown by exact output."""

from civicode.exporters.markdown import render
from civicode.i18n import Lang, Words
from civicode.reports.document.document import Column, Document, Kind, Table
from tests.exporters.documents import document, row

PAGE = """\
# Danh sách

Câu mở đầu.

## Trường hợp

| Mã | Nội dung | Phải nộp | Đã nộp | Tỷ lệ đạt | Ngày | Trễ hạn | Kết quả | Tiêu chí |
| --- | --- | ---: | ---: | ---: | --- | --- | --- | --- |
| 007 | a \\| b\\*c\\* \\[d\\](e) \\:smile: \\<b\\> x | 24 | 22 | 91,7 % | 05/11/2026 | có | chưa đạt | TD-01, TD-02 |

- Ghi chú cuối.
"""


def test_titles_and_words_with_nothing_of_people_read_as_markup() -> None:
    assert render(document(row("a | b*c* [d](e) :smile: <b>\nx")), Words()) == PAGE


def test_an_empty_table_says_so() -> None:
    assert "## Trường hợp\n\nKhông có gì.\n" in render(document(), Words())


def test_one_record_is_a_list_of_its_filled_fields() -> None:
    columns = (
        Column("code", "Code", Kind.CODE),
        Column("note", "Note"),
        Column("rate", "Rate", Kind.PERCENT),
        Column("hash", "Hash", file_only=True),
    )
    table = Table("a", "", columns, [{"code": "007", "note": "", "rate": 91.7, "hash": "9f"}], record=True)
    assert render(Document("x", "One", (table,)), Words(Lang.EN)) == "# One\n\n- **Code**: 007\n- **Rate**: 91.7 %\n"
