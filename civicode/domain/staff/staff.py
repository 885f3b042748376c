"""People on the register: who they are, in which post on which day, when they are away."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Annotated

from msgspec import Meta

from civicode.domain.calendar import Period
from civicode.domain.record import NAME, REASON, Record
from civicode.domain.text.name import name_matches, name_order, text_order
from civicode.domain.text.text import folded
from civicode.i18n import FORGOTTEN

OFFICE = "CQ"
"""Stands where a staff code stands in the office's own records; no person may have it."""

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")


class Category(StrEnum):
    """The categories of the law; discipline differs between them (Luật 80/2025/QH15, Nghị định 172/2025/NĐ-CP)."""

    CADRE = "can_bo"
    CIVIL_SERVANT = "cong_chuc"
    PUBLIC_EMPLOYEE = "vien_chuc"
    WORKER = "nguoi_lao_dong"


class Post(Record, frozen=True, kw_only=True, rename={"since": "from"}):
    """Position, unit and leadership from a day on.

    Attributes:
        since: first day in it; None is before the records.
        until: last day in it, inclusive, when they then left and came back; None where the next post just follows.
    """

    since: date | None
    position: str
    unit: str
    leader: bool
    category: Category | None
    until: date | None = None


class StaffMember(Record, frozen=True, kw_only=True):
    """A person on the register.

    Attributes:
        code: the short staff code, unique without regard to case.
        posts: by `since`, at least one; the first one begins the time on the register.
        until: last day on the register, inclusive; None while serving.
        order: place in lists; people without one follow by name.
    """

    code: str
    name: Annotated[str, NAME]
    posts: Annotated[tuple[Post, ...], Meta(min_length=1)]
    until: date | None
    order: int | None

    @property
    def is_forgotten(self) -> bool:
        """Whether the name was taken away (`store forget`); the code stays."""
        return self.name == FORGOTTEN

    @property
    def since(self) -> date | None:
        """First day on the register; None is before the records."""
        return self.posts[0].since

    @property
    def terms(self) -> tuple[tuple[date | None, date | None], ...]:
        """First and last day of each unbroken time on the register, both inclusive; None is unbounded."""
        terms: list[tuple[date | None, date | None]] = []
        first = self.since
        for post, following in pairwise(self.posts):
            if post.until is not None:
                terms.append((first, post.until))
                first = following.since
        return (*terms, (first, self.until))

    def on_register(self, first: date, last: date) -> bool:
        """Whether they serve on at least one day from `first` to `last`, both inclusive."""
        if len(self.posts) == 1 and self.until is None:  # so do most, and a year's report asks this of each every month
            since = self.posts[0].since
            return since is None or since <= last
        return any(
            (since is None or since <= last) and (until is None or first <= until) for since, until in self.terms
        )

    def post_on(self, day: date) -> Post:
        """The post held on `day`; before the first one, the first."""
        held = self.posts[0]
        for post in self.posts:
            if post.since is None or post.since <= day:
                held = post
        return held

    def post_in(self, period: Period) -> Post:
        """The post by which a period counts: on its last day, or on the last day served in it."""
        if len(self.posts) == 1:
            return self.posts[0]
        last = period.last_day
        return self.post_on(min(last, self.until) if self.until else last)


class Absence(Record, frozen=True, kw_only=True, rename={"since": "from"}):
    """Days on which somebody is excused, both inclusive."""

    officer: str
    since: date
    until: date
    reason: Annotated[str, REASON]


class FormerCode(Record, frozen=True, kw_only=True):
    """A code given up by `staff merge`.

    Attributes:
        into: the code that the person is on the register under since.
        member: the entry that it had.
    """

    into: str
    on: date
    by: str
    reason: Annotated[str, REASON]
    member: StaffMember


def is_staff_code(text: str) -> bool:
    """Whether `text` may be a staff code: letters, digits, `._-`, at most 32 characters, not the office's own."""
    return bool(_CODE.fullmatch(text)) and text.upper() != OFFICE


def serving_in(members: Iterable[StaffMember], period: Period) -> list[StaffMember]:
    """Those who are on the register on at least one day of `period`, in the order given."""
    first, last = period.first_day, period.last_day
    return [one for one in members if one.on_register(first, last)]


def in_order(members: Iterable[StaffMember]) -> list[StaffMember]:
    """Sorted for a list: by `order`, then by given name in Vietnamese order, then by code."""
    return sorted(members, key=lambda one: _place(one.order, one.name, one.code))


@lru_cache(maxsize=16_384)  # a year's report puts the same people in order for each of its months
def _place(order: int | None, name: str, code: str) -> tuple[object, ...]:
    return order is None, order or 0, name_order(name), code.casefold()


def by_unit(members: Iterable[StaffMember], period: Period) -> dict[str, str]:
    """The unit of each person by the last day of `period`; units by the least `order` of their people, then by name."""
    everyone = in_order(members)
    units = {member.code: member.post_in(period).unit for member in everyone}
    ranks: dict[str, int] = {}
    for member in everyone:
        if member.order is not None:
            ranks.setdefault(units[member.code], member.order)
    places = {unit: (ranks.get(unit, sys.maxsize), text_order(unit)) for unit in set(units.values())}
    codes = sorted(units, key=lambda code: places[units[code]])
    return {code: units[code] for code in codes}


def members_found(members: Iterable[StaffMember], text: str) -> list[StaffMember]:
    """Who is meant by `text`: the one of that code (any case), else all whose name holds it without diacritics."""
    everyone = list(members)
    wanted = text.strip()
    by_code = [member for member in everyone if member.code.casefold() == wanted.casefold()]
    if by_code or not folded(wanted):
        return by_code
    everyone = [member for member in everyone if not member.is_forgotten]
    exact = [member for member in everyone if folded(member.name) == folded(wanted)]
    return exact or [member for member in in_order(everyone) if name_matches(member.name, wanted)]


def is_excused(member: StaffMember, period: Period, absences: Sequence[Absence]) -> bool:
    """Whether absences cover every day of `period` on which they were on the register (true if there is none)."""
    away = sorted((one.since, one.until) for one in absences if one.officer == member.code)
    return all(
        _covered(max(period.first_day, since or date.min), min(period.last_day, until or date.max), away)
        for since, until in member.terms
    )


def _covered(first: date, last: date, away: Sequence[tuple[date, date]]) -> bool:
    for since, until in away:
        if since <= first <= until:
            first = until + timedelta(days=1)
    return first > last
