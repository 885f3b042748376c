"""Batches: what may be brought in many at a time, in which columns, and the record of what one of them brought."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from civicode.domain.record import next_in, number_of, text_of, texts_of


class BatchKind(StrEnum):
    """What a batch brings in."""

    STAFF = "staff"
    CHECKS = "checks"
    REVIEWS = "reviews"
    VIOLATIONS = "violations"
    PLAN = "plan"


COLUMNS: Mapping[BatchKind, tuple[str, ...]] = {
    BatchKind.STAFF: ("code", "name", "position", "unit", "category", "leader", "from", "until", "order"),
    BatchKind.CHECKS: ("officer", "period", "criterion", "rating", "note", "evidence"),
    BatchKind.REVIEWS: ("officer", "period", "criterion", "rating", "note", "evidence", "reviewer"),
    BatchKind.VIOLATIONS: (
        "id",
        "officer",
        "criterion",
        "occurred_on",
        "noticed_on",
        "what",
        "where",
        "source",
        "evidence",
    ),
    BatchKind.PLAN: ("task", "on", "percent", "note"),
}
"""The columns of each kind in the order of the contract; the words over them are `column.KEY`."""


DATED = frozenset({BatchKind.CHECKS, BatchKind.REVIEWS, BatchKind.VIOLATIONS})
"""Kinds whose records lie in a period."""


class Conflict(StrEnum):
    """What happens to a row that says something else than what is there."""

    FAIL = "fail"
    SKIP = "skip"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One batch, as the office's book keeps it.

    Attributes:
        id: `LN-2026-12-0001`: the month in which it came, and a running number.
        file: name of the file, without its folder; empty when it was piped in.
        digest: SHA-256 in hex of its bytes: the same file again finishes what a crash cut off.
        at: ISO time at UTC+7.
        by: who brought it in.
        read: rows of the file.
        added, replaced, unchanged, skipped: records; a check is one, however many rows it has.
        books: those that it changed, the office's among them for staff and plan.
        undone_at, undone_by: when and by whom it was taken back; empty while it stands.
    """

    id: str
    kind: BatchKind
    file: str
    digest: str
    at: str
    by: str
    read: int = 0
    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    skipped: int = 0
    books: tuple[str, ...] = ()
    undone_at: str = ""
    undone_by: str = ""

    @property
    def is_undone(self) -> bool:
        """Whether it was taken back."""
        return bool(self.undone_at)


_TEXTS = ("id", "file", "digest", "at", "by")
_COUNTS = ("read", "added", "replaced", "unchanged", "skipped")


def batch_to_document(batch: Batch) -> dict[str, Any]:
    """The form in which the office's book keeps a batch."""
    document: dict[str, Any] = {name: getattr(batch, name) for name in (*_TEXTS, *_COUNTS)}
    document |= {"kind": batch.kind.value, "books": list(batch.books)}
    return document | ({"undone_at": batch.undone_at, "undone_by": batch.undone_by} if batch.is_undone else {})


def batch_from_document(document: Mapping[str, Any]) -> Batch:
    """The batch that the office's book keeps in `document`; KeyError, TypeError or ValueError when it is none."""
    texts: Any = {name: text_of(document, name) for name in _TEXTS}
    counts: Any = {name: number_of(document, name) or 0 for name in _COUNTS}
    return Batch(
        **texts,
        **counts,
        kind=BatchKind(document["kind"]),
        books=texts_of(document, "books"),
        undone_at=text_of(document, "undone_at", ""),
        undone_by=text_of(document, "undone_by", ""),
    )


def next_batch_id(month: str, taken: Iterable[str]) -> str:
    """The next free id of a batch that comes in `month` (`2026-12`): LN-2026-12-0003."""
    return next_in(f"LN-{month}-", taken)
