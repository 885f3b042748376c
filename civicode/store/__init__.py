"""Where records live: books of documents with an audit chain, changed whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple, Protocol

from msgspec import Raw, Struct

from civicode.domain.tables import BATCHES
from civicode.store.book.book import Book, Record, Tables

if TYPE_CHECKING:
    from civicode.domain.store.forgetting import Taken

__all__ = [
    "BATCHES",
    "OFFICE_BOOK",
    "SCHEMA_VERSION",
    "Author",
    "Book",
    "Documents",
    "Edit",
    "Record",
    "Shelf",
    "Store",
    "Tables",
]

SCHEMA_VERSION = 1
"""Of every file of the store; an older shape is read up, a newer one refused."""

OFFICE_BOOK = "office"
"""The book of staff, absences, plan progress, batches, seals and exports; the others are named by period."""


Documents = Iterable[tuple[str, str, Record | Struct | Raw | None]]
"""Table, key and document, as a record, a mapping or canonical JSON (`audit.encode_document`); None takes one away."""


class Author(NamedTuple):
    """Who writes, and when.

    Attributes:
        actor: staff code, or `system:NAME`.
        now: the time at UTC+7.
        clock_set: whether the clock was set from outside; entries then say so.
    """

    actor: str
    now: datetime
    clock_set: bool = False


class Edit(Protocol):
    """Changes being made to some books; nothing of them is seen by others until they are published."""

    def book(self, name: str) -> Book:
        """The book with the changes made so far."""

    def put(self, book: str, table: str, key: str, document: Record | Struct, *, action: str, reason: str = "") -> None:
        """Set a document, with its audit entry. A document equal to the stored one writes nothing.

        Raises:
            RefusedError: half a character stands in it, which no file can hold; so it is with every change.
        """

    def remove(self, book: str, table: str, key: str, *, action: str, reason: str = "") -> None:
        """Take a document away, with its audit entry."""

    def join(self, book: str) -> None:
        """Take one more book in, to be published after those there are; nothing happens when it is in already."""

    def put_batch(
        self,
        book: str,
        batch: str,
        document: Record | Struct,
        documents: Documents,
        *,
        action: str,
        reason: str = "",
        table: str = BATCHES,
    ) -> None:
        """Set many documents with one audit entry: that of the batch's own document, which lists their digests.

        What the documents say is taken as it comes, one after the other: only their lines are kept.

        Args:
            batch: key of the batch's own document.
            document: the batch's own document.
            documents: table, key and document of each, none twice; None takes one away.
            table: where the batch's own document is kept.
        """

    def redact(self, book: str, key: str, document: Record, taken: Taken, *, action: str, reason: str = "") -> None:
        """Set the documents and the audit entries that have lost texts, with one entry that lists them all: that of
        the document `key` of the table `FORGETTINGS`.

        Args:
            document: what that one says.
            taken: of its entries, each may differ from the one there in its reason alone.
        """

    def complete(self, book: str) -> None:
        """Nothing more will change in `book`: what will be published is made ready, and its memory is let go.

        Whoever changes many books completes each before the next; `book` then cannot be looked into any more.
        """

    @property
    def heads(self) -> Mapping[str, str]:
        """`book:sequence:hash` of the newest entry of each book that was changed."""


class Shelf(Protocol):
    """Files of one kind beside the books (drafts, catalogues, archives): whole, durable, not audited."""

    def names(self) -> list[str]:
        """Their names, sorted."""

    def read(self, name: str) -> str | None:
        """The text; None when there is none."""

    def write(self, name: str, text: str) -> None:
        """Put the text in place, durably; StoreError leaves the old one, RefusedError is for half a character."""

    def read_bytes(self, name: str) -> bytes | None:
        """The bytes of what is no text; None when there is none."""

    def write_bytes(self, name: str, data: bytes) -> None:
        """Put the bytes in place, as `write` does a text."""

    def remove(self, name: str) -> None:
        """Take it away; nothing happens when there is none."""


class Store(Protocol):
    """Three verbs on books, two for whole ones, and three shelves.

    Attributes:
        is_read_only: whether every edit of a book is refused.
        made_on: of what was put away, the day on which it was: nothing after it is known; None of a store in use.
        archives: whole stores as zips, as they were before two of them went on as one.
        papers: the files of an office (`office.yaml`, `criteria.yaml`) that are kept with its records, by name; a
            folder of records has none, they lie beside it.
    """

    location: str
    is_read_only: bool
    made_on: date | None
    drafts: Shelf
    catalogues: Shelf
    archives: Shelf
    papers: Mapping[str, bytes]

    def names(self) -> list[str]:
        """The books that there are, `office` first, then by period."""

    def load(self, name: str, *, strict: bool = False) -> Book:
        """A book as last published; an empty one when it has no file. Never waits.

        Args:
            strict: as it stands, for whoever verifies or copies it: an older shape is not read up, and a key that
                stands twice in one object, which readers could take either way, is refused.

        Raises:
            NotFoundError: no book can have that name.
            StoreError: unreadable, damaged or newer.
        """

    def stamp(self, name: str) -> object:
        """What is another as soon as the book was published anew; None when it has no file."""

    def adopt(self, book: Book) -> None:
        """Put a whole book in place as it is, its audit with it.

        Raises:
            NotAllowedError: the store has that book already.
            StoreError: it cannot be written.
        """

    def edit(self, *books: str, author: Author, publish: bool = True) -> AbstractContextManager[Edit]:
        """Exclusive work on `books`: published in the order given when the block ends well, else nothing.

        A book of an older shape is brought up by its first change. Without books, nobody else writes one meanwhile.

        With `publish=False` the whole path runs, and nothing is written. StoreError when busy, damaged or full.
        """
