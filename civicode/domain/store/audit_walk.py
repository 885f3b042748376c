"""Walking a book's audit: is the chain whole, and are the documents those that it speaks of?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple

from msgspec import UNSET, Raw

from civicode.domain.store.audit import (
    FIRST_LINK,
    Entry,
    Tables,
    digests_of,
    in_order,
    raw_digest,
    read_document,
    read_entry,
)
from civicode.domain.store.audit_redaction import Forgetting, Redactions, forgettings
from civicode.domain.tables import AUDIT
from civicode.errors import Problem

__all__ = ["Expected", "Walked", "expected_problem", "read_expected", "walk_audit"]

_EXPECTED = re.compile(r"(?P<book>[0-9A-Za-z-]+):(?P<seq>[1-9][0-9]{0,17}):(?P<hash>[0-9A-Fa-f]{12,64})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Expected:
    """An entry that somebody noted down: `hash` is the beginning of its hash, at least 12 hex digits."""

    book: str
    seq: int
    hash: str


class Walked(NamedTuple):
    """What walking the audit of a book found.

    Attributes:
        problems: everything in the book that its audit does not bear out, in the order of the walk.
        forgettings: what was taken out of it on purpose, by sequence.
    """

    problems: list[Problem]
    forgettings: list[Forgetting]


def read_expected(text: str) -> Expected | None:
    """The entry that `BOOK:SEQ:HASH` names, as receipts and reports print it; None when it cannot be read."""
    found = _EXPECTED.fullmatch(text.strip())
    return Expected(found["book"], int(found["seq"]), found["hash"].lower()) if found else None


def walk_audit(book: str, tables: Tables) -> Walked:
    """Hold the documents of a book against its audit, and the audit against itself.

    Finds an entry changed, missing, doubled or out of place, and a document changed, added, moved or gone. An entry
    that lost its reason is as it should be only where a later one says so (`Redactions`). What it cannot find is newest
    entries cut off together with their documents: hold an entry noted elsewhere against it.
    """
    chain = tables.get(AUDIT, {})
    entries = {key: read_entry(document) for key, document in chain.items()}
    walk = _Walk(book, Redactions(entries))
    for place, key in sorted(((_sequence(key), key) for key in entries), key=itemgetter(0)):
        walk.entry(place, key, *entries[key], chain[key])
    for table, documents in tables.items():
        if table != AUDIT:
            walk.table(table, documents)
    walk.gone()
    return Walked(walk.problems, forgettings(entries))


def expected_problem(expected: Expected, tables: Tables) -> Problem | None:
    """What speaks against the book holding the entry that was noted; None when it is there."""
    key = str(expected.seq)
    document = tables.get(AUDIT, {}).get(key)
    facts = {"book": expected.book, "table": AUDIT, "key": key, "expected": expected.hash}
    if document is None:
        return Problem("audit.expected_missing", facts, where=expected.book)
    found = str(read_document(document).get("hash"))
    if not found.startswith(expected.hash):
        return Problem("audit.expected_other", facts | {"found": found[: len(expected.hash)]}, where=expected.book)
    return None


class _Walk:
    """The state of one walk: which sequence and hash come next, and the digest of each document as last entered."""

    def __init__(self, book: str, redactions: Redactions) -> None:
        self.problems: list[Problem] = []
        self._book = book
        self._redactions = redactions
        self._seq = 1
        self._links: tuple[object, ...] = (FIRST_LINK,)  # no set: what a damaged entry says may be anything
        self._digests: dict[tuple[str, str], Any] = {}

    def entry(self, place: int, key: str, entry: Entry, own: str | None, document: Raw) -> None:
        """The next entry. After a fault the walk goes on from what the entry says, so that one fault is told once.

        Args:
            place: the sequence that its key says.
            own: the hash that belongs to what it says.
            document: the entry as it stands.
        """
        sequence, stated, documents = entry.seq, entry.hash, _stated(entry)
        if own != stated and self._redactions.allow(key, entry, document):
            own = stated
        if key != str(sequence):
            self._add("audit.entry_out_of_place", AUDIT, key)
        elif sequence != self._seq:
            self._add("audit.entry_missing", AUDIT, str(self._seq))
        elif entry.prev not in self._links:
            self._add("audit.link_broken", AUDIT, key)
        elif own != stated:
            self._add("audit.entry_changed", AUDIT, key)
        elif any(self._digests.get(where) != before for where, before, _ in documents):
            self._add("audit.history_broken", AUDIT, key)
        self._seq = place + 1
        self._links = (own, stated)
        for where, _, after in documents:
            self._digests[where] = after

    def table(self, table: str, documents: Mapping[str, Raw]) -> None:
        """The documents of a table, each against its last entry."""
        if not documents:
            self._add("audit.table_empty", table, "")
        for key, document in documents.items():
            wanted = self._digests.pop((table, key), None)
            if wanted is None:
                self._add("audit.document_unrecorded", table, key)
            elif raw_digest(table, key, document) != wanted and _ordered_digest(table, key, document) != wanted:
                self._add("audit.document_changed", table, key)

    def gone(self) -> None:
        """The documents entered and not taken away that no table holds."""
        for (table, key), digest in self._digests.items():
            if digest is not None and table:  # an entry that names no table was found already
                self._add("audit.document_missing", table, key)

    def _add(self, code: str, table: str, key: str) -> None:
        self.problems.append(Problem(code, {"book": self._book, "table": table, "key": key}, where=self._book))


def _stated(entry: Entry) -> list[tuple[tuple[str, str], Any, Any]]:
    """Table and key, digest before and after of an entry's document, and of each that a batch's entry lists."""
    before, after, listed = entry.before, entry.after, entry.documents
    own = (str(entry.table), str(entry.key))
    found = [(own, None if before is UNSET else before, None if after is UNSET else after)]
    if isinstance(listed, dict):
        for table, documents in listed.items():
            for key, value in documents.items() if isinstance(documents, dict) else ():
                found.append(((table, key), *digests_of(value)))
    return found


def _sequence(key: str) -> int:
    return int(key) if key.isascii() and key.isdecimal() else 0


def _ordered_digest(table: str, key: str, document: Raw) -> str | None:
    """The digest of a document that an older program or a hand wrote in another order."""
    try:
        return raw_digest(table, key, in_order(document))
    except (ValueError, RecursionError):
        return None
