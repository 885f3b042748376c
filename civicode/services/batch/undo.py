"""Batches that came in: which there are, and taking one back whole, unless what it brought has changed since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from civicode.domain.batch import Batch, BatchKind
from civicode.domain.receipt import Receipt
from civicode.domain.record import to_document
from civicode.domain.store.audit import digests_of, document_digest
from civicode.domain.tables import ABSENCES, AUDIT, BATCHES, CHECKS, REVIEWS, STAFF
from civicode.errors import NotAllowedError, NotFoundError, Problem, StoreError
from civicode.services.batch.batch import IMPORTED, REPLACED, unfinished
from civicode.services.office.books import periods_kept
from civicode.services.office.closed import is_closed
from civicode.services.office.office import Office
from civicode.store import OFFICE_BOOK, Book, Documents, Edit, Record

__all__ = ["Listed", "listed", "undo"]

UNDONE = "undone"
"""The action of entries that take a batch back."""

_HELD_BY = (CHECKS, REVIEWS, "violations")
"""Tables of a period's book whose documents name an officer."""


class Listed(NamedTuple):
    """A batch, and the books that a crash kept it from."""

    batch: Batch
    unfinished: tuple[str, ...]


class _Brought(NamedTuple):
    """A document that a batch set: its digest as the batch left it, and as it is to be again."""

    table: str
    key: str
    after: object
    before: Record | None


def listed(office: Office) -> list[Listed]:
    """Every batch, the newest first."""
    found = office.book.each(BATCHES, Batch, own="id")
    return [Listed(one, tuple(_cut_off(office, one))) for one in sorted(found.values(), key=lambda one: one.id)[::-1]]


def undo(office: Office, batch_id: str) -> Receipt:
    """Take a batch back: what it added goes, what it replaced is as before; the audit keeps both.

    Raises:
        NotFoundError: there is no such batch.
        NotAllowedError: what it brought was changed since, or is needed by something else, or its period is closed:
            a problem for each.
    """
    with office.edit(OFFICE_BOOK) as edit:
        office.reread()
        batch = _named(edit.book(OFFICE_BOOK), batch_id)
        for name in batch.books:
            edit.join(name)
        problems = [one for name in batch.books for one in _obstacles(office, edit.book(name), batch)]
        if problems:
            raise NotAllowedError("batch.undo_refused", problems, id=batch.id, n=len(problems))
        at = office.now.isoformat(timespec="seconds")
        undone = batch if batch.is_undone else replace(batch, undone_at=at, undone_by=office.actor)
        count = sum(_take_back(edit, name, batch, undone) for name in batch.books)
        edit.put(OFFICE_BOOK, BATCHES, batch.id, to_document(undone), action=UNDONE)
    action = UNDONE if edit.heads else "unchanged"
    facts = {"n": count, "kind": batch.kind, "file": batch.file}
    return office.receipt(action, "batch", batch.id, edit, next="civicode import list", facts=facts)


def _named(book: Book, batch_id: str) -> Batch:
    wanted = batch_id.strip().upper()
    found = book.one(BATCHES, wanted, Batch, own="id")
    if found is None:
        known = sorted(book.table(BATCHES))[-3:]
        raise NotFoundError("batch.unknown", id=batch_id, accepted=known)
    return found


def _cut_off(office: Office, batch: Batch) -> list[str]:
    try:
        return [] if batch.is_undone else unfinished(office, batch)
    except StoreError:
        return []  # whoever needs that book is told


def _brought(book: Book, batch: Batch) -> Iterator[_Brought]:
    """What the batch set in `book` and nobody has taken back."""
    if book.name != OFFICE_BOOK and book.table(BATCHES).get(batch.id, {}).get("undone"):
        return
    if book.name == OFFICE_BOOK and batch.is_undone:
        return
    replaced: Mapping[str, Mapping[str, Record]] = book.table(BATCHES).get(batch.id, {}).get(REPLACED, {})
    digests: dict[tuple[str, str], object] = {}
    for entry in book.table(AUDIT).values():
        if (entry.get("table"), entry.get("key"), entry.get("action")) == (BATCHES, batch.id, IMPORTED):
            for table, documents in entry.get("documents", {}).items():
                digests |= {(table, key): digests_of(value)[1] for key, value in documents.items()}
    for (table, key), after in digests.items():
        yield _Brought(table, key, after, replaced.get(table, {}).get(key))


def _obstacles(office: Office, book: Book, batch: Batch) -> Iterator[Problem]:
    brought = list(_brought(book, batch))
    if brought and batch.kind in (BatchKind.CHECKS, BatchKind.REVIEWS) and is_closed(office, book):
        yield Problem("check.closed", {"period": book.name}, where=book.name)
        return
    for one in brought:
        now = book.table(one.table).get(one.key)
        facts = {"key": one.key, "table": one.table, "book": book.name}
        if document_digest(one.table, one.key, now) != one.after:
            yield Problem("batch.edited_since", facts, where=one.key)
        elif one.table == CHECKS and book.table(REVIEWS).get(one.key) and one.before is None:
            yield Problem("batch.reviewed_since", facts, where=one.key)
    if batch.kind is BatchKind.STAFF:
        gone = {one.key for one in brought if one.table == STAFF and one.before is None}
        yield from _still_needed(office, book, gone)


def _still_needed(office: Office, book: Book, codes: set[str]) -> Iterator[Problem]:
    """That somebody who would go from the register has records."""
    for period in periods_kept(office):
        kept = office.load(period.key)
        named = {str(one.get("officer")) for table in _HELD_BY for one in kept.table(table).values()}
        for code in sorted(codes & named):
            yield Problem("batch.has_records", {"key": code, "book": period.key}, where=code)
    away = {str(one.get("officer")) for one in book.table(ABSENCES).values()}
    for code in sorted(codes & away):
        yield Problem("batch.has_records", {"key": code, "book": book.name}, where=code)


def _take_back(edit: Edit, name: str, batch: Batch, undone: Batch) -> int:
    book = edit.book(name)
    brought = list(_brought(book, batch))
    if not brought:
        return 0
    documents: Documents = [(one.table, one.key, one.before) for one in brought]
    own = {**book.table(BATCHES)[batch.id], "undone": True}
    if name == OFFICE_BOOK:
        own = to_document(undone)
    edit.put_batch(name, batch.id, own, documents, action=UNDONE)
    return len(brought)
