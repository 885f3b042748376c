"""Changes being made to books, in memory, each with its audit entry; a store publishes the result."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Protocol

from civicode.domain.store.audit import canonical_digest, document_digest, entered, head, listed, without_reason
from civicode.domain.tables import AUDIT, BATCHES, BOOK_KEY, FORGETTINGS, META
from civicode.store import Author, Book, Documents, Record
from civicode.store.book.chain import UPGRADED, Change, linked, opening
from civicode.store.book.shapes import raised
from civicode.store.book.text import Lines, Tables, document_line, encoded_sorted, plain

if TYPE_CHECKING:
    from civicode.domain.store.forgetting import Taken


class StagedBook:
    """One book under change.

    Attributes:
        tables: the documents as they were read.
        lines: every document's line by key, by table (`read_lines`), with the changes made so far: what will be
            published. Whoever changes the documents in place that they are handed changes nothing here.
        changes: the documents set by key, by table; None was taken away. Of a batch only the lines are kept.
    """

    def __init__(self, name: str, tables: Tables, lines: Lines) -> None:
        self.name = name
        self.tables = tables
        self.lines = lines
        self.changes: dict[str, dict[str, Record | None]] = {}
        today = raised(name, tables)
        self._is_behind = today is not tables
        self._book = Book(name, {table: dict(documents) for table, documents in today.items()})
        last = self._book.last_entry
        self._last = dict(last) if last else None

    def book(self) -> Book:
        """A copy of its tables with the changes made so far."""
        for table, documents in self.changes.items():
            for key, document in documents.items():
                if document is _AS_LINE:
                    self._book.tables.setdefault(table, {})[key] = self._decoded(table, key)
        tables = {table: dict(documents) for table, documents in self._book.tables.items() if documents}
        return Book(self.name, tables)

    @property
    def head(self) -> str | None:
        """`book:sequence:hash` of the newest entry; None when there is none."""
        return head(self.name, self._last) if self._last else None

    def apply(self, change: Change, author: Author) -> None:
        """Make a change, with its entry; nothing happens when all is so already."""
        if change.table == AUDIT or (change.table == META and (change.key != BOOK_KEY or change.document is None)):
            raise ValueError(f"{change.table}/{change.key} is not for services to write")
        document = None if change.document is None else plain(change.document)
        after = document_digest(change.table, change.key, document)
        if self._digest(change.table, change.key) == after:
            return
        if META not in self.lines:
            self._enter(opening(self.name), author)
        if self._is_behind:
            self._bring_up(author)
            self.apply(change, author)
            return
        self._enter(change._replace(document=document), author, after)

    def apply_batch(self, change: Change, documents: Documents, author: Author) -> None:
        """Make many changes with one entry, that of `change`, the batch's own document."""
        if META not in self.lines:
            self._enter(opening(self.name), author)
        if self._is_behind:
            self._bring_up(author)
        digests: dict[str, dict[str, object]] = {}
        for table, key, document in documents:
            if table not in digests:
                digests[table] = self._opened(table)
            lines = self.lines[table]
            before = self._digest(table, key) if key in lines else None
            if document is None:
                self._set(table, key, None)
                digests[table][key] = entered(before, None)
                continue
            text = document if isinstance(document, str) else encoded_sorted(document)
            lines[key] = f"{encode_basestring(key)}:{text}"
            self.changes[table][key] = _AS_LINE
            digests[table][key] = entered(before, canonical_digest(table, key, text))
        document = plain(change.document or {})
        after = document_digest(change.table, change.key, document)
        self._enter(change._replace(document=document, digests=digests), author, after)

    def apply_redaction(self, change: Change, taken: Taken, author: Author) -> None:
        """Take texts away with one entry, that of `change`, which lists documents and entries as they then stand."""
        if self._is_behind:
            self._bring_up(author)
        digests: dict[str, dict[str, object]] = {}
        for table, key, cleared in taken.documents:
            if table in (AUDIT, META):
                raise ValueError(f"{table} is not for a redaction to write")
            before, document = self._digest(table, key), plain(cleared)
            self._set(table, key, document)
            digests.setdefault(table, {})[key] = entered(before, document_digest(table, key, document))
        redacted = {key: self._redacted(key, plain(entry)) for key, entry in taken.entries.items()}
        own = plain(change.document or {})
        self._enter(change._replace(document=own, digests=digests, redacted=redacted, counts=taken.counts), author)

    def _redacted(self, key: str, entry: Record) -> list[object]:
        """Set an entry without its reason; what the forgetting's own entry says of it."""
        if entry != without_reason(self._decoded(AUDIT, key)):
            raise ValueError(f"{key} loses more than its reason")
        self._set(AUDIT, key, entry)
        return listed(key, entry)

    def release(self) -> None:
        """Let go of everything but the head and the names of what was changed: it is staged."""
        self.tables, self.lines = {}, {}
        self._book = Book(self.name)

    def _bring_up(self, author: Author) -> None:
        """Enter what the shape of today makes of the documents: the audit would else not bear them out."""
        self._is_behind = False
        today = {table: dict(documents) for table, documents in self._book.tables.items() if table != AUDIT}
        for table in dict.fromkeys([*today, *self.tables]):
            documents = today.get(table, {})
            former = {} if table == AUDIT else self.tables.get(table, {})
            for key in dict.fromkeys([*documents, *former]):
                change = Change(table, key, documents.get(key), UPGRADED)
                after = document_digest(table, key, change.document)
                if after != self._digest(table, key):
                    self._enter(change, author, after)

    def _enter(self, change: Change, author: Author, after: str | None = None) -> None:
        table, key = change.table, change.key
        after = after or document_digest(table, key, change.document)
        entry = linked(self._last, change, author, before=self._digest(table, key), after=after)
        self._last = entry
        self._set(table, key, change.document)
        self._set(AUDIT, str(entry["seq"]), entry)

    def _set(self, table: str, key: str, document: Record | None) -> None:
        documents = self._book.tables.setdefault(table, {})
        lines = self.lines.setdefault(table, {})
        self.changes.setdefault(table, {})[key] = document
        if document is None:
            documents.pop(key, None)
            lines.pop(key, None)
        else:
            documents[key] = document
            lines[key] = document_line(key, document)

    def _opened(self, table: str) -> dict[str, object]:
        """A table that a batch writes into, ready for its lines; where the digests go."""
        if table in (AUDIT, META, BATCHES):
            raise ValueError(f"{table} is not for a batch to write")
        self.lines.setdefault(table, {})
        self.changes.setdefault(table, {})
        return {}

    def _digest(self, table: str, key: str) -> str | None:
        if key not in self.lines.get(table, ()):
            return None
        return document_digest(table, key, self._decoded(table, key))

    def _decoded(self, table: str, key: str) -> Record:
        document: Record = json.loads(f"{{{self.lines[table][key]}}}")[key]
        return document


_AS_LINE: Record = {}
"""Stands for a document of a batch, whose line is all that is kept."""


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

    def put(self, book: str, table: str, key: str, document: Record, *, action: str, reason: str = "") -> None:
        """Set a document, with its audit entry. A document equal to the stored one writes nothing."""
        self._of(book).apply(Change(table, key, document, action, reason), self._author)

    def remove(self, book: str, table: str, key: str, *, action: str, reason: str = "") -> None:
        """Take a document away, with its audit entry; nothing happens when there is none."""
        self._of(book).apply(Change(table, key, None, action, reason), self._author)

    def put_batch(
        self,
        book: str,
        batch: str,
        document: Record,
        documents: Documents,
        *,
        action: str,
        reason: str = "",
        table: str = BATCHES,
    ) -> None:
        """Set many documents with one audit entry, that of the batch's own `document`."""
        self._of(book).apply_batch(Change(table, batch, document, action, reason), documents, self._author)

    def redact(self, book: str, key: str, document: Record, taken: Taken, *, action: str, reason: str = "") -> None:
        """Take texts away with one entry, that of the document `key` of the table `FORGETTINGS`."""
        self._of(book).apply_redaction(Change(FORGETTINGS, key, document, action, reason), taken, self._author)

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
