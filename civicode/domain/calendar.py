"""Periods (month, quarter, half, year), the window in which a check is done, and what is due now."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from functools import cache

from msgspec import Struct

VIETNAM = timezone(timedelta(hours=7))
"""The time zone of every office, UTC+7, without summer time."""

YEARS = range(1900, 3000)
"""Years that a date or period may have; outside them it is a slip of the keys."""

_MONTHS_OF = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_FORMS = (
    ("month", re.compile(r"(?P<year>\d{4})-(?P<number>\d{1,2})")),
    ("month", re.compile(r"(?P<number>\d{1,2})/(?P<year>\d{4})")),
    ("quarter", re.compile(r"(?P<year>\d{4})-?[Qq](?P<number>[1-4])")),
    ("half", re.compile(r"(?P<year>\d{4})-?[Hh](?P<number>[12])")),
    ("year", re.compile(r"(?P<year>\d{4})(?P<number>)")),
)
_DATES = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})(?P<sep>[/.-])(?P<m>\d{1,2})(?P=sep)(?P<y>\d{4})"),
)


class PeriodKind(StrEnum):
    """The lengths of a period; checks run by month or by quarter, reports over any of them."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


class Period(Struct, frozen=True, order=True):
    """A calendar period.

    Attributes:
        first_month: months since year 0 of its first month, `year * 12 + month - 1`; sorts by time.
        months: its length: 1, 3, 6 or 12.
    """

    first_month: int
    months: int = 1

    @classmethod
    def of(cls, day: date, kind: PeriodKind = PeriodKind.MONTH) -> Period:
        """The period of `kind` that holds `day`."""
        months = _MONTHS_OF[kind]
        month = day.year * 12 + day.month - 1
        return cls(month - month % months, months)

    @property
    def kind(self) -> PeriodKind:
        """Month, quarter, half or year."""
        return next(PeriodKind(kind) for kind, months in _MONTHS_OF.items() if months == self.months)

    @property
    def key(self) -> str:
        """2026-11, 2026-Q4, 2026-H2 or 2026: the name of its book, and what scripts read."""
        return _key(self.first_month, self.months)

    @property
    def first_day(self) -> date:
        """Its first day, inclusive."""
        return date(self.first_month // 12, self.first_month % 12 + 1, 1)

    @property
    def last_day(self) -> date:
        """Its last day, inclusive."""
        return _last_day(self.first_month + self.months - 1)

    def holds(self, other: Period) -> bool:
        """Whether every day of `other` lies in it."""
        return self.first_day <= other.first_day and other.last_day <= self.last_day

    def overlaps(self, other: Period) -> bool:
        """Whether they have a day in common."""
        return self.first_day <= other.last_day and other.first_day <= self.last_day

    def shifted(self, by: int) -> Period:
        """The period of the same length `by` places later (earlier when negative)."""
        return Period(self.first_month + by * self.months, self.months)

    def split(self, kind: PeriodKind) -> tuple[Period, ...]:
        """The periods of `kind` that lie in it, in order; itself when it is of that kind or shorter."""
        months = _MONTHS_OF[kind]
        if months >= self.months:
            return (self,)
        return tuple(Period(self.first_month + at, months) for at in range(0, self.months, months))

    def __str__(self) -> str:
        return self.key


@cache
def _key(first_month: int, months: int) -> str:
    year, month = divmod(first_month, 12)
    number = month // months + 1
    match months:
        case 1:
            return f"{year:04d}-{number:02d}"
        case 3:
            return f"{year:04d}-Q{number}"
        case 6:
            return f"{year:04d}-H{number}"
        case _:
            return f"{year:04d}"


class Window(Struct, frozen=True):
    """When a period's check is done: days of the month after its end, both inclusive, 1 to 31 (cut to the month)."""

    opens: int = 1
    due: int = 3

    def opens_on(self, period: Period) -> date:
        """First day on which the check of `period` is expected."""
        return _day_after(period, self.opens)

    def due_on(self, period: Period) -> date:
        """Last day on which it is in time; from the next day it is late."""
        return _day_after(period, self.due)


def read_period(text: str, today: date, kind: PeriodKind = PeriodKind.MONTH) -> Period | None:
    """The period that `text` names: 2026-11, 11/2026, 2026-Q4, 2026-H2, 2026, `this`, `last`; None if it names none.

    `this` is the period of `kind` that holds `today`, `last` the one before it. Years are those of `YEARS`.
    """
    word = text.strip()
    if word.casefold() in {"this", "last"}:
        return Period.of(today, kind).shifted(-1 if word.casefold() == "last" else 0)
    for form, pattern in _FORMS:
        if found := pattern.fullmatch(word):
            months = _MONTHS_OF[form]
            year, number = int(found["year"]), int(found["number"] or 1)
            if not 1 <= number <= 12 // months or year not in YEARS:
                return None
            return Period(year * 12 + (number - 1) * months, months)
    return None


def read_date(text: str) -> date | None:
    """The date that `text` names: 2026-11-05, 5/11/2026, 05-11-2026, 5.11.2026 (day first); None if it names none."""
    for pattern in _DATES:
        if found := pattern.fullmatch(text.strip()):
            try:
                day = date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                return None
            return day if day.year in YEARS else None
    return None


def read_now(text: str) -> datetime | None:
    """The time at UTC+7 that an ISO date (its midnight) or time names; one without a zone is at UTC+7; None if none."""
    try:
        moment = datetime.fromisoformat(text.strip())
        moment = moment.astimezone(VIETNAM) if moment.tzinfo else moment.replace(tzinfo=VIETNAM)
    except (ValueError, OverflowError):
        return None
    return moment if moment.year in YEARS else None


def due_now(today: date, kind: PeriodKind, window: Window) -> Period:
    """The latest period whose window has opened."""
    period = Period.of(today, kind).shifted(-1)
    return period if window.opens_on(period) <= today else period.shifted(-1)


def is_future(period: Period, today: date) -> bool:
    """Whether `period` has not begun: a check of it is not accepted (the running one is, early)."""
    return today < period.first_day


def is_late(period: Period, today: date, window: Window) -> bool:
    """Whether a check of `period` handed in `today` is after its due day."""
    return today > window.due_on(period)


@cache
def _last_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, monthrange(month // 12, month % 12 + 1)[1])


def _day_after(period: Period, day: int) -> date:
    first = period.last_day + timedelta(days=1)
    return first.replace(day=min(day, monthrange(first.year, first.month)[1]))
