"""Older shapes of a book, and what makes each of them the next one."""

from __future__ import annotations

from collections.abc import Callable

from civicode.domain.store.audit import AUDIT_TABLE, encode_document, read_document
from civicode.errors import StoreError
from civicode.store import SCHEMA_VERSION, Book, Record, Tables

Decoded = dict[str, dict[str, Record]]
"""What the documents say, by key, by table; the audit is not among them."""

STEPS: dict[int, Callable[[Decoded], Decoded]] = {}
"""By the version of a shape: what makes of its tables those of the next. Version 1 is the first there was."""


def oldest() -> int:
    """The oldest version that can be read."""
    return min(STEPS, default=SCHEMA_VERSION)


def version_of(tables: Tables) -> int:
    """The version of a book's shape; a book that is not written yet has ours."""
    document = tables.get("meta", {}).get("book")
    return SCHEMA_VERSION if document is None else int(read_document(document)["schema_version"])


def raised(name: str, tables: Tables) -> Tables:
    """The tables of the book `name` in the shape of today; the very same ones when they have it already.

    Raises:
        StoreError: a record is not what its version says.
    """
    found = version_of(tables)
    if found == SCHEMA_VERSION:
        return tables
    try:
        decoded = {
            table: {key: read_document(document) for key, document in documents.items()}
            for table, documents in tables.items()
            if table != AUDIT_TABLE
        }
        for version in range(found, SCHEMA_VERSION):
            decoded = STEPS[version](decoded)
        decoded["meta"]["book"]["schema_version"] = SCHEMA_VERSION
        encoded = {
            table: {key: encode_document(document) for key, document in documents.items()}
            for table, documents in decoded.items()
        }
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise StoreError("store.not_raised", book=name, found=found, known=SCHEMA_VERSION) from error
    return encoded | {AUDIT_TABLE: tables[AUDIT_TABLE]} if AUDIT_TABLE in tables else encoded


def in_shape_of_today(book: Book) -> Book:
    """A book as it was loaded, brought up to the shape of today where it has an older one; raises as `raised`."""
    book.tables = raised(book.name, book.tables)
    return book
