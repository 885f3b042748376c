"""Comma-separated rows for people by exact bytes."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civicode.domain.text.guard import unguarded
from civicode.exporters.csv_file import csv_text, render
from civicode.i18n import Lang, Words
from civicode.reports.document.document import Column, Document, Kind, Table

COLUMNS = (
    Column("code", "Mã CB", Kind.CODE),
    Column("note", "Ghi chú"),
    Column("on", "Ngày", Kind.DATE),
    Column("percent", "Tiến độ", Kind.NUMBER),
    Column("leader", "Lãnh đạo", Kind.FLAG),
    Column("criterion", "Mã tiêu chí", Kind.LIST),
)
ROW = {
    "code": "007",
    "note": '=1+1, "a"\nb',
    "on": date(2026, 11, 5),
    "percent": 37.55,
    "leader": False,
    "criterion": ["TD-01", "GT-05"],
}
MADE = Document("x", "", (Table("x", "", COLUMNS, [ROW, {"code": "008"}]),))


def test_words_of_people_with_a_mark_in_front_and_formulas_guarded() -> None:
    assert render(MADE, Words()).decode() == (
        "\ufeffMã CB,Ghi chú,Ngày,Tiến độ,Lãnh đạo,Mã tiêu chí\r\n"
        '007,"\'=1+1, ""a""\nb",05/11/2026,"37,55",không,TD-01;GT-05\r\n'
        "008,,,,,\r\n"
    )


def test_raw_with_semicolons_in_english() -> None:
    made = render(MADE, Words(Lang.EN), delimiter=";", guard=False).decode()
    assert made.splitlines()[1:3] == ['007;"=1+1, ""a""', 'b";05/11/2026;37.55;no;"TD-01;GT-05"']


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=3), max_size=4))
def test_any_cells_are_read_back(delimiter: str, rows: list[list[str]]) -> None:
    text = csv_text(rows, delimiter).removeprefix("\ufeff")
    read = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    assert [[unguarded(cell) for cell in row] for row in read] == rows
