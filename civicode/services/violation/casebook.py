"""Where the cases lie: which books hold a span of days, what is in them, and where an id leads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from civicode.domain.calendar import read_period
from civicode.domain.tables import BATCHES, MOVED_VIOLATIONS, VIOLATIONS
from civicode.domain.violation.violation import MovedViolation, Violation, month_of, read_id
from civicode.errors import NotFoundError
from civicode.services.office.books import books_between
from civicode.services.office.office import Office
from civicode.store import Book

LAST_IDS = "last_ids"
"""In a batch's own document: the highest id that it gave in each month, never given again though it be undone."""


def ids_given(book: Book) -> Iterator[str]:
    """Every id of a case that was ever given in a book, but for those below the last one of a batch."""
    yield from book.table(VIOLATIONS)
    yield from book.table(MOVED_VIOLATIONS)
    for batch in book.table(BATCHES).values():
        for month, number in batch.get(LAST_IDS, {}).items():
            yield f"VP-{month}-{number:04d}"


def cases_in(book: Book) -> list[Violation]:
    """The cases of a book; StoreError when one cannot be read."""
    return list(book.each(VIOLATIONS, Violation, own="id").values())


def cases_between(
    office: Office, first: date | None = None, last: date | None = None, *, as_entered: bool = False
) -> list[Violation]:
    """The cases whose act lies from `first` to `last`, both inclusive; None is unbounded.

    A book that cannot be read is left out (`Office.left_out`).

    Args:
        as_entered: about the codes that they name, not those for which some were given up since.
    """
    found = office.read_each(books_between(office, first, last), cases_in)
    codes = {} if as_entered else office.merged
    return [
        case.under(codes)
        for cases in found.values()
        for case in cases
        if (first is None or first <= case.occurred_on) and (last is None or case.occurred_on <= last)
    ]


def located(office: Office, case_id: str) -> tuple[str, Violation]:
    """The book and the case that `case_id` means, also when it has moved on; NotFoundError when there is none."""
    wanted, passed = read_id(case_id), set[str]()
    while wanted and wanted not in passed:  # only a damaged book leads in a circle
        passed.add(wanted)
        month = read_period(month_of(wanted), office.today)
        books = books_between(office, month.first_day, month.last_day) if month else []
        found, wanted = _looked_up(wanted, (office.load(name) for name in books))
        if found:
            return found
    raise NotFoundError("violation.unknown", id=case_id)


def case_of(book: Book, case_id: str) -> Violation:
    """The case that `book` holds under `case_id`; NotFoundError when somebody has moved it away meanwhile."""
    case = book.one(VIOLATIONS, case_id, Violation, own="id")
    if case is None:
        raise NotFoundError("violation.unknown", id=case_id)
    return case


def unfinished_moves(cases: Iterable[Violation]) -> Mapping[str, str]:
    """Ids still there although a case has left them (a crash between its two books), with the id that it bears now."""
    everything = {case.id: case for case in cases}
    return {former: case.id for case in everything.values() for former in case.former_ids if former in everything}


def _looked_up(case_id: str, books: Iterable[Book]) -> tuple[tuple[str, Violation] | None, str | None]:
    for book in books:
        if case := book.one(VIOLATIONS, case_id, Violation, own="id"):
            return (book.name, case), None
        if moved_to := book.one(MOVED_VIOLATIONS, case_id, MovedViolation):
            return None, moved_to.to
    return None, None
