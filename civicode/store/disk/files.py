"""The one seam between the store and the disk: each method is one step of the system, so that a test can fail any."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from stat import S_IMODE
from typing import TypeVar

if sys.platform == "darwin":
    import fcntl

_T = TypeVar("_T")

_SHARING_VIOLATIONS = frozenset({5, 32})
# Windows: access denied, sharing violation. A reader (or a virus scanner) has the file open; it lets go in a moment.

_PAUSES_S = (0.01, 0.02, 0.04, 0.08, 0.15, 0.2, 0.25, 0.25, 0.5, 0.5, 0.5)
# 2.5 s in all.

_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS})
# File systems that keep a renamed name by themselves, or cannot be asked to.


class Files:
    """The disk. Handles are opaque numbers; every method may raise OSError."""

    def __init__(self, pause: Callable[[float], None] = time.sleep) -> None:
        self._pause = pause

    def read(self, path: Path) -> bytes | None:
        """All bytes of a file; None when there is none."""
        try:
            return self._patiently(path.read_bytes)
        except FileNotFoundError:
            return None

    def names(self, folder: Path) -> list[str]:
        """What lies in a folder, sorted; nothing when there is no folder."""
        try:
            return sorted(os.listdir(folder))  # noqa: PTH208 - iterdir would build a Path a file
        except FileNotFoundError:
            return []

    def mode(self, path: Path) -> int | None:
        """The permission bits of a file or folder; None when there is none."""
        try:
            return S_IMODE(path.stat().st_mode)
        except FileNotFoundError:
            return None

    def modified(self, path: Path) -> float | None:
        """When a file was last written, in seconds since 1970; None when there is none."""
        try:
            return path.stat().st_mtime
        except FileNotFoundError:
            return None

    def stamp(self, path: Path) -> tuple[int, int, int] | None:
        """What is another as soon as a file is replaced: number, time written, bytes; None when there is none."""
        try:
            found = path.stat()
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size

    def device(self, path: Path) -> str:
        """The device that holds a file or folder as Linux's tables write it, `MAJOR:MINOR`; empty on Windows."""
        if sys.platform == "win32":
            return ""
        number = path.stat().st_dev
        return f"{os.major(number)}:{os.minor(number)}"

    def mkdir(self, path: Path, mode: int) -> None:
        """Make a folder with exactly these permission bits, whatever the umask."""
        path.mkdir(mode=mode)
        path.chmod(mode)

    def create(self, path: Path, mode: int) -> int:
        """A handle on a new file with exactly these permission bits; FileExistsError when there is one."""
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        if sys.platform != "win32":
            try:
                with suppress(PermissionError):  # said to a file's own maker by USB sticks alone, which keep no bits
                    os.fchmod(handle, mode)
            except BaseException:
                os.close(handle)
                raise
        return handle

    def write(self, handle: int, data: bytes) -> None:
        """Write all of `data`; the disk may hold any part of it until `fsync`."""
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]

    def fsync(self, handle: int) -> None:
        """Return when what was written would outlive a power cut."""
        if sys.platform == "darwin":
            # There, fsync leaves the bytes in the drive's own cache; some shares know no other.
            with suppress(OSError):
                fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
                return
        os.fsync(handle)

    def close(self, handle: int) -> None:
        """Let go of a handle."""
        os.close(handle)

    def replace(self, source: Path, target: Path) -> None:
        """Give a file the name of another in one step; readers see the old file or the new one."""
        self._patiently(lambda: source.replace(target))

    def is_folder(self, path: Path) -> bool:
        """Whether there is a folder of that name; a link to one is none."""
        return path.is_dir() and not path.is_symlink()

    def link(self, source: Path, target: Path) -> None:
        """Give a file a second name; not every file system can."""
        target.hardlink_to(source)

    def rmdir(self, folder: Path) -> None:
        """Take an empty folder away."""
        folder.rmdir()

    def unlink(self, path: Path) -> None:
        """Take a file away; FileNotFoundError when there is none."""
        self._patiently(path.unlink)

    def fsync_folder(self, path: Path) -> None:
        """Return when the names in a folder would outlive a power cut."""
        if sys.platform == "win32":
            return  # Windows opens no folders for this; NTFS writes its names by journal
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in _NO_FOLDER_SYNC:
                raise
        finally:
            os.close(handle)

    def scribble(self, path: Path, data: bytes, mode: int) -> None:
        """Write over the beginning of a file in place, neither whole nor durable: for what nobody relies on.

        Nothing is cut off: some file systems answer that with a write to the disk at once.
        """
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        try:
            if sys.platform != "win32":
                with suppress(PermissionError):  # somebody else's file, whose bits they have set
                    os.fchmod(handle, mode)
            os.write(handle, data)
        finally:
            os.close(handle)

    def _patiently(self, step: Callable[[], _T]) -> _T:
        for pause_s in _PAUSES_S:
            try:
                return step()
            except PermissionError as error:
                if getattr(error, "winerror", None) not in _SHARING_VIOLATIONS:
                    raise
            self._pause(pause_s)
        return step()
