"""Reasons taken out of audit entries: only what a later, whole entry lists so, byte for byte."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civicode.domain.store.audit import (
    FIRST_LINK,
    document_digest,
    encode_document,
    entry_hash,
    listed,
    read_entry,
    without_reason,
)
from civicode.domain.store.audit_redaction import (
    PERSONAL,
    Entries,
    Redactions,
    forgetting_of,
    forgettings,
    is_forgetting,
)
from civicode.domain.store.audit_walk import walk_audit
from civicode.domain.store.forgetting import _OWN
from civicode.i18n import FORGOTTEN
from tests.raw import raw

Tables = dict[str, dict[str, dict[str, Any]]]
CHECK: dict[str, Any] = {"officer": "007"}
RECORD: dict[str, Any] = {"on": "2027-07-01"}


def entry(seq: int, prev: str, **about: Any) -> dict[str, Any]:
    made = {"seq": seq, "at": "2026-12-02T08:00:00+07:00", "actor": "001", **about, "prev": prev}
    return {**made, "hash": entry_hash(made)}


def chain(*redacted: str, table: str = "self_checks") -> Tables:
    """A check withdrawn for a reason, which a later entry has taken out, and one more entry after that."""
    tables: Tables = {table: {"007": CHECK}, "forgotten": {"007": RECORD}, "reviews": {"008": {"n": 1}}, "audit": {}}
    about: dict[str, Any] = {"action": "withdrawn", "table": table, "key": "007", "reason": "anh Đức nhầm"}
    first = entry(1, FIRST_LINK, **about, before=None, after=document_digest(table, "007", CHECK))
    tables["audit"]["1"] = without_reason(first) if redacted else first
    lists = {key: listed(key, tables["audit"][key]) for key in redacted}
    about = {"action": "forgotten", "table": "forgotten", "key": "007", "counts": {"audit_reasons": 1}}
    told: dict[str, Any] = {"redacted": lists} if lists else {}
    after = document_digest("forgotten", "007", RECORD)
    tables["audit"]["2"] = entry(2, first["hash"], **about, **told, before=None, after=after)
    about = {"action": "created", "table": "reviews", "key": "008"}
    after = document_digest("reviews", "008", {"n": 1})
    tables["audit"]["3"] = entry(3, tables["audit"]["2"]["hash"], **about, before=None, after=after)
    return tables


def found(tables: Tables) -> list[tuple[str, object]]:
    problems = walk_audit("2026-11", raw(tables)).problems
    return [(problem.code.removeprefix("audit."), problem.facts["key"]) for problem in problems]


def test_a_reason_that_a_later_entry_lists_is_no_fault() -> None:
    assert found(chain("1")) == []
    assert chain("1")["audit"]["1"]["reason"] == FORGOTTEN


def test_a_reason_taken_out_that_nobody_lists_is_found() -> None:
    tables = chain()
    assert found(tables) == []
    tables["audit"]["1"] = without_reason(tables["audit"]["1"])
    assert found(tables) == [("entry_changed", "1")]


def test_to_list_an_entry_that_stands_as_it_was_changes_nothing() -> None:
    tables, whole = chain("1"), chain()
    tables["audit"]["1"] = whole["audit"]["1"]
    assert found(tables) == []
    tables["audit"]["1"]["actor"] = "002"
    assert found(tables) == [("entry_changed", "1")]


def read(tables: Tables) -> Entries:
    return {key: read_entry(document) for key, document in raw(tables)["audit"].items()}


def edit(**fields: Any) -> Callable[[Tables], object]:
    return lambda tables: tables["audit"]["1"].update(fields)


def relist(key: str, value: object) -> Callable[[Tables], object]:
    """The list says something else, as its own hash then does, and all after it is linked anew."""

    def attack(tables: Tables) -> None:
        entries = tables["audit"]
        second = {**entries["2"], "redacted": {key: value}}
        entries["2"] = {**second, "hash": entry_hash(second)}
        third = {**entries["3"], "prev": entries["2"]["hash"]}
        entries["3"] = {**third, "hash": entry_hash(third)}

    return attack


@pytest.mark.parametrize(
    "attack",
    [
        edit(reason="một lý do khác"),
        edit(reason=""),
        edit(actor="002"),
        edit(at="2026-12-03T08:00:00+07:00"),
        edit(action="confirmed"),
        edit(after="0" * 64),
        edit(extra=1),
        edit(hash="0" * 64),
        lambda tables: tables["audit"]["1"].pop("reason"),
        lambda tables: tables["audit"]["2"]["redacted"].clear(),
        lambda tables: tables["audit"]["2"].update(key="008"),
        relist("1", ["0" * 64, "0" * 64]),
        relist("1", None),
        relist("01", listed("1", chain("1")["audit"]["1"])),
    ],
)
def test_anything_else_of_it_that_is_changed_is_found(attack: Callable[[Tables], object]) -> None:
    tables = copy.deepcopy(chain("1"))
    attack(tables)
    assert found(tables)


@given(st.data())
def test_any_character_of_it_is_found(data: st.DataObject) -> None:
    tables = copy.deepcopy(chain("1"))
    one = tables["audit"]["1"]
    name = data.draw(st.sampled_from([name for name, value in one.items() if isinstance(value, str)]))
    at = data.draw(st.integers(0, len(one[name]) - 1))
    letter = data.draw(st.characters(codec="utf-8").filter(lambda other: other != one[name][at]))
    one[name] = one[name][:at] + letter + one[name][at + 1 :]
    assert found(tables)


def test_an_entry_lists_those_before_it_alone() -> None:
    one = chain("1")["audit"]["1"]
    about = {"action": "forgotten", "table": "forgotten", "key": "007", "redacted": {"1": listed("1", one)}}
    as_read, _ = read_entry(encode_document(one))
    for place, allowed in ((2, True), (1, False)):
        later = read_entry(encode_document(entry(place, FIRST_LINK, **about)))
        assert Redactions({str(place): later}).allow("1", as_read, encode_document(one)) is allowed


def test_what_says_of_a_book_that_it_was_closed_cannot_be_touched() -> None:
    assert found(chain("1", table="meta")) == [("entry_changed", "1")]


def test_the_tables_of_documents_about_one_person_are_the_same_everywhere() -> None:
    assert set(_OWN) == PERSONAL


def test_what_was_taken_out_is_told_from_whole_entries_alone() -> None:
    tables = chain("1")
    (done,) = forgettings(read(tables))
    assert (done.seq, done.officer, done.by, done.entries) == (2, "007", "001", 1)
    assert done.facts["on"] == date(2026, 12, 2)
    assert (done.facts["audit_reasons"], done.facts["names"]) == (1, 0)
    assert not is_forgetting(tables["audit"]["1"])
    tables["audit"]["2"]["counts"] = {}
    assert forgettings(read(tables)) == []


def test_an_entry_of_a_forgetting_that_says_nonsense_is_told_all_the_same() -> None:
    done = forgetting_of({"seq": 1, "key": "007", "at": "hôm qua", "counts": [], "redacted": "x"})
    assert (done.counts, done.entries, done.facts["on"]) == ({}, 0, "hôm qua")
