"""Taking a store away whole, and bringing it back: zip files, copies, and books of an older shape brought up."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from shlex import quote

import civicode
from civicode.domain.receipt import Receipt
from civicode.domain.record import to_document
from civicode.domain.store.facts import Backup
from civicode.domain.tables import BACKUPS, BOOK_KEY, META
from civicode.errors import NotAllowedError, NotFoundError, Problem, RefusedError
from civicode.services.office.office import Office
from civicode.services.store.audit import verify
from civicode.store import OFFICE_BOOK, SCHEMA_VERSION, Author, Store
from civicode.store.archive.format import Manifest, write_archive
from civicode.store.archive.unpacking import unpack
from civicode.store.book.chain import UPGRADED
from civicode.store.book.shapes import version_of
from civicode.store.copying import is_empty, pour, taken
from civicode.store.folder.folder import FolderStore
from civicode.store.folder.look import look_at
from civicode.store.folder.swap import put_in_place
from civicode.store.memory import MemoryStore
from civicode.store.opening import open_store

__all__ = ["backup", "copy", "restore", "upgrade"]

_STAMP = "%Y%m%d-%H%M%S"
_FEW = 3  # files that are named where a folder holds others than ours


def backup(office: Office, target: Path, *, force: bool = False) -> Receipt:
    """Put the whole store into the zip `target` as it stands at one moment, while others go on writing.

    Its entry in the office's book is made afterwards: the heads in the zip are those of what the zip holds.

    Raises:
        NotFoundError: there is no book yet, or no such folder to put it in.
        NotAllowedError: there is such a file, and no `force`; or it would lie within the store.
        StoreError: something in the store cannot be read, or the zip cannot be written.
    """
    _require_place(office.store, target, force)
    taken_now = taken(office.store, _author(office))
    problems = len(verify(taken_now).problems)
    if office.dry_run:
        return _backed_up(office, target, taken_now, problems)
    made = write_archive(
        target, taken_now, program=civicode.__version__, made_at=_moment(office.now), problems=problems
    )
    with office.edit(OFFICE_BOOK) as edit:
        number = str(len(edit.book(OFFICE_BOOK).table(BACKUPS)) + 1)
        edit.put(OFFICE_BOOK, BACKUPS, number, to_document(_record(office, target, made)), action="created")
        audit = office.receipt("created", "backup", str(target), edit).audit
    return _backed_up(office, target, taken_now, problems, audit)


def restore(location: str, source: Path, now: datetime, *, force: bool = False, dry_run: bool = False) -> Receipt:
    """Make the store at `location` the one that the zip `source` holds; read and verified before anything is written.

    Args:
        location: a folder.
        source: the zip.
        now: names the folder in which a store that was there is kept.
        force: put it in the place of a store that is not empty.
        dry_run: read, verify, write nothing.

    Raises:
        NotFoundError: there is no such zip.
        RefusedError: it is no backup, or not whole, or holds what no backup does; with every problem.
        NotAllowedError: there is a store already, or a folder of other files, and no `force`.
        StoreError: the zip is newer than the program; the disk refuses.
    """
    found = unpack(source)
    _require_verified(source, found.manifest, found.store)
    place = open_store(location, create=True)
    if place.is_read_only:
        raise NotAllowedError("store.archive_read_only", path=location)
    if not force:
        _require_empty(place)
    kept = None if dry_run else put_in_place(found.store, location, now.strftime(_STAMP), force=force)
    facts = {**_counts(found.store), "file": str(source), "location": location, "kept": str(kept or "")}
    facts["made_at"] = found.manifest.made_at
    notes = ["receipt.store_kept"] if kept else []
    notes += ["receipt.store_not_verified"] if found.manifest.problems else []
    return Receipt(
        action="restored",
        kind="store",
        key=location,
        next="civicode audit verify",
        facts={**facts, "problems": found.manifest.problems},
        notes=tuple(notes),
        dry_run=dry_run,
    )


def copy(source: str, target: str, now: datetime, *, dry_run: bool = False) -> Receipt:
    """Copy the store at `source` to `target`: records, order, chain and heads stay as they are.

    Raises:
        NotFoundError: there is no store at `source`, or no book in it.
        NotAllowedError: `target` is not empty, or lies within `source`.
        StoreError: something in `source` cannot be read, or `target` cannot be written.
    """
    place = open_store(source, create=False)
    aim = open_store(target, create=True)
    _require_books(place)
    _require_empty(aim)
    if _is_within(Path(aim.location), place):
        raise NotAllowedError("store.copy_within", path=target, location=source)
    copied = taken(place, Author(actor="", now=now))
    if not dry_run:
        copy_into(aim, copied, now)
    facts = {**_counts(copied), "source": source, "location": target}
    return Receipt(
        action="copied",
        kind="store",
        key=target,
        next=f"civicode audit verify --store {quote(target)}",
        facts=facts,
        dry_run=dry_run,
    )


def copy_into(target: Store, source: MemoryStore, now: datetime) -> None:
    """Put all of `source` into the empty store `target`; into a folder whole or not at all."""
    if isinstance(target, FolderStore):
        put_in_place(source, target.location, now.strftime(_STAMP))
    else:
        pour(source, target)


def upgrade(office: Office) -> Receipt:
    """Write every book of an older shape in the shape of today, with a backup first, beside the store.

    Raises:
        StoreError: a book cannot be read, or cannot be written.
    """
    store = office.store
    behind = [name for name in store.names() if version_of(store.load(name, strict=True).tables) < SCHEMA_VERSION]
    facts: dict[str, object] = {"books": behind, "n": len(behind), "version": SCHEMA_VERSION}
    if not behind:
        return office.receipt("unchanged", "store", store.location, facts=facts)
    target = Path(store.location).with_name(f"civicode-v{SCHEMA_VERSION}-{office.now.strftime(_STAMP)}.zip")
    facts["file"] = str(target)
    backup(office, target)
    audit = None
    for name in behind:
        with office.edit(name) as edit:
            edit.put(name, META, BOOK_KEY, dict(edit.book(name).table(META)[BOOK_KEY]), action=UPGRADED)
            audit = office.receipt(UPGRADED, "store", name, edit).audit or audit
    return Receipt(
        action=UPGRADED,
        kind="store",
        key=store.location,
        audit=audit,
        next="civicode audit verify",
        facts=facts,
        dry_run=office.dry_run,
    )


def _require_place(store: Store, target: Path, force: bool) -> None:
    _require_books(store)
    if store.is_read_only:
        raise NotAllowedError("store.archive_is_backup", path=store.location)
    if _is_within(target, store):
        raise NotAllowedError("store.backup_within", path=str(target), location=store.location)
    if not target.parent.is_dir():
        raise NotFoundError("store.backup_no_folder", path=str(target), folder=str(target.parent))
    if target.exists() and not (force and target.is_file()):  # a folder or a device is never replaced
        raise NotAllowedError("store.backup_exists", path=str(target))


def _is_within(path: Path, store: Store) -> bool:
    return isinstance(store, FolderStore) and Path(store.location).resolve() in path.resolve().parents


def _require_empty(place: Store) -> None:
    """Neither a store, nor a folder of other files: that would be moved aside as if it were one."""
    if not is_empty(place):
        raise NotAllowedError("store.not_empty", location=place.location)
    if foreign := look_at(place).foreign:
        raise NotAllowedError("store.other_files", location=place.location, names=list(foreign[:_FEW]))


def _require_books(store: Store) -> None:
    if not store.names():
        raise NotFoundError("store.empty", location=store.location)


def _require_verified(source: Path, manifest: Manifest, store: MemoryStore) -> None:
    """The zip holds what it says: its heads, and no more faults than when it was made."""
    found = verify(store)
    problems = [] if len(found.problems) <= manifest.problems else list(found.problems)
    if found.heads != manifest.heads:
        problems.append(Problem("store.zip_heads", {"found": found.heads, "stated": manifest.heads}))
    if problems:
        raise RefusedError("store.backup_refused", problems, path=str(source), n=len(problems))


def _record(office: Office, target: Path, made: Manifest) -> Backup:
    return Backup(on=office.today, at=_moment(office.now), file=target.name, heads=tuple(made.heads))


def _backed_up(office: Office, target: Path, made: MemoryStore, problems: int, audit: str | None = None) -> Receipt:
    facts = {**_counts(made), "file": str(target), "problems": problems}
    return Receipt(
        action="created",
        kind="backup",
        key=str(target),
        audit=audit,
        facts=facts,
        notes=("receipt.store_not_verified",) if problems else (),
        dry_run=office.dry_run,
    )


def _counts(store: MemoryStore) -> dict[str, object]:
    return {"books": len(store.names()), "drafts": len(store.drafts.names())}


def _author(office: Office) -> Author:
    return Author(actor=office.actor, now=office.now, clock_set=office.clock_set)


def _moment(now: datetime) -> str:
    return now.isoformat(timespec="seconds")
