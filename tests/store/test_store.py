"""What every store does, whatever it is made of."""

from __future__ import annotations

import itertools
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civicode.domain.store.audit import FIRST_LINK, document_digest, entry_hash
from civicode.domain.store.audit_walk import walk_audit
from civicode.errors import NotAllowedError, NotFoundError, RefusedError, StoreError, UsageError
from civicode.store import Author, Book, Store
from civicode.store.memory import MemoryStore
from tests.raw import raw
from tests.store.conftest import MAKERS, MOMENT

NOTE: dict[str, Any] = {"officer": "007", "answers": {"TD-06": {"rating": "not_met", "note": 'đi trễ "2" lần\n'}}}


def put(store: Store, author: Author, key: str, document: dict[str, Any], book: str = "2026-11") -> None:
    with store.edit(book, author=author) as edit:
        edit.put(book, "self_checks", key, document, action="created")


def test_a_store_begins_without_books(store: Store) -> None:
    assert store.names() == []
    assert store.load("2026-11") == Book("2026-11", {})
    assert store.load("2026-11").state == "open"
    assert store.load("2026-11").head is None


def test_what_is_put_is_loaded_again(store: Store, author: Author) -> None:
    put(store, author, "007", NOTE)
    book = store.load("2026-11")
    assert book.table("self_checks") == {"007": NOTE}
    assert book.table("meta") == {"book": {"schema_version": 1, "book": "2026-11", "state": "open"}}
    assert store.names() == ["2026-11"]


def test_books_are_listed_office_first_then_by_period(store: Store, author: Author) -> None:
    for name in ("2026-11", "2025-12", "office", "2026-Q4", "2026-02"):
        put(store, author, "1", {"a": 1}, book=name)
    assert store.names() == ["office", "2025-12", "2026-02", "2026-11", "2026-Q4"]


def test_the_first_entry_covers_what_the_book_is(store: Store, author: Author) -> None:
    put(store, author, "007", NOTE)
    book = store.load("2026-11")
    first, second = book.table("audit")["1"], book.table("audit")["2"]
    assert {name: first[name] for name in ("seq", "action", "table", "key", "before", "prev")} == {
        "seq": 1, "action": "opened", "table": "meta", "key": "book", "before": None, "prev": FIRST_LINK,
    }  # fmt: skip
    assert first["after"] == document_digest("meta", "book", book.table("meta")["book"])
    assert second == {
        "seq": 2, "at": "2026-12-02T08:30:00+07:00", "actor": "007", "action": "created", "table": "self_checks",
        "key": "007", "before": None, "after": document_digest("self_checks", "007", NOTE), "prev": first["hash"],
        "hash": entry_hash(second),
    }  # fmt: skip


def test_entries_say_why_and_that_the_clock_was_set(store: Store, author: Author) -> None:
    with store.edit("office", author=author._replace(clock_set=True)) as edit:
        edit.put("office", "staff", "007", {"name": "Nguyễn Văn Thử"}, action="corrected", reason="nhập sai tên")
    entry = store.load("office").last_entry
    assert entry
    assert (entry["reason"], entry["clock"]) == ("nhập sai tên", "set")


def test_replacing_and_removing_name_the_digest_before(store: Store, author: Author) -> None:
    put(store, author, "007", {"n": 1})
    put(store, author, "007", {"n": 2})
    with store.edit("2026-11", author=author) as edit:
        edit.remove("2026-11", "self_checks", "007", action="withdrawn")
    book = store.load("2026-11")
    digests = [(entry["before"], entry["after"]) for entry in list(book.table("audit").values())[1:]]
    one, two = (document_digest("self_checks", "007", {"n": n}) for n in (1, 2))
    assert digests == [(None, one), (one, two), (two, None)]
    assert book.table("self_checks") == {}
    assert walk_audit("2026-11", book.tables).problems == []


