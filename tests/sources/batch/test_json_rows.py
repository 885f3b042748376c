import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civicode.sources.batch.json_objects import Piece
from civicode.sources.batch.json_rows import json_rows
from civicode.sources.sheet import Cell
from civicode.sources.table.findings import Findings
from civicode.sources.table.head import Names
from tests.sources.samples import Place, places, sentences

KEYS = ("code", "name", "order")
NAMES = Names((*KEYS, "number"))

Rows = list[tuple[int, list[Cell]]]


def read(*texts: str, ignore_unknown: bool = False) -> tuple[Rows, list[Place]]:
    """The rows of objects that each stand on two lines more."""
    found = Findings("ds.jsonl")
    taken = (Piece(line, text) for line, text in zip(range(1, 99, 2), texts, strict=False))
    rows = [(line, list(cells)) for line, cells in json_rows(taken, NAMES, KEYS, found, ignore_unknown=ignore_unknown)]
    assert all(sentences(found.kept))
    return rows, places(found.kept)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ('{"code": "007", "name": "Lê Ẩn", "order": 3}', ["007", "Lê Ẩn", 3]),
        ('{"Họ và tên": "Lê Ẩn", "Mã CB": "007"}', ["007", "Lê Ẩn", None]),
        ('{"MA CB": 7, "STT": 1, "Full name": null}', [7, None, None]),
        ('{"order": 2.5, "name": true}', [None, True, 2.5]),
        ('{"code": ["a", "b"], "name": []}', ["a;b", "", None]),
        ('{"name": "a\\":b", "code": ""}', ["", 'a":b', None]),
        ("{}", [None, None, None]),
    ],
)
def test_keys_are_columns_in_either_language(text: str, cells: list[Cell]) -> None:
    assert read(text) == ([(1, cells)], [])


@pytest.mark.parametrize(
    ("text", "row", "expected"),
    [
        ('{"code": "1", "salary": 2}', ["1", None, None], [("head.unknown", 3, "salary")]),
        ('{"Mã CBB": "1"}', [None, None, None], [("head.unknown_like", 3, "Mã CBB")]),
        ('{"code": "1", "Mã CB": "2"}', ["1", None, None], [("head.twice", 3, "Mã CB")]),
        ('{"code": {"a": 1}, "name": ["x"]}', [None, "x", None], [("json.nested", 3, "code")]),
        ('{"code": ["a", 1]}', [None, None, None], [("json.nested", 3, "code")]),
        ('{"code": "1", "code": "2"}', None, [("field.duplicate", 3, 15)]),
        ('{"code": "1",\n\n "name" 2}', None, [("json.colon_expected", 5, 9)]),
        ("[1]", None, [("json.no_object", 3, 1)]),
        ('"x"', None, [("json.no_object", 3, 1)]),
        ('{"order": NaN}', None, [("json.value_expected", 3, 11)]),
        ("", None, [("json.value_expected", 3, 1)]),
    ],
)
def test_each_fault_is_placed_and_the_others_go_on(text: str, row: list[Cell] | None, expected: list[Place]) -> None:
    rows, found = read('{"code": "1"}', text, '{"code": "3"}')
    between = [] if row is None else [(3, row)]
    assert rows == [(1, ["1", None, None]), *between, (5, ["3", None, None])]
    assert found == expected


def test_unknown_keys_can_be_ignored() -> None:
    assert read('{"salary": {"x": 1}, "code": "1"}', ignore_unknown=True) == ([(1, ["1", None, None])], [])


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
CELLS: st.SearchStrategy[Cell] = st.one_of(
    TEXTS, st.integers(-(10**9), 10**9), st.floats(allow_nan=False, allow_infinity=False), st.booleans(), st.none()
)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=4), st.booleans())
def test_rows_written_as_objects_are_read_back(rows: Sequence[Sequence[Any]], escaped: bool) -> None:
    texts = [json.dumps(dict(zip(KEYS, row, strict=True)), ensure_ascii=escaped) for row in rows]
    assert read(*texts) == ([(line, list(row)) for line, row in zip(range(1, 99, 2), rows, strict=False)], [])
