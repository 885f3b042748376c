"""Batches: what may be brought in many at a time, in which columns, and the record of what one of them brought."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from civicode.domain.record import Record, columns_of, next_in
from civicode.domain.violation.violation import Observation


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
    BatchKind.VIOLATIONS: columns_of(Observation),
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


class Batch(Record, frozen=True, kw_only=True):
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
    read: int
    added: int
    replaced: int
    unchanged: int
    skipped: int
    books: tuple[str, ...]
    undone_at: str = ""
    undone_by: str = ""

    @property
    def is_undone(self) -> bool:
        """Whether it was taken back."""
        return bool(self.undone_at)


def next_batch_id(month: str, taken: Iterable[str]) -> str:
    """The next free id of a batch that comes in `month` (`2026-12`): LN-2026-12-0003."""
    return next_in(f"LN-{month}-", taken)
