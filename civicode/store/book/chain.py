"""Linking audit entries: each names what changed and the hash of the one before it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Raw

from civicode.domain.store.audit import FIRST_LINK, REDACTED, Digests, encode_document, entry_hash
from civicode.domain.tables import BOOK_KEY, META
from civicode.store import SCHEMA_VERSION, Author, Record

UPGRADED = "upgraded"
"""The action of entries that bring a book of an older shape up."""


class Change(NamedTuple):
    """A document to set, or to take away.

    Attributes:
        document: in its canonical form; None takes it away.
        action: created, replaced, withdrawn and the like, as the entry names it.
        reason: why; empty where none is asked for.
        digests: of a batch, those of its documents by key, by table (`entered`); None for one document.
        redacted: of a forgetting, the entries whose reason it takes away, by sequence (`audit_redaction.listed`).
        counts: of a forgetting, how many texts of which kind it takes away.
    """

    table: str
    key: str
    document: Raw | None
    action: str
    reason: str = ""
    digests: Digests | None = None
    redacted: Mapping[str, object] | None = None
    counts: Mapping[str, int] | None = None


def opening(book: str) -> Change:
    """The first change of every book: what it says of itself."""
    document = {"schema_version": SCHEMA_VERSION, "book": book, "state": "open"}
    return Change(META, BOOK_KEY, encode_document(document), "opened")


def linked(
    last: Mapping[str, object] | None, change: Change, author: Author, *, before: str | None, after: str | None
) -> Record:
    """The entry of `change` that follows the entry `last`; None: it is the first of its book.

    Args:
        before: digest of the document as it was; None when there was none.
        after: digest of the document as it is now; None when it was taken away.
    """
    entry: Record = {
        "seq": int(str(last["seq"])) + 1 if last else 1,
        "at": author.now.isoformat(timespec="seconds"),
        "actor": author.actor,
        "action": change.action,
        "table": change.table,
        "key": change.key,
    }
    if change.digests:
        entry["documents"] = change.digests
    if change.redacted:
        entry[REDACTED] = dict(change.redacted)
    if change.counts:
        entry["counts"] = dict(change.counts)
    if change.reason:
        entry["reason"] = change.reason
    if author.clock_set:
        entry["clock"] = "set"
    entry |= {"before": before, "after": after, "prev": last["hash"] if last else FIRST_LINK}
    entry["hash"] = entry_hash(entry)
    return entry
