"""The store in memory: for tests, and as the shortest statement of what every store does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

from civicode.errors import NotAllowedError
from civicode.store import Author, Book, Edit, Shelf
from civicode.store.book.names import book_file, in_order, shelf_name
from civicode.store.book.shapes import in_shape_of_today
from civicode.store.book.staging import Staged, StagedBook, StagedEdit
from civicode.store.book.text import book_bytes, ordered, read_book, read_to_write
from civicode.store.disk.faults import text_bytes


class MemoryShelf:
    """Files by name; names that differ by case only are the same."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, bytes]] = {}

    def names(self) -> list[str]:
        """Their names, sorted."""
        return sorted(name for name, _ in self._kept.values())

    def read(self, name: str) -> str | None:
        """The text; None when there is none."""
        data = self.read_bytes(name)
        return None if data is None else data.decode()

    def read_bytes(self, name: str) -> bytes | None:
        """The bytes; None when there is none."""
        _, data = self._kept.get(shelf_name(name).casefold(), (name, None))
        return data

    def write(self, name: str, text: str) -> None:
        """Put the text in place; RefusedError for half a character."""
        self.write_bytes(name, text_bytes(name, text))

    def write_bytes(self, name: str, data: bytes) -> None:
        """Put the bytes in place."""
        first, _ = self._kept.get(shelf_name(name).casefold(), (name, b""))
        self._kept[name.casefold()] = (first, data)

    def remove(self, name: str) -> None:
        """Take it away; nothing happens when there is none."""
        self._kept.pop(shelf_name(name).casefold(), None)


class MemoryStore:
    """Books kept as the bytes that a folder would hold; gone with the process."""

    is_read_only = False
    made_on: date | None = None

    def __init__(self, location: str = "memory") -> None:
        self.location = location
        self.drafts: Shelf = MemoryShelf()
        self.catalogues: Shelf = MemoryShelf()
        self.archives: Shelf = MemoryShelf()
        self.papers: Mapping[str, bytes] = {}
        self._books: dict[str, bytes] = {}

    def names(self) -> list[str]:
        """The books that there are, `office` first, then by period."""
        return in_order(list(self._books))

    def load(self, name: str, *, strict: bool = False) -> Book:
        """A book as last published; an empty one when there is none."""
        file, data = book_file(name), self._books.get(name)
        if data is None:
            return Book(name)
        book = read_book(name, data, f"{self.location}/{file}", strict=strict)
        return book if strict else in_shape_of_today(book)

    def book_data(self, name: str) -> bytes:
        """The file of a book that there is, as a folder would hold it."""
        return self._books[name]

    def stamp(self, name: str) -> object:
        """What is another as soon as the book was published anew; None when there is none."""
        return self._books.get(name)

    def adopt(self, book: Book) -> None:
        """Put a whole book in place as it is, its audit with it; NotAllowedError when there is one already."""
        book_file(book.name)
        if book.name in self._books:
            raise NotAllowedError("store.book_exists", book=book.name, location=self.location)
        self._books[book.name] = book_bytes(ordered(book.name, book.tables))

    @contextmanager
    def edit(self, *books: str, author: Author, publish: bool = True) -> Iterator[Edit]:
        """Work on `books`: kept when the block ends well, else nothing."""
        edit = StagedEdit(books, author, self._staged_book, self._ready)
        yield edit
        if publish:
            for book in edit.changed():
                (edit.ready.get(book.name) or self._ready(book)).publish()

    def _staged_book(self, name: str) -> StagedBook:
        file, data = book_file(name), self._books.get(name)
        return StagedBook(Book(name) if data is None else read_to_write(name, data, f"{self.location}/{file}"))

    def _ready(self, book: StagedBook) -> Staged:
        return _ReadyBook(self._books, book.name, book_bytes(book.current))


class _ReadyBook(NamedTuple):
    books: dict[str, bytes]
    name: str
    data: bytes

    def publish(self) -> None:
        """Keep the bytes."""
        self.books[self.name] = self.data
