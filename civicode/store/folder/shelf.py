"""Files of one kind beside the books: each whole, durable, not audited."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from civicode.errors import StoreError, reason_of
from civicode.store.book.damage import Damage, damaged
from civicode.store.book.names import is_shelf_name, shelf_name
from civicode.store.disk.faults import text_bytes, told
from civicode.store.disk.files import Files
from civicode.store.disk.publish import PublishingFolder

Lock = Callable[[Path], AbstractContextManager[object]]
"""Excludes other writers of a folder while the block runs."""


class FolderShelf:
    """A folder of files `NAME` + suffix. Names that differ by case only are the same.

    It has a lock of its own: a draft is saved while a long import holds the books.

    Args:
        parent: makes the folder in which the shelf lies, and says its permission bits.
    """

    def __init__(self, path: Path, suffix: str, files: Files, lock: Lock, parent: PublishingFolder) -> None:
        self._path = path
        self._suffix = suffix
        self._files = files
        self._lock = lock
        self._parent = parent

    def names(self) -> list[str]:
        """Their names, sorted."""
        with told(self._path):
            found = self._files.names(self._path)
        names = (name.removesuffix(self._suffix) for name in found if self._is_ours(name))
        return [name for name in names if is_shelf_name(name)]

    def read(self, name: str) -> str | None:
        """The text; None when there is none."""
        data = self.read_bytes(name)
        try:
            return None if data is None else data.decode("utf-8")
        except UnicodeDecodeError as error:
            path = self._path / self._file(name)
            raise damaged(name, str(path), Damage.NOT_UTF8, error.start) from error

    def read_bytes(self, name: str) -> bytes | None:
        """The bytes; None when there is none."""
        path = self._path / self._file(name)
        with told(path):
            return self._files.read(path)

    def write(self, name: str, text: str) -> None:
        """Put the text in place, durably; StoreError leaves the old one, RefusedError is for half a character."""
        self.write_bytes(name, text_bytes(name, text))

    def write_bytes(self, name: str, data: bytes) -> None:
        """Put the bytes in place, durably, or raise StoreError and leave the old ones."""
        shelf_name(name)
        folder = PublishingFolder(self._path, self._files, is_ours=self._is_ours, mode=self._parent.prepare())
        folder.prepare()
        with self._lock(self._path):
            folder.sweep()
            file = self._file(name)
            folder.stage(file, data)
            folder.publish(file)

    def remove(self, name: str) -> None:
        """Take it away, durably; nothing happens when there is none."""
        path = self._path / self._file(name)
        with told(path):
            try:
                self._files.unlink(path)
            except FileNotFoundError:
                return
        try:
            self._files.fsync_folder(self._path)
        except OSError as error:
            raise StoreError("store.unconfirmed", file=str(path), reason=reason_of(error)) from error

    def _file(self, name: str) -> str:
        """The file of that name in any case, else the name as it is."""
        file = shelf_name(name) + self._suffix
        with told(self._path):
            names = self._files.names(self._path)
        return next((one for one in names if one.casefold() == file.casefold()), file)

    def _is_ours(self, file: str) -> bool:
        return file.endswith(self._suffix) and not file.startswith(".")
