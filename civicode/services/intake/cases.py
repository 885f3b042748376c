"""Violations that a book holds, as the rows of a file ask for them: by reference, by id, or by what they say."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from civicode.domain.violation.violation import ENTERED_FIELDS, Observation, Violation

_entered = attrgetter(*ENTERED_FIELDS)
_said = attrgetter("officer", "criteria", "occurred_on", "what", "where")


class StoredViolations:
    """The violations of a book."""

    def __init__(self, violations: Iterable[Violation]) -> None:
        self._by_reference: dict[str, Violation] = {}
        self._without_reference: dict[object, Violation] = {}
        for one in violations:
            self._by_reference.setdefault(one.id, one)
            if one.ref:
                self._by_reference[one.ref] = one
            else:
                self._without_reference[_said(one)] = one

    def __bool__(self) -> bool:
        return bool(self._by_reference)

    def find(self, seen: Observation) -> Violation | None:
        """The violation that an observation is about; one without a reference is known by what it says."""
        return self._by_reference.get(seen.ref) if seen.ref else self._without_reference.get(_said(seen))


def differences(seen: Observation, was: Observation) -> list[str]:
    """The fields in which an observation says something else than `was`; one that it leaves blank says nothing."""
    if _entered(seen) == _entered(was):
        return []
    return [name for name in ENTERED_FIELDS if (said := getattr(seen, name)) and said != getattr(was, name)]
