"""Books of older shapes are read up, brought up by their first change, and never lose their audit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from civicode.domain.check.check import SelfCheck
from civicode.domain.record import read_record
from civicode.domain.store.audit import FIRST_LINK, document_digest, entry_hash
from civicode.domain.store.audit_walk import walk_audit
from civicode.errors import StoreError
from civicode.store import SCHEMA_VERSION, Author, Book, Store
from civicode.store.book.shapes import STEPS, Decoded, oldest, raised, version_of
from civicode.store.book.staging import StagedBook
from civicode.store.book.text import read_book
from civicode.store.memory import MemoryStore
from tests.raw import raw
from tests.store.conftest import MOMENT

RELEASED = sorted((Path(__file__).parents[2] / "data" / "shapes").iterdir())
AT = MOMENT.isoformat(timespec="seconds")


def add_late(tables: Decoded) -> Decoded:
    """What the invented version 0 had not: whether a check was late; it also kept a table that is no more."""
    checks = {key: {**one, "late": False} for key, one in tables["self_checks"].items()}
    return {name: documents for name, documents in {**tables, "self_checks": checks}.items() if name != "stars"}


@pytest.fixture
def version_0(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(STEPS, 0, add_late)


def old_book(name: str = "2026-11") -> Book:
    """A book as version 0 would have left it, with an audit that bears it out."""
    documents: dict[tuple[str, str], dict[str, Any]] = {
        ("meta", "book"): {"schema_version": 0, "book": name, "state": "open"},
        ("self_checks", "007"): {"officer": "007", "state": "submitted"},
        ("stars", "1"): {"n": 5},
    }
    tables: Decoded = {"audit": {}}
    last: str = FIRST_LINK
    for number, ((table, key), document) in enumerate(documents.items(), start=1):
        tables.setdefault(table, {})[key] = document
        entry: dict[str, Any] = {
            "seq": number, "at": AT, "actor": "007", "action": "created", "table": table, "key": key, "before": None,
            "after": document_digest(table, key, document), "prev": last,
        }  # fmt: skip
        last = entry["hash"] = entry_hash(entry)
        tables["audit"][str(number)] = entry
    return Book(name, raw(tables))


def test_version_1_is_the_first(version_0: None) -> None:
    assert oldest() == 0
    assert raised("2026-11", {}) == {}
    assert version_of({}) == SCHEMA_VERSION == 1


def test_a_book_of_today_is_left_as_it_is() -> None:
    tables = raw({"meta": {"book": {"schema_version": 1, "book": "2026-11", "state": "open"}}})
    assert raised("2026-11", tables) is tables


def test_an_older_book_is_read_up(store: Store, version_0: None) -> None:
    store.adopt(old_book())
    book = store.load("2026-11")
    assert book.table("self_checks") == {"007": {"officer": "007", "state": "submitted", "late": False}}
    assert book.table("stars") == {}
    assert book.table("meta")["book"] == {"schema_version": 1, "book": "2026-11", "state": "open"}


def test_it_is_verified_and_copied_as_it_stands(store: Store, version_0: None) -> None:
    store.adopt(old_book())
    assert store.load("2026-11", strict=True) == old_book()
    assert walk_audit("2026-11", store.load("2026-11", strict=True).tables).problems == []


def test_its_first_change_brings_it_up(store: Store, author: Author, version_0: None) -> None:
    store.adopt(old_book())
    with store.edit("2026-11", author=author) as edit:
        assert edit.book("2026-11").table("self_checks")["007"]["late"] is False
        edit.put("2026-11", "self_checks", "008", {"officer": "008"}, action="created")
    book = store.load("2026-11", strict=True)
    assert version_of(book.tables) == 1
    assert walk_audit("2026-11", book.tables).problems == []
    assert [(one["action"], one["table"], one["key"], one["after"] is None) for one in book.table("audit").values()][
        3:
    ] == [
        ("upgraded", "meta", "book", False),
        ("upgraded", "self_checks", "007", False),
        ("upgraded", "stars", "1", True),
        ("created", "self_checks", "008", False),
    ]
    assert book.table("audit")["3"] == old_book().table("audit")["3"]
    assert book.table("stars") == {}


def test_putting_what_is_there_already_leaves_it_old(store: Store, author: Author, version_0: None) -> None:
    store.adopt(old_book())
    with store.edit("2026-11", author=author) as edit:
        edit.remove("2026-11", "self_checks", "nobody", action="withdrawn")
    assert store.load("2026-11", strict=True) == old_book()


def test_a_put_that_says_the_same_as_the_new_shape_only_brings_it_up(
    store: Store, author: Author, version_0: None
) -> None:
    store.adopt(old_book())
    with store.edit("2026-11", author=author) as edit:
        edit.put("2026-11", "meta", "book", dict(edit.book("2026-11").table("meta")["book"]), action="upgraded")
    book = store.load("2026-11", strict=True)
    assert [one["action"] for one in book.table("audit").values()] == ["created"] * 3 + ["upgraded"] * 3
    assert walk_audit("2026-11", book.tables).problems == []


def test_a_book_that_is_not_what_its_version_says_is_refused(store: Store, version_0: None) -> None:
    book = old_book()
    del book.tables["self_checks"]
    store.adopt(book)
    with pytest.raises(StoreError) as caught:
        store.load("2026-11")
    assert (caught.value.code, dict(caught.value.facts)) == (
        "store.not_raised", {"book": "2026-11", "found": 0, "known": 1},
    )  # fmt: skip


def test_without_a_step_an_older_version_is_damage(store: Store) -> None:
    store.adopt(old_book())
    with pytest.raises(StoreError) as caught:
        store.load("2026-11")
    assert caught.value.code == "store.damaged"


def test_a_newer_book_is_refused_and_untouched(store: Store, author: Author) -> None:
    book = Book("2026-11", raw({"meta": {"book": {"schema_version": 2, "book": "2026-11", "state": "open"}}}))
    store.adopt(book)
    stamp = store.stamp("2026-11")
    with pytest.raises(StoreError, match=r"store\.newer"):
        store.load("2026-11")
    with pytest.raises(StoreError, match=r"store\.newer"), store.edit("2026-11", author=author):
        pass
    assert store.stamp("2026-11") == stamp


@pytest.mark.parametrize("folder", RELEASED, ids=lambda path: path.name)
def test_a_book_of_every_released_shape_is_read(folder: Path) -> None:
    files = sorted(folder.glob("*.json"))
    assert [file.stem for file in files] == ["2026-11", "office"]
    for file in files:
        tables = read_book(file.stem, file.read_bytes(), file.name, strict=True).tables
        assert version_of(tables) == int(folder.name)
        assert walk_audit(file.stem, tables).problems == []
        store = MemoryStore()
        store.adopt(Book(file.stem, tables))
        book = store.load(file.stem)
        assert book.head
        for document in book.table("self_checks").values():
            read_record(document, SelfCheck)
    assert json.loads((folder / "drafts" / "2026-11.001.json").read_text("utf-8"))["schema_version"] == 1


def test_every_version_has_its_book() -> None:
    assert [int(folder.name) for folder in RELEASED] == list(range(1, SCHEMA_VERSION + 1))


def test_a_staged_book_of_today_has_nothing_to_bring_up() -> None:
    assert StagedBook(Book("2026-11")).book() == Book("2026-11", {})
