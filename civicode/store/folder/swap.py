"""Putting a whole store in the place of a folder: made beside it first, then put there by rename.

`NAME.restoring` is being made; a crash leaves it, the next swap takes it away. `NAME.restored` is whole and safe on the
disk; whoever opens NAME and finds nothing there puts it in place. `NAME.before-TIME` is the store that was there.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path

from civicode import lazy
from civicode.errors import NotAllowedError, StoreError
from civicode.store import Store
from civicode.store.copying import is_empty, pour
from civicode.store.disk.faults import told
from civicode.store.disk.files import Files
from civicode.store.disk.publish import confirm
from civicode.store.folder.folder import FolderStore
from civicode.store.folder.shelf import Lock

_LOCK_FILE, _WHO_FILE = ".lock", ".lock.who"
_DOORS = frozenset({_LOCK_FILE, _WHO_FILE})
_DEEPEST = 2


def put_in_place(
    source: Store,
    location: str,
    time: str,
    *,
    force: bool = False,
    files: Files | None = None,
    lock: Lock | None = None,
) -> Path | None:
    """Make the folder `location` the store that `source` is; where the old one lies now, None when there was none.

    Args:
        time: names the old store's new folder.
        force: put it in the place of a store that is not empty.
        files: the disk.
        lock: excludes writers of the old store; the system's own lock when None.

    Raises:
        NotAllowedError: there is a store already, and no `force`.
        StoreError: the disk refuses, what was there stays; or `store.unconfirmed`, see `confirm`.
    """
    with told(Path(location)):
        return _Swap(Path(location), files or Files(), lock).run(source, time, force)


def finish(location: Path, files: Files) -> bool:
    """Put a store in place that a crash kept from it, when nothing lies there; whether there was one."""
    made = _beside(location, "restored")
    with told(location):
        if files.mode(location) is not None or files.mode(made) is None:
            return False
        with suppress(FileNotFoundError):  # somebody else was faster
            files.replace(made, location)
        files.fsync_folder(location.parent)
    return True


class _Swap:
    def __init__(self, place: Path, files: Files, lock: Lock | None) -> None:
        self._place = place.resolve()
        self._half, self._made = _beside(self._place, "restoring"), _beside(self._place, "restored")
        self._files = files
        self._lock = lock

    def run(self, source: Store, time: str, force: bool) -> Path | None:
        finish(self._place, self._files)
        mode = self._files.mode(self._place)
        if mode is not None and not force and not is_empty(FolderStore(str(self._place), files=self._files)):
            raise NotAllowedError("store.not_empty", location=str(self._place))
        try:
            self._make(source, mode)
            if mode is None:
                self._put()
                return None
            return self._swapped(self._free(f"before-{time}"))
        except BaseException:  # unless it is the only store left: then whoever opens the place puts it there
            if mode is None or self._files.mode(self._place) is not None:
                with suppress(OSError, StoreError):
                    self._drop()
            raise

    def _make(self, source: Store, mode: int | None) -> None:
        """The new store beside the place, whole and safe."""
        with told(self._half):
            self._cleared(self._half)
            self._drop()
        try:
            with told(self._half):
                if mode is not None:
                    self._files.mkdir(self._half, mode)
            pour(source, FolderStore(str(self._half), files=self._files, lock=self._lock))
            self._renamed(self._half, self._made)
        except BaseException:
            with suppress(OSError):
                self._cleared(self._half)
            raise

    def _put(self) -> None:
        """Whoever opens the place in this moment may have been faster."""
        with told(self._place):
            try:
                self._files.replace(self._made, self._place)
            except FileNotFoundError:
                if self._files.mode(self._place) is None:
                    raise
        confirm(self._place, self._files)

    def _drop(self) -> None:
        """Take the new store away: never piece by piece under the name that is put in place."""
        if self._files.mode(self._made) is not None:
            self._renamed(self._made, self._half)
            self._cleared(self._half)

    def _swapped(self, old: Path) -> Path | None:
        """Between its two renames nothing lies at the place, which whoever opens it puts right."""
        with self._excluding():
            with suppress(OSError):  # those who wait for the old lock then wait for the new one, too
                self._files.unlink(self._made / _LOCK_FILE)
            with suppress(OSError):
                self._files.link(self._place / _LOCK_FILE, self._made / _LOCK_FILE)
            with told(old):  # one sync for both: in between nothing lies there, and that moment is to be short
                self._files.replace(self._place, old)
            try:
                self._put()
            except BaseException:
                if self._files.mode(self._place) is None:
                    self._renamed(old, self._place)
                raise
        return old if self._is_worth_keeping(old) else None

    def _excluding(self) -> AbstractContextManager[object]:
        if sys.platform == "win32":  # a folder that holds an open file cannot be renamed there
            return nullcontext()
        lock: Callable[..., AbstractContextManager[object]] = self._lock or self._system_lock
        return lock(self._place)

    def _system_lock(self, folder: Path) -> AbstractContextManager[object]:
        return lazy.lock.FolderLock(folder, self._files)

    def _is_worth_keeping(self, old: Path) -> bool:
        with suppress(OSError):
            if not set(self._files.names(old)) - _DOORS:
                self._cleared(old)
                return False
        return True

    def _renamed(self, source: Path, target: Path) -> None:
        with told(target):
            self._files.replace(source, target)
            self._files.fsync_folder(target.parent)

    def _free(self, suffix: str) -> Path:
        number, found = 1, _beside(self._place, suffix)
        while self._files.mode(found) is not None:
            number += 1
            found = _beside(self._place, f"{suffix}-{number}")
        return found

    def _cleared(self, folder: Path, depth: int = _DEEPEST) -> None:
        """Take away what an earlier swap left: files, and the folders of shelves."""
        if self._files.mode(folder) is None:
            return
        for name in self._files.names(folder):
            if self._files.is_folder(folder / name) and depth:
                self._cleared(folder / name, depth - 1)
            else:
                self._files.unlink(folder / name)
        self._files.rmdir(folder)


def _beside(place: Path, suffix: str) -> Path:
    return place.with_name(f"{place.name}.{suffix}")
