"""The store as a whole: what is in it, and whether all of it can be read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from importlib import import_module
from typing import Any

from civicode.domain.audit import FORGETTINGS
from civicode.domain.batch import Batch
from civicode.domain.catalogue import Catalogue
from civicode.domain.check import SelfCheck
from civicode.domain.forgetting import ForgettingRecord
from civicode.domain.merger import MERGERS, Merger
from civicode.domain.review import Review
from civicode.domain.staff import Absence, StaffMember
from civicode.domain.storage import Backup, BookFacts, StoreCheck, StoreFacts
from civicode.domain.task import Difficulty, Progress
from civicode.domain.violation import Violation
from civicode.errors import Fact, Problem, StoreError
from civicode.services import parsed_catalogue
from civicode.services.casebook import CASES
from civicode.services.draft import draft_in
from civicode.services.plan import DIFFICULTIES, PROGRESS
from civicode.services.review import REVIEWS
from civicode.services.status import BACKUPS
from civicode.services.target import CHECKS
from civicode.store import BATCHES, OFFICE_BOOK, SCHEMA_VERSION, Book, Store
from civicode.store.damage import Damage, byte_at
from civicode.store.look import Access, Look, look_at
from civicode.store.shapes import version_of

__all__ = ["check", "info"]

_ARCHIVES = "civicode.services.archives"
_CRITERIA_READER = "civicode.sources.criteria"
_UNCOUNTED = frozenset({"meta", "audit"})


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
        archives=_archives(store, "archive_facts"),
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
    return BookFacts(name, size, records, len(book.table("audit")), book.head, version_of(book.tables))


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
        office: dict[str, type] = {"staff": StaffMember}
        return office | {
            "absences": Absence,
            BATCHES: Batch,
            PROGRESS: Progress,
            DIFFICULTIES: Difficulty,
            MERGERS: Merger,
        }
    return {
        CHECKS: SelfCheck,
        REVIEWS: Review,
        CASES: Violation,
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
    reader: Any = import_module(_CRITERIA_READER)
    catalogue: Catalogue | None
    catalogue, problems = reader.read_criteria(text, file)
    if catalogue is None:
        yield from problems
    elif catalogue.digest != name:
        yield Problem("store.catalogue_changed", {"digest": name}, where=file)


def _archive_problems(store: Store) -> Iterator[Problem]:
    yield from _archives(store, "archive_problems")
    for name in _archives(store, "unrecorded"):
        yield Problem("store.archive_unrecorded", {"file": f"{name}.zip"}, where=f"archives/{name}.zip")


def _archives(store: Store, function: str) -> Any:
    """What `services/archives.py` knows; nothing, and it is not loaded, where no ward ever joined."""
    with suppress(StoreError):  # it is told of as the damaged book that it is
        if store.archives.names() or store.load(OFFICE_BOOK).table(MERGERS):
            return getattr(import_module(_ARCHIVES), function)(store)
    return ()


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
