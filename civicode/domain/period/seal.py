"""The seal of a closed period: the entry of its book that closed it, kept in the office's own book."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from civicode.domain.record import number_of, only_texts, text_of
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


class Seal(NamedTuple):
    """Proof of a closing; it stays when the period is reopened, and says so.

    Attributes:
        seq, hash: of the entry that closed the book.
        closed_at, closed_by: ISO time at UTC+7, staff code.
        reason: why it was closed with checks missing; empty where it was complete.
        reopened_at, reopened_by, reopening_reason: empty while it is closed.
    """

    period: str
    seq: int
    hash: str
    closed_at: str
    closed_by: str
    reason: str = ""
    reopened_at: str = ""
    reopened_by: str = ""
    reopening_reason: str = ""

    @property
    def is_closed(self) -> bool:
        """Whether it stands: the period was not reopened."""
        return not self.reopened_at

    @property
    def state(self) -> str:
        """Of the book that it speaks of."""
        return CLOSED if self.is_closed else OPEN

    @property
    def head(self) -> str:
        """`book:sequence:hash` of the entry that closed the book, as receipts print it."""
        return head(self.period, {"seq": self.seq, "hash": self.hash})


def seal_to_document(seal: Seal) -> dict[str, Any]:
    """The form in which the office's book keeps a seal; empty texts are left out."""
    return {"state": seal.state} | {name: value for name, value in seal._asdict().items() if value}


def seal_from_document(document: Mapping[str, Any]) -> Seal:
    """The seal that the office's book keeps in `document`; KeyError, TypeError or ValueError when it is none."""
    texts = {name: value for name, value in document.items() if name not in ("state", "seq")}
    seal = Seal(seq=number_of(document, "seq") or 0, **only_texts(texts, _TEXTS))
    if document["state"] != seal.state:
        raise ValueError("state")
    return seal


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
            seq=last["seq"],
            hash=last["hash"],
            closed_at=text_of(last, "at"),
            closed_by=text_of(last, "actor"),
            reason=text_of(last, "reason", ""),
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


_TEXTS = frozenset(Seal._fields) - {"seq"}
