"""What is known of a store as a whole: its place, its books, what is wrong with it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from civicode.domain.record import Record
from civicode.errors import Problem


class Backup(Record, frozen=True, kw_only=True):
    """A zip of the whole store that was made.

    Attributes:
        on, at: the day, and the ISO time at UTC+7.
        file: its name, without the folder.
        heads: `book:sequence:hash` of every book in it.
    """

    on: date
    at: str
    file: str
    heads: tuple[str, ...]


class BookFacts(NamedTuple):
    """One book.

    Attributes:
        size_bytes: of its file; None where it has none.
        records: documents but for `meta` and the audit; None when it cannot be read, as `entries`.
        entries: of its audit.
        head: `book:sequence:hash` of the newest entry.
        version: of its shape.
        readable: whether it can be read.
    """

    book: str
    size_bytes: int | None = None
    records: int | None = None
    entries: int | None = None
    head: str | None = None
    version: int | None = None
    readable: bool = True


class ArchiveFacts(NamedTuple):
    """A whole store kept as it was before a ward joined.

    Attributes:
        file: its name.
        size_bytes: None where it is not there.
        since: the day from which the ward is part of ours; None when no ward that joined has it on record.
        side: `other` or `own`, whose records it holds.
        office: what the other was called; empty where that is not known.
    """

    file: str
    size_bytes: int | None
    since: date | None = None
    side: str = ""
    office: str = ""


class StoreFacts(NamedTuple):
    """A store.

    Attributes:
        location: the folder, or the address.
        kind: `folder`, `archive` or `memory`.
        schema_version: of what is written today.
        mode: permission bits of its folder; None where there are none.
        access: `owner`, `group` or `everyone` who can read it; None where that is not told by such bits.
        drafts: unfinished checks.
        catalogues: criteria files that are kept for old checks.
        last_backup: day of the newest one known; None when there is none.
    """

    location: str
    kind: str
    schema_version: int
    mode: int | None
    access: str | None
    books: tuple[BookFacts, ...]
    drafts: int
    catalogues: int
    last_backup: date | None = None
    archives: tuple[ArchiveFacts, ...] = ()


class StoreCheck(NamedTuple):
    """What reading all of a store found.

    Attributes:
        books, drafts, catalogues: how many there are of each, those that cannot be read included.
        access: as of StoreFacts.
        mode: as of StoreFacts.
        problems: everything that is not as it should be, each with its file as the place.
    """

    location: str
    books: int
    drafts: int
    catalogues: int
    mode: int | None
    access: str | None
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.problems
