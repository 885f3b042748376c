"""The mapping file, as offices have it; all people are made up."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from civicode.errors import NotFoundError, RefusedError
from civicode.sources.table.code_map import read_code_map

FOUND = [("007", "Phạm Văn Ơn", "B07"), ("B1", "Lê Thị Ánh", "")]


def read(file: Path) -> list[tuple[str, str, str]]:
    return [(one.code, one.name, one.new_code) for one in read_code_map(str(file))]


@pytest.mark.parametrize(
    "text",
    [
        "code,name,new_code\n007,Phạm Văn Ơn,B07\nB1,Lê Thị Ánh,\n",
        "Mã CB;Họ và tên;Mã mới\n007;Phạm Văn Ơn;B07\nB1;Lê Thị Ánh;\n;;\n",
        "DANH SÁCH\n\nHọ tên,ma can bo,MA MOI\nPhạm Văn Ơn,007,B07\nLê Thị Ánh,B1,\n",
        "code,name,new_code,state,here,unit\n007,Phạm Văn Ơn,B07,free,,x\nB1,Lê Thị Ánh,,same_name,001,x\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_tables_of_text(tmp_path: Path, text: str, encoding: str) -> None:
    file = tmp_path / "codes.csv"
    file.write_text(text, encoding=encoding)
    assert read(file) == FOUND


def test_a_workbook(tmp_path: Path) -> None:
    file = tmp_path / "codes.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet()
        for line, cells in enumerate([("Mã CB", "Họ và tên", "Mã mới"), *FOUND]):
            sheet.write_row(line, 0, cells)
        sheet.write_row(3, 0, (7, "Đỗ Mai", 12))
    assert read(file) == [*FOUND, ("7", "Đỗ Mai", "12")]
    assert read_code_map(str(file))[1].line == 3


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "head.none"),
        ("code,name\n007,x\n", "head.missing"),
        ("code,new_code,luck\n1,2,3\n", "head.unknown"),
        ("code,new_code\n1,2,3\n", "table_file.too_many_cells"),
        ("<html><table></table></html>", "table_file.markup"),
    ],
)
def test_what_is_no_mapping(tmp_path: Path, text: str, code: str) -> None:
    file = tmp_path / "codes.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RefusedError) as refused:
        read_code_map(str(file))
    assert [one.code for one in refused.value.problems] == [code]
    assert refused.value.problems[0].where == str(file)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        read_code_map(str(tmp_path / "codes.csv"))
