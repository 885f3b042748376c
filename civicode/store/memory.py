"""The store in memory: for tests, and as the shortest statement of what every store does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from civicode.store import Author, Book, Edit, Shelf
from civicode.store.book_text import Tables, book_bytes, read_tables
from civicode.store.names import book_file, in_order, shelf_name
from civicode.store.staging import StagedBook, StagedEdit


class MemoryShelf:
    """Texts by name; names that differ by case only are the same."""

    def __init__(self) -> None:
        self._texts: dict[str, tuple[str, str]] = {}

    def names(self) -> list[str]:
        """Their names, sorted."""
        return sorted(name for name, _ in self._texts.values())

    def read(self, name: str) -> str | None:
        """The text; None when there is none."""
        _, text = self._texts.get(shelf_name(name).casefold(), (name, None))
        return text

    def write(self, name: str, text: str) -> None:
        """Put the text in place."""
        first, _ = self._texts.get(shelf_name(name).casefold(), (name, ""))
        self._texts[name.casefold()] = (first, text)

    def remove(self, name: str) -> None:
        """Take it away; nothing happens when there is none."""
        self._texts.pop(shelf_name(name).casefold(), None)


class MemoryStore:
    """Books kept as the bytes that a folder would hold; gone with the process."""

    def __init__(self, location: str = "memory") -> None:
        self.location = location
        self.drafts: Shelf = MemoryShelf()
        self.catalogues: Shelf = MemoryShelf()
        self._books: dict[str, bytes] = {}

    def names(self) -> list[str]:
        """The books that there are, `office` first, then by period."""
        return in_order(list(self._books))

    def load(self, name: str, *, strict: bool = False) -> Book:
        """A book as last published; an empty one when there is none."""
        return Book(name, self._read(name, strict=strict))

    @contextmanager
    def edit(self, *books: str, author: Author, publish: bool = True) -> Iterator[Edit]:
        """Work on `books`: kept when the block ends well, else nothing."""
        edit = StagedEdit([StagedBook(name, self._read(name)) for name in books], author)
        yield edit
        if publish:
            self._books |= {book.name: book_bytes(book.lines) for book in edit.changed()}

    def _read(self, name: str, *, strict: bool = False) -> Tables:
        file = book_file(name)
        data = self._books.get(name)
        return {} if data is None else read_tables(name, data, f"{self.location}/{file}", strict=strict)
