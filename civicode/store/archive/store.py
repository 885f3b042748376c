"""A zip that a backup made, opened as a store: all of it can be read, nothing of it can be changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NoReturn

from civicode.errors import NotAllowedError, RefusedError, StoreError
from civicode.store import Author, Book, Edit, Shelf
from civicode.store.archive.unpacking import unpack
from civicode.store.book.staging import Staged, StagedBook, StagedEdit
from civicode.store.disk.files import Files
from civicode.store.memory import MemoryStore


class ArchiveShelf:
    """A shelf that takes nothing in."""

    def __init__(self, shelf: Shelf, location: str) -> None:
        self._shelf = shelf
        self._location = location

    def names(self) -> list[str]:
        """Their names, sorted."""
        return self._shelf.names()

    def read(self, name: str) -> str | None:
        """The text; None when there is none."""
        return self._shelf.read(name)

    def read_bytes(self, name: str) -> bytes | None:
        """The bytes; None when there is none."""
        return self._shelf.read_bytes(name)

    def write(self, name: str, text: str) -> None:  # noqa: ARG002 - the verbs of every shelf
        """NotAllowedError."""
        _refuse(self._location)

    def write_bytes(self, name: str, data: bytes) -> None:  # noqa: ARG002 - the verbs of every shelf
        """NotAllowedError."""
        _refuse(self._location)

    def remove(self, name: str) -> None:  # noqa: ARG002 - the verbs of every shelf
        """NotAllowedError."""
        _refuse(self._location)


class ArchiveStore(MemoryStore):
    """What was in a zip; every edit of a book is refused, a dry one, too: its real path would be."""

    is_read_only = True

    def __init__(self, kept: MemoryStore, made_on: date | None = None) -> None:
        super().__init__(kept.location)
        self.made_on = made_on
        self._books = kept._books
        self.papers = kept.papers
        self.drafts: Shelf = ArchiveShelf(kept.drafts, kept.location)
        self.catalogues: Shelf = ArchiveShelf(kept.catalogues, kept.location)
        self.archives: Shelf = ArchiveShelf(kept.archives, kept.location)

    def adopt(self, book: Book) -> None:  # noqa: ARG002 - the verbs of every store
        """NotAllowedError."""
        _refuse(self.location)

    @contextmanager
    def edit(self, *books: str, author: Author, publish: bool = True) -> Iterator[Edit]:  # noqa: ARG002
        """An edit into which no book can be taken: NotAllowedError for the first one."""
        yield StagedEdit(books, author, self._refused, self._unstaged)

    def _refused(self, _: str) -> StagedBook:
        _refuse(self.location)

    def _unstaged(self, _: StagedBook) -> Staged:
        _refuse(self.location)


def open_archive(path: Path, files: Files) -> ArchiveStore:
    """The store in the zip `path`; StoreError, with every problem, when it is no backup or not whole."""
    try:
        found = unpack(path, files)
        return ArchiveStore(found.store, _day(found.manifest.made_at))
    except RefusedError as error:
        raise StoreError("store.archive_unreadable", error.problems, path=str(path), n=len(error.problems)) from error


def _day(moment: str) -> date | None:
    """The day of an ISO time; None where it is none."""
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return None


def _refuse(location: str) -> NoReturn:
    raise NotAllowedError("store.archive_read_only", path=location)
