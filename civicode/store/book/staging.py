"""Changes being made to books, in memory, each with its audit entry; a store publishes the result."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Raw, Struct

from civicode.domain.store.audit import (
    encode_document,
    entered,
    head,
    in_order,
    listed,
    raw_digest,
    read_document,
    without_reason,
)
from civicode.domain.tables import AUDIT, BATCHES, BOOK_KEY, FORGETTINGS, META
from civicode.store import Author, Book, Documents, Record, Tables
from civicode.store.book.chain import UPGRADED, Change, linked, opening
from civicode.store.book.shapes import raised
from civicode.store.disk.faults import half_character

if TYPE_CHECKING:
    from civicode.domain.store.forgetting import Taken


class StagedBook:
    """One book under change.

    Attributes:
        tables: the documents as they were read.
        current: the documents with the changes made so far: what will be published.
        changes: the documents set by key, by table; None was taken away.
    """

    def __init__(self, book: Book) -> None:
        self.name = book.name
        self.tables = book.tables
        self.changes: dict[str, dict[str, Raw | None]] = {}
        self.current: Tables = {table: dict(documents) for table, documents in book.tables.items()}
        self._today = raised(book.name, book.tables)
        self._is_behind = self._today is not book.tables
        self._last = book.last_entry
        self._find_damage = book.find_damage

    def book(self) -> Book:
        """A copy of its tables in the shape of today, with the changes made so far."""
        tables = self._today if self._is_behind else self.current
        shown = {table: dict(documents) for table, documents in tables.items() if documents}
        return Book(self.name, shown, self._find_damage)

    @property
    def head(self) -> str | None:
        """`book:sequence:hash` of the newest entry; None when there is none."""
        return head(self.name, self._last) if self._last else None

    def apply(self, change: Change, author: Author) -> None:
        """Make a change, with its entry; nothing happens when all is so already."""
        if change.table == AUDIT or (change.table == META and (change.key != BOOK_KEY or change.document is None)):
            raise ValueError(f"{change.table}/{change.key} is not for services to write")
        if self._digest(change.table, change.key) == _digest_of(change):
            return
        if META not in self.current:
            self._enter(opening(self.name), author)
        if self._is_behind:
            self._bring_up(author)
            self.apply(change, author)
            return
        self._enter(change, author)

    def apply_batch(self, change: Change, documents: Documents, author: Author, own: Callable[[], Raw]) -> None:
        """Make many changes with one entry, that of `change`.

        Args:
            own: the batch's own document, asked for when all the others are set.
        """
        if META not in self.current:
            self._enter(opening(self.name), author)
        if self._is_behind:
            self._bring_up(author)
        digests: dict[str, dict[str, object]] = {}
        for table, key, document in documents:
            if table in (AUDIT, META, BATCHES):
                raise ValueError(f"{table} is not for a batch to write")
            before = self._digest(table, key)
            made = None if document is None else self.encoded(table, key, document)
            self._set(table, key, made)
            digests.setdefault(table, {})[key] = entered(before, None if made is None else raw_digest(table, key, made))
        self._enter(change._replace(document=own(), digests=digests), author)

    def apply_redaction(self, change: Change, taken: Taken, author: Author) -> None:
        """Take texts away with one entry, that of `change`, which lists documents and entries as they then stand."""
        if self._is_behind:
            self._bring_up(author)
        digests: dict[str, dict[str, object]] = {}
        for table, key, cleared in taken.documents:
            if table in (AUDIT, META):
                raise ValueError(f"{table} is not for a redaction to write")
            before, document = self._digest(table, key), self.encoded(table, key, cleared)
            self._set(table, key, document)
            digests.setdefault(table, {})[key] = entered(before, raw_digest(table, key, document))
        redacted = {key: self._redacted(key, entry) for key, entry in taken.entries.items()}
        self._enter(change._replace(digests=digests, redacted=redacted, counts=taken.counts), author)

    def encoded(self, table: str, key: str, document: Mapping[str, Any] | Struct | Raw) -> Raw:
        """A document as it will be written; RefusedError where it holds half a character, which no file can."""
        try:
            key.encode()
            return encode_document(document)
        except UnicodeEncodeError as error:
            raise half_character(f"{self.name}/{table}/{key}") from error

    def release(self) -> None:
        """Let go of everything but the head and the names of what was changed: it is staged."""
        self.tables, self.current, self._today, self._find_damage = {}, {}, {}, None
        self.changes = {table: dict.fromkeys(documents) for table, documents in self.changes.items()}

    def _redacted(self, key: str, entry: Record) -> list[object]:
        """Set an entry without its reason; what the forgetting's own entry says of it."""
        if entry != without_reason(read_document(self.current[AUDIT][key])):
            raise ValueError(f"{key} loses more than its reason")
        self._set(AUDIT, key, self.encoded(AUDIT, key, entry))
        return listed(key, entry)

    def _bring_up(self, author: Author) -> None:
        """Enter what the shape of today makes of the documents: the audit would else not bear them out."""
        self._is_behind = False
        for table in dict.fromkeys([*self._today, *self.tables]):
            if table == AUDIT:
                continue
            documents = self._today.get(table, {})
            for key in dict.fromkeys([*documents, *self.tables.get(table, {})]):
                change = Change(table, key, documents.get(key), UPGRADED)
                if _digest_of(change) != self._digest(table, key):
                    self._enter(change, author)

    def _enter(self, change: Change, author: Author) -> None:
        before = self._digest(change.table, change.key)
        entry = linked(self._last, change, author, before=before, after=_digest_of(change))
        sequence = str(entry["seq"])
        encoded = self.encoded(AUDIT, sequence, entry)
        self._last = entry
        self._set(change.table, change.key, change.document)
        self._set(AUDIT, sequence, encoded)

    def _set(self, table: str, key: str, document: Raw | None) -> None:
        documents = self.current.setdefault(table, {})
        self.changes.setdefault(table, {})[key] = document
        if document is None:
            documents.pop(key, None)
        else:
            documents[key] = document

    def _digest(self, table: str, key: str) -> str | None:
        document = self.current.get(table, {}).get(key)
        if document is None:
            return None
        try:
            return raw_digest(table, key, in_order(document))
        except (ValueError, RecursionError) as error:
            raise self.book().damaged(table, key, document) from error


