"""A file is read quickly where that is sure, and carefully where it is not: what is read is the same either way."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civicode.errors import StoreError
from civicode.store.book.text import _read_carefully, book_bytes, ordered, read_book, read_to_write
from tests.raw import plain, raw
from tests.store.book.test_text import BOOK, SAMPLE


def outcome(read: Callable[[], Any]) -> Any:
    """What reading makes of a file; the error's code and facts where it refuses."""
    try:
        return read()
    except StoreError as error:
        return error.code, error.facts


def both(data: bytes) -> tuple[Any, Any]:
    """What reading, and reading to write, make of the bytes."""
    return (
        outcome(lambda: read_book("2026-11", data, "f").tables),
        outcome(lambda: read_to_write("2026-11", data, "f").tables),
    )


def test_a_file_of_ours_keeps_its_bytes() -> None:
    tables = read_to_write("2026-11", SAMPLE, "f").tables
    assert tables == read_book("2026-11", SAMPLE, "f").tables == ordered("2026-11", tables)
    assert book_bytes(tables) == SAMPLE


@pytest.mark.parametrize("indent", [None, 0, 1])
def test_one_formatted_by_hand_is_put_in_order(indent: int | None) -> None:
    assert read_to_write("2026-11", json.dumps(BOOK, indent=indent).encode(), "f").tables == raw(BOOK)


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
@pytest.mark.parametrize(
    "meta",
    ['{"schema_version":1,"book":"2026-11","state":"open"}', '{"book":"2026-11","schema_version":1,"state":"open"}'],
)
def test_what_only_looks_like_ours_is_read_as_json_reads_it(trick: str, meta: str) -> None:
    data = trick.replace("BOOK", meta).encode()
    tables, found = both(data)
    assert plain(found) == plain(tables) == json.loads(data)
    again = book_bytes(found)
    assert json.loads(again) == {name: documents for name, documents in plain(tables).items() if documents}


@settings(max_examples=300, deadline=None)
@given(
    at=st.integers(0, len(SAMPLE)),
    gone=st.integers(0, 3),
    insert=st.binary(max_size=2) | st.sampled_from([b"\n", b" "]),
)
def test_whatever_is_changed_both_ways_agree(at: int, gone: int, insert: bytes) -> None:
    data = SAMPLE[:at] + insert + SAMPLE[at + gone :]
    tables, found = both(data)
    careful = outcome(lambda: _read_carefully("2026-11", data, "f", strict=False))
    if isinstance(careful, tuple):
        assert careful == tables == found
        return
    assert plain(found) == plain(tables) == plain(careful)
    assert json.loads(book_bytes(found)) == {name: one for name, one in plain(tables).items() if one}
