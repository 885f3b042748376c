"""A disk in memory that knows what would outlive a power cut, and the seam over it: any call can fail, or be the last.

Until a file is synced the disk may hold nothing of it, all of it, or a part; until a folder is synced it may hold any
of the changes of its names, in their order, or none. `Disk.after_a_crash` lists every such state.
"""

from __future__ import annotations

import errno
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from civicode.store.files import Files
from civicode.store.mounts import MOUNT_TABLE

MOST_PENDING = 8
"""Changes of names in one folder that may wait for a sync; more would be a scenario too big to enumerate."""

_MOUNTS = b"22 1 9:9 / / rw - ext4 /dev/simulated rw\n"


@dataclass(eq=False)
class File:
    """Its bytes as programs see them, and as last synced; None: never."""

    now: bytes = b""
    synced: bytes | None = None
    mode: int = 0o600

    def after_a_crash(self, fate: str) -> bytes:
        """What a disk that treats unsynced bytes like that may hold."""
        if self.synced == self.now:
            return self.now
        half = len(self.now) // 2
        hole = bytes(half) + self.now[half:]
        return {"nothing": self.synced or b"", "all": self.now, "torn": self.now[:half], "hole": hole}[fate]


FATES = ("nothing", "all", "torn", "hole")

Names = dict[str, "File | Folder"]
Change = Callable[[Names], None]


@dataclass(eq=False)
class Folder:
    """Its names as programs see them, as last synced, and the changes between the two."""

    now: Names = field(default_factory=dict)
    synced: Names = field(default_factory=dict)
    pending: list[Change] = field(default_factory=list)
    mode: int = 0o700

    def change(self, change: Change) -> None:
        """Change the names, not yet for good."""
        change(self.now)
        self.pending.append(change)

    def sync(self) -> None:
        """Make the names last."""
        self.synced, self.pending = dict(self.now), []

    def after_a_crash(self) -> Iterator[Names]:
        """Every set of names that the disk may hold."""
        assert len(self.pending) <= MOST_PENDING
        for count in range(len(self.pending) + 1):
            for some in itertools.combinations(self.pending, count):
                names = dict(self.synced)
                for change in some:
                    change(names)
                yield names


Content = dict[str, bytes | None]
"""Bytes by path; None is a folder."""


class Disk:
    """Files and folders below one place, which is there for good."""

    def __init__(self, place: PurePath, content: Content | None = None) -> None:
        self.place = place
        self.root = Folder()
        for path, data in sorted((content or {}).items()):
            self._laid(PurePath(path), data)

    def node(self, path: PurePath) -> File | Folder | None:
        """What lies at `path`; None for nothing. Above its own place there are folders, and no more is known."""
        if path in self.place.parents:
            return Folder()
        node: File | Folder | None = self.root
        for name in path.relative_to(self.place).parts:
            node = node.now.get(name) if isinstance(node, Folder) else None
        return node

    def folder(self, path: PurePath) -> Folder:
        """The folder at `path`; OSError when there is none."""
        found = self.node(path)
        if not isinstance(found, Folder):
            raise FileNotFoundError(errno.ENOENT, "no such folder", str(path))
        return found

    @property
    def content(self) -> Content:
        """Everything as programs see it."""
        return _flat(self.root, self.place, lambda folder: folder.now, lambda file: file.now)

    def after_a_crash(self) -> Iterator[Content]:
        """Every content that the disk may have when the power goes now, each once."""
        seen: set[frozenset[tuple[str, bytes | None]]] = set()
        folders = list(_folders(self.root))
        for choice in itertools.product(*(list(folder.after_a_crash()) for folder in folders)):
            names = dict(zip(map(id, folders), choice, strict=True))
            for fate in FATES:
                content = _flat(self.root, self.place, lambda one: names[id(one)], lambda one: one.after_a_crash(fate))  # noqa: B023
                key = frozenset(content.items())
                if key not in seen:
                    seen.add(key)
                    yield content

    def _laid(self, path: PurePath, data: bytes | None) -> None:
        folder = self.folder(path.parent)
        node: File | Folder = Folder() if data is None else File(data, data)
        folder.now[path.name] = folder.synced[path.name] = node


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

    def device(self, path: Path) -> str:
        with _Call(self, "device"):
            return "9:9"

    def mkdir(self, path: Path, mode: int) -> None:
        with _Call(self, "mkdir"):
            made = Folder(mode=mode)
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
            moved = self._parent(source).now[source.name]

            def rename(names: Names) -> None:
                names.pop(source.name, None)
                names[target.name] = moved

            self._parent(target).change(rename)

    def unlink(self, path: Path) -> None:
        with _Call(self, "unlink"):
            if self.disk.node(path) is None:
                raise FileNotFoundError(errno.ENOENT, "no such file", str(path))

            def remove(names: Names) -> None:
                names.pop(path.name, None)

            self._parent(path).change(remove)

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


def _folders(folder: Folder) -> Iterator[Folder]:
    """The folder and all that lie or lay in it."""
    yield folder
    inner = {id(one): one for one in (*folder.now.values(), *folder.synced.values()) if isinstance(one, Folder)}
    for one in inner.values():
        yield from _folders(one)


def _flat(folder: Folder, place: PurePath, names: Callable[[Folder], Names], data: Callable[[File], bytes]) -> Content:
    content: Content = {}
    for name, node in names(folder).items():
        path = place / name
        if isinstance(node, Folder):
            content[str(path)] = None
            content |= _flat(node, path, names, data)
        else:
            content[str(path)] = data(node)
    return content
