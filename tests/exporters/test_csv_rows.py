"""Comma-separated rows by exact output."""

from civicode.exporters.csv_rows import render
from civicode.i18n import Words
from civicode.reports.document.document import Column, Document, Kind, Table

COLUMNS = (Column("code", "Mã", Kind.CODE), Column("what", "Nội dung"))


def test_raw_values_quoted_as_rfc_4180_says() -> None:
    rows = [{"code": "007", "what": 'nói "xin chào", rồi đi'}, {"code": "008", "what": "=1+1\nhai dòng"}]
    made = Document("x", "", (Table("a", "", COLUMNS, rows), Table("b", "", COLUMNS)))
    assert render(made, Words()) == (
        'code,what\r\n007,"nói ""xin chào"", rồi đi"\r\n008,"=1+1\nhai dòng"\r\n\r\ncode,what\r\n'
    )
