from collections.abc import Sequence
from typing import Any

import pytest

from civicode.errors import Problem
from civicode.sources.sheet import Cell
from civicode.sources.table import columns
from civicode.sources.table.cell import rating_of, read_prose, whole_number
from civicode.sources.table.columns import WRONG, Column, Columns
from civicode.sources.table.findings import Findings


class Counted:
    """A reader that counts how often it is asked."""

    def __init__(self) -> None:
        self.asked: list[Cell] = []

    def __call__(self, cell: Cell) -> str | Problem | None:
        self.asked.append(cell)
        return Problem("cell.bad_flag") if cell == "?" else str(cell)


def read(reader: Columns, *rows: Sequence[Cell]) -> list[list[Any]]:
    return [[None if value is WRONG else value for value in row] for _, row in reader.rows(enumerate(rows, start=2))]


def test_each_cell_is_read_by_its_column_and_each_fault_found_at_its_place() -> None:
    found = Findings("ds.csv")
    reader = Columns({"order": Column(whole_number), "note": Column(read_prose, repeats=False)}, {"order": "TT"}, found)
    assert read(reader, ["3", "a"], ["ba", None], [4.0, ""]) == [[3, "a"], [None, None], [4, None]]
    facts = {"column": "TT", "found": "ba"}
    assert found.kept == [Problem("cell.bad_number", facts, where="ds.csv", line=3, column="TT")]


def test_all_faults_of_a_row_are_found_and_a_repeated_one_each_time() -> None:
    found = Findings("ds.csv")
    reader = Columns({"a": Column(rating_of), "b": Column(rating_of)}, {}, found)
    read(reader, ["tốt", "kém"], ["tốt", "Đạt"])
    assert [(one.line, one.column, one.facts["found"]) for one in found.in_order] == [
        (2, "a", "tốt"),
        (2, "b", "kém"),
        (3, "a", "tốt"),
    ]


def test_what_repeats_is_read_once_and_what_does_not_each_time() -> None:
    often, once = Counted(), Counted()
    reader = Columns({"a": Column(once), "b": Column(often, repeats=False)}, {}, Findings(""))
    read(reader, ["x", "x"], ["x", "x"], ["?", "x"], ["?", "x"], [7, 7], [7, 7])
    assert once.asked == ["x", "?", "?", 7, 7]
    assert often.asked == ["x", "x", "x", "x", 7, 7]


def test_not_more_is_remembered_than_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "_MOST_KEPT", 1)
    once = Counted()
    reader = Columns({"a": Column(once)}, {}, Findings(""))
    read(reader, ["x"], ["y"], ["x"], ["y"])
    assert once.asked == ["x", "y", "y"]
