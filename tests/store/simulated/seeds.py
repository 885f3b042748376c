"""Faults put into the store on purpose, each a small patch: what the sweeps must not let pass."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

import pytest

from civicode.services.office.versions import Versions
from civicode.services.store import backup
from civicode.store import Store
from civicode.store.book.staging import StagedEdit
from civicode.store.book.text import book_bytes
from civicode.store.copying import pour
from civicode.store.disk.publish import PublishingFolder
from civicode.store.folder.folder import FolderStore
from civicode.store.folder.swap import _Swap
from civicode.store.folder.tinydb_book import BookStorage
from tests.store.simulated.simulated import SimulatedFiles

Patch = Callable[[pytest.MonkeyPatch], None]


def without(step: str, caller: str) -> Patch:
    """The seam's `step` does nothing when the function `caller` asks for it."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        real = getattr(SimulatedFiles, step)

        def skipped(files: SimulatedFiles, *arguments: Any) -> Any:
            if sys._getframe(1).f_code.co_name != caller:
                return real(files, *arguments)
            return None

        monkeypatch.setattr(SimulatedFiles, step, skipped)

    return patch


def deaf(step: str) -> Patch:
    """The seam's `step` never says that it failed."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        real = getattr(SimulatedFiles, step)

        def silent(files: SimulatedFiles, *arguments: Any) -> None:
            with suppress(OSError):
                real(files, *arguments)

        monkeypatch.setattr(SimulatedFiles, step, silent)

    return patch


def set_to(owner: object, name: str, function: object) -> Patch:
    """Another function in the place of one of the store's."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(owner, name, function)

    return patch


def _publish_then_sync_the_file(self: PublishingFolder, name: str) -> None:
    files, staged = self._files, self._staged.pop(name)
    assert isinstance(files, SimulatedFiles)
    files.replace(staged, self.path / name)
    file = files.disk.node(self.path / name)
    files._open[0] = file  # type: ignore[assignment]
    files.fsync(0)
    files.fsync_folder(self.path)


def _write_without_sync(self: PublishingFolder, path: Path, data: bytes) -> None:
    handle = self._files.create(path, 0o600)
    self._files.write(handle, data)
    self._files.close(handle)


