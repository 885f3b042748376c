import pytest

from civicode.errors import Problem
from civicode.sources.table import findings
from civicode.sources.table.findings import Findings
from tests.sources.samples import places


def test_a_problem_without_a_place_of_its_own_gets_that_of_the_file() -> None:
    found = Findings("ds.csv")
    found.add(Problem("cell.nul", line=3))
    found.add(Problem("cell.nul", where="khác.csv"))
    assert [one.where for one in found.kept] == ["ds.csv", "khác.csv"]


def test_columns_are_called_as_the_file_calls_them() -> None:
    found = Findings("ds.csv")
    found.titles = {"officer": "Mã cán bộ"}
    found.extend(Problem("batch.blank", line=2, column=column) for column in ("officer", "rating", 5, None))
    assert [one.column for one in found.kept] == ["Mã cán bộ", "rating", 5, None]


def test_problems_come_by_line_and_those_of_no_line_first() -> None:
    found = Findings("ds.csv")
    assert not found
    found.extend(Problem(code, line=line) for code, line in (("b", 9), ("a", None), ("c", 2), ("d", 9)))
    assert places(found.in_order) == [("a", None, None), ("c", 2, None), ("b", 9, None), ("d", 9, None)]
    assert (bool(found), found.count, found.lines) == (True, 4, {2, 9})


def test_beyond_what_anybody_reads_only_lines_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "MOST_KEPT", 2)
    found = Findings("ds.csv")
    found.extend(Problem("cell.nul", line=line) for line in range(2, 7))
    assert (found.count, len(found.kept), found.lines) == (5, 2, {2, 3, 4, 5, 6})


def test_what_is_quoted_stays_short() -> None:
    found = Findings("ds.csv")
    facts = {"text": "a" * 10_000, "fits": "b" * 200, "codes": ["c" * 10_000, *map(str, range(99))], "n": 10**9}
    found.add(Problem("batch.no_officer", facts, column="d" * 10_000))
    [kept] = found.kept
    assert kept.facts["text"] == "a" * 59 + "…"
    assert (kept.facts["fits"], kept.facts["n"]) == ("b" * 200, 10**9)
    assert kept.facts["codes"] == ["c" * 59 + "…", *map(str, range(19)), "…"]
    assert kept.column == "d" * 59 + "…"
