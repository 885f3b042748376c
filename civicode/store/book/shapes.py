"""Older shapes of a book, and what makes each of them the next one."""

from __future__ import annotations

from collections.abc import Callable

from civicode.errors import StoreError
from civicode.store import SCHEMA_VERSION, Record

Tables = dict[str, dict[str, Record]]
"""Documents by key, by table; the audit is among them, and no step touches it."""

STEPS: dict[int, Callable[[Tables], Tables]] = {}
"""By the version of a shape: what makes of its tables those of the next. Version 1 is the first there was."""


def oldest() -> int:
    """The oldest version that can be read."""
    return min(STEPS, default=SCHEMA_VERSION)


def version_of(tables: Tables) -> int:
    """The version of a book's shape; a book that is not written yet has ours."""
    return int(tables.get("meta", {}).get("book", {}).get("schema_version", SCHEMA_VERSION))


def raised(name: str, tables: Tables) -> Tables:
    """The tables of the book `name` in the shape of today; the very same ones when they have it already.

    Raises:
        StoreError: a record is not what its version says.
    """
    found = version_of(tables)
    if found == SCHEMA_VERSION:
        return tables
    try:
        for version in range(found, SCHEMA_VERSION):
            tables = STEPS[version](tables)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise StoreError("store.not_raised", book=name, found=found, known=SCHEMA_VERSION) from error
    meta = tables["meta"]
    return {**tables, "meta": {**meta, "book": {**meta["book"], "schema_version": SCHEMA_VERSION}}}