def sync_after_the_rename(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file's fsync and the rename have changed places."""
    monkeypatch.setattr(PublishingFolder, "_write", _write_without_sync)
    monkeypatch.setattr(PublishingFolder, "publish", _publish_then_sync_the_file)


def _sync_folder_then_publish(self: PublishingFolder, name: str) -> None:
    self._files.fsync_folder(self.path)
    self._files.replace(self._staged.pop(name), self.path / name)


def _stage_in_place(self: PublishingFolder, name: str, data: bytes) -> None:
    with suppress(FileNotFoundError):
        self._files.unlink(self.path / name)
    self._staged[name] = self.path / name
    self._write(self.path / name, data)


def _publish_in_place(self: PublishingFolder, name: str) -> None:
    self._files.fsync_folder(self.path)
    del self._staged[name]


def rewritten_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """As TinyDB does it: the book itself is written, synced and all, without a file beside it."""
    monkeypatch.setattr(PublishingFolder, "stage", _stage_in_place)
    monkeypatch.setattr(PublishingFolder, "publish", _publish_in_place)


def _publish_each_as_staged(self: FolderStore, edit: StagedEdit, folder: PublishingFolder) -> None:
    from civicode.store.folder.tinydb_book import stage

    for book in edit.changed():
        stage(book, folder).publish()


_forgotten: list[tuple[StagedEdit, PublishingFolder]] = []


def _acknowledged_before_publishing(self: FolderStore, edit: StagedEdit, folder: PublishingFolder) -> None:
    _forgotten.append((edit, folder))


def _tried_again_after_a_failed_sync(self: PublishingFolder, path: Path, data: bytes) -> None:
    handle = self._files.create(path, 0o600)
    self._files.write(handle, data)
    with suppress(OSError):
        self._files.fsync(handle)
    self._files.close(handle)


def _new_before_old(self: _Swap, old: Path) -> Path:
    self._cleared(self._place)
    self._put()
    return old


def _poured_in_place(self: _Swap, source: Store, time: str, force: bool) -> Path | None:
    if force:
        self._cleared(self._place)
    pour(source, FolderStore(str(self._place), files=self._files, lock=self._lock))
    return None


def _put_alone(self: _Swap) -> None:
    self._renamed(self._made, self._place)


@contextmanager
def _reading_before_the_lock(self: FolderStore, *books: str, author: Any, publish: bool = True) -> Iterator[StagedEdit]:
    from civicode.store.folder.tinydb_book import stage

    folder = self._folder()
    folder.prepare()
    edit = StagedEdit(books, author, self._staged_book, lambda book: stage(book, folder))
    with self._lock(self._path):
        folder.sweep()
        yield edit
        self._publish(edit, folder)


def _audit_left_out(self: BookStorage) -> None:
    tables = {name: dict(documents) for name, documents in self._tables.items()}
    tables["audit"].popitem()
    self._folder.stage(self._file, book_bytes(tables))


def _last_first(self: StagedEdit) -> list[Any]:
    return [book for book in self._books.values() if book.changes][::-1]


WHOLE_STORE_SEEDS: Mapping[str, Patch] = {
    "the fsync of a backup is gone": without("fsync", "write_archive"),
    "the folder's fsync after a backup or a swap is gone": without("fsync_folder", "confirm"),
    "the folder's fsync before the two renames is gone": without("fsync_folder", "_renamed"),
    "the old store is taken away before the new one lies there": set_to(_Swap, "_swapped", _new_before_old),
    "the fsync of a file in the new store is gone": without("fsync", "_write"),
    "the new store is made in its place": set_to(_Swap, "run", _poured_in_place),
    "a swap that failed leaves the new store ready": set_to(_Swap, "_drop", lambda self: None),
    "whoever opens the place and is faster makes the swap fail": set_to(_Swap, "_put", _put_alone),
    "books are brought up without a backup": set_to(backup, "backup", lambda office, target: None),
}
"""What is wrong with the commands that write a whole store or a zip."""

SEEDS: Mapping[str, Patch] = {
    "the file's fsync is gone": without("fsync", "_write"),
    "the folder's fsync after the rename is gone": without("fsync_folder", "publish"),
    "the fsync of the name of a new folder is gone": without("fsync_folder", "_make"),
    "the fsync of a folder that a killed writer made is gone": without("fsync_folder", "sweep"),
    "the fsync after a draft's removal is gone": without("fsync_folder", "remove"),
    "the lock is gone": set_to(FolderStore, "_system_lock", lambda self, folder: nullcontext()),
    "the book is read before the lock is held": set_to(FolderStore, "edit", _reading_before_the_lock),
    "rename and the file's fsync have changed places": sync_after_the_rename,
    "rename and the folder's fsync have changed places": set_to(PublishingFolder, "publish", _sync_folder_then_publish),
    "the book is rewritten in place": rewritten_in_place,
    "done is said before anything is published": set_to(FolderStore, "_publish", _acknowledged_before_publishing),
    "each book of two is published before the next one is written": set_to(
        FolderStore, "_publish", _publish_each_as_staged
    ),
    "the second book is published first": set_to(StagedEdit, "changed", _last_first),
    "what a killed writer left is not removed": set_to(PublishingFolder, "sweep", lambda self: None),
    "what a failed writer began is not removed": set_to(PublishingFolder, "discard", lambda self: None),
    "a failed fsync is passed over": set_to(PublishingFolder, "_write", _tried_again_after_a_failed_sync),
    "a failed write is passed over": deaf("write"),
    "a failed fsync of the folder is passed over": deaf("fsync_folder"),
    "a failed rename is passed over": deaf("replace"),
    "the record is published without its entry": set_to(BookStorage, "stage", _audit_left_out),
    "the criteria that a check names are not kept": set_to(Versions, "keep", lambda self, digest: None),
}
"""By what is wrong."""
