"""The audit: what was done, and whether the records are still those that it speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from civicode import lazy
from civicode.domain.calendar import Period, read_period
from civicode.domain.period.seal import Seal, seal_problem
from civicode.domain.staff.staff import OFFICE
from civicode.domain.store.audit_redaction import Forgetting
from civicode.domain.store.audit_walk import Expected, expected_problem, read_expected
from civicode.domain.tables import AUDIT, CHECKS, MERGERS, SEALS
from civicode.errors import NotFoundError, Problem, StoreError, UsageError
from civicode.services.office.office import Office
from civicode.store import OFFICE_BOOK, Book, Record, Store

__all__ = ["Verification", "log", "verify"]

_TOLD = (
    *("seq", "at", "actor", "action", "table", "key"),
    *("documents", "redacted", "counts", "reason", "clock"),
    *("before", "after", "prev", "hash"),
)
"""The fields of an entry in the order in which they are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What verifying found.

    Attributes:
        books: how many books were walked, those that could not be read included.
        entries: how many entries they hold.
        heads: `book:sequence:hash` of each book that could be read.
        problems: everything that does not agree; facts `book`, `table`, `key` where known.
        notices: what was taken out of the books on purpose: who was forgotten, when, by whom, how much.
    """

    books: int
    entries: int
    heads: tuple[str, ...]
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether all agrees."""
        return not self.problems


def log(
    office: Office, *, period: Period | str | None = None, actor: str | None = None, target: str | None = None
) -> list[Record]:
    """The entries that are asked for, oldest first, each with its `book`.

    Args:
        period: only the books that lie in it; None is all, the office's own among them.
        actor: only what they did; in any case.
        target: only what was done to this key or officer, or in this table; in any case.

    Raises:
        StoreError: the only book asked for cannot be read; of several, such a one is left out.
    """
    names = _books(office.store, period)
    if len(names) == 1:
        office.load(names[0])
    entries = office.read_each(names, lambda book: list(_matching(book, actor, target)))
    found = [{"book": name, **_told_in_order(entry)} for name, chosen in entries.items() for entry in chosen]
    return sorted(found, key=lambda entry: str(entry.get("at")))


def verify(place: Office | Store, *, period: Period | str | None = None, expect: Sequence[str] = ()) -> Verification:
    """Walk the chain of every book, recompute every document, hold closed books against their seals, and so archives.

    Args:
        period: only the books that lie in it; books named by `expect` are walked as well.
        expect: entries noted elsewhere, `BOOK:SEQ:HASH`; each must still be there.

    Raises:
        UsageError: something expected cannot be read.
        NotFoundError: no book lies in `period`; something expected names a book that there cannot be.
        StoreError: the store itself cannot be read. A book that cannot be is a problem of the result.
    """
    store = place.store if isinstance(place, Office) else place
    expected = _expected(expect)
    office_book = _office_book(store)
    seals = _seals(office_book)
    kept = [*_books(store, period), *_within(list(seals or ()), period)]
    if period is not None and not kept and not expected:
        raise NotFoundError("audit.no_book", period=str(period))
    names = dict.fromkeys([*kept, *(one.book for one in expected)])
    entries, heads, problems, notices = 0, list[str](), _office_missing(store, names), list[Problem]()
    for name in names:
        try:
            book = store.load(name, strict=True)
        except StoreError as error:
            problems.append(Problem(error.code, {"table": None, "key": None, **error.facts, "book": name}, where=name))
            continue
        entries += len(book.table(AUDIT))
        heads += [head] if (head := book.head) else []
        problems += book.audit.problems
        notices += [_forgotten_notice(name, one) for one in book.audit.forgettings]
        held = [expected_problem(one, book.tables) for one in expected if one.book == name]
        if seals is not None and name != OFFICE_BOOK:
            held.append(seal_problem(name, book.state, book.table(AUDIT), seals.get(name)))
        problems += [problem for problem in held if problem]
    if office_book and office_book.table(MERGERS) and not period:  # else nothing is loaded for it
        problems += lazy.archives.archive_problems(store)
    return Verification(
        books=len(names), entries=entries, heads=tuple(heads), problems=tuple(problems), notices=tuple(notices)
    )


def _forgotten_notice(book: str, forgetting: Forgetting) -> Problem:
    return Problem("audit.forgotten", {"book": book, **forgetting.facts}, where=book)


def _office_missing(store: Store, names: Iterable[str]) -> list[Problem]:
    """That the office's book is gone: a check of a person is entered only when the register in it names them."""
    if OFFICE_BOOK in store.names():
        return []
    facts = {"book": OFFICE_BOOK, "table": None, "key": None}
    found = any(_names_people(store, name) for name in names)
    return [Problem("audit.office_missing", facts, where=OFFICE_BOOK)] if found else []


def _names_people(store: Store, name: str) -> bool:
    try:
        return any(officer != OFFICE for officer in store.load(name).table(CHECKS))
    except StoreError:
        return False


def _office_book(store: Store) -> Book | None:
    """The office's book; None when it cannot be read: it is told of as every book is."""
    try:
        return store.load(OFFICE_BOOK)
    except StoreError:
        return None


def _seals(office_book: Book | None) -> Mapping[str, Seal] | None:
    """The seals of the office's book; None when they cannot be read."""
    if office_book is None:
        return None
    try:
        return office_book.each(SEALS, Seal, own="period")
    except StoreError:
        return None


def _books(store: Store, period: Period | str | None) -> list[str]:
    return _within(store.names(), period)


def _within(names: list[str], period: Period | str | None) -> list[str]:
    if period is None:
        return names
    span = _period(str(period))
    return [name for name in names if span and (own := _period(name)) and span.holds(own)]


def _period(key: str) -> Period | None:
    return read_period(key, date.min)


def _matching(book: Book, actor: str | None, target: str | None) -> Iterable[Record]:
    for entry in sorted(book.table(AUDIT).values(), key=lambda entry: int(entry["seq"])):
        if actor is not None and str(entry.get("actor")).casefold() != actor.casefold():
            continue
        if target is None or target.casefold() in _targets(book, entry):
            yield entry


def _told_in_order(entry: Record) -> Record:
    """When, who and what first; a book keeps the fields sorted by name."""
    return {name: entry[name] for name in _TOLD if name in entry} | entry


def _targets(book: Book, entry: Record) -> set[str]:
    """Tables, keys and officers of an entry; a batch's has those of every document that it lists."""
    listed = entry.get("documents")
    places = [(str(entry.get("table")), str(entry.get("key")))]
    if isinstance(listed, dict):
        places += [(table, key) for table, documents in listed.items() for key in documents]
    names = {name for place in places for name in place}
    names |= {str(book.table(table).get(key, {}).get("officer", "")) for table, key in places}
    return {name.casefold() for name in names if name}


def _expected(texts: Sequence[str]) -> list[Expected]:
    read = [(text, read_expected(text)) for text in texts]
    unread = [text for text, one in read if one is None]
    if unread:
        raise UsageError("audit.expect_unreadable", found=unread)
    return [one for _, one in read if one]
