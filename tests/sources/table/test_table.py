from collections.abc import Sequence

import pytest

from civicode.errors import NotFoundError, UsageError
from civicode.sources.file.data import DataFile, FileForm
from civicode.sources.sheet import Cell
from civicode.sources.table.head import Names
from civicode.sources.table.table import Table, Wanted, letter, open_table
from tests.cli.files.forms import xlsx
from tests.sources.encodings import file_of
from tests.sources.samples import Place, places, sentences
from tests.sources.workbook.workbooks import as_file

KEYS = ("officer", "criterion", "note")
WANTED = Wanted(KEYS, Names((*KEYS, "number")), [{"officer", "criterion"}])
HEAD: list[Cell] = ["STT", "Ghi chú", "Mã tiêu chí", "Mã CB"]

Rows = list[tuple[int, tuple[Cell, ...]]]


def opened(file: DataFile, form: FileForm, wanted: Wanted = WANTED) -> Table:
    found = open_table(file, form, wanted)
    assert isinstance(found, Table)
    return found


def rows_of(table: Table) -> Rows:
    """The rows, without the blank behind each."""
    return [(line, tuple(cells[: len(KEYS)])) for line, cells in table.rows()]


def of_text(text: str, wanted: Wanted = WANTED) -> tuple[Rows, list[Place]]:
    table = opened(file_of(text.encode()), FileForm.CSV, wanted)
    rows = rows_of(table) if table.head.columns else []
    return rows, places([*table.problems, *table.sheet.problems])


def of_sheet(*rows: Sequence[Cell], wanted: Wanted = WANTED) -> tuple[Rows, list[Place]]:
    table = opened(as_file(xlsx(rows)), FileForm.XLSX, wanted)
    return rows_of(table), places([*table.problems, *table.sheet.problems])


def test_cells_come_in_the_order_asked_for_and_what_the_file_lacks_is_none() -> None:
    rows, problems = of_text("Mã tiêu chí;STT;Mã CB\nTD-01;1;007\nTD-02;2\n")
    assert rows == [(2, ("007", "TD-01", None)), (3, (None, "TD-02", None))]
    assert problems == []


def test_only_rows_below_the_header_are_handed_out() -> None:
    rows, problems = of_text("DANH SÁCH;;\n\nMã CB;Mã tiêu chí;Ghi chú\n\n007;TD-01;x\n")
    assert (rows, problems) == ([(5, ("007", "TD-01", "x"))], [])


def test_a_sheet_gives_the_same_rows() -> None:
    rows, problems = of_sheet(["DANH SÁCH"], HEAD, [1, "x", "TD-01", 7], [2, None, "TD-02", "008"])
    assert rows == [(3, (7, "TD-01", "x")), (4, ("008", "TD-02", ""))]
    assert problems == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mã CB;Mã tiêu chí\n007;TD-01;x\n", [("table_file.too_many_cells", 2, 3)]),
        ("Mã CB;Mã tiêu chí\n007;TD-01; ;\n", []),
        ("Mã CB;;Mã tiêu chí\n007;x;TD-01\n008;y;TD-01\n", [("table_file.no_title", 2, "B")]),
        ("Mã CB;Mã tiêu chí\n007;TD-01;x\n008;TD-01;y\n", [("table_file.too_many_cells", line, 3) for line in (2, 3)]),
        ("Mã CB\n007\n", [("head.none", 1, None)]),
        ("", [("head.none", None, None)]),
        ('Mã CB;Mã tiêu chí\n"007;TD-01\n', [("csv_file.open_quote", 2, None)]),
    ],
)
def test_what_is_wrong_with_a_text(text: str, expected: list[Place]) -> None:
    assert of_text(text)[1] == expected


def test_cells_that_no_title_stands_over_are_told_once_a_column() -> None:
    rows: list[list[Cell]] = [["Mã CB", None, "Mã tiêu chí"], ["007", "a", "TD-01", "b"], ["008", "a", "TD-01", "b"]]
    assert of_sheet(*rows)[1] == [("table_file.no_title", 2, "B"), ("table_file.no_title", 2, "D")]
    assert of_sheet(*rows, wanted=WANTED._replace(ignore_unknown=True))[1] == []


