"""The archives of a store: both stores as they were before a ward joined, still there, unchanged, and verifying."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from civicode.domain.merge.record import Archive, Merger, Side
from civicode.domain.staff.staff import StaffMember
from civicode.domain.store.facts import ArchiveFacts
from civicode.domain.tables import CHECKS, MERGERS, STAFF
from civicode.errors import NotAllowedError, Problem, RefusedError, StoreError
from civicode.reports.report.records import HeldArchive
from civicode.services.office.given_up import codes_given_up
from civicode.services.office.office import Office
from civicode.services.store.audit import verify
from civicode.services.violation.casebook import cases_in
from civicode.store import OFFICE_BOOK, Book, Store
from civicode.store.archive.unpacking import unpacked
from civicode.store.memory import MemoryStore
from civicode.store.opening import open_store

_SHELF = "archives"


def mergers_in(book: Book) -> list[Merger]:
    """The wards that joined, the first one first; StoreError when one cannot be read."""
    found = book.each(MERGERS, Merger, own="id").values()
    return sorted(found, key=lambda one: (one.since, len(one.id), one.id))


def opened(store: Store, archive: Archive) -> MemoryStore:
    """The store that an archive holds; StoreError when it is not there, or is not what it was."""
    data = store.archives.read_bytes(archive.name)
    if data is None:
        raise StoreError("audit.archive_missing", file=archive.file)
    if hashlib.sha256(data).hexdigest() != archive.digest:
        raise StoreError("audit.archive_changed", file=archive.file)
    try:
        return unpacked(data, Path(archive.file)).store
    except RefusedError as error:
        raise StoreError(
            "store.archive_unreadable", error.problems, path=archive.file, n=len(error.problems)
        ) from error


def archive_problems(store: Store) -> list[Problem]:
    """Each archive on record that is missing, is not the one recorded, cannot be read or does not verify itself."""
    try:
        found = mergers_in(store.load(OFFICE_BOOK))
    except StoreError as error:
        return [Problem(error.code, {"table": None, "key": None, **error.facts, "book": OFFICE_BOOK}, OFFICE_BOOK)]
    problems = []
    for merger in found:
        place = {"book": OFFICE_BOOK, "table": MERGERS, "key": merger.id}
        for archive in merger.archives.values():
            problems += [one._replace(facts={**one.facts, **place}) for one in _faults(store, archive)]
    return problems


def unrecorded(store: Store) -> list[str]:
    """The archives that no ward that joined has on record: a crash left them, and the same merge uses them."""
    try:
        known = {archive.name for one in mergers_in(store.load(OFFICE_BOOK)) for archive in one.archives.values()}
    except StoreError:
        return []
    return [name for name in store.archives.names() if name not in known]


def archive_facts(store: Store) -> tuple[ArchiveFacts, ...]:
    """What is known of each archive on record and of each that lies there."""
    try:
        mergers = mergers_in(store.load(OFFICE_BOOK))
    except StoreError:
        mergers = []
    recorded = [
        ArchiveFacts(archive.file, _size(store, archive.name), merger.since, side.value, merger.office)
        for merger in mergers
        for side, archive in merger.archives.items()
    ]
    return (*recorded, *(ArchiveFacts(f"{name}.zip", _size(store, name)) for name in unrecorded(store)))


def held_in(office: Office, code: str) -> list[HeldArchive]:
    """The archives that hold something about the person who has `code` here; of one that cannot be read, that it may.

    Those of a ward that had taken in another one lie within its own. One in which their name was taken away before it
    was made holds nothing any more.
    """
    return list(_held_through(office.store, office.book, office.codes_of(code)))


def _held_through(store: Store, book: Book, codes: Iterable[str], within: str = "") -> Iterator[HeldArchive]:
    for merger in mergers_in(book):
        for side, archive in merger.archives.items():
            for here in codes:
                there = merger.code_in(side, here)
                if there is None:
                    continue
                if one := _held(store, archive, side, there):
                    yield one._replace(file=f"{within}{one.file}")
                if side is Side.OTHER:  # what was kept here before lies here still, and in our own archive again
                    yield from _held_within(store, archive, there, f"{within}{archive.file}/")


def _held_within(store: Store, archive: Archive, code: str, within: str) -> Iterator[HeldArchive]:
    try:
        kept = opened(store, archive)
        book = kept.load(OFFICE_BOOK)
        codes = (
            code,
            *(old for old, into in codes_given_up(book).items() if into == code),
        )
        yield from _held_through(kept, book, codes, within)
    except StoreError:
        return  # that it may hold something is told of it already


def keeper_of(office: Office) -> Office:
    """Where it is entered that named data were taken out of the archive that `office` is: in the store that keeps it.

    Raises:
        NotAllowedError: the archive does not lie in a store that has it on record.
    """
    path = Path(office.store.location).resolve()
    if path.parent.name == _SHELF:
        keeper = open_store(str(path.parent.parent), create=True)
        names = {one.file for merger in mergers_in(keeper.load(OFFICE_BOOK)) for one in merger.archives.values()}
        if path.name in names:
            return replace(office, store=keeper)
    raise NotAllowedError("export.archive_alone", path=office.store.location)


def _held(store: Store, archive: Archive, side: Side, code: str) -> HeldArchive | None:
    try:
        kept = opened(store, archive)
        member = kept.load(OFFICE_BOOK).one(STAFF, code, StaffMember, own="code")
        if member is None or member.is_forgotten:
            return None
        books = [kept.load(name) for name in kept.names() if name != OFFICE_BOOK]
        codes = {
            code,
            *(old for old, into in codes_given_up(kept.load(OFFICE_BOOK)).items() if into == code),
        }
        cases = tuple(case.id for book in books for case in cases_in(book) if case.officer in codes)
        periods = tuple(book.name for book in books if not codes.isdisjoint(book.table(CHECKS)))
        return HeldArchive(archive.file, side, code, periods, cases)
    except StoreError:
        return HeldArchive(archive.file, side, code)


def _faults(store: Store, archive: Archive) -> Iterator[Problem]:
    try:
        kept = opened(store, archive)
    except StoreError as error:
        yield Problem(error.code, error.facts, where=archive.file)
        return
    found = len(verify(kept).problems)
    if found:
        yield Problem("audit.archive_not_sound", {"file": archive.file, "n": found}, where=archive.file)


def _size(store: Store, name: str) -> int | None:
    try:
        data = store.archives.read_bytes(name)
    except StoreError:
        return None
    return None if data is None else len(data)
