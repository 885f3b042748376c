"""Many documents with one entry, many books in one edit: the same for every store."""

from typing import Any

import pytest
from msgspec import Raw

from civicode.domain.store.audit import canonical, document_digest
from civicode.domain.store.audit_walk import walk_audit
from civicode.domain.tables import BATCHES
from civicode.store import Author, Documents, Edit, Store
from tests.raw import plain, raw

BATCH = "LN-2026-12-0001"
NOVEMBER, DECEMBER = "2026-11", "2026-12"


def some(*keys: str, note: str = "một") -> Documents:
    return [("self_checks", key, {"officer": key, "note": note}) for key in keys]


def bring(store: Store, author: Author, documents: Documents, *, action: str = "imported") -> None:
    with store.edit(NOVEMBER, author=author) as edit:
        edit.put_batch(NOVEMBER, BATCH, {"note": action}, documents, action=action)


def entries(store: Store, book: str = NOVEMBER) -> list[Any]:
    return list(store.load(book).table("audit").values())


def test_many_documents_are_one_entry_that_lists_their_digests(store: Store, author: Author) -> None:
    bring(store, author, some("007", "008"))
    opened, entry = entries(store)
    assert opened["action"] == "opened"
    assert (entry["action"], entry["table"], entry["key"]) == ("imported", BATCHES, BATCH)
    assert entry["documents"] == {
        "self_checks": {
            key: document_digest("self_checks", key, {"officer": key, "note": "một"}) for key in ("007", "008")
        }
    }
    assert store.load(NOVEMBER).table("self_checks")["008"] == {"officer": "008", "note": "một"}
    assert walk_audit(NOVEMBER, store.load(NOVEMBER, strict=True).tables).problems == []


def test_what_is_replaced_or_taken_away_has_both_digests(store: Store, author: Author) -> None:
    bring(store, author, some("007", "008"))
    first = entries(store)[-1]["documents"]["self_checks"]
    bring(store, author, [*some("007", note="hai"), ("self_checks", "008", None)], action="undone")
    second = entries(store)[-1]["documents"]["self_checks"]
    assert second["007"] == [first["007"], document_digest("self_checks", "007", {"officer": "007", "note": "hai"})]
    assert second["008"] == [first["008"], None]
    assert list(store.load(NOVEMBER).table("self_checks")) == ["007"]
    assert walk_audit(NOVEMBER, store.load(NOVEMBER, strict=True).tables).problems == []


def test_a_document_at_hand_as_text_is_the_same_document(store: Store, author: Author) -> None:
    document = {"officer": "007", "note": 'hai\ndòng "x" đ'}
    bring(store, author, [("self_checks", "007", Raw(canonical(document)))])
    assert store.load(NOVEMBER, strict=True).table("self_checks")["007"] == document
    assert walk_audit(NOVEMBER, store.load(NOVEMBER, strict=True).tables).problems == []


def test_documents_are_taken_as_they_come_and_the_batch_last(store: Store, author: Author) -> None:
    own: dict[str, Any] = {}

    def coming() -> Documents:
        yield from some("007")
        own["count"] = 1

    with store.edit(NOVEMBER, author=author) as edit:
        edit.put_batch(NOVEMBER, BATCH, own, coming(), action="imported")
        assert edit.book(NOVEMBER).table("self_checks")["007"]["note"] == "một"
        edit.put(NOVEMBER, "self_checks", "008", {"officer": "008"}, action="created")
        assert set(edit.book(NOVEMBER).table("self_checks")) == {"007", "008"}
    assert store.load(NOVEMBER).table(BATCHES)[BATCH] == {"count": 1}


@pytest.mark.parametrize("table", ["audit", "meta", BATCHES])
def test_what_the_store_keeps_itself_is_not_for_a_batch(store: Store, author: Author, table: str) -> None:
    with pytest.raises(ValueError, match=table):
        bring(store, author, [(table, "1", {})])
    assert store.names() == []


def test_books_that_join_are_published_after_those_there_were(store: Store, author: Author) -> None:
    with store.edit("office", author=author) as edit:
        for book in (DECEMBER, NOVEMBER, DECEMBER):
            edit.join(book)
            edit.put(book, "self_checks", "007", {"officer": "007"}, action="created")
        edit.put("office", "staff", "007", {"code": "007"}, action="created")
        assert [head.partition(":")[0] for head in edit.heads.values()] == ["office", DECEMBER, NOVEMBER]
    assert sorted(store.names()) == ["2026-11", "2026-12", "office"]


def complete(edit: Edit, book: str) -> None:
    edit.join(book)
    edit.put_batch(book, BATCH, {}, some("007"), action="imported")
    edit.complete(book)


def test_a_book_that_is_complete_is_closed_and_published_with_the_others(store: Store, author: Author) -> None:
    with store.edit("office", author=author) as edit:
        complete(edit, NOVEMBER)
        with pytest.raises(KeyError):
            edit.book(NOVEMBER)
        assert store.names() == []
        complete(edit, DECEMBER)
    assert store.names() == [NOVEMBER, DECEMBER]
    assert walk_audit(DECEMBER, store.load(DECEMBER, strict=True).tables).problems == []


def test_nothing_of_what_was_complete_stays_when_the_block_fails(store: Store, author: Author) -> None:
    def fail() -> None:
        with store.edit("office", author=author) as edit:
            complete(edit, NOVEMBER)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert store.names() == []


def test_what_is_not_to_be_published_is_not_though_it_was_complete(store: Store, author: Author) -> None:
    with store.edit("office", author=author, publish=False) as edit:
        complete(edit, NOVEMBER)
    assert store.names() == []


@pytest.mark.parametrize("change", ["document", "removed", "added", "digest"])
def test_what_was_changed_behind_a_batch_is_found(store: Store, author: Author, change: str) -> None:
    bring(store, author, some("007", "008"))
    tables = plain(store.load(NOVEMBER, strict=True).tables)
    if change == "document":
        tables["self_checks"]["008"]["note"] = "khác"
    elif change == "removed":
        del tables["self_checks"]["008"]
    elif change == "added":
        tables["self_checks"]["009"] = {"officer": "009"}
    else:
        tables["audit"]["2"]["documents"]["self_checks"]["008"] = "0" * 64
    found = {(one.code, one.facts["key"]) for one in walk_audit(NOVEMBER, raw(tables)).problems}
    assert (
        found
        == {
            "document": {("audit.document_changed", "008")},
            "removed": {("audit.document_missing", "008")},
            "added": {("audit.document_unrecorded", "009")},
            "digest": {("audit.entry_changed", "2"), ("audit.document_changed", "008")},
        }[change]
    )
