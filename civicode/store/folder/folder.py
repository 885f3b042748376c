"""The store in a folder: TinyDB files, one a book, changed under a lock and published by rename."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path

from civicode import lazy
from civicode.errors import NotAllowedError, StoreError
from civicode.store import Author, Book, Edit, Shelf
from civicode.store.book.names import book_file, book_name, in_order, is_book_file
from civicode.store.book.shapes import in_shape_of_today
from civicode.store.book.staging import Staged, StagedBook, StagedEdit
from civicode.store.book.text import book_bytes, ordered, read_book, read_to_write
from civicode.store.disk.faults import told
from civicode.store.disk.files import Files
from civicode.store.disk.publish import PublishingFolder
from civicode.store.folder.shelf import FolderShelf, Lock


class FolderStore:
    """Books as files `NAME.json` in one folder, with the shelves `drafts/`, `catalogues/`, `archives/` in it.

    Args:
        location: the folder; the first write makes it.
        files: the disk.
        lock: excludes other writers of a folder; the system's own lock when None.
    """

    is_read_only = False
    made_on: date | None = None

    def __init__(self, location: str, *, files: Files | None = None, lock: Lock | None = None) -> None:
        self.location = location
        self._path = Path(location)
        self._files = files or Files()
        self._lock = lock or self._system_lock
        folder = self._folder()
        self.drafts: Shelf = FolderShelf(self._path / "drafts", ".json", self._files, self._lock, folder)
        self.catalogues: Shelf = FolderShelf(self._path / "catalogues", ".yaml", self._files, self._lock, folder)
        self.archives: Shelf = FolderShelf(self._path / "archives", ".zip", self._files, self._lock, folder)
        self.papers: Mapping[str, bytes] = {}

    def names(self) -> list[str]:
        """The books that there are, `office` first, then by period."""
        with told(self._path):
            return in_order([book_name(file) for file in self._files.names(self._path) if is_book_file(file)])

    def load(self, name: str, *, strict: bool = False) -> Book:
        """A book as last published; an empty one when it has no file. Never waits."""
        path = self._path / book_file(name)
        data = self._read(path)
        if data is None:
            return Book(name)
        book = read_book(name, data, str(path), strict=strict)
        return book if strict else in_shape_of_today(book)

    def stamp(self, name: str) -> object:
        """What is another as soon as the book was published anew; None when it has no file."""
        path = self._path / book_file(name)
        with told(path):
            return self._files.stamp(path)

    def adopt(self, book: Book) -> None:
        """Put a whole book in place as it is, its audit with it; NotAllowedError when there is one already."""
        file = book_file(book.name)
        folder = self._folder()
        folder.prepare()
        with self._lock(self._path):
            folder.sweep()
            if self.stamp(book.name) is not None:
                raise NotAllowedError("store.book_exists", book=book.name, location=self.location)
            folder.stage(file, book_bytes(ordered(book.name, book.tables)))
            folder.publish(file)

    @contextmanager
    def edit(self, *books: str, author: Author, publish: bool = True) -> Iterator[Edit]:
        """Exclusive work on `books`: published in the order given when the block ends well, else nothing."""
        if not publish:
            yield StagedEdit(books, author, self._staged_book, _UnpublishedBook)
            return
        folder = self._folder()
        folder.prepare()
        with self._lock(self._path):
            holder = os.getpid()
            folder.sweep()
            edit = StagedEdit(books, author, self._staged_book, lambda book: _stage(book, folder))
            try:
                yield edit
            except BaseException:
                if os.getpid() == holder:
                    folder.discard()  # what was completed before
                raise
            if os.getpid() != holder:
                raise StoreError("store.not_the_holder", folder=self.location)
            self._publish(edit, folder)

    def _publish(self, edit: StagedEdit, folder: PublishingFolder) -> None:
        """All files are written before the first takes its place: a full disk is noticed while nothing has changed."""
        changed = edit.changed()
        staged = [edit.ready.get(book.name) or _stage(book, folder) for book in changed]
        names = [book.name for book in changed]
        for place, storage in enumerate(staged):
            try:
                storage.publish()
            except StoreError as error:
                raise _truly(error, names[:place], names[place:]) from error

    def _staged_book(self, name: str) -> StagedBook:
        path = self._path / book_file(name)
        data = self._read(path)
        return StagedBook(Book(name) if data is None else read_to_write(name, data, str(path)))

    def _read(self, path: Path) -> bytes | None:
        with told(path):
            return self._files.read(path)

    def _folder(self) -> PublishingFolder:
        return PublishingFolder(self._path, self._files, is_ours=is_book_file)

    def _system_lock(self, folder: Path) -> AbstractContextManager[object]:
        return lazy.lock.FolderLock(folder, self._files)


class _UnpublishedBook:
    """A book of an edit that publishes nothing."""

    def __init__(self, book: StagedBook) -> None:
        self.name = book.name

    def publish(self) -> None:
        """Never called."""
        raise AssertionError(self.name)


def _stage(book: StagedBook, folder: PublishingFolder) -> Staged:
    return lazy.tinydb_book.stage(book, folder)


def _truly(error: StoreError, saved: list[str], unsaved: list[str]) -> StoreError:
    """The error as it is, unless books before it are published already: then nobody may be told that nothing is."""
    if not saved or error.code == "store.unconfirmed":
        return error
    return StoreError("store.partly", saved=saved, unsaved=unsaved, file=error.facts.get("file", ""))
