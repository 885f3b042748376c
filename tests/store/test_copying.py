"""A whole store from one place to another, while others write."""

from __future__ import annotations

from pathlib import Path

import pytest

from civicode.errors import NotAllowedError, StoreError
from civicode.store import Author, Book, Store
from civicode.store.copying import is_empty, pour, taken
from civicode.store.memory import MemoryStore
from tests.store.conftest import MAKERS


def filled(store: Store, author: Author) -> Store:
    with store.edit("2026-10", "2026-11", "office", author=author) as edit:
        for book in ("2026-10", "2026-11"):
            edit.put(book, "self_checks", "007", {"officer": "007", "note": "đi trễ"}, action="created")
        edit.put("office", "staff", "007", {"name": "Trần Minh Đức"}, action="created")
    store.drafts.write("2026-11.008", '{"schema_version":1}')
    store.catalogues.write("abc", "schema_version: 1\n")
    return store


def contents(store: Store) -> tuple[list[Book], dict[str, str | None], dict[str, str | None]]:
    return (
        [store.load(name, strict=True) for name in store.names()],
        {name: store.drafts.read(name) for name in store.drafts.names()},
        {name: store.catalogues.read(name) for name in store.catalogues.names()},
    )


@pytest.mark.parametrize("kind", sorted(MAKERS))
def test_between_any_two_stores_all_stays_as_it_is(kind: str, store: Store, author: Author, tmp_path: Path) -> None:
    source = filled(MAKERS[kind](tmp_path / "source"), author)
    assert not is_empty(source)
    assert is_empty(store)
    copy = taken(source, author)
    assert contents(copy) == contents(source)
    pour(copy, store)
    assert contents(store) == contents(source)
    assert [book.head for book in contents(store)[0]] == [book.head for book in contents(source)[0]]
    assert [list(book.tables) for book in contents(store)[0]] == [list(book.tables) for book in contents(source)[0]]


def test_nothing_is_poured_over_what_is_there(store: Store, author: Author) -> None:
    store.drafts.write("2026-11.007", "{}")
    with pytest.raises(NotAllowedError) as caught:
        pour(filled(MemoryStore(), author), store)
    assert caught.value.code == "store.not_empty"
    assert store.names() == []


def test_a_damaged_book_is_not_copied_away(author: Author, tmp_path: Path) -> None:
    source = filled(MAKERS["folder"](tmp_path), author)
    file = Path(source.location) / "2026-10.json"
    file.write_bytes(file.read_bytes()[:-20])
    with pytest.raises(StoreError) as caught:
        taken(source, author)
    assert caught.value.facts["file"] == str(file)


class Meddled(MemoryStore):
    """A store that somebody changes between the first reading and the lock."""

    author: Author

    def edit(self, *books: str, author: Author, publish: bool = True):  # type: ignore[no-untyped-def]
        if not books:
            with super().edit("2026-11", "2026-12", author=author) as edit:
                for book in ("2026-11", "2026-12"):
                    edit.put(book, "self_checks", "late", {"n": 1}, action="created")
        return super().edit(*books, author=author, publish=publish)


def test_what_is_written_while_it_is_read_is_read_again(author: Author) -> None:
    source = Meddled()
    filled(source, author)
    copy = taken(source, author)
    assert contents(copy) == contents(source)
    assert copy.names() == ["office", "2026-10", "2026-11", "2026-12"]
    assert "late" in copy.load("2026-11").table("self_checks")
