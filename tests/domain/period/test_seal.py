"""Seals: made from a book's audit, kept, and held against it."""

from typing import Any

import pytest
from msgspec.structs import replace

from civicode.domain.period.seal import Seal, seal_of, seal_problem
from civicode.domain.record import read_record, to_document

KEY = "2026-11"


def entry(seq: int, action: str, table: str = "meta", key: str = "book", **more: str) -> dict[str, Any]:
    return {"seq": seq, "hash": f"{seq:064x}", "at": f"t{seq}", "actor": "004", "action": action, "table": table,
            "key": key, **more}  # fmt: skip


def entries(*of: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {str(one["seq"]): one for one in of}


OPENED, CLOSED, REOPENED = entry(1, "opened"), entry(9, "closed", reason="lũ"), entry(12, "reopened")
LATER = entry(13, "created", "violations", "VP-2026-11-0001")
SEAL = Seal(period=KEY, seq=9, hash=f"{9:064x}", closed_at="t9", closed_by="004", reason="lũ", state="closed")
UNDONE = replace(SEAL, state="open", reopened_at="t12", reopened_by="001", reopening_reason="sai")


def test_the_seal_is_the_entry_that_closed_the_book() -> None:
    assert seal_of(KEY, entries(OPENED, CLOSED, LATER)) == SEAL
    assert seal_of(KEY, entries(OPENED, CLOSED, entry(14, "upgraded"))) == SEAL
    assert seal_of(KEY, entries(OPENED, CLOSED, entry(14, "closed", "violations", "book"))) == SEAL
    assert SEAL.head == "2026-11:9:000000000000"


@pytest.mark.parametrize("of", [(), (OPENED,), (OPENED, LATER), (OPENED, CLOSED, REOPENED)])
def test_an_open_book_has_no_seal(of: tuple[dict[str, Any], ...]) -> None:
    assert seal_of(KEY, entries(*of)) is None


def test_the_newest_closing_counts() -> None:
    found = seal_of(KEY, entries(OPENED, CLOSED, REOPENED, entry(100, "closed")))
    assert found
    assert (found.seq, found.reason) == (100, "")


@pytest.mark.parametrize("seal", [SEAL, UNDONE, replace(SEAL, reason="")])
def test_a_seal_is_read_as_it_was_written(seal: Seal) -> None:
    document = to_document(seal)
    assert read_record(document, Seal) == seal
    assert document["state"] == seal.state == ("closed" if seal.is_closed else "open")
    assert "" not in document.values()


@pytest.mark.parametrize(
    "change", [{"state": "open"}, {"seq": "9"}, {"hash": 5}, {"more": "x"}, {"reopened_at": "t"}, {"state": None}]
)
def test_a_document_that_is_no_seal_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        read_record(to_document(SEAL) | change, Seal)


OTHER = entry(9, "closed") | {"hash": "f" * 64}


@pytest.mark.parametrize(
    ("state", "of", "seal", "code"),
    [
        ("open", (OPENED,), None, None),
        ("closed", (OPENED, CLOSED), SEAL, None),
        ("closed", (OPENED, CLOSED, LATER), SEAL, None),
        ("open", (OPENED, CLOSED, REOPENED), UNDONE, None),
        ("closed", (OPENED, CLOSED), None, "audit.seal_missing"),
        ("closed", (OPENED, CLOSED), UNDONE, "audit.seal_missing"),
        ("open", (OPENED,), SEAL, "audit.seal_broken"),
        ("closed", (OPENED, OTHER), SEAL, "audit.seal_broken"),
        ("open", (OPENED,), UNDONE, "audit.seal_broken"),
        ("open", (), SEAL, "audit.seal_broken"),
        ("open", (OPENED, CLOSED), SEAL, "audit.seal_open"),
    ],
)
def test_a_book_is_held_against_its_seal(
    state: str, of: tuple[dict[str, Any], ...], seal: Seal | None, code: str | None
) -> None:
    problem = seal_problem(KEY, state, entries(*of), seal)
    assert (problem.code if problem else None) == code
    if problem:
        assert (problem.where, problem.facts["book"], problem.facts["table"]) == (KEY, KEY, "audit")
