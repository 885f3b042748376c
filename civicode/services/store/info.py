"""The store as a whole: what is in it, and whether all of it can be read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from civicode import lazy
from civicode.domain.batch import Batch
from civicode.domain.check.check import SelfCheck
from civicode.domain.merge.record import Merger
from civicode.domain.plan import Difficulty, Progress
from civicode.domain.review import Review
from civicode.domain.staff.staff import Absence, StaffMember
from civicode.domain.store.facts import Backup, BookFacts, StoreCheck, StoreFacts
from civicode.domain.store.forgetting import ForgettingRecord
from civicode.domain.tables import (
    ABSENCES,
    AUDIT,
    BACKUPS,
    BATCHES,
    CHECKS,
    DIFFICULTIES,
    FORGETTINGS,
    MERGERS,
    META,
    PROGRESS,
    REVIEWS,
    STAFF,
    VIOLATIONS,
)
from civicode.domain.violation.violation import Violation
from civicode.errors import Fact, Problem, StoreError
from civicode.services.check.draft import draft_in
from civicode.services.office import parsed_catalogue
from civicode.store import OFFICE_BOOK, SCHEMA_VERSION, Book, Store
from civicode.store.book.damage import Damage, byte_at
from civicode.store.book.shapes import version_of
from civicode.store.folder.look import Access, Look, look_at

__all__ = ["check", "info"]

_ARCHIVES = "civicode.services.store.archives"
_CRITERIA_READER = "civicode.sources.fields.criteria"
_UNCOUNTED = frozenset({META, AUDIT})


def info(store: Store) -> StoreFacts:
    """What is in the store; StoreError when the place itself cannot be read."""
    look = look_at(store)
    return StoreFacts(
        location=store.location,
        kind=look.kind,
        schema_version=SCHEMA_VERSION,
        mode=look.mode,
        access=look.access,
        books=tuple(_facts(store, name, look) for name in store.names()),
        drafts=len(store.drafts.names()),
        catalogues=len(_catalogues(store)),
        last_backup=_last_backup(store),
        archives=lazy.archives.archive_facts(store) if _has_archives(store) else (),
    )


def check(store: Store) -> StoreCheck:
    """Read everything: books and their records, drafts, catalogues, and what lies about.

    Raises:
        StoreError: the place itself cannot be read. What cannot be in it is a problem of the result.
    """
    look = look_at(store)
    books, drafts, catalogues = store.names(), store.drafts.names(), _catalogues(store)
    return StoreCheck(
        location=store.location,
        books=len(books),
        drafts=len(drafts),
        catalogues=len(catalogues),
        mode=look.mode,
        access=look.access,
        problems=(
            *(problem for name in books for problem in _book_problems(store, name)),
            *(problem for name in drafts for problem in _draft_problems(store, name)),
            *(problem for name in store.catalogues.names() for problem in _catalogue_problems(store, name)),
            *_archive_problems(store),
            *_place_problems(store.location, look),
        ),
    )


def _catalogues(store: Store) -> list[str]:
    return [name for name in store.catalogues.names() if not parsed_catalogue.is_parsed(name)]


def _facts(store: Store, name: str, look: Look) -> BookFacts:
    size = look.sizes.get(f"{name}.json")
    try:
        book = store.load(name, strict=True)
    except StoreError:
        return BookFacts(name, size, readable=False)
    records = sum(len(documents) for table, documents in book.tables.items() if table not in _UNCOUNTED)
    return BookFacts(name, size, records, len(book.table(AUDIT)), book.head, version_of(book.tables))


def _last_backup(store: Store) -> date | None:
    try:
        backups = store.load(OFFICE_BOOK).each(BACKUPS, Backup).values()
    except StoreError:
        return None
    return max((one.on for one in backups), default=None)


def _book_problems(store: Store, name: str) -> Iterator[Problem]:
    file = f"{name}.json"
    try:
        store.load(name, strict=True)
        book = store.load(name)
    except StoreError as error:
        yield Problem(error.code, error.facts, where=file)
        return
    for table, read in _readers(book).items():
        yield from _record_problems(book, table, read, file)
    kept = set(store.catalogues.names())
    named = {str(one.get("catalogue")) for one in book.table(CHECKS).values()}
    for digest in sorted(named - kept):
        yield Problem("store.catalogue_missing", {"digest": digest, "book": name}, where=file)


def _readers(book: Book) -> dict[str, type]:
    return {**_own_readers(book), FORGETTINGS: ForgettingRecord}


def _own_readers(book: Book) -> dict[str, type]:
    if book.name == OFFICE_BOOK:
        office: dict[str, type] = {STAFF: StaffMember}
        return office | {
            ABSENCES: Absence,
            BATCHES: Batch,
            PROGRESS: Progress,
            DIFFICULTIES: Difficulty,
            MERGERS: Merger,
        }
    return {
        CHECKS: SelfCheck,
        REVIEWS: Review,
        VIOLATIONS: Violation,
    }


def _record_problems(book: Book, table: str, read: type, file: str) -> Iterator[Problem]:
    for key in book.table(table):
        try:
            book.one(table, key, read)
        except StoreError as error:
            yield Problem(error.code, error.facts, where=file)


def _draft_problems(store: Store, name: str) -> Iterator[Problem]:
    file = f"drafts/{name}.json"
    try:
        text = store.drafts.read(name) or ""
        json.loads(text)
        draft_in(text, name, store.location)
    except StoreError as error:
        yield Problem(error.code, error.facts, where=file)
    except (json.JSONDecodeError, RecursionError) as error:
        yield _not_json(name, file, error, text)


def _catalogue_problems(store: Store, name: str) -> Iterator[Problem]:
    file = f"catalogues/{name}.yaml"
    try:
        text = store.catalogues.read(name) or ""
    except StoreError as error:
        yield Problem(error.code, error.facts, where=file)
        return
    if parsed_catalogue.is_parsed(name):
        if not parsed_catalogue.is_whole(text):
            yield Problem("store.cache_damaged", where=file)
        return
    catalogue, problems = lazy.criteria_file.read_criteria(text, file)
    if catalogue is None:
        yield from problems
    elif catalogue.digest != name:
        yield Problem("store.catalogue_changed", {"digest": name}, where=file)


def _archive_problems(store: Store) -> Iterator[Problem]:
    if not _has_archives(store):
        return
    yield from lazy.archives.archive_problems(store)
    for name in lazy.archives.unrecorded(store):
        yield Problem("store.archive_unrecorded", {"file": f"{name}.zip"}, where=f"archives/{name}.zip")


def _has_archives(store: Store) -> bool:
    """Whether another ward ever joined; where none did, the reader of zips is not loaded."""
    with suppress(StoreError):  # it is told of as the damaged book that it is
        return bool(store.archives.names() or store.load(OFFICE_BOOK).table(MERGERS))
    return False


def _not_json(name: str, file: str, error: Exception, text: str) -> Problem:
    at = error.pos if isinstance(error, json.JSONDecodeError) else 0
    facts: dict[str, Fact] = {"book": name, "file": file, "what": Damage.NOT_JSON, "byte": byte_at(text, at)}
    return Problem("store.damaged", facts, where=file)


def _place_problems(location: str, look: Look) -> Iterator[Problem]:
    for name in look.unfinished:
        yield Problem("store.unfinished", {"name": name}, where=name)
    for name in look.foreign:
        yield Problem("store.foreign", {"name": name}, where=name)
    if look.access is Access.EVERYONE:
        yield Problem("store.open_to_all", {"location": location, "mode": f"{look.mode or 0:04o}"}, where=location)