def test_an_equal_document_writes_nothing(store: Store, author: Author) -> None:
    put(store, author, "007", {"a": 1, "b": [1, 2]})
    before = store.load("2026-11").head
    with store.edit("2026-11", author=author) as edit:
        edit.put("2026-11", "self_checks", "007", {"b": [1, 2], "a": 1}, action="replaced")
        edit.remove("2026-11", "self_checks", "nobody", action="withdrawn")
        assert edit.heads == {}
    assert store.load("2026-11").head == before


def test_removing_from_a_book_that_is_not_there_makes_none(store: Store, author: Author) -> None:
    with store.edit("2026-11", author=author) as edit:
        edit.remove("2026-11", "self_checks", "007", action="withdrawn")
    assert store.names() == []


def test_heads_name_the_newest_entry_of_each_book_changed(store: Store, author: Author) -> None:
    with store.edit("2026-11", "2026-12", "office", author=author) as edit:
        edit.put("2026-11", "self_checks", "007", {"n": 1}, action="created")
        edit.put("office", "staff", "007", {"n": 1}, action="created")
        heads = dict(edit.heads)
    assert heads == {name: store.load(name).head for name in ("2026-11", "office")}
    assert heads["office"].startswith("office:2:")
    assert len(heads["office"]) == len("office:2:") + 12


def test_an_edit_shows_its_own_changes_and_nobody_else_does(store: Store, author: Author) -> None:
    with store.edit("2026-11", author=author) as edit:
        edit.put("2026-11", "self_checks", "007", {"n": 1}, action="created")
        assert edit.book("2026-11").table("self_checks") == {"007": {"n": 1}}
        assert store.load("2026-11").tables == {}
        edit.remove("2026-11", "self_checks", "007", action="withdrawn")
        assert edit.book("2026-11").table("self_checks") == {}


def test_an_exception_leaves_everything_as_it_was(store: Store, author: Author) -> None:
    put(store, author, "007", {"n": 1})
    before = store.load("2026-11")
    with suppress(ZeroDivisionError), store.edit("2026-11", "office", author=author) as edit:
        edit.put("2026-11", "self_checks", "007", {"n": 2}, action="replaced")
        edit.put("office", "staff", "007", {"n": 2}, action="created")
        raise ZeroDivisionError
    assert store.load("2026-11") == before
    assert store.names() == ["2026-11"]


def test_a_dry_run_goes_the_whole_way_and_writes_nothing(store: Store, author: Author) -> None:
    with store.edit("2026-11", author=author, publish=False) as edit:
        edit.put("2026-11", "self_checks", "007", {"n": 1}, action="created")
        assert edit.heads["2026-11"].startswith("2026-11:2:")
    assert store.names() == []


def test_changing_what_was_handed_out_changes_nothing(store: Store, author: Author) -> None:
    document: dict[str, Any] = {"answers": {"TD-01": "met"}}
    with store.edit("2026-11", author=author) as edit:
        edit.put("2026-11", "self_checks", "007", document, action="created")
        document["answers"]["TD-01"] = "not_met"
    store.load("2026-11").tables["self_checks"].clear()
    with store.edit("2026-11", author=author) as edit:
        edit.book("2026-11").table("self_checks")["007"]["answers"]["TD-01"] = "not_met"
        edit.book("2026-11").tables["self_checks"].clear()
        edit.put("2026-11", "self_checks", "008", {}, action="created")
    assert store.load("2026-11").table("self_checks") == {"007": {"answers": {"TD-01": "met"}}, "008": {}}


def test_a_document_changed_in_place_and_put_is_seen_as_changed(store: Store, author: Author) -> None:
    put(store, author, "007", {"answers": {"TD-01": "met"}})
    with store.edit("2026-11", author=author) as edit:
        document = edit.book("2026-11").table("self_checks")["007"]
        document["answers"]["TD-01"] = "not_met"
        edit.put("2026-11", "self_checks", "007", document, action="replaced")
    book = store.load("2026-11")
    assert book.table("self_checks")["007"] == {"answers": {"TD-01": "not_met"}}
    assert walk_audit("2026-11", book.tables).problems == []


