"""What lies at a store's place beside its records: sizes, rights, what a crash left behind, what is not ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from civicode.store import Store
from civicode.store.archive.format import SHELVES
from civicode.store.book.names import is_book_file
from civicode.store.disk.faults import told
from civicode.store.disk.files import Files
from civicode.store.disk.publish import is_unfinished
from civicode.store.folder.folder import FolderStore

_HALF_SWAPPED = ("restoring", "restored")


class Access(StrEnum):
    """Who can read a folder, by its permission bits."""

    OWNER = "owner"
    GROUP = "group"
    EVERYONE = "everyone"


class Look(NamedTuple):
    """What was seen.

    Attributes:
        kind: `folder`, `archive` or `memory`.
        mode: permission bits of the folder; None where there are none.
        sizes: bytes of each file, by its path in the store.
        unfinished: files and folders that a killed writer left behind.
        foreign: files in the folder that are not the store's.
    """

    kind: str
    mode: int | None = None
    sizes: Mapping[str, int] = {}
    unfinished: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()

    @property
    def access(self) -> Access | None:
        """Who can read it; None where that is not told by permission bits."""
        if self.mode is None:
            return None
        if self.mode & 0o007:
            return Access.EVERYONE
        return Access.GROUP if self.mode & 0o070 else Access.OWNER


def look_at(store: Store, files: Files | None = None) -> Look:
    """What lies there; StoreError when the place cannot be read."""
    if not isinstance(store, FolderStore):
        return Look("archive" if store.is_read_only else "memory")
    place, disk = Path(store.location), files or Files()
    with told(place):
        found = list(_files(place, disk))
        swapped = [name for name in _beside(place) if disk.mode(place.with_name(name)) is not None]
        return Look(
            kind="folder",
            mode=disk.mode(place),
            sizes={name: stamp[-1] for name in found if (stamp := disk.stamp(place / name))},
            unfinished=(*(name for name in found if is_unfinished(Path(name).name)), *swapped),
            foreign=tuple(name for name in found if _is_foreign(name)),
        )


def kept_beside(store: Store, files: Files | None = None) -> list[str]:
    """The folders in which restoring kept the stores that were there before; StoreError when it cannot be told."""
    if not isinstance(store, FolderStore):
        return []
    place, disk = Path(store.location), files or Files()
    with told(place.parent):
        return sorted(name for name in disk.names(place.parent) if name.startswith(f"{place.name}.before-"))


def _files(place: Path, disk: Files) -> Iterator[str]:
    yield from (name for name in disk.names(place) if name not in SHELVES)
    for folder in SHELVES:
        if disk.is_folder(place / folder):
            yield from (f"{folder}/{name}" for name in disk.names(place / folder))


def _is_foreign(name: str) -> bool:
    folder, slash, file = name.rpartition("/")
    if file.startswith("."):  # ours, or an operating system's
        return False
    return not file.endswith(SHELVES[folder]) if slash else not is_book_file(file)


def _beside(place: Path) -> Iterator[str]:
    return (f"{place.name}.{suffix}" for suffix in _HALF_SWAPPED)
