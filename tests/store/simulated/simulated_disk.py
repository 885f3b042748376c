"""A disk in memory that knows what would outlive a power cut.

Until a file is synced the disk may hold nothing of it, all of it, or a part; until a folder is synced it may hold any
of the changes of its names, in their order, or none. `Disk.after_a_crash` lists every such state.
"""

from __future__ import annotations

import errno
import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import PurePath

MOST_PENDING = 8
"""Changes of names in one folder that may wait for a sync; more would be a scenario too big to enumerate."""

UNREAD = ".restoring"
"""How the name of a folder ends in which nobody reads: which changes of its names are lost makes no difference."""


@dataclass(eq=False)
class File:
    """Its bytes as programs see them, and as last synced; None: never."""

    now: bytes = b""
    synced: bytes | None = None
    mode: int = 0o600
    number: int = field(default_factory=itertools.count(1).__next__)

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
        seen = set()
        for count in range(len(self.pending) + 1):
            for some in itertools.combinations(self.pending, count):
                names = dict(self.synced)
                with suppress(ImpossibleError):
                    for change in some:
                        change(names)
                    if (key := frozenset((name, id(node)) for name, node in names.items())) not in seen:
                        seen.add(key)
                        yield names


class ImpossibleError(Exception):
    """No disk holds this change without an earlier one: a folder never takes the place of one that isn't empty."""


Content = dict[str, bytes | None]
"""Bytes by path; None is a folder."""


class Disk:
    """Files and folders below one place, which is there for good."""

    def __init__(self, place: PurePath, content: Content | None = None) -> None:
        self.place = place
        self._place = str(place)
        self.root = Folder()
        folders = {self._place: self.root}
        for path, data in sorted((content or {}).items()):
            parent, _, name = path.rpartition("/")
            node: File | Folder = Folder() if data is None else File(data, data)
            folders[parent].now[name] = folders[parent].synced[name] = node
            if isinstance(node, Folder):
                folders[path] = node

    def node(self, path: PurePath) -> File | Folder | None:
        """What lies at `path`; None for nothing. Above its own place there are folders, and no more is known."""
        text, place = str(path), self._place
        if not text.startswith("/"):
            text = os.path.abspath(text)  # noqa: PTH100 - a pure path knows no folder
        if text != place and not text.startswith(f"{place}/"):
            return Folder() if place.startswith(text.rstrip("/") + "/") else None
        node: File | Folder | None = self.root
        for name in text[len(place) + 1 :].split("/") if text != place else ():
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
        return {path: node.now if node else None for path, node in _seen(self.root, self._place).items()}

    def after_a_crash(self) -> Iterator[Content]:
        """Every content that the disk may have when the power goes now, each once."""
        seen: set[frozenset[tuple[str, bytes | None]]] = set()
        for nodes in _outcomes(self.root, self._place):
            for fate in FATES:
                content = {path: node.after_a_crash(fate) if node else None for path, node in nodes.items()}
                key = frozenset(content.items())
                if key not in seen:
                    seen.add(key)
                    yield content


Nodes = dict[str, File | None]
"""Files by path; None is a folder."""


def _seen(folder: Folder, path: str) -> Nodes:
    """All that lies in a folder, as programs see it."""
    nodes: Nodes = {}
    for name, node in folder.now.items():
        nodes[f"{path}/{name}"] = None if isinstance(node, Folder) else node
        if isinstance(node, Folder):
            nodes |= _seen(node, f"{path}/{name}")
    return nodes


def _outcomes(folder: Folder, path: str) -> Iterator[Nodes]:
    """All that may lie in a folder after a crash, several times perhaps."""
    for names in folder.after_a_crash():
        nodes: Nodes = {}
        inner: list[list[Nodes]] = []
        for name, node in names.items():
            if isinstance(node, Folder):
                nodes[f"{path}/{name}"] = None
                unread = name.endswith(UNREAD)
                inner.append([_seen(node, f"{path}/{name}")] if unread else list(_outcomes(node, f"{path}/{name}")))
            else:
                nodes[f"{path}/{name}"] = node
        for choice in itertools.product(*inner):
            yield nodes | {one: node for some in choice for one, node in some.items()}
