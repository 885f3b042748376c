"""The audit as services show it: what was done, and whether it still stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from civicode.domain.calendar import Period
from civicode.domain.store.audit import SHORT_HASH
from civicode.errors import NotFoundError, StoreError, UsageError
from civicode.services.office.office import Office
from civicode.services.store import audit
from civicode.store import Author
from civicode.store.folder.folder import FolderStore
from civicode.store.memory import MemoryStore
from tests.conftest import NOW


@pytest.fixture
def kept(empty_office: Office) -> Office:
    """An office with one person, checks in two months and a case, entered by two people."""
    with empty_office.edit("office", "2026-11") as edit:
        edit.put("office", "staff", "007", {"name": "Trần Minh Đức"}, action="created")
        edit.put("2026-11", "self_checks", "007", {"officer": "007"}, action="created")
        edit.put("2026-11", "violations", "VP-2026-11-0001", {"officer": "007"}, action="created")
    other = Author(actor="An", now=NOW.replace(hour=9))
    with empty_office.store.edit("2026-10", author=other) as edit:
        edit.put("2026-10", "self_checks", "An", {"officer": "An"}, action="created")
    return empty_office


def named(entries: list[dict[str, object]]) -> list[tuple[object, object]]:
    return [(entry["book"], entry["key"]) for entry in entries]


def test_the_log_is_told_oldest_first(kept: Office) -> None:
    assert named(audit.log(kept)) == [
        ("office", "book"),
        ("office", "007"),
        ("2026-11", "book"),
        ("2026-11", "007"),
        ("2026-11", "VP-2026-11-0001"),
        ("2026-10", "book"),
        ("2026-10", "An"),
    ]


def test_the_log_by_period_actor_and_target(kept: Office) -> None:
    assert named(audit.log(kept, actor="an")) == [("2026-10", "book"), ("2026-10", "An")]
    assert named(audit.log(kept, period="2026-10", target="SELF_CHECKS")) == [("2026-10", "An")]
    assert named(audit.log(kept, target="007")) == [
        ("office", "007"),
        ("2026-11", "007"),
        ("2026-11", "VP-2026-11-0001"),
    ]
    assert named(audit.log(kept, target="vp-2026-11-0001")) == [("2026-11", "VP-2026-11-0001")]
    assert {entry["book"] for entry in audit.log(kept, period=Period(2026 * 12 + 9, 3))} == {"2026-10", "2026-11"}
    assert audit.log(kept, period="2025") == []


def test_a_whole_store_verifies(kept: Office) -> None:
    result = audit.verify(kept)
    assert (result.ok, result.books, result.entries, result.problems) == (True, 3, 7, ())
    assert result.heads == tuple(kept.store.load(name).head for name in ("office", "2026-10", "2026-11"))
    assert audit.verify(kept.store, period="2026-11").books == 1
    assert audit.verify(MemoryStore()).ok
    with pytest.raises(NotFoundError):  # "nothing found wrong" would be said of a month whose file is gone
        audit.verify(kept.store, period="2026-09")


def test_what_was_noted_down_is_held_against_the_store(kept: Office) -> None:
    head = kept.store.load("2026-11").head
    assert head
    book, seq, digits = head.split(":")
    assert audit.verify(kept, expect=[head, head.upper()]).ok
    problems = audit.verify(
        kept, period="2026-10", expect=[f"{book}:{seq}:{digits[:-1]}{'1' if digits[-1] == '0' else '0'}"]
    ).problems
    assert [problem.code for problem in problems] == ["audit.expected_other"]
    later = audit.verify(kept, expect=[f"{book}:99:{digits}", f"2026-09:1:{digits}"])
    assert [(problem.code, problem.where) for problem in later.problems] == [
        ("audit.expected_missing", "2026-11"),
        ("audit.expected_missing", "2026-09"),
    ]


def test_what_was_noted_wrongly_is_refused_at_once(kept: Office) -> None:
    with pytest.raises(UsageError) as caught:
        audit.verify(kept, expect=["2026-11:5", "x", "2026-11:1:" + "a" * SHORT_HASH])
    assert caught.value.facts == {"found": ["2026-11:5", "x"]}
    with pytest.raises(NotFoundError):
        audit.verify(kept, expect=["2026-13:1:" + "a" * SHORT_HASH])


def test_a_damaged_book_is_one_problem_and_the_others_are_still_verified(tmp_path: Path) -> None:
    store = FolderStore(str(tmp_path))
    with store.edit("office", "2026-10", "2026-11", author=Author(actor="007", now=NOW)) as edit:
        for name in ("office", "2026-10", "2026-11"):
            edit.put(name, "self_checks", "007", {"n": 1}, action="created")
    (tmp_path / "office.json").write_bytes(b"{")
    changed = json.loads((tmp_path / "2026-11.json").read_text())
    changed["self_checks"]["007"]["n"] = 2
    (tmp_path / "2026-11.json").write_text(json.dumps(changed))
    result = audit.verify(store)
    assert not result.ok
    assert (result.books, result.entries, len(result.heads)) == (3, 4, 2)
    assert [
        (problem.code, problem.facts["book"], problem.facts["table"], problem.facts["key"])
        for problem in result.problems
    ] == [
        ("store.damaged", "office", None, None),
        ("audit.document_changed", "2026-11", "self_checks", "007"),
    ]
    with pytest.raises(StoreError):
        store.load("office")
