"""Levels and forms that a decision may name: a dated list by category of staff; none is ever worked out here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from civicode.domain.staff.staff import Category
from civicode.domain.text.text import folded


class DisciplineLaw(NamedTuple):
    """One law.

    Attributes:
        law: its number, as a decision cites it.
        since, until: first and last day on which an act falls under it, both inclusive; None is unbounded.
        levels: of a breach; none where it knows no levels.
        forms: by category; a category that is not among them is under another law.
    """

    law: str
    since: date | None
    until: date | None
    levels: tuple[str, ...]
    forms: Mapping[Category, tuple[str, ...]]

    def covers(self, day: date) -> bool:
        """Whether an act of `day` falls under it."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Choices(NamedTuple):
    """What a decision about an act may name."""

    levels: tuple[str, ...]
    forms: tuple[str, ...]


def choices(laws: Iterable[DisciplineLaw], day: date, category: Category | None) -> Choices:
    """Levels and forms for an act of `day` by somebody of `category`; of every category where it is not known."""
    in_force = [law for law in laws if law.covers(day) and (category is None or category in law.forms)]
    forms = [form for law in in_force for kind, some in law.forms.items() if category in (None, kind) for form in some]
    return Choices(_once(level for law in in_force for level in law.levels), _once(forms))


def spelled(text: str, accepted: Sequence[str]) -> str | None:
    """The entry of `accepted` that `text` means, without regard to case and diacritics; None when it is none."""
    return next((one for one in accepted if folded(one) == folded(text)), None)


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
