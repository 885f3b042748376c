"""Everything changed behind the program's back is found and named."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civicode.domain.store.audit import FIRST_LINK, document_digest, entry_hash
from civicode.domain.store.audit_walk import (
    Expected,
    expected_problem,
    read_expected,
    walk_audit,
)
from tests.raw import raw

Tables = dict[str, dict[str, dict[str, Any]]]


def book(*changes: tuple[str, str, dict[str, Any] | None]) -> Tables:
    """A book in which these changes were made."""
    tables: Tables = {}
    entries: dict[str, dict[str, Any]] = {}
    link = FIRST_LINK
    for seq, (table, key, document) in enumerate(changes, 1):
        documents = tables.setdefault(table, {})
        entry: dict[str, Any] = {
            "seq": seq, "actor": "007", "table": table, "key": key, "prev": link,
            "before": document_digest(table, key, documents.pop(key, None)),
            "after": document_digest(table, key, document),
        }  # fmt: skip
        link = entry["hash"] = entry_hash(entry)
        entries[str(seq)] = entry
        if document is not None:
            documents[key] = document
    return {name: documents for name, documents in tables.items() if documents} | {"audit": entries}


def sample() -> Tables:
    return book(
        ("meta", "book", {"state": "open"}),
        ("self_checks", "007", {"n": 1}),
        ("self_checks", "008", {"n": 2}),
        ("reviews", "007", {"n": 1}),
        ("self_checks", "007", {"n": 3}),
        ("reviews", "007", None),
    )


def found(tables: Tables) -> list[tuple[str, object, object]]:
    return [
        (problem.code.removeprefix("audit."), problem.facts["table"], problem.facts["key"])
        for problem in walk_audit("2026-11", raw(tables)).problems
    ]


def test_a_whole_book_has_no_problems() -> None:
    assert found(sample()) == []


def rehashed(entry: dict[str, Any], **fields: Any) -> dict[str, Any]:
    entry = entry | fields
    return entry | {"hash": entry_hash(entry)}


def set_in(table: str, key: str, document: dict[str, Any]) -> Callable[[Tables], object]:
    return lambda tables: tables.setdefault(table, {}).update({key: document})


def edit_entry(key: str, **fields: Any) -> Callable[[Tables], object]:
    return lambda tables: tables["audit"][key].update(fields)


@pytest.mark.parametrize(
    ("attack", "problems"),
    [
        (set_in("self_checks", "007", {"n": 4}), [("document_changed", "self_checks", "007")]),
        (set_in("self_checks", "007", {"n": 3.0}), [("document_changed", "self_checks", "007")]),
        (set_in("self_checks", "009", {}), [("document_unrecorded", "self_checks", "009")]),
        (set_in("reviews", "007", {"n": 1}), [("document_unrecorded", "reviews", "007")]),
        (set_in("unknown", "x", {}), [("document_unrecorded", "unknown", "x")]),
        (set_in("meta", "other", {}), [("document_unrecorded", "meta", "other")]),
        (set_in("meta", "book", {"state": "closed"}), [("document_changed", "meta", "book")]),
        (lambda tables: tables.update(empty={}), [("table_empty", "empty", "")]),
        (lambda tables: tables["self_checks"].pop("008"), [("document_missing", "self_checks", "008")]),
        (
            lambda tables: tables["self_checks"].update({"007": {"n": 2}, "008": {"n": 3}}),
            [("document_changed", "self_checks", "008"), ("document_changed", "self_checks", "007")],
        ),
        (
            lambda tables: tables["self_checks"].update({"7": tables["self_checks"].pop("007")}),
            [("document_unrecorded", "self_checks", "7"), ("document_missing", "self_checks", "007")],
        ),
        (edit_entry("3", actor="008"), [("entry_changed", "audit", "3")]),
        (edit_entry("3", extra=1), [("entry_changed", "audit", "3")]),
        (edit_entry("3", hash="0" * 64), [("entry_changed", "audit", "3")]),
        (edit_entry("3", seq=7), [("entry_out_of_place", "audit", "3")]),
        (lambda tables: tables["audit"].update({"3": rehashed(tables["audit"]["3"], actor="008")}),
         [("link_broken", "audit", "4")]),
        (lambda tables: tables["audit"].update({"6": rehashed(tables["audit"]["6"], before="0" * 64)}),
         [("history_broken", "audit", "6")]),
        (lambda tables: tables["audit"].pop("1"),
         [("entry_missing", "audit", "1"), ("document_unrecorded", "meta", "book")]),
        (lambda tables: tables["audit"].pop("3"),
         [("entry_missing", "audit", "3"), ("document_unrecorded", "self_checks", "008")]),
        (lambda tables: tables["audit"].pop("6"), [("document_missing", "reviews", "007")]),
        (lambda tables: tables["audit"].update({"6": tables["audit"]["5"]}),
         [("entry_out_of_place", "audit", "6"), ("document_missing", "reviews", "007")]),
        (lambda tables: tables["audit"].update({"9": rehashed(tables["audit"]["5"], seq=9)}),
         [("entry_missing", "audit", "7")]),
        (lambda tables: tables.pop("audit"), [("document_unrecorded", "meta", "book"),
         ("document_unrecorded", "self_checks", "008"), ("document_unrecorded", "self_checks", "007")]),
    ],
)  # fmt: skip
def test_every_attack_is_named(attack: Callable[[Tables], object], problems: list[tuple[str, str, str]]) -> None:
    tables = sample()
    attack(tables)
    assert found(tables) == problems


def test_newest_entries_cut_off_with_their_documents_are_found_by_a_head_noted_elsewhere() -> None:
    tables = sample()
    noted = read_expected(f"2026-11:6:{tables['audit']['6']['hash'][:12]}")
    assert noted
    older = book(("meta", "book", {"state": "open"}), ("self_checks", "007", {"n": 1}))
    assert found(older) == []
    assert expected_problem(noted, raw(tables)) is None
    problem = expected_problem(noted, raw(older))
    assert problem
    assert (problem.code, problem.facts["key"]) == ("audit.expected_missing", "6")
    other = expected_problem(Expected("2026-11", 2, "0" * 12), raw(tables))
    assert other
    assert (other.code, other.facts["found"]) == ("audit.expected_other", tables["audit"]["2"]["hash"][:12])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2026-11:57:ab12cd34ef56", Expected("2026-11", 57, "ab12cd34ef56")),
        (" 2026-Q4:1:AB12CD34EF56AA\n", Expected("2026-Q4", 1, "ab12cd34ef56aa")),
        ("office:12:" + "0" * 64, Expected("office", 12, "0" * 64)),
        ("office:12:" + "0" * 65, None),
        ("2026-11:57:ab12cd34ef5", None),
        ("2026-11:57:ab12cd34ef5g", None),
        ("2026-11:0:ab12cd34ef56", None),
        ("2026-11:-1:ab12cd34ef56", None),
        ("2026-11:ab12cd34ef56", None),
        ("../x:1:ab12cd34ef56", None),
        ("", None),
    ],
)
def test_a_noted_head_is_read(text: str, wanted: Expected | None) -> None:
    assert read_expected(text) == wanted


LEAVES: st.SearchStrategy[Any] = (
    st.none() | st.booleans() | st.integers(0, 9) | st.text("ab1", max_size=2) | st.just({}) | st.just([])
)


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_any_single_change_of_a_document_is_found(data: st.DataObject) -> None:
    document = data.draw(st.dictionaries(st.text("ab", max_size=2), LEAVES, min_size=1, max_size=4))
    tables = book(("meta", "book", {"state": "open"}), ("self_checks", "007", document))
    attacked = copy.deepcopy(tables)
    field = data.draw(st.sampled_from(sorted(document)))
    value = data.draw(LEAVES)
    attacked["self_checks"]["007"][field] = value
    same = repr(value) == repr(document[field])
    assert (found(attacked) == []) is same
