"""The seal of a closed period: the entry of its book that closed it, kept in the office's own book."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from civicode.domain.record import Record
from civicode.domain.store.audit import head
from civicode.domain.tables import BOOK_KEY, META
from civicode.errors import Problem, StoreError

CLOSED, OPEN = "closed", "open"
"""The states of a book."""

REOPENED = "reopened"
"""The action of the entry that reopens a book; that of the closing is `closed`."""

_BOOK = (META, BOOK_KEY)
_DECIDING = (CLOSED, REOPENED)  # a book is also entered as opened, and as brought up from an older shape

Entries = Mapping[str, Mapping[str, Any]]
"""The audit of a book: its entries by sequence."""


class Seal(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Proof of a closing; it stays when the period is reopened, and says so.

    Attributes:
        state: of the book that it speaks of.
        seq, hash: of the entry that closed the book.
        closed_at, closed_by: ISO time at UTC+7, staff code.
        reason: why it was closed with checks missing; empty where it was complete.
        reopened_at, reopened_by, reopening_reason: empty while it is closed.
    """

    period: str
    state: str
    seq: int
    hash: str
    closed_at: str
    closed_by: str
    reason: str = ""
    reopened_at: str = ""
    reopened_by: str = ""
    reopening_reason: str = ""

    def __post_init__(self) -> None:
        if self.state != (CLOSED if self.is_closed else OPEN):
            raise ValueError(self.state)

    @property
    def is_closed(self) -> bool:
        """Whether it stands: the period was not reopened."""
        return not self.reopened_at

    @property
    def head(self) -> str:
        """`book:sequence:hash` of the entry that closed the book, as receipts print it."""
        return head(self.period, {"seq": self.seq, "hash": self.hash})


def seal_of(period: str, entries: Entries) -> Seal | None:
    """The seal that belongs on a book with these entries; None unless the last word on its state was to close it.

    Raises:
        StoreError: the entry that closed it cannot be read.
    """
    last = max((one for one in entries.values() if _is_of_state(one)), key=lambda one: int(one["seq"]), default=None)
    if last is None or last["action"] != CLOSED:
        return None
    try:
        return Seal(
            period=period,
            state=CLOSED,
            seq=last["seq"],
            hash=last["hash"],
            closed_at=last["at"],
            closed_by=last["actor"],
            reason=last.get("reason", ""),
        )
    except (LookupError, TypeError) as error:
        raise StoreError("store.damaged_record", book=period, table="audit", key=str(last["seq"])) from error


def _is_of_state(entry: Mapping[str, Any]) -> bool:
    return (entry.get("table"), entry.get("key")) == _BOOK and entry.get("action") in _DECIDING


def seal_problem(period: str, state: str, entries: Entries, seal: Seal | None) -> Problem | None:
    """What speaks against a book and its seal belonging together; None when all agrees."""
    facts: dict[str, object] = {"book": period, "table": "audit", "key": ""}
    if seal is None or (not seal.is_closed and _holds(entries, seal)):
        return Problem("audit.seal_missing", facts, where=period) if state == CLOSED else None
    facts["key"] = str(seal.seq)
    if not _holds(entries, seal):
        return Problem("audit.seal_broken", facts | {"expected": seal.head}, where=period)
    return Problem("audit.seal_open", facts, where=period) if state != CLOSED else None


def _holds(entries: Entries, seal: Seal) -> bool:
    return entries.get(str(seal.seq), {}).get("hash") == seal.hash