def test_closing_is_a_change_of_what_the_book_says_of_itself(store: Store, author: Author) -> None:
    with store.edit("2026-11", author=author) as edit:
        meta = {"schema_version": 1, "book": "2026-11", "state": "closed"}
        edit.put("2026-11", "meta", "book", meta, action="closed")
    book = store.load("2026-11")
    assert book.state == "closed"
    assert [entry["action"] for entry in book.table("audit").values()] == ["opened", "closed"]
    assert walk_audit("2026-11", book.tables).problems == []


@pytest.mark.parametrize(("table", "key"), [("audit", "1"), ("meta", "other")])
def test_the_stores_own_tables_are_not_for_services(store: Store, author: Author, table: str, key: str) -> None:
    with pytest.raises(ValueError, match=table), store.edit("2026-11", author=author) as edit:
        edit.put("2026-11", table, key, {}, action="created")


@pytest.mark.parametrize("name", ["", "../office", "2026-13", "Office", "2026-11.json", "2026-1１"])
def test_only_books_names_are_names_of_books(store: Store, author: Author, name: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        store.load(name)
    assert caught.value.code == "store.no_such_book"
    with pytest.raises(NotFoundError), store.edit(name, author=author):
        pass


def test_documents_that_do_not_fit_are_named(store: Store, author: Author) -> None:
    put(store, author, "007", {"n": 1})
    book = store.load("2026-11")
    assert book.each("self_checks", lambda one: one["n"]) == {"007": 1}
    assert book.one("self_checks", "007", lambda one: one["n"]) == 1
    assert book.one("self_checks", "008", lambda one: one["n"]) is None
    with pytest.raises(StoreError) as caught:
        book.each("self_checks", lambda one: one["missing"])
    assert caught.value.code == "store.damaged_record"
    assert caught.value.facts == {"book": "2026-11", "table": "self_checks", "key": "007"}


def test_shelves_keep_texts_by_name_in_any_case(store: Store) -> None:
    for shelf in (store.drafts, store.catalogues):
        assert shelf.names() == []
        assert shelf.read("2026-11.an") is None
        shelf.write("2026-11.An", "nháp\n")
        shelf.write("2026-11.AN", "nháp hai\r\n")
        shelf.write("2026-11.007", "")
        assert shelf.names() == ["2026-11.007", "2026-11.An"]
        assert shelf.read("2026-11.an") == "nháp hai\r\n"
        assert shelf.read("2026-11.007") == ""
        shelf.remove("2026-11.aN")
        shelf.remove("nobody")
        assert shelf.names() == ["2026-11.007"]


def test_half_a_character_is_refused_on_every_shelf(store: Store) -> None:
    for shelf in (store.drafts, store.catalogues):
        with pytest.raises(RefusedError) as caught:
            shelf.write("2026-11.007", '{"note":"\udc80"}')
        assert (caught.value.code, caught.value.facts) == ("store.half_character", {"place": "2026-11.007"})
        assert shelf.names() == []


@pytest.mark.parametrize("name", ["", "../x", "a/b", "a\\b", ".lock", "ô", "a\0", "a" * 129, "a\n"])
def test_no_name_on_a_shelf_is_a_path(store: Store, name: str) -> None:
    shelf = store.drafts
    for step in (shelf.read, shelf.remove, lambda one: shelf.write(one, "x")):
        with pytest.raises(UsageError) as caught:
            step(name)
        assert caught.value.code == "store.name_not_allowed"


KEYS = st.sampled_from(["007", "An", "x.y", 'qu"ote', "đ", "\n", "\x7f"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=6) | st.sampled_from(["\U0001f600", "\x7f", "}\n", ',\n"audit":{', "\u2028"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
DOCUMENTS = st.dictionaries(st.text(max_size=4), VALUES, max_size=4)
STEPS = st.tuples(
    st.sampled_from(["2026-11", "office"]), st.sampled_from(["self_checks", "reviews"]), KEYS, st.none() | DOCUMENTS
)
EDITS = st.lists(st.tuples(st.lists(STEPS, max_size=4), st.sampled_from(["publish", "dry", "fail"])), max_size=6)


@pytest.mark.parametrize("maker", sorted(MAKERS))
@settings(max_examples=60, deadline=None)
@given(edits=EDITS)
def test_any_run_of_edits_leaves_what_a_dict_would(maker: str, edits: list[tuple[list[Any], str]]) -> None:
    with TemporaryDirectory() as folder:
        store = MAKERS[maker](Path(folder))
        model: dict[tuple[str, str, str], Any] = {}
        for number, (steps, ending) in enumerate(edits):
            draft = dict(model)
            author = Author(actor="007", now=MOMENT.replace(minute=number), clock_set=True)
            try:
                with store.edit("2026-11", "office", author=author, publish=ending != "dry") as edit:
                    for book, table, key, document in steps:
                        _step(edit, draft, book, table, key, document)
                    if ending == "fail":
                        raise ZeroDivisionError
                model = draft if ending == "publish" else model
            except ZeroDivisionError:
                pass
            _assert_same(store, model)


def _step(edit: Any, model: dict[tuple[str, str, str], Any], book: str, table: str, key: str, document: Any) -> None:
    if document is None:
        edit.remove(book, table, key, action="withdrawn")
        model.pop((book, table, key), None)
    else:
        edit.put(book, table, key, document, action="replaced")
        model[book, table, key] = document


def _assert_same(store: Store, model: dict[tuple[str, str, str], Any]) -> None:
    for name in ("2026-11", "office"):
        book = store.load(name, strict=True)
        found = {
            (name, table, key): document
            for table in ("self_checks", "reviews")
            for key, document in book.table(table).items()
        }
        assert {place: one for place, one in model.items() if place[0] == name} == found
        assert walk_audit(name, book.tables).problems == []
        sequences = [entry["seq"] for entry in book.table("audit").values()]
        assert sequences == list(itertools.islice(itertools.count(1), len(sequences)))


def test_a_whole_book_is_adopted_as_it_is(store: Store, author: Author) -> None:
    other = MemoryStore()
    put(other, author, "007", NOTE)
    put(other, author, "001", {"n": 1})
    store.adopt(other.load("2026-11", strict=True))
    assert store.load("2026-11", strict=True) == other.load("2026-11", strict=True)
    assert store.names() == ["2026-11"]
    put(store, author, "008", {"n": 2})
    assert walk_audit("2026-11", store.load("2026-11").tables).problems == []


def test_no_book_is_adopted_over_another(store: Store, author: Author) -> None:
    put(store, author, "007", NOTE)
    before = store.load("2026-11").head
    with pytest.raises(NotAllowedError) as caught:
        store.adopt(Book("2026-11", raw({"meta": {"book": {"schema_version": 1, "book": "2026-11", "state": "open"}}})))
    assert (caught.value.code, caught.value.facts["book"]) == ("store.book_exists", "2026-11")
    assert store.load("2026-11").head == before
    with pytest.raises(NotFoundError):
        store.adopt(Book("2026-13"))


def test_a_stamp_changes_with_its_book_alone(store: Store, author: Author) -> None:
    assert store.stamp("2026-11") is None
    put(store, author, "007", NOTE)
    first = store.stamp("2026-11")
    assert first is not None
    put(store, author, "007", {"n": 1}, book="2026-12")
    assert store.stamp("2026-11") == first
    put(store, author, "008", NOTE)
    assert store.stamp("2026-11") != first


def test_an_edit_without_books_only_keeps_others_away(store: Store, author: Author) -> None:
    put(store, author, "007", NOTE)
    with store.edit(author=author) as edit:
        assert edit.heads == {}
    assert store.names() == ["2026-11"]
