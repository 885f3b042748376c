"""Which books there are for which days: the calendar of what is kept."""

from __future__ import annotations

from datetime import date

from civicode.domain.calendar import Period, read_period
from civicode.services.office.office import Office
from civicode.store import OFFICE_BOOK


def book_of(office: Office, day: date) -> str:
    """The book in which an act of `day` is kept; there need not be one yet."""
    return Period.of(day, office.settings.period).key


def periods_kept(office: Office) -> list[Period]:
    """The periods that have a book, by time; an office that changed its calendar has some of each kind."""
    names = (name for name in office.store.names() if name != OFFICE_BOOK)
    return sorted(period for name in names if (period := read_period(name, office.today)))


def books_between(office: Office, first: date | None = None, last: date | None = None) -> list[str]:
    """The books that may hold acts from `first` to `last`, both inclusive; None is unbounded."""
    return [
        period.key
        for period in periods_kept(office)
        if (last is None or period.first_day <= last) and (first is None or first <= period.last_day)
    ]