def test_a_text_that_cannot_be_read_says_only_why() -> None:
    table = opened(file_of("Mã CB;Đạt\n".encode() + b"\xff"), FileForm.CSV)
    assert (table.problems, rows_of(table)) == ([], [])
    assert len(table.sheet.problems) == 1


@pytest.mark.parametrize(
    "data", [b"<html><body>", b"\xef\xbb\xbf \n<!DOCTYPE html>", b"<?xml version='1.0'?>", "<table >".encode("utf-16")]
)
def test_a_web_page_is_named_as_one(data: bytes) -> None:
    found = open_table(file_of(data, "ds.xls"), FileForm.CSV, WANTED)
    assert isinstance(found, list)
    assert [(one.code, one.where) for one in found] == [("table_file.markup", "ds.xls")]
    assert all(sentences(found))


@pytest.mark.parametrize("text", ["<Mã CB;Mã tiêu chí\n007;TD-01\n", "<3;x\nMã CB;Mã tiêu chí\n007;TD-01\n"])
def test_a_text_that_begins_as_one_is_none(text: str) -> None:
    assert isinstance(open_table(file_of(text.encode()), FileForm.CSV, WANTED), Table)


def test_what_is_no_workbook_says_only_so() -> None:
    found = open_table(as_file(b"x"), FileForm.XLSX, WANTED)
    assert isinstance(found, list)
    assert places(found) == [("workbook.not_workbook", None, None)]


ONE: list[Sequence[Cell]] = [HEAD, [1, "", "TD-01", "007"]]
TWO: list[Sequence[Cell]] = [HEAD, [1, "", "TD-02", "008"]]
GUIDE: list[Sequence[Cell]] = [["Hướng dẫn"], ["Mã CB"]]


def test_the_only_sheet_with_the_columns_is_taken() -> None:
    table = opened(as_file(xlsx(GUIDE, ONE, names=("Hướng dẫn", "Tháng 11")), "a.xlsx"), FileForm.XLSX)
    assert (table.where, rows_of(table)) == ("a.xlsx [Tháng 11]", [(2, ("007", "TD-01", ""))])


def test_a_hidden_sheet_counts_where_no_other_has_the_columns() -> None:
    hidden = xlsx(ONE, TWO, names=("Mới", "Cũ"), hidden=("Cũ",))
    assert rows_of(opened(as_file(hidden), FileForm.XLSX)) == [(2, ("007", "TD-01", ""))]
    alone = xlsx(GUIDE, TWO, names=("Hướng dẫn", "Cũ"), hidden=("Cũ",))
    assert rows_of(opened(as_file(alone), FileForm.XLSX)) == [(2, ("008", "TD-02", ""))]


def test_of_several_one_is_named_without_regard_to_case_and_marks() -> None:
    both = as_file(xlsx(ONE, TWO, names=("Tháng 10", "Tháng 11")))
    with pytest.raises(UsageError) as several:
        open_table(both, FileForm.XLSX, WANTED)
    assert several.value.facts == {"sheets": ["Tháng 10", "Tháng 11"]}
    named = opened(both, FileForm.XLSX, WANTED._replace(sheet="THANG 11"))
    assert rows_of(named) == [(2, ("008", "TD-02", ""))]
    with pytest.raises(NotFoundError) as none:
        open_table(both, FileForm.XLSX, WANTED._replace(sheet="Tháng 12"))
    assert none.value.facts == {"sheet": "Tháng 12", "accepted": ["Tháng 10", "Tháng 11"]}


def test_where_no_sheet_fits_the_nearest_says_what_it_lacks() -> None:
    near = [["Mã CB", "Ghi chú"], ["007", "x"]]
    table = opened(as_file(xlsx(GUIDE, near, names=("Hướng dẫn", "Bảng"))), FileForm.XLSX)
    assert (table.sheet.name, places(table.problems)) == ("Bảng", [("head.missing", 1, None)])


@pytest.mark.parametrize(
    ("place", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_columns_are_lettered_as_in_a_spreadsheet(place: int, name: str) -> None:
    assert letter(place) == name
