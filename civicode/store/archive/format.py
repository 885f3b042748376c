"""A store as a zip: the files of its folder under the names they have there, and a manifest of them."""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from civicode.errors import StoreError
from civicode.store import SCHEMA_VERSION
from civicode.store.book.names import book_file
from civicode.store.book.text import read_book
from civicode.store.disk.faults import told
from civicode.store.disk.files import Files
from civicode.store.disk.publish import confirm
from civicode.store.memory import MemoryStore

MANIFEST = "civicode-backup.json"
"""What the archive says of itself; its first entry."""

FORMAT = "civicode-backup"
"""The `kind` in every manifest."""

SHELVES = {"drafts": ".json", "catalogues": ".yaml", "archives": ".zip"}
"""The shelves of a store, and how the names of their files end."""

PAPERS = ("office.yaml", "criteria.yaml")
"""What may be kept with the records of an office of its files beside them: its reports need them."""

PRIVATE = 0o600
"""Permission bits of an archive: whoever may read it reads every record."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_CHUNK = 1 << 20


class Manifest(NamedTuple):
    """What an archive says of itself.

    Attributes:
        program: version of the program that made it.
        made_at: ISO time at UTC+7.
        heads: `book:sequence:hash` of every book in it, office first.
        problems: what `audit verify` found in it when it was made.
        files: SHA-256 of every other entry by name.
    """

    program: str
    made_at: str
    heads: tuple[str, ...]
    problems: int
    files: Mapping[str, str]


def entries_of(store: MemoryStore) -> Iterator[tuple[str, bytes]]:
    """Every file of a store as its folder would hold it, by name, and the papers kept with it."""
    for name in store.names():
        yield book_file(name), store.book_data(name)
    for folder, suffix in SHELVES.items():
        shelf = getattr(store, folder)
        for name in shelf.names():
            yield f"{folder}/{name}{suffix}", shelf.read_bytes(name) or b""
    yield from store.papers.items()


def write_archive(
    path: Path, store: MemoryStore, *, program: str, made_at: str, problems: int, files: Files | None = None
) -> Manifest:
    """Put all of `store` into the zip `path`, whole and durably, over what is there.

    Raises:
        StoreError: the disk refuses, what was there stays; or `store.unconfirmed`, see `confirm`.
    """
    manifest = _manifest(store, program, made_at, problems)
    disk = files or Files()
    half = path.with_name(f".civicode.{path.name}.{os.getpid()}.tmp")
    with told(path):
        handle = disk.create(half, PRIVATE)
        try:
            try:
                with io.BufferedWriter(_Stream(handle, disk), _CHUNK) as stream:
                    _write(stream, manifest, store)
                disk.fsync(handle)
            finally:
                disk.close(handle)
            disk.replace(half, path)
        except BaseException:
            with suppress(OSError):
                disk.unlink(half)
            raise
    confirm(path, disk)
    return manifest


def archive_bytes(store: MemoryStore, *, program: str, made_at: str) -> bytes:
    """All of `store`, which verifies, as a zip."""
    stream = io.BytesIO()
    _write(stream, _manifest(store, program, made_at, 0), store)
    return stream.getvalue()


def read_manifest(data: bytes) -> Manifest | None:
    """What an archive says of itself; None when that cannot be read, StoreError when it is newer than the program."""
    try:
        document: dict[str, Any] = json.loads(data)
        if document["kind"] != FORMAT:
            return None
        found = int(document["schema_version"])
        if found > SCHEMA_VERSION:
            raise StoreError("store.backup_newer", found=found, known=SCHEMA_VERSION)
        return Manifest(
            str(document["program"]),
            str(document["made_at"]),
            tuple(map(str, document["heads"])),
            int(document["problems"]),
            {str(name): str(digest) for name, digest in document["files"].items()},
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _manifest(store: MemoryStore, program: str, made_at: str, problems: int) -> Manifest:
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in entries_of(store)}
    heads = tuple(head for name in store.names() if (head := read_book(name, store.book_data(name), name).head))
    return Manifest(program, made_at, heads, problems, digests)


def _write(stream: BinaryIO, manifest: Manifest, store: MemoryStore) -> None:
    about = {"kind": FORMAT, "schema_version": SCHEMA_VERSION, **manifest._asdict()}
    text = json.dumps(about, ensure_ascii=False, indent=1) + "\n"
    with ZipFile(stream, "w") as archive:
        archive.writestr(_entry(MANIFEST), text.encode())
        for name, data in entries_of(store):
            archive.writestr(_entry(name), data)


def _entry(name: str) -> ZipInfo:
    """The same for the same name, so that the same records make the same bytes."""
    entry = ZipInfo(name, _EPOCH)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = PRIVATE << 16
    return entry


class _Stream(io.RawIOBase):
    """A handle of the seam as the zip library writes to one."""

    def __init__(self, handle: int, files: Files) -> None:
        super().__init__()
        self._handle = handle
        self._files = files

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        block = bytes(data)
        self._files.write(self._handle, block)
        return len(block)
