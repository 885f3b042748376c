"""A zip as a store: everything is read as from the store it was made of, and nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from civicode.errors import NotAllowedError, NotFoundError, StoreError
from civicode.store import Author, Book
from civicode.store.archive.format import archive_bytes
from civicode.store.copying import held, taken
from civicode.store.memory import MemoryStore
from civicode.store.opening import open_store
from tests.store.conftest import MOMENT

AUTHOR = Author(actor="001", now=MOMENT)


@pytest.fixture
def kept() -> MemoryStore:
    store = MemoryStore()
    for book in ("office", "2026-11"):
        with store.edit(book, author=AUTHOR) as edit:
            edit.put(book, "staff", "007", {"n": 1}, action="created")
    store.drafts.write("2026-12.007", "{}")
    store.catalogues.write("ab", "đ: 1\n")
    store.archives.write_bytes("2026-01-01.own", b"PK\x00\xff")
    store.papers = {"office.yaml": b"", "criteria.yaml": "tiêu chí".encode()}
    return store


@pytest.fixture
def place(kept: MemoryStore, tmp_path: Path) -> Path:
    path = tmp_path / "a.zip"
    path.write_bytes(archive_bytes(kept, program="1", made_at="2026-12-02"))
    return path


def test_all_of_it_is_read(kept: MemoryStore, place: Path) -> None:
    store = open_store(str(place), create=True)
    assert store.is_read_only
    assert store.names() == ["office", "2026-11"]
    for name in store.names():
        assert store.load(name) == kept.load(name)
    assert (store.drafts.read("2026-12.007"), store.catalogues.read("ab")) == ("{}", "đ: 1\n")
    assert store.archives.read_bytes("2026-01-01.own") == b"PK\x00\xff"
    assert store.papers == kept.papers
    for copy in (taken(store, AUTHOR), held(store)):
        assert archive_bytes(copy, program="1", made_at="2026-12-02") == place.read_bytes()


def test_nothing_is_written(place: Path) -> None:
    store, before = open_store(str(place), create=True), place.read_bytes()
    for publish in (True, False):
        with pytest.raises(NotAllowedError), store.edit("office", author=AUTHOR, publish=publish):
            raise AssertionError
        with pytest.raises(NotAllowedError), store.edit(author=AUTHOR, publish=publish) as edit:
            edit.join("office")
    with pytest.raises(NotAllowedError):
        store.adopt(Book("2026-12"))
    for shelf in (store.drafts, store.catalogues, store.archives):
        with pytest.raises(NotAllowedError):
            shelf.write("x", "y")
        with pytest.raises(NotAllowedError):
            shelf.write_bytes("x", b"y")
        with pytest.raises(NotAllowedError):
            shelf.remove("x")
    assert place.read_bytes() == before


def test_what_is_no_archive(place: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        open_store(str(tmp_path / "none.zip"), create=True)
    place.write_bytes(place.read_bytes()[:200])
    with pytest.raises(StoreError) as refused:
        open_store(str(place), create=True)
    assert refused.value.code == "store.archive_unreadable"
    assert [one.code for one in refused.value.problems] == ["store.zip_not_whole"]


def test_a_folder_of_that_name_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "b.zip").mkdir()
    assert not open_store(str(tmp_path / "b.zip"), create=True).is_read_only
