"""Reading an archive that anybody may have made: refused whole for anything that a backup never holds."""

from __future__ import annotations

import hashlib
import stat
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from civicode.errors import NotFoundError, Problem, RefusedError, StoreError, UsageError
from civicode.store.archive.format import MANIFEST, PAPERS, SHELVES, Manifest, read_manifest
from civicode.store.book.names import book_name, is_book_file, shelf_name
from civicode.store.book.text import read_book
from civicode.store.disk.faults import told
from civicode.store.disk.files import Files
from civicode.store.memory import MemoryStore

MOST_BYTES = 2 << 30
"""Of an archive, and of all its entries unpacked."""

MOST_ENTRIES = 20_000
"""In one archive; 120 months of 2,000 officers have fewer than 3,000."""

HIGHEST_RATIO = 100
"""Of unpacked to packed bytes, beyond the first megabyte of an entry; our books have about 8."""

_FREE_BYTES = 1 << 20
_ENCRYPTED = 0x1
_TEXTS = ("drafts", "catalogues")
_METHODS = frozenset({ZIP_STORED, ZIP_DEFLATED})


class Unpacked(NamedTuple):
    """What was in an archive."""

    manifest: Manifest
    store: MemoryStore


def unpack(path: Path, files: Files | None = None) -> Unpacked:
    """The store in the zip `path`; nothing is written anywhere.

    Raises:
        NotFoundError: there is no such file.
        RefusedError: it is no backup, or holds what none does; with every problem.
        StoreError: it is newer than the program, or cannot be read.
    """
    return unpacked(_read(path, files or Files()), path)


def unpacked(data: bytes, path: Path) -> Unpacked:
    """The store in the bytes of a zip, which problems call `path`; raises as `unpack`."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            _refuse(path, list(_hostile(entries)))
            texts = {entry.filename: _text(archive, entry) for entry in entries}
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeError, ValueError, RuntimeError) as error:
        raise _not_whole(path) from error
    manifest = read_manifest(texts.pop(MANIFEST))
    if manifest is None:
        raise RefusedError("store.backup_refused", [Problem("store.zip_manifest", where=MANIFEST)], path=str(path), n=1)
    _refuse(path, list(_unlike(manifest, texts)))
    return Unpacked(manifest, _store(path, texts))


def _read(path: Path, files: Files) -> bytes:
    with told(path):
        stamp = files.stamp(path)
        if stamp is None or files.is_folder(path):
            raise NotFoundError("store.backup_not_found", path=str(path))
        if stamp[-1] > MOST_BYTES:
            raise RefusedError("store.backup_refused", [Problem("store.zip_too_big")], path=str(path), n=1)
        return files.read(path) or b""


def _hostile(entries: list[ZipInfo]) -> Iterator[Problem]:
    """What is wrong with the list of entries; nothing has been unpacked yet."""
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        yield Problem("store.zip_too_big")
    seen = set[str]()
    for entry in entries:
        if code := _fault(entry):
            yield Problem(code, {"name": entry.orig_filename}, where=entry.orig_filename)
        elif entry.filename.casefold() in seen:
            yield Problem("store.zip_twice", {"name": entry.filename}, where=entry.filename)
        seen.add(entry.filename.casefold())
    if MANIFEST not in seen:
        yield Problem("store.zip_no_manifest", {"name": MANIFEST})


def _fault(entry: ZipInfo) -> str:
    """The code of what is wrong with one entry; empty when nothing is."""
    name = entry.orig_filename
    if name.startswith(("/", "\\")) or name[1:2] == ":" or ".." in name.replace("\\", "/").split("/"):
        return "store.zip_outside"
    mode = entry.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "store.zip_link" if stat.S_ISLNK(mode) else "store.zip_foreign"
    if name != entry.filename or not _is_ours(name):
        return "store.zip_foreign"
    if entry.flag_bits & _ENCRYPTED:
        return "store.zip_encrypted"
    if entry.compress_type not in _METHODS:
        return "store.zip_method"
    if entry.file_size > _FREE_BYTES and entry.file_size > HIGHEST_RATIO * entry.compress_size:
        return "store.zip_bomb"
    return ""


def _is_ours(name: str) -> bool:
    folder, slash, file = name.partition("/")
    if not slash:
        return name == MANIFEST or name in PAPERS or is_book_file(name)
    suffix = SHELVES.get(folder)
    if not suffix or not file.endswith(suffix):
        return False
    try:
        return bool(shelf_name(file.removesuffix(suffix)))
    except UsageError:
        return False


def _text(archive: ZipFile, entry: ZipInfo) -> bytes:
    """Never more than the entry said that it holds: reading it whole would unpack what a liar packed."""
    with archive.open(entry) as file:
        data = file.read(entry.file_size + 1)
    if len(data) != entry.file_size:
        raise BadZipFile
    return data


def _unlike(manifest: Manifest, texts: dict[str, bytes]) -> Iterator[Problem]:
    """What differs from the manifest."""
    for name in sorted({*manifest.files, *texts}):
        if name not in texts:
            yield Problem("store.zip_missing", {"name": name}, where=name)
        elif name not in manifest.files:
            yield Problem("store.zip_foreign", {"name": name}, where=name)
        elif hashlib.sha256(texts[name]).hexdigest() != manifest.files[name]:
            yield Problem("store.zip_changed", {"name": name}, where=name)


def _store(path: Path, texts: dict[str, bytes]) -> MemoryStore:
    store, problems = MemoryStore(str(path)), list[Problem]()
    for name, data in texts.items():
        try:
            _shelve(store, name, data)
        except StoreError as error:
            if error.code == "store.newer":
                raise
            problems.append(Problem(error.code, error.facts, where=name))
        except UnicodeDecodeError:
            problems.append(Problem("store.zip_changed", {"name": name}, where=name))
    _refuse(path, problems)
    return store


def _shelve(store: MemoryStore, name: str, data: bytes) -> None:
    folder, slash, file = name.partition("/")
    if slash:
        if folder in _TEXTS:
            data.decode("utf-8")
        getattr(store, folder).write_bytes(file.removesuffix(SHELVES[folder]), data)
    elif name in PAPERS:
        store.papers = {**store.papers, name: data}
    else:
        store.adopt(read_book(book_name(name), data, name, strict=True))


def _refuse(path: Path, problems: list[Problem]) -> None:
    if problems:
        raise RefusedError("store.backup_refused", problems, path=str(path), n=len(problems))


def _not_whole(path: Path) -> RefusedError:
    return RefusedError("store.backup_refused", [Problem("store.zip_not_whole")], path=str(path), n=1)
