"""The ids of new cases in a book; one that another office gave is kept where it is free."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import chain

from civicode.domain.calendar import Period
from civicode.domain.tables import MOVED_VIOLATIONS, VIOLATIONS
from civicode.domain.violation.violation import month_of, next_id, read_id
from civicode.services.office.books import books_between
from civicode.services.office.office import Office
from civicode.services.violation.casebook import ids_given
from civicode.store import Book

_LONGEST = len("VP-2026-11-999999")


class CaseIds:
    """Gives ids in the months of one book.

    Args:
        refs: the senders' references of everything that will ask for one: none of them is given to another.

    Attributes:
        given: the highest number of each month.
    """

    def __init__(self, office: Office, book: Book, refs: Iterable[str]) -> None:
        self._office = office
        self._book = book
        self._wanted = [ref for ref in refs if _is_an_id(ref)]
        self._taken: dict[str, set[str]] = {}
        self._months: dict[date, str] = {}
        self.given: dict[str, int] = {}

    def next(self, day: date, ref: str = "") -> str:
        """The id of an act of `day`: `ref` itself, where it is a free id of that month, else the next one."""
        month = self._months.get(day) or self._month(day)
        if self._wanted and _is_an_id(ref) and month_of(ref) == month and ref not in self._taken[month]:
            return ref
        number = self.given[month] = self.given[month] + 1
        return f"VP-{month}-{number:04d}"

    def _month(self, day: date) -> str:
        month = self._months[day] = f"{day.year:04d}-{day.month:02d}"
        if month not in self.given:
            self._look_at(day, month)
        return month

    def _look_at(self, day: date, month: str) -> None:
        """What was given in the month of `day`, in every book that shares a day with it."""
        within = Period.of(day)
        names = books_between(self._office, within.first_day, within.last_day)
        books = [self._book, *(self._office.load(name) for name in names if name != self._book.name)]
        free = next_id(month, chain(self._wanted, *(ids_given(one) for one in books)))
        self.given[month] = int(free.rpartition("-")[2]) - 1
        self._taken[month] = {
            key for one in books for table in (VIOLATIONS, MOVED_VIOLATIONS) for key in one.table(table)
        }


def is_foreign(ref: str, day: date) -> bool:
    """Whether `ref` is an id of a case of another month than that of `day`: no act can have it."""
    return _is_an_id(ref) and month_of(ref) != f"{day.year:04d}-{day.month:02d}"


def _is_an_id(ref: str) -> bool:
    return ref.startswith("VP-") and len(ref) <= _LONGEST and read_id(ref) == ref
