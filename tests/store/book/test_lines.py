"""Lines are taken from the file as they stand where that is sure; what is read is the same either way."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civicode.errors import StoreError
from civicode.store.book.text import book_bytes, lines_of, read_lines, read_tables
from tests.store.book.test_text import BOOK, SAMPLE


def both(data: bytes) -> tuple[Any, Any]:
    """What the two ways of reading make of the bytes; the error's code and facts where they refuse."""
    found: list[Any] = []
    for read in (lambda: read_tables("2026-11", data, "f"), lambda: read_lines("2026-11", data, "f")):
        try:
            found.append(read())
        except StoreError as error:
            found.append((error.code, error.facts))
    return found[0], found[1]


def test_a_file_of_ours_keeps_its_lines() -> None:
    tables, lines = read_lines("2026-11", SAMPLE, "f")
    assert tables == read_tables("2026-11", SAMPLE, "f")
    assert lines == lines_of(tables)
    assert book_bytes(lines) == SAMPLE


@pytest.mark.parametrize("indent", [None, 0, 1])
def test_one_formatted_by_hand_gets_new_ones(indent: int | None) -> None:
    tables, lines = read_lines("2026-11", json.dumps(BOOK, indent=indent).encode(), "f")
    assert (tables, lines) == (BOOK, lines_of(BOOK))


@pytest.mark.parametrize(
    "trick",
    [
        '{"meta":{\n"book":BOOK\n},\n"self_checks":{\n"a":{"y":{},\n"c":{}},"c":{},\n"d":{}\n}}\n',
        '{"meta":{\n"book":BOOK\n},\n"self_checks":{\n"a":{"n":\n1},\n"c":{}\n}}\n',
        '{"meta":{\n"book":BOOK\n},\n"self_checks":{\n"a":{},\n"a":{"n":1}\n}}\n',
        '{"meta":{\n"book":BOOK\n},\n"meta":{\n"book":BOOK\n}}\n',
        '{"meta":{\n"book":BOOK\n}}\n ',
        '{"meta":{\n"book":BOOK\n},\n"self_checks":{\n}}\n',
    ],
)
def test_what_only_looks_like_ours_is_read_as_json_reads_it(trick: str) -> None:
    data = trick.replace("BOOK", '{"schema_version":1,"book":"2026-11","state":"open"}').encode()
    tables, found = both(data)
    assert found[0] == tables == json.loads(data)
    again = book_bytes(found[1])
    assert json.loads(again) == {name: documents for name, documents in tables.items() if documents}


@settings(max_examples=300, deadline=None)
@given(
    at=st.integers(0, len(SAMPLE)),
    gone=st.integers(0, 3),
    insert=st.binary(max_size=2) | st.sampled_from([b"\n", b" "]),
)
def test_whatever_is_changed_both_ways_agree(at: int, gone: int, insert: bytes) -> None:
    tables, found = both(SAMPLE[:at] + insert + SAMPLE[at + gone :])
    if isinstance(tables, tuple):
        assert found == tables
    else:
        assert found[0] == tables
        assert json.loads(book_bytes(found[1])) == {name: one for name, one in tables.items() if one}
