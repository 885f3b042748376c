"""Many observations at once: a hundred thousand rows are mostly sound, and what is sound is seen column by column."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from datetime import date
from typing import Any

from civicode.domain.staff.staff import StaffMember
from civicode.domain.violation.observation import Observation, Subject, bond_problems, days_are_sound
from civicode.errors import Problem
from civicode.services.intake.case_ids import is_foreign
from civicode.services.intake.case_lookup import KnownCriteria, Subjects
from civicode.services.intake.intake import Desk

CaseRow = tuple[int, StaffMember | None, Subject, Observation, bool]
"""An observation of a file: its line, whom it is about (and as at the day of the act), what it says, and whether the
day of its being noticed is its own; one that it leaves blank is that of the batch."""


class SoundCases:
    """Takes rows of a file for observations where nothing about any of them asks for a second look.

    Args:
        firsts: line of each reference that came, and of what rows without one say.
    """

    def __init__(
        self, desk: Desk, codes: KnownCriteria, subjects: Subjects, firsts: MutableMapping[object, int]
    ) -> None:
        self._desk = desk
        self._codes = codes
        self._subjects = subjects
        self._firsts = firsts
        self._today = desk.office.today
        self._bonds: set[tuple[int, tuple[str, ...], date]] = set()

    def rows(self, lines: Sequence[int], columns: Sequence[Sequence[Any]]) -> list[CaseRow] | None:
        """The observations of some rows; None when one of them is wrong, or unusual."""
        refs, officers, criteria, acts, notices, whats, wheres, sources, evidence, names = columns[:10]
        if any(None in column for column in (refs, officers, criteria, acts, whats)) or any(names):
            return None
        if not self._desk.findings.lines.isdisjoint(lines):
            return None
        noticed_on = [day or self._today for day in notices]
        members: list[Any] = list(map(self._desk.people.find, officers))
        codes: list[Any] = list(map(self._codes.find, criteria))
        if Problem in {*map(type, members), *map(type, codes)} or not self._are_sound_days(acts, noticed_on):
            return None
        subjects = list(map(self._subjects.on, members, acts))
        if any(map(is_foreign, refs, acts)) or not self._are_bound(subjects, codes, acts):
            return None
        if not self._are_firsts(refs, lines):
            return None
        texts = ([text or "" for text in column] for column in (wheres, sources, evidence))
        seen = map(Observation, codes, acts, noticed_on, whats, *texts, refs)
        return list(zip(lines, members, subjects, seen, [day is not None for day in notices], strict=True))

    def _are_sound_days(self, acts: Sequence[date], notices: Sequence[date]) -> bool:
        period = self._desk.request.period
        within = period is None or (period.first_day <= min(acts) and max(acts) <= period.last_day)
        return within and days_are_sound(acts, notices, self._today)

    def _are_bound(self, subjects: Sequence[Subject], codes: Sequence[tuple[str, ...]], acts: Sequence[date]) -> bool:
        """Whether everybody was serving, and their criteria bound them."""
        if not all(subject.serving for subject in subjects):
            return False
        audiences = [id(subject.audiences[-1]) for subject in subjects]  # an enum's own hash is slow
        bonds = dict(zip(zip(audiences, codes, acts, strict=True), subjects, strict=True))
        for bond in bonds.keys() - self._bonds:
            _, criteria, day = bond
            catalogue = self._desk.office.versions.on(day)
            if bond_problems(Observation(criteria, day, day, "-"), bonds[bond], catalogue):
                return False
            self._bonds.add(bond)
        return True

    def _are_firsts(self, refs: Sequence[str], lines: Sequence[int]) -> bool:
        """Whether none of the references came before; if so they are remembered."""
        if len(set(refs)) < len(refs) or not self._firsts.keys().isdisjoint(refs):
            return False
        self._firsts.update(zip(refs, lines, strict=True))
        return True
