"""Whether a period may still be written to."""

from __future__ import annotations

from typing import Any

from civicode.domain.period.seal import CLOSED
from civicode.errors import NotAllowedError, StoreError
from civicode.services.office.office import Office
from civicode.services.office.seals import is_sealed, seal_fault
from civicode.store import Book

__all__ = ["is_closed"]


def require_open(office: Office, book: Book) -> None:
    """Raise unless the period of `book` may be written to.

    Raises:
        NotAllowedError: it is closed.
        StoreError: see `require_unreplaced`.
    """
    if is_closed(office, book):
        raise NotAllowedError("check.closed", period=book.name)


def is_closed(office: Office, book: Book) -> bool:
    """Whether the period of `book` may not be written to; StoreError: see `require_unreplaced`."""
    if book.state != CLOSED:
        require_unreplaced(office, book)
    return book.state == CLOSED or is_sealed(office.book, book.name)


def require_unreplaced(office: Office, book: Book) -> None:
    """StoreError when the period is closed as the office's book has it, and its book is not the one that was closed."""
    if not is_sealed(office.book, book.name) or seal_fault(office.book, book) is None:
        return
    office.reread()  # it may have been reopened since one of the two was read
    fault = seal_fault(office.book, office.load(book.name)) if is_sealed(office.book, book.name) else None
    if fault:
        facts: dict[str, Any] = dict(fault.facts)
        raise StoreError(fault.code, **facts)
