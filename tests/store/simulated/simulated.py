"""The seam over a disk in memory: any call can fail, or be the last."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

from civicode.store.disk.files import Files
from civicode.store.disk.mounts import MOUNT_TABLE
from tests.store.simulated.simulated_disk import Disk, File, Folder, ImpossibleError, Names

_MOUNTS = b"22 1 9:9 / / rw - ext4 /dev/simulated rw\n"


class SimulatedFiles(Files):
    """The seam over a `Disk`.

    Args:
        fail: may give an error for the call of that number (from 1) and step; a write that fails has written half.
        after: is told of every call that has been done.
    """

    def __init__(
        self,
        disk: Disk,
        *,
        fail: Callable[[int, str], BaseException | None] = lambda number, step: None,
        after: Callable[[int, str], None] = lambda number, step: None,
    ) -> None:
        super().__init__(pause=lambda _: None)
        self.disk = disk
        self.calls: list[str] = []
        self._fail = fail
        self._after = after
        self._open: dict[int, File] = {}

    def read(self, path: Path) -> bytes | None:
        with _Call(self, "read"):
            if path == MOUNT_TABLE:
                return _MOUNTS
            node = self.disk.node(path)
            return node.now if isinstance(node, File) else None

    def names(self, folder: Path) -> list[str]:
        with _Call(self, "names"):
            node = self.disk.node(folder)
            return sorted(node.now) if isinstance(node, Folder) else []

    def mode(self, path: Path) -> int | None:
        with _Call(self, "mode"):
            node = self.disk.node(path)
            return node.mode if node else None

    def modified(self, path: Path) -> float | None:
        with _Call(self, "modified"):
            return 0.0 if self.disk.node(path) else None

    def stamp(self, path: Path) -> tuple[int, int, int] | None:
        with _Call(self, "stamp"):
            node = self.disk.node(path)
            if node is None:
                return None
            return (node.number, 0, len(node.now)) if isinstance(node, File) else (0, 0, 0)

    def is_folder(self, path: Path) -> bool:
        with _Call(self, "is_folder"):
            return isinstance(self.disk.node(path), Folder)

    def device(self, path: Path) -> str:
        with _Call(self, "device"):
            return "9:9"

    def mkdir(self, path: Path, mode: int) -> None:
        with _Call(self, "mkdir"):
            made = Folder(mode=mode)
            if self.disk.node(path):
                raise FileExistsError(errno.EEXIST, "there is one", str(path))
            self._parent(path).change(lambda names: names.update({path.name: made}))

    def create(self, path: Path, mode: int) -> int:
        with _Call(self, "create"):
            return self._created(path, mode)

    def write(self, handle: int, data: bytes) -> None:
        with _Call(self, "write", lambda: self._add(handle, data[: len(data) // 2])):
            self._add(handle, data)

    def fsync(self, handle: int) -> None:
        with _Call(self, "fsync"):
            self._open[handle].synced = self._open[handle].now

    def close(self, handle: int) -> None:
        with _Call(self, "close", lambda: self._open.pop(handle)):
            self._open.pop(handle)

    def replace(self, source: Path, target: Path) -> None:
        with _Call(self, "replace"):
            moved = self._there(source)
            assert source.parent == target.parent

            def rename(names: Names) -> None:
                there = names.get(target.name)
                if isinstance(there, Folder) and there is not moved and (there.now or isinstance(moved, File)):
                    raise ImpossibleError
                names.pop(source.name, None)
                names[target.name] = moved

            try:
                self._parent(target).change(rename)
            except ImpossibleError as error:
                raise OSError(errno.ENOTEMPTY, "a folder lies there", str(target)) from error

    def link(self, source: Path, target: Path) -> None:
        with _Call(self, "link"):
            linked = self._there(source)
            self._parent(target).change(lambda names: names.update({target.name: linked}))

    def rmdir(self, folder: Path) -> None:
        with _Call(self, "rmdir"):
            if self.disk.folder(folder).now:
                raise OSError(errno.ENOTEMPTY, "not empty", str(folder))
            self._remove(folder)

    def unlink(self, path: Path) -> None:
        with _Call(self, "unlink"):
            self._there(path)
            self._remove(path)

    def fsync_folder(self, path: Path) -> None:
        with _Call(self, "fsync_folder"):
            self.disk.folder(path).sync()

    def scribble(self, path: Path, data: bytes, mode: int) -> None:
        """In place and never synced; what a crash leaves of it is of no interest, so it is laid down at once."""
        with _Call(self, "scribble"):
            folder = self._parent(path)
            folder.now[path.name] = folder.synced[path.name] = File(data, data, mode)

    def _created(self, path: Path, mode: int) -> int:
        folder = self._parent(path)
        if path.name in folder.now:
            raise FileExistsError(errno.EEXIST, "there is one", str(path))
        file = File(mode=mode)
        folder.change(lambda names: names.update({path.name: file}))
        handle = len(self.calls)
        self._open[handle] = file
        return handle

    def _there(self, path: Path) -> File | Folder:
        found = self.disk.node(path)
        if found is None:
            raise FileNotFoundError(errno.ENOENT, "there is none", str(path))
        return found

    def _remove(self, path: Path) -> None:
        def remove(names: Names) -> None:
            names.pop(path.name, None)

        self._parent(path).change(remove)

    def _add(self, handle: int, data: bytes) -> None:
        self._open[handle].now += data

    def _parent(self, path: Path) -> Folder:
        return self.disk.folder(path.parent)


class _Call:
    """One call of the seam: counted, perhaps failed, told of when it is done."""

    def __init__(self, files: SimulatedFiles, step: str, on_failure: Callable[[], object] = lambda: None) -> None:
        self._files, self._step, self._on_failure = files, step, on_failure

    def __enter__(self) -> None:
        self._files.calls.append(self._step)
        if error := self._files._fail(len(self._files.calls), self._step):
            self._on_failure()
            raise error

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._files._after(len(self._files.calls), self._step)
