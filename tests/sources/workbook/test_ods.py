"""An .ods repeats cells and rows with a number: as many as are meant, and never as many as somebody claims."""

import pytest

from tests.sources.workbook.workbooks import ods, ods_cell, ods_parts, ods_row, read, stopped, zipped


def test_what_libreoffice_leaves_at_the_end_of_a_sheet() -> None:
    rows = ods_row(ods_cell("a"), ods_cell(repeated=16383)) + ods_row(ods_cell(repeated=16384), repeated=1048575)
    assert read(ods(rows)) == ([(1, ["a"])], [])


def test_repeated_cells_and_rows_that_are_meant() -> None:
    rows = ods_row(ods_cell(), repeated=2) + ods_row(ods_cell("a", 2), ods_cell(), ods_cell("b"), repeated=2)
    rows += ods_row(ods_cell(), repeated=3) + ods_row(ods_cell("c"))
    same: list[object] = ["a", "a", "", "b"]
    assert read(ods(rows)) == ([(3, same), (4, same), (8, ["c", "", "", ""])], [])


def test_notes_in_an_ods_are_no_text() -> None:
    note = "<office:annotation><text:p>ghi chú</text:p></office:annotation>"
    cell = (
        f'<table:table-cell office:value-type="string">{note}<text:p>x<text:s text:c="2"/>y</text:p></table:table-cell>'
    )
    rows = ods_row(cell, f"<table:table-cell>{note}</table:table-cell>")
    assert read(ods(rows)) == ([(1, ["x  y"])], [])


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        (ods_row(ods_cell("a", 10**9)), "CFDGSXL1"),
        (ods_row(ods_cell("a"), ods_cell(repeated=10**9), ods_cell("b")), "CFDGSXN1"),
        (ods_row(ods_cell("a"), repeated=10**9), "A1000000000"),
        (ods_row(ods_cell("a")) + ods_row(ods_cell(), repeated=10**9) + ods_row(ods_cell("b")), "A1000000002"),
        (ods_row(ods_cell("a", 1024), repeated=1048576), "AMJ1048576"),
        (ods_row(ods_cell("a")) + ods_row(ods_cell(), repeated=999_999) + ods_row(ods_cell("b", 13)), "M1000001"),
    ],
)
def test_repeats_without_end(rows: str, cell: str) -> None:
    code, facts = stopped(ods(rows))
    assert (code, facts["cell"]) == ("far_cell", cell)


def test_repeats_that_fill_the_memory() -> None:
    assert stopped(ods(ods_row(ods_cell("a", 7), repeated=1_000_000)))[0] == "sheet_too_large"
    assert stopped(ods(ods_row(ods_cell("a" * 500_000, 16_000))))[0] == "sheet_too_large"


@pytest.mark.parametrize("times", ["-5", "0", "x", "99999999999", "1.5"])
def test_repeats_that_are_no_number(times: str) -> None:
    assert stopped(ods(ods_row(ods_cell("a", times)))) == ("damaged", {})


def test_an_ods_with_more_than_one_meaning() -> None:
    inner = f'<table:table-cell><table:table table:name="B">{ods_row(ods_cell("a"))}</table:table></table:table-cell>'
    assert stopped(ods(ods_row(inner))) == ("unusual", {"what": "<table:table>"})
    twice = ods_row(ods_cell("a")) + '</table:table><table:table table:name="Bảng">' + ods_row(ods_cell("b"))
    assert stopped(ods(twice)) == ("unusual", {"what": "<table:table>"})
    assert stopped(ods(ods_row(ods_cell("a<![CDATA[b]]>")))) == ("unusual", {"what": "CDATA"})
    assert stopped(ods(ods_row(ods_cell('<text:s text:c="1000000000"/>')))) == ("damaged", {})
    other = {**ods_parts(""), "content.xml": "<office:document-content>"}
    assert stopped(zipped(other)) == ("damaged", {})
