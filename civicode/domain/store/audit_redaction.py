"""Reasons taken out of audit entries: a later entry of the same chain lists each, so that nothing else can be changed.

An entry's hash covers its reason and stays as it was, since the next entry names it. The entry that takes the reason
away states that hash and the digest of the entry as it then stands; whoever changes either is found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from civicode.domain.record import Personal
from civicode.domain.store.audit import REDACTED, entry_hash, listed
from civicode.domain.tables import (
    ABSENCES,
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

Entry = Mapping[str, Any]


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
    """What the whole entries of a chain say was taken out of those before them.

    Args:
        entries: the audit of a book, by sequence; anything may stand in it.
    """

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._listed: dict[str, list[tuple[int, object]]] = {}
        for entry in _forgettings(entries):
            for key, value in _object(entry, REDACTED).items():
                self._listed.setdefault(key, []).append((entry["seq"], value))

    def allow(self, key: str, entry: Entry) -> bool:
        """Whether a later entry of the chain says that this one lost its reason, and nothing else of it differs."""
        if str(entry.get("table")) not in PERSONAL or entry.get("reason") != FORGOTTEN or key not in self._listed:
            return False
        try:
            now = listed(key, entry)
        except (KeyError, ValueError, RecursionError):
            return False
        return any(int(key) < seq and value == now for seq, value in self._listed[key])


def forgettings(entries: Mapping[str, Entry]) -> list[Forgetting]:
    """What was taken out of a book, when and by whom, by sequence; an entry that was changed says nothing."""
    return [forgetting_of(entry) for entry in sorted(_forgettings(entries), key=lambda one: int(one["seq"]))]


def is_forgetting(entry: Entry) -> bool:
    """Whether an entry is that of a forgetting."""
    return entry.get("action") == FORGETTINGS and entry.get("table") == FORGETTINGS


def forgetting_of(entry: Entry) -> Forgetting:
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


def _object(entry: Entry, name: str) -> dict[str, Any]:
    value = entry.get(name)
    return value if isinstance(value, dict) else {}


def _forgettings(entries: Mapping[str, Entry]) -> Iterator[Entry]:
    for key, entry in entries.items():
        if not is_forgetting(entry) or key != str(entry.get("seq")):
            continue
        try:
            if key.isdecimal() and entry_hash(entry) == entry.get("hash"):
                yield entry
        except (ValueError, RecursionError):
            continue
