"""Cases as a book keeps them, as the rows of a file ask for them: by reference, by id, or by what they say.

Nothing is made of a document that says what the row says: of a hundred thousand, none need be.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from civicode.domain.tables import VIOLATIONS
from civicode.domain.violation.observation import Observation
from civicode.store import Book, Record

_TEXTS = ("what", "where", "source", "evidence")


class Kept(NamedTuple):
    """A case as its book keeps it."""

    id: str
    document: Record


class KeptCases:
    """The cases of a book."""

    def __init__(self, book: Book) -> None:
        self._by_reference: dict[str, Kept] = {}
        self._bare: dict[object, Kept] = {}
        for case_id, document in book.table(VIOLATIONS).items():
            kept = Kept(case_id, document)
            self._by_reference.setdefault(case_id, kept)
            if ref := document.get("ref"):
                self._by_reference[str(ref)] = kept
            else:
                self._bare[_key(document)] = kept

    def __bool__(self) -> bool:
        return bool(self._by_reference)

    def find(self, officer: str, seen: Observation) -> Kept | None:
        """The case that a row is about; one without a reference is known by what it says."""
        if seen.ref:
            return self._by_reference.get(seen.ref)
        if not self._bare:
            return None
        return self._bare.get((officer, seen.criteria, seen.occurred_on.isoformat(), seen.what, seen.where))


def differences(officer: str, seen: Observation, was: Mapping[str, object], *, says_noticed: bool) -> list[str]:
    """The fields of a case in which a row says something else than `was`; a text that it leaves blank says nothing.

    Args:
        says_noticed: whether the day of notice is the row's own.
    """
    days = _iso(seen.occurred_on), _iso(seen.noticed_on) if says_noticed else was.get("noticed_on")
    names = ["officer"] if was.get("officer") != officer else []
    if was.get("criteria") != list(seen.criteria):
        names.append("criteria")
    if (was.get("occurred_on"), was.get("noticed_on")) != days:
        names += [name for name, day in zip(("occurred_on", "noticed_on"), days, strict=True) if was.get(name) != day]
    texts = (seen.what, seen.where, seen.source, seen.evidence)
    if texts != (was.get("what"), was.get("where", ""), was.get("source", ""), was.get("evidence", "")):
        names += [name for name, text in zip(_TEXTS, texts, strict=True) if text and text != was.get(name)]
    return names


_iso = lru_cache(maxsize=4096)(date.isoformat)


def _key(document: Mapping[str, object]) -> object:
    criteria = document.get("criteria")
    codes = tuple(map(str, criteria)) if isinstance(criteria, list) else ()
    officer, day, what, where = (str(document.get(name, "")) for name in ("officer", "occurred_on", "what", "where"))
    return (officer, codes, day, what, where)
