"""Putting files into a folder whole and durably: temp file, fsync, rename, fsync of the folder."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from civicode.errors import StoreError, reason_of
from civicode.store.disk.faults import told
from civicode.store.disk.files import Files

_OURS, _UNFINISHED = ".civicode.", ".tmp"

PRIVATE = 0o700
"""Permission bits of a new folder: its owner alone."""


class PublishingFolder:
    """One folder of the store, as its writer sees it; all but `prepare` happens under the folder's lock.

    Args:
        path: the folder; it need not be there yet.
        is_ours: whether a name in it is one that the store publishes.
        mode: permission bits of the folder when it has to be made.
    """

    def __init__(self, path: Path, files: Files, *, is_ours: Callable[[str], bool], mode: int = PRIVATE) -> None:
        self.path = path
        self._files = files
        self._is_ours = is_ours
        self._mode = mode
        self._staged: dict[str, Path] = {}

    def prepare(self) -> int:
        """Make the folder if it isn't there, durably; its permission bits."""
        with told(self.path):
            mode = self._files.mode(self.path)
            if mode is None:
                _make(self.path, self._mode, self._files)
                mode = self._files.mode(self.path) or self._mode
        self._mode = mode
        return mode

    def sweep(self) -> None:
        """Remove what a killed writer left behind.

        A folder that holds nothing published yet may have been made by a writer that was killed before the folder's
        own name was safe; then it is made safe now.
        """
        with told(self.path):
            names = self._files.names(self.path)
            for name in names:
                if is_unfinished(name):
                    with suppress(OSError):  # it harms nobody; the next writer tries again
                        self._files.unlink(self.path / name)
            if not any(map(self._is_ours, names)):
                with suppress(PermissionError):  # whoever may not open the folder above did not make this one
                    self._files.fsync_folder(self.path.parent)

    def stage(self, name: str, data: bytes) -> None:
        """Write the new text of `name` beside the old one, durably; StoreError leaves nothing behind."""
        path = self.path / f"{_OURS}{name}.{os.getpid()}{_UNFINISHED}"
        self._staged[name] = path
        try:
            with told(self.path / name):
                self._write(path, data)
        except BaseException:
            self.discard()
            raise

    def publish(self, name: str) -> None:
        """Put what was staged for `name` in its place; when this returns it is there for good.

        Raises:
            StoreError: `store.unconfirmed` when it is in place, but the disk would not say that it will stay there.
        """
        try:
            with told(self.path / name):
                self._files.replace(self._staged[name], self.path / name)
        except BaseException:
            self.discard()
            raise
        del self._staged[name]
        try:
            self._files.fsync_folder(self.path)
        except OSError as error:
            self.discard()
            raise StoreError("store.unconfirmed", file=str(self.path / name), reason=reason_of(error)) from error

    def discard(self) -> None:
        """Forget what was staged and not published."""
        for path in self._staged.values():
            with suppress(OSError):
                self._files.unlink(path)
        self._staged.clear()

    def _write(self, path: Path, data: bytes) -> None:
        handle = self._files.create(path, file_mode(self._mode))
        try:
            self._files.write(handle, data)
            self._files.fsync(handle)
        finally:
            self._files.close(handle)


def put_whole(path: Path, data: bytes) -> None:
    """Put one file beside the store (settings, criteria) in place, whole and durably; what a killed writer left goes.

    Raises:
        StoreError: it cannot be written, what was there stays; or `store.unconfirmed`, see `PublishingFolder.publish`.
    """
    path = path.resolve()  # such a file is often a link into a folder of its own
    folder = PublishingFolder(path.parent, Files(), is_ours=lambda name: name == path.name)
    folder.prepare()
    folder.sweep()
    folder.stage(path.name, data)
    folder.publish(path.name)


def confirm(path: Path, files: Files) -> None:
    """Return when the new name `path` is there for good; StoreError `store.unconfirmed` when the disk won't say so."""
    try:
        files.fsync_folder(path.parent)
    except OSError as error:
        raise StoreError("store.unconfirmed", file=str(path), reason=reason_of(error)) from error


def file_mode(folder_mode: int) -> int:
    """The permission bits of a file in a folder of these: the same without the right to run it."""
    return (folder_mode & 0o666) | 0o600


def is_unfinished(name: str) -> bool:
    """Whether a file's name is that of a write that has not been finished."""
    return name.startswith(_OURS) and name.endswith(_UNFINISHED)


def _make(path: Path, mode: int, files: Files) -> None:
    if files.mode(path.parent) is None:
        _make(path.parent, PRIVATE, files)
    else:  # whoever made that one may have been killed before its own name was safe
        with suppress(PermissionError):
            files.fsync_folder(path.parent.parent)
    with suppress(FileExistsError):  # another process may have made it in this moment
        files.mkdir(path, mode)
    files.fsync_folder(path.parent)
