"""Reasons taken out of audit entries: a later entry of the same chain lists each, so that nothing else can be changed.

An entry's hash covers its reason and stays as it was, since the next entry names it. The entry that takes the reason
away states that hash and the digest of the entry as it then stands; whoever changes either is found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from msgspec import Raw
from msgspec.structs import asdict

from civicode.domain.record import Personal
from civicode.domain.store.audit import REDACTED, Entry, in_order, raw_digest
from civicode.domain.tables import (
    ABSENCES,
    AUDIT,
    CHECKS,
    FORGETTINGS,
    MERGED_STAFF,
    MOVED_VIOLATIONS,
    REVIEWS,
    STAFF,
    VIOLATIONS,
)
from civicode.i18n import FORGOTTEN

PERSONAL = frozenset({STAFF, MERGED_STAFF, ABSENCES, CHECKS, REVIEWS, VIOLATIONS, MOVED_VIOLATIONS})
"""Tables whose entries may lose their reason: those that hold documents about one person."""

Entries = Mapping[str, tuple[Entry, str | None]]
"""The audit of a book, each entry with the hash that belongs to it (`audit.read_entry`), by sequence."""


class Forgetting(NamedTuple):
    """An entry that took away what a book held about a person.

    Attributes:
        officer: staff code.
        at: ISO time at UTC+7.
        by: who did it.
        counts: how many texts of which kind.
        entries: of the audit, how many lost their reason.
    """

    seq: int
    officer: str
    at: str
    by: str
    counts: Mapping[str, int]
    entries: int

    @property
    def facts(self) -> dict[str, object]:
        """What the sentence about it needs; every kind of text is counted."""
        counts = {kind.value: self.counts.get(kind.value, 0) for kind in Personal}
        return {"officer": self.officer, "on": _day(self.at), "by": self.by, **counts}


class Redactions:
    """What the whole entries of a chain say was taken out of those before them."""

    def __init__(self, entries: Entries) -> None:
        self._listed: dict[str, list[tuple[int, object]]] = {}
        for seq, entry in _forgettings(entries):
            found = entry.redacted
            for key, value in found.items() if isinstance(found, dict) else ():
                self._listed.setdefault(key, []).append((seq, value))

    def allow(self, key: str, entry: Entry, document: Raw) -> bool:
        """Whether a later entry of the chain says that this one lost its reason, and nothing else of it differs.

        Args:
            document: the entry as it stands in its book.
        """
        if str(entry.table) not in PERSONAL or entry.reason != FORGOTTEN or key not in self._listed:
            return False
        try:
            now = [entry.hash, raw_digest(AUDIT, key, in_order(document))]
        except (ValueError, RecursionError):
            return False
        return any(int(key) < seq and value == now for seq, value in self._listed[key])


def forgettings(entries: Entries) -> list[Forgetting]:
    """What was taken out of a book, when and by whom, by sequence; an entry that was changed says nothing."""
    return [forgetting_of(asdict(entry)) for _, entry in sorted(_forgettings(entries), key=itemgetter(0))]


def is_forgetting(entry: Mapping[str, Any]) -> bool:
    """Whether an entry is that of a forgetting."""
    return entry.get("action") == FORGETTINGS and entry.get("table") == FORGETTINGS


def forgetting_of(entry: Mapping[str, Any]) -> Forgetting:
    """What an entry for which `is_forgetting` holds says."""
    return Forgetting(
        seq=entry["seq"],
        officer=str(entry.get("key")),
        at=str(entry.get("at")),
        by=str(entry.get("actor")),
        counts=_object(entry, "counts"),
        entries=len(_object(entry, REDACTED)),
    )


def _day(moment: str) -> date | str:
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return moment


def _object(entry: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = entry.get(name)
    return value if isinstance(value, dict) else {}


def _forgettings(entries: Entries) -> Iterator[tuple[int, Entry]]:
    for key, (entry, own) in entries.items():
        if (
            entry.action == entry.table == FORGETTINGS
            and key == str(entry.seq)
            and key.isdecimal()
            and own == entry.hash
        ):
            yield int(key), entry
