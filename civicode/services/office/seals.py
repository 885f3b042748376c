"""The seals of closed periods in the office's own book: putting one, and finding those that a crash left out."""

from __future__ import annotations

from collections.abc import Callable, Collection

from civicode.domain.period.seal import CLOSED, Seal, seal_of, seal_problem
from civicode.domain.record import to_document
from civicode.domain.tables import AUDIT, SEALS
from civicode.errors import Problem, StoreError
from civicode.store import OFFICE_BOOK, Author, Book, Edit, Store

SEALED = "sealed"
"""The action of putting a seal that a crash had left out."""

_LOOKED_AT = 12
# Books without a seal that each change of the office's book looks into, the newest first: a closing that was cut off
# lies among them, and an office that never closes does not read its whole history. `period close` finishes any.


def seal_in(office_book: Book, period: str) -> Seal | None:
    """The seal of a period, standing or not; None when it was never closed."""
    return office_book.one(SEALS, period, Seal, own="period")


def is_sealed(office_book: Book, period: str) -> bool:
    """Whether the period is closed, as the office's book has it."""
    seal = seal_in(office_book, period)
    return seal is not None and seal.is_closed


def seal_fault(office_book: Book, book: Book) -> Problem | None:
    """What speaks against an open `book` being the one that the office's book speaks of; None when nothing does.

    A period that was closed and whose file was taken away, or put back from an older copy, seems to be open.
    """
    return seal_problem(book.name, book.state, book.table(AUDIT), seal_in(office_book, book.name))


def gone(office_book: Book, names: Collection[str]) -> list[str]:
    """The closed periods whose book is not among `names`, those that there are."""
    return [name for name in office_book.table(SEALS) if name not in names and is_sealed(office_book, name)]


def put_seal(edit: Edit, book: Book, *, action: str = CLOSED, reason: str = "") -> Seal | None:
    """Seal `book` as it is closed now, among the changes of `edit`; None, and nothing done, when it is open."""
    seal = seal_of(book.name, book.table(AUDIT))
    if seal is None or book.state != CLOSED:
        return None
    edit.put(OFFICE_BOOK, SEALS, book.name, to_document(seal), action=action, reason=reason)
    return seal


def unsealed(office_book: Book, names: list[str], load: Callable[[str], Book]) -> list[str]:
    """The periods closed in their own book and not in the office's: a crash came between the two."""
    wanted = [name for name in names if name != OFFICE_BOOK and not is_sealed(office_book, name)]
    return [name for name in wanted[-_LOOKED_AT:] if _is_closed(name, load)]


def finish_closing(store: Store, office_book: Book, load: Callable[[str], Book], author: Author) -> bool:
    """Put the seal that a crash left out; whether there was one to put.

    A crash cuts one closing off. More mean that the office's book was put back: that stays found. What was read
    already is looked at first: a year's report would else read its twelve books twice.

    Args:
        office_book, load: the office's book, and how to read another, as whoever asks has them.
    """
    if len(unsealed(office_book, store.names(), load)) != 1:
        return False
    with store.edit(OFFICE_BOOK, author=author) as edit:
        found = unsealed(edit.book(OFFICE_BOOK), store.names(), store.load)
        if len(found) == 1:
            put_seal(edit, store.load(found[0]), action=SEALED)
    return True


def _is_closed(name: str, load: Callable[[str], Book]) -> bool:
    try:
        return load(name).state == CLOSED
    except StoreError:
        return False  # whoever needs that book is told; a change of the register goes on
