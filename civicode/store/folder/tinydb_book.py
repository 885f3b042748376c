"""A book as a TinyDB database whose storage stages and publishes whole files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Raw
from tinydb.storages import Storage
from tinydb.table import Table

from civicode.store import Tables
from civicode.store.book.names import book_file
from civicode.store.book.staging import StagedBook
from civicode.store.book.text import book_bytes
from civicode.store.disk.publish import PublishingFolder


class BookTable(Table):
    """A table whose documents go by their natural keys."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB's own documentation offers it; its hint says int

    def put(self, documents: Mapping[str, Raw | None]) -> None:
        """Set several documents at once, replacing whole ones; None takes one away."""

        def update(table: dict[Any, Any]) -> None:
            for key, document in documents.items():
                if document is None:
                    table.pop(key, None)
                else:
                    table[key] = document

        self._update_table(update)


class BookStorage(Storage):
    """Stands in for TinyDB's own, which rewrites its file in place: a kill then leaves an unreadable history.

    Args:
        book: as it was read under the lock.
        folder: where it is published.
    """

    def __init__(self, book: StagedBook, folder: PublishingFolder) -> None:
        self._file = book_file(book.name)
        self._folder = folder
        self._tables: Tables = dict(book.tables)

    def read(self) -> Tables:
        """The tables as last written here, at first as the book was read."""
        return self._tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Keep the tables; however many are changed, the file is written once."""
        self._tables = data

    def stage(self) -> None:
        """Write the new file beside the old one, durably."""
        self._folder.stage(self._file, book_bytes(self._tables))
        self._tables = {}  # a batch stages many books before it publishes the first

    def publish(self) -> None:
        """Put the staged file in its place, durably."""
        self._folder.publish(self._file)


def stage(book: StagedBook, folder: PublishingFolder) -> BookStorage:
    """Apply the changes of `book` to its tables and write the result beside the old file; what `publish` needs."""
    storage = BookStorage(book, folder)
    for table, documents in book.changes.items():
        BookTable(storage, table).put(documents)
    storage.stage()
    return storage
