"""Which store a location means."""

from __future__ import annotations

import re
from pathlib import Path

from civicode import lazy
from civicode.errors import NotFoundError, StoreError, UsageError
from civicode.store import Store
from civicode.store.disk.faults import told
from civicode.store.disk.files import Files
from civicode.store.folder.folder import FolderStore

_ARCHIVE = ".zip"

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_POSTGRES = frozenset({"postgresql", "postgres"})


def open_store(location: str, *, create: bool) -> Store:
    """The store at `location`: a folder, or a zip that a backup made, which can only be read.

    Args:
        create: whether the first write may make the folder; nothing is made before.

    Raises:
        UsageError: the location is of a kind that no store has.
        NotFoundError: there is no such folder, and none may be made; or no such zip.
        StoreError: it is not a folder; or a zip that is no backup or not whole; or a database, which this version
            cannot open.
    """
    if scheme := _SCHEME.match(location):
        kind = scheme[1].lower()
        if kind in _POSTGRES:
            raise StoreError("store.postgres_missing", scheme=kind)
        raise UsageError("store.unknown_scheme", scheme=kind)
    path, disk = Path(location), Files()
    is_archive = path.suffix.casefold() == _ARCHIVE
    with told(path):
        found = disk.mode(path) is not None or _finished(path, disk)
        if found and not disk.is_folder(path.resolve()):
            if is_archive:
                return lazy.archive_store.open_archive(path, disk)
            raise StoreError("store.not_a_folder", file=location)
    if not found and is_archive:
        raise NotFoundError("store.backup_not_found", path=location)
    if not found and not create:
        raise NotFoundError("store.no_folder", folder=location)
    return FolderStore(location)


def _finished(path: Path, disk: Files) -> bool:
    """Whether a store lies there now that a crash had kept from its place."""
    if disk.mode(path.with_name(f"{path.name}.restored")) is None:
        return False
    return lazy.swap.finish(path, disk)
