"""What a writing command hands back: what changed, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from civicode.errors import Fact


class Receipt(Struct, frozen=True, kw_only=True):
    """Proof of a change; its sentence in `i18n` is `receipt.KIND_ACTION`.

    Attributes:
        action: created, replaced, amended, unchanged, drafted, withdrawn and the like.
        kind: the noun: check, staff, violation, absence…
        key: the record's key.
        period: key of its period; None where it has none.
        audit: `book:sequence:hash` of the entry; None where nothing was written.
        next: the command that comes next; empty for none.
        facts: what the sentences about it need.
        notes: keys of sentences that say what else follows from it (`receipt.late`), filled from `facts`.
        counts: of a change of many records, how many of which kind; empty of a change of one.
        remains: of a forgetting, where the person may still be found: plain objects, by kind.
        dry_run: true when nothing was published.
    """

    action: str
    kind: str
    key: str
    period: str | None = None
    audit: str | None = None
    next: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    remains: Mapping[str, Sequence[Fact]] = field(default_factory=dict)
    dry_run: bool = False
