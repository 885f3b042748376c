"""Walking a book's audit: is the chain whole, and are the documents those that it speaks of?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

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
from civicode.domain.store.audit_redaction import Redactions
from civicode.domain.tables import AUDIT
from civicode.errors import Problem

__all__ = ["Expected", "entry_problems", "expected_problem", "read_expected"]

_EXPECTED = re.compile(r"(?P<book>[0-9A-Za-z-]+):(?P<seq>[1-9][0-9]{0,17}):(?P<hash>[0-9A-Fa-f]{12,64})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Expected:
    """An entry that somebody noted down: `hash` is the beginning of its hash, at least 12 hex digits."""

    book: str
    seq: int
    hash: str


def read_expected(text: str) -> Expected | None:
    """The entry that `BOOK:SEQ:HASH` names, as receipts and reports print it; None when it cannot be read."""
    found = _EXPECTED.fullmatch(text.strip())
    return Expected(found["book"], int(found["seq"]), found["hash"].lower()) if found else None


def entry_problems(book: str, tables: Tables) -> list[Problem]:
    """Everything in a book that its audit does not bear out, in the order of the walk; none when all agrees.

    Finds an entry changed, missing, doubled or out of place, and a document changed, added, moved or gone. An entry
    that lost its reason is as it should be only where a later one says so (`Redactions`). What it cannot find is newest
    entries cut off together with their documents: hold an entry noted elsewhere against it.
    """
    chain = tables.get(AUDIT, {})
    entries = {key: read_entry(document) for key, document in chain.items()}
    walk = _Walk(book, Redactions(entries))
    for key in sorted(entries, key=_sequence):
        walk.entry(key, *entries[key], chain[key])
    for table, documents in tables.items():
        if table != AUDIT:
            walk.table(table, documents)
    walk.gone()
    return walk.problems


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

    def entry(self, key: str, entry: Entry, own: str | None, document: Raw) -> None:
        """The next entry. After a fault the walk goes on from what the entry says, so that one fault is told once.

        Args:
            own: the hash that belongs to what it says.
            document: the entry as it stands.
        """
        sequence, stated = entry.seq, entry.hash
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
        else:
            self._follow(key, entry)
        self._seq = _sequence(key) + 1
        self._links = (own, stated)
        self._digests[str(entry.table), str(entry.key)] = _digest(entry.after)
        self._digests.update((place, after) for place, _, after in _listed(entry))

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

    def _follow(self, key: str, entry: Entry) -> None:
        own = (str(entry.table), str(entry.key))
        stated = [(own, _digest(entry.before)), *((place, before) for place, before, _ in _listed(entry))]
        if any(self._digests.get(place) != before for place, before in stated):
            self._add("audit.history_broken", AUDIT, key)

    def _add(self, code: str, table: str, key: str) -> None:
        self.problems.append(Problem(code, {"book": self._book, "table": table, "key": key}, where=self._book))


def _digest(value: Any) -> Any:
    return None if value is UNSET else value


def _listed(entry: Entry) -> Iterator[tuple[tuple[str, str], Any, Any]]:
    """Table and key, digest before and after of each document that a batch's entry lists."""
    listed = entry.documents
    for table, documents in listed.items() if isinstance(listed, dict) else ():
        for key, value in documents.items() if isinstance(documents, dict) else ():
            before, after = digests_of(value)
            yield (table, key), before, after


def _sequence(key: str) -> int:
    return int(key) if key.isascii() and key.isdecimal() else 0


def _ordered_digest(table: str, key: str, document: Raw) -> str | None:
    """The digest of a document that an older program or a hand wrote in another order."""
    try:
        return raw_digest(table, key, in_order(document))
    except (ValueError, RecursionError):
        return None
