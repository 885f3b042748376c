"""Closed periods as they were: read from their books, with what came after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from civicode.domain.calendar import read_period
from civicode.domain.period.seal import CLOSED
from civicode.domain.period.snapshot import AfterClosing, Snapshot, after_closing
from civicode.domain.tables import SNAPSHOTS
from civicode.domain.violation.violation import Violation
from civicode.services.office.books import books_between
from civicode.services.office.office import Office
from civicode.services.violation.casebook import cases_in
from civicode.store import Book

__all__ = ["since_closing"]


def snapshot_in(book: Book) -> Snapshot | None:
    """The period as it was when it was closed; None while its book is open."""
    period = read_period(book.name, date.min)
    if book.state != CLOSED or period is None:
        return None
    return book.one(SNAPSHOTS, book.name, Snapshot)


def cases_since(book: Book, kept: Snapshot) -> tuple[Violation, ...]:
    """The cases that came or moved on since the closing, as they are now, and those that left, as they were."""
    now = cases_in(book)
    everything = {case.id: case for case in (*kept.cases, *now)}
    return tuple(everything[key] for key in after_closing(kept.cases, now).ids)


def since_closing(office: Office, cases: Iterable[Violation]) -> Mapping[str, AfterClosing]:
    """What of `cases` came or moved on after its period was closed, by the period's key."""
    listed = {case.id: case.occurred_on for case in cases}
    if not listed:
        return {}
    found: dict[str, AfterClosing] = {}
    books = books_between(office, min(listed.values()), max(listed.values()))
    for name, after in office.read_each(books, _after).items():
        found[name] = AfterClosing(*(tuple(key for key in keys if key in listed) for keys in after))
    return {name: after for name, after in found.items() if after.ids}


def _after(book: Book) -> AfterClosing:
    kept = snapshot_in(book)
    return after_closing(kept.cases, cases_in(book)) if kept else AfterClosing()
