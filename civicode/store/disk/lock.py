"""The lock of a folder: one writer at a time, free at once when its holder dies."""

from __future__ import annotations

import errno
import getpass
import json
import os
import sys
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from filelock import BaseFileLock, Timeout, UnixFileLock, WindowsFileLock

from civicode.domain.calendar import VIETNAM
from civicode.errors import StoreError
from civicode.store.disk.faults import told
from civicode.store.disk.files import Files
from civicode.store.disk.mounts import MOUNT_TABLE, NFS, file_system_of
from civicode.store.disk.publish import PRIVATE, file_mode

LOCK_FILE, WHO_FILE = ".lock", ".lock.who"
"""The file that is locked (never data), and who holds it (for the message to those who wait)."""

TIMEOUT_S = 8.0
"""How long a writer waits for the one before."""

_POLL_S = 0.005
_SIGNATURE_BYTES = 256  # always as many, so that a shorter name leaves nothing of a longer one

# Only the system's own lock: a file whose being there is the lock would be left for ever by a PC that died.
_NATIVE: type[BaseFileLock] = WindowsFileLock if sys.platform == "win32" else UnixFileLock
_NO_LOCKS = frozenset({errno.ENOSYS, errno.ENOTSUP, errno.ENOLCK})


class FolderLock:
    """Excludes other writers of `folder`, which must be there, while the block runs.

    A process forked inside the block does not hold the lock, and cannot let go of it.

    Args:
        timeout_s: how long to wait before StoreError `store.busy`.
        mount_table: where Linux lists its mounts.
    """

    def __init__(
        self, folder: Path, files: Files, *, timeout_s: float = TIMEOUT_S, mount_table: Path = MOUNT_TABLE
    ) -> None:
        self._folder = folder
        self._files = files
        self._timeout_s = timeout_s
        self._mount_table = mount_table
        self._lock: BaseFileLock | None = None
        self._holder = 0

    def __enter__(self) -> Self:
        with told(self._folder / LOCK_FILE):
            self._refuse_nfs()
            mode = file_mode(self._files.mode(self._folder) or PRIVATE)
            self._lock = self._acquired(mode)
        self._holder = os.getpid()
        try:
            self._sign(mode)
        except BaseException:
            self._lock.release()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._lock and os.getpid() == self._holder:
            self._lock.release()
            self._lock = None

    def _acquired(self, mode: int) -> BaseFileLock:
        lock = _NATIVE(str(self._folder / LOCK_FILE), mode=mode, fallback_to_soft=False)
        try:
            lock.acquire(timeout=self._timeout_s, poll_interval=_POLL_S)
        except Timeout as error:
            raise self._busy() from error
        except OSError as error:
            if error.errno in _NO_LOCKS:
                raise StoreError("store.no_lock", folder=str(self._folder)) from error
            raise
        return lock

    def _refuse_nfs(self) -> None:
        table = self._files.read(self._mount_table)
        if table and file_system_of(self._files.device(self._folder), table.decode("utf-8", "replace")) in NFS:
            raise StoreError("store.nfs", folder=str(self._folder))

    def _sign(self, mode: int) -> None:
        who = {"user": _user(), "computer": _computer(), "pid": os.getpid()}
        text = json.dumps(who, ensure_ascii=False).encode().ljust(_SIGNATURE_BYTES)
        try:
            self._files.scribble(self._folder / WHO_FILE, text, mode)
        except OSError:
            return  # only the message to those who wait needs it; what matters fails by itself

    def _busy(self) -> StoreError:
        """Who holds it, as far as can be told: the file may be half written, or its holder gone already."""
        facts: dict[str, Any] = {}
        try:
            facts = json.loads(self._files.read(self._folder / WHO_FILE) or b"")
            written = self._files.modified(self._folder / WHO_FILE) or 0.0
            return StoreError(
                "store.busy",
                user=str(facts["user"]),
                computer=str(facts["computer"]),
                pid=int(facts["pid"]),
                since=datetime.fromtimestamp(written, VIETNAM).strftime("%H:%M:%S %d/%m/%Y"),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return StoreError("store.busy_by_unknown", folder=str(self._folder))


def _user() -> str:
    try:
        return getpass.getuser()[:40]
    except (OSError, KeyError, ImportError):
        return str(os.getuid()) if sys.platform != "win32" else "?"


def _computer() -> str:
    return (os.environ.get("COMPUTERNAME", "?") if sys.platform == "win32" else os.uname().nodename)[:64]
