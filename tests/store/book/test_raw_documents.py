"""Documents stay bytes: one is decoded when it is asked for, and whoever keeps it does not keep the file."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from civicode.errors import StoreError
from civicode.store import Author, Book, Documents, Edit, Store
from civicode.store.folder.folder import FolderStore
from civicode.store.memory import MemoryStore

BOOK = "2026-11"
LARGE, SMALL = 2_000_000, 200_000


class Check(msgspec.Struct):
    """What is read as a record."""

    officer: str
    note: str


def many() -> Documents:
    yield from (("self_checks", str(number), Check(str(number), "x" * 5_000)) for number in range(400))
    yield "self_checks", "007", Check("007", "")


def test_a_record_is_read_straight_from_its_bytes_and_written_as_it_is(store: Store, author: Author) -> None:
    with store.edit(BOOK, author=author) as edit:
        edit.put(BOOK, "self_checks", "007", Check("007", "đi trễ"), action="created")
        edit.put_batch(BOOK, "LN-1", {}, [("self_checks", "008", Check("008", ""))], action="imported")
    book = store.load(BOOK, strict=True)
    assert book.audit.problems == []
    assert book.table("self_checks")["007"] == {"officer": "007", "note": "đi trễ"}
    assert bytes(book.tables["self_checks"]["007"]) == '{"note":"đi trễ","officer":"007"}'.encode()
    assert book.each("self_checks", Check, own="officer") == {"007": Check("007", "đi trễ"), "008": Check("008", "")}
    assert book.one("self_checks", "009", Check) is None
    with pytest.raises(StoreError) as caught:
        book.each("audit", Check)
    assert caught.value.facts == {"book": BOOK, "table": "audit", "key": "1"}
    with pytest.raises(StoreError):
        book.one("self_checks", "007", Check, own="note")


KEPT: dict[str, Callable[[Book], object]] = {
    "head": lambda book: (book.head, book.last_entry, book.state),
    "record": lambda book: book.one("self_checks", "007", Check),
    "document": lambda book: book.table("self_checks")["007"],
}


@pytest.mark.parametrize("kept", sorted(KEPT))
def test_what_is_kept_of_a_book_does_not_keep_its_file(tmp_path: Path, author: Author, kept: str) -> None:
    store = FolderStore(str(tmp_path))
    with store.edit(BOOK, author=author) as edit:
        edit.put_batch(BOOK, "LN-1", {}, many(), action="imported")
    tracemalloc.start()
    try:
        book = store.load(BOOK)
        found = KEPT[kept](book)
        assert tracemalloc.get_traced_memory()[0] > LARGE
        del book
        assert tracemalloc.get_traced_memory()[0] < SMALL
    finally:
        tracemalloc.stop()
    assert found


def test_a_batch_lets_go_of_what_it_has_made_ready(tmp_path: Path, author: Author) -> None:
    store = FolderStore(str(tmp_path))
    with store.edit("office", author=author) as edit:
        edit.join(BOOK)
        tracemalloc.start()
        try:
            edit.put_batch(BOOK, "LN-1", {}, many(), action="imported")
            assert tracemalloc.get_traced_memory()[0] > LARGE
            edit.complete(BOOK)
            assert tracemalloc.get_traced_memory()[0] < SMALL
        finally:
            tracemalloc.stop()
    assert len(store.load(BOOK).table("self_checks")) == 401


NUMBERS: dict[str, Callable[[Edit], object]] = {
    "read": lambda edit: edit.book(BOOK).table("self_checks")["007"],
    "put": lambda edit: edit.put(BOOK, "self_checks", "007", {"n": 2}, action="replaced"),
    "removed": lambda edit: edit.remove(BOOK, "self_checks", "007", action="withdrawn"),
    "in a batch": lambda edit: edit.put_batch(BOOK, "LN-1", {}, [("self_checks", "007", {"n": 2})], action="imported"),
}


@pytest.mark.parametrize("change", sorted(NUMBERS))
@pytest.mark.parametrize("damage", [b'{"n":1e999}', b'{"n":\n1e999}'], ids=["as laid out", "by hand"])
def test_a_number_that_cannot_be_is_told_by_whoever_changes_it(author: Author, change: str, damage: bytes) -> None:
    store = MemoryStore()
    with store.edit(BOOK, author=author) as edit:
        edit.put(BOOK, "self_checks", "007", {"n": 1}, action="created")
    data = store._books[BOOK] = store.book_data(BOOK).replace(b'{"n":1}', damage)
    with pytest.raises(StoreError) as caught, store.edit(BOOK, author=author) as edit:
        NUMBERS[change](edit)
    facts = caught.value.facts
    assert (caught.value.code, facts["what"], facts["byte"]) == ("store.damaged", "bad_number", data.index(b"1e999"))
    assert store.book_data(BOOK) == data


def test_what_nobody_asks_for_stays_as_it_stands(author: Author) -> None:
    store = MemoryStore()
    with store.edit(BOOK, author=author) as edit:
        edit.put(BOOK, "self_checks", "007", {"n": 1}, action="created")
    store._books[BOOK] = store.book_data(BOOK).replace(b'{"n":1}', b'{"n":1e999}')
    with store.edit(BOOK, author=author) as edit:
        edit.put(BOOK, "self_checks", "008", {}, action="created")
    with pytest.raises(StoreError) as caught:
        store.load(BOOK, strict=True)
    assert caught.value.facts["byte"] == store.book_data(BOOK).index(b"1e999")
