"""Changes being made to books, in memory, each with its audit entry; a store publishes the result."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from civicode.domain.audit import document_digest, head
from civicode.store import Author, Book, Record
from civicode.store.book_text import Lines, Tables, document_line, plain
from civicode.store.chain import AUDIT, BOOK_KEY, META, UPGRADED, Change, linked, opening
from civicode.store.shapes import raised


class StagedBook:
    """One book under change.

    Attributes:
        tables: the documents as they were read.
        lines: every document's line by key, by table (`read_lines`), with the changes made so far: what will be
            published. Whoever changes the documents in place that they are handed changes nothing here.
        changes: the documents set by key, by table; None was taken away.
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

    def _digest(self, table: str, key: str) -> str | None:
        line = self.lines.get(table, {}).get(key)
        return document_digest(table, key, json.loads(f"{{{line}}}")[key]) if line else None


class StagedEdit:
    """The `Edit` that every store hands out."""

    def __init__(self, books: Iterable[StagedBook], author: Author) -> None:
        self._books = {book.name: book for book in books}
        self._author = author

    def book(self, name: str) -> Book:
        """The book with the changes made so far; KeyError when it is not one of this edit."""
        return self._books[name].book()

    def put(self, book: str, table: str, key: str, document: Record, *, action: str, reason: str = "") -> None:
        """Set a document, with its audit entry. A document equal to the stored one writes nothing."""
        self._books[book].apply(Change(table, key, document, action, reason), self._author)

    def remove(self, book: str, table: str, key: str, *, action: str, reason: str = "") -> None:
        """Take a document away, with its audit entry; nothing happens when there is none."""
        self._books[book].apply(Change(table, key, None, action, reason), self._author)

    @property
    def heads(self) -> Mapping[str, str]:
        """`book:sequence:hash` of the newest entry of each book that was changed."""
        return {book.name: book.head for book in self.changed() if book.head}

    def changed(self) -> list[StagedBook]:
        """The books that were changed, in the order in which the edit named them."""
        return [book for book in self._books.values() if book.changes]