def _digest_of(change: Change) -> str | None:
    return None if change.document is None else raw_digest(change.table, change.key, change.document)


class Staged(Protocol):
    """A book's file that lies ready beside the one that it will replace."""

    def publish(self) -> None:
        """Put it in its place, durably."""


class StagedEdit:
    """The `Edit` that every store hands out.

    Args:
        names: the books, in the order in which they are published; those that join come after them.
        read: reads one under the lock.
        stage: makes what is to be published of a book ready.
    """

    def __init__(
        self,
        names: Sequence[str],
        author: Author,
        read: Callable[[str], StagedBook],
        stage: Callable[[StagedBook], Staged],
    ) -> None:
        self._books = {name: read(name) for name in names}
        self._author = author
        self._read = read
        self._stage = stage
        self.ready: dict[str, Staged] = {}

    def join(self, book: str) -> None:
        """Take one more book in, read now; nothing happens when it is in already."""
        if book not in self._books:
            self._books[book] = self._read(book)

    def book(self, name: str) -> Book:
        """The book with the changes made so far; KeyError when it is not one of this edit, or complete."""
        return self._of(name).book()

    def put(self, book: str, table: str, key: str, document: Record | Struct, *, action: str, reason: str = "") -> None:
        """Set a document, with its audit entry. A document equal to the stored one writes nothing."""
        staged = self._of(book)
        staged.apply(Change(table, key, staged.encoded(table, key, document), action, reason), self._author)

    def remove(self, book: str, table: str, key: str, *, action: str, reason: str = "") -> None:
        """Take a document away, with its audit entry; nothing happens when there is none."""
        self._of(book).apply(Change(table, key, None, action, reason), self._author)

    def put_batch(
        self,
        book: str,
        batch: str,
        document: Record | Struct,
        documents: Documents,
        *,
        action: str,
        reason: str = "",
        table: str = BATCHES,
    ) -> None:
        """Set many documents with one audit entry, that of the batch's own `document`."""
        staged = self._of(book)
        change = Change(table, batch, None, action, reason)
        staged.apply_batch(change, documents, self._author, lambda: staged.encoded(table, batch, document))

    def redact(self, book: str, key: str, document: Record, taken: Taken, *, action: str, reason: str = "") -> None:
        """Take texts away with one entry, that of the document `key` of the table `FORGETTINGS`."""
        staged = self._of(book)
        change = Change(FORGETTINGS, key, staged.encoded(FORGETTINGS, key, document), action, reason)
        staged.apply_redaction(change, taken, self._author)

    def complete(self, book: str) -> None:
        """Make ready what is to be published of `book`, and let its memory go."""
        staged = self._of(book)
        if staged.changes:
            self.ready[book] = self._stage(staged)
        staged.release()

    @property
    def heads(self) -> Mapping[str, str]:
        """`book:sequence:hash` of the newest entry of each book that was changed."""
        return {book.name: book.head for book in self.changed() if book.head}

    def changed(self) -> list[StagedBook]:
        """The books that were changed, in the order in which they were named or joined."""
        return [book for book in self._books.values() if book.changes]

    def _of(self, name: str) -> StagedBook:
        if name in self.ready:
            raise KeyError(name)
        return self._books[name]
