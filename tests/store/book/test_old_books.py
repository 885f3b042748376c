"""Books that an older program wrote, or a hand formatted: they open and verify, and what is written now goes on."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civicode.domain.store.audit import encode_document, in_order
from civicode.domain.store.audit_walk import walk_audit
from civicode.errors import RefusedError, StoreError
from civicode.store import Author, Documents, Store
from civicode.store.book.text import book_bytes, read_book
from civicode.store.memory import MemoryStore
from tests.raw import plain
from tests.store.book.old_writer import Step, Tables, old_bytes, old_document_digest, old_tables
from tests.store.conftest import MOMENT

BOOK = "2026-11"
AUTHOR = Author(actor="007", now=MOMENT, clock_set=True)
HALVES = ["\ud800", "\udc80 vỡ", "\udfff"]

TEXTS = st.text(max_size=6) | st.sampled_from(["}\n", ',\n"audit":{', "\u2028", "\x7f", '"hash":"', "\U0001f600", "é"])
NUMBERS = (
    st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from([1e-07, 1e-05, 0.0001, 1e16, 1.5e300, -0.0, 62.5])
)


def documents(texts: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    values = st.recursive(
        st.none() | st.booleans() | NUMBERS | texts,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
        max_leaves=6,
    )
    return st.dictionaries(texts, values, max_size=4)


def edits(texts: st.SearchStrategy[str]) -> st.SearchStrategy[list[list[Step]]]:
    keys = st.sampled_from(["007", "An", 'qu"ote', "đ", "\n", "hash"])
    steps = st.tuples(st.sampled_from(["self_checks", "reviews"]), keys, st.none() | documents(texts))
    return st.lists(st.lists(steps, min_size=1, max_size=4, unique_by=lambda step: step[:2]), max_size=4)


def written(changes: Sequence[Sequence[Step]], batches: Sequence[int]) -> MemoryStore:
    """The same edits by the program as it is now."""
    store = MemoryStore()
    for place, steps in enumerate(changes):
        with store.edit(BOOK, author=AUTHOR) as edit:
            if place in batches:
                batch: Documents = steps
                edit.put_batch(BOOK, f"LN-{place}", {"note": f"LN-{place}"}, batch, action="imported")
                continue
            for table, key, document in steps:
                if document is None:
                    edit.remove(BOOK, table, key, action="replaced")
                else:
                    edit.put(BOOK, table, key, document, action="replaced")
    return store


def as_laid_out(tables: Tables) -> bytes:
    return old_bytes(tables)


def indented(tables: Tables) -> bytes:
    return json.dumps(tables, indent=2, ensure_ascii=False).encode("utf-8", "backslashreplace")


def with_a_mark(tables: Tables) -> bytes:
    return b"\xef\xbb\xbf" + old_bytes(tables)


def shuffled(tables: Tables) -> bytes:
    def mixed(value: Any) -> Any:
        if isinstance(value, dict):
            pairs = list(value.items())
            random.Random(len(pairs)).shuffle(pairs)
            return {key: mixed(one) for key, one in pairs}
        return [mixed(one) for one in value] if isinstance(value, list) else value

    return json.dumps(mixed(tables)).encode()


FORMS: tuple[Callable[[Tables], bytes], ...] = (as_laid_out, indented, with_a_mark, shuffled)


@settings(max_examples=150, deadline=None)
@given(changes=edits(TEXTS), batches=st.sets(st.integers(0, 3)))
def test_both_programs_give_the_same_digests_heads_and_chain(changes: list[list[Step]], batches: set[int]) -> None:
    old = old_tables(BOOK, changes, tuple(batches))
    now = written(changes, tuple(batches)).load(BOOK, strict=True)
    assert plain(now.tables) == old
    assert now.audit.problems == []
    for table, kept in now.tables.items():
        for key, document in kept.items():
            assert in_order(document) == document == encode_document(old[table][key])


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@settings(max_examples=60, deadline=None)
@given(
    changes=edits(TEXTS | st.sampled_from(HALVES)).filter(bool),
    later=documents(TEXTS),
    batches=st.sets(st.integers(0, 3)),
)
def test_an_old_book_opens_verifies_and_goes_on(
    form: Callable[[Tables], bytes], changes: list[list[Step]], later: dict[str, Any], batches: set[int]
) -> None:
    tables = old_tables(BOOK, changes, tuple(batches))
    if not tables:
        return
    store = MemoryStore()
    store._books[BOOK] = form(tables)
    for strict in (False, True):
        book = store.load(BOOK, strict=strict)
        assert {table: dict(book.table(table)) for table in book.tables} == json.loads(form(tables).decode("utf-8-sig"))
        assert walk_audit(BOOK, book.tables).problems == []
    with store.edit(BOOK, author=AUTHOR) as edit:
        edit.put(BOOK, "violations", "VP-1", later, action="created")
    after = store.load(BOOK, strict=True)
    assert after.audit.problems == []
    assert plain(after.tables) == tables | {"violations": {"VP-1": later}} | {"audit": plain(after.tables)["audit"]}
    assert plain(after.tables)["audit"].items() >= tables["audit"].items()
    assert book_bytes(after.tables) == store._books[BOOK]
    copy = MemoryStore()
    copy.adopt(after)
    assert copy.load(BOOK, strict=True) == after


class Check(msgspec.Struct):
    """What is read as a record."""

    officer: str
    note: str


@pytest.mark.parametrize("half", HALVES)
def test_half_a_character_is_read_from_an_old_book_and_never_written(store: Store, half: str) -> None:
    old = old_tables(BOOK, [[("self_checks", "007", {"officer": "007", "note": half})]])
    source = MemoryStore()
    source._books[BOOK] = old_bytes(old)
    store.adopt(source.load(BOOK, strict=True))
    book = store.load(BOOK, strict=True)
    assert book.audit.problems == []
    assert book.table("self_checks")["007"]["note"] == half
    assert book.each("self_checks", Check, own="officer") == {"007": Check("007", half)}
    digest = old_document_digest("self_checks", "007", {"officer": "007", "note": half})
    assert book.table("audit")["2"]["after"] == digest
    for key, document, reason in (
        ("008", {"n": [half]}, ""),
        (half, {}, ""),
        ("008", {}, half),
        ("008", {half: 1}, ""),
    ):
        with pytest.raises(RefusedError) as caught, store.edit(BOOK, author=AUTHOR) as edit:
            edit.put(BOOK, "self_checks", key, document, action="created", reason=reason)
        assert caught.value.code == "store.half_character"
    with pytest.raises(RefusedError), store.edit(BOOK, author=AUTHOR) as edit:
        edit.put_batch(BOOK, "LN-1", {}, [("self_checks", "009", {"n": half})], action="imported")
    with pytest.raises(RefusedError), store.edit(BOOK, author=AUTHOR) as edit:
        edit.put(BOOK, "self_checks", "008", Check("008", half), action="created")
    assert store.load(BOOK, strict=True) == book


@pytest.mark.parametrize("number", ["18446744073709551616", "-9223372036854775809" + "0", "1e999", "9" * 31])
def test_a_number_that_no_program_wrote_is_damage_wherever_it_stands(store: Store, number: str) -> None:
    good = old_bytes(old_tables(BOOK, [[("self_checks", "007", {"n": 1})]]))
    data = good.replace(b'{"n":1}', b'{"n":%b}' % number.encode())
    with pytest.raises(StoreError) as caught:
        read_book(BOOK, data, "f", strict=True)
    facts = caught.value.facts
    assert (caught.value.code, facts["what"], facts["byte"]) == (
        "store.damaged",
        "bad_number",
        data.index(number.encode()),
    )


def test_a_number_that_cannot_be_read_is_told_with_its_byte_by_whoever_reads_it() -> None:
    data = old_bytes(old_tables(BOOK, [[("self_checks", "007", {"n": 1})]])).replace(b'{"n":1}', b'{"n":1e999}')
    book = read_book(BOOK, data, "f")
    for read in (
        lambda: book.table("self_checks")["007"],
        lambda: book.each("self_checks", dict),
        lambda: book.one("self_checks", "007", Check),
    ):
        with pytest.raises(StoreError) as caught:
            read()
        assert (caught.value.facts["what"], caught.value.facts["byte"]) == ("bad_number", data.index(b"1e999"))
