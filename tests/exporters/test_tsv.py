"""Tab-separated lines by exact output."""

from civicode.exporters.tsv import render
from civicode.i18n import Words
from civicode.reports.document.document import Column, Document, Kind, Table
from tests.exporters.documents import document, row


def test_raw_values_under_column_keys() -> None:
    assert render(document(row("đi trễ\n2 lần"), row("", staff=None, on=None, late=False)), Words()) == (
        "code\twhat\tstaff\tsubmitted\trate_percent\ton\tlate\trating\tcriteria\tdigest\n"
        "007\tđi trễ 2 lần\t24\t22\t91.7\t2026-11-05\ttrue\tnot_met\tTD-01;TD-02\t9f2c\n"
        "007\t\t\t22\t91.7\t\tfalse\tnot_met\tTD-01;TD-02\t9f2c\n"
    )


def test_tables_are_separated_by_an_empty_line_and_an_empty_one_has_its_header() -> None:
    columns = (Column("code", "Mã", Kind.CODE),)
    tables = (Table("a", "", columns, [{"code": "1"}]), Table("b", "", columns), Table("c", "", columns))
    assert render(Document("x", "", tables), Words()) == "code\n1\n\ncode\n\ncode\n"
