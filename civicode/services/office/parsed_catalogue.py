"""The criteria in use as JSON beside the file that was kept: a check that finds them need not read YAML again.

The name tells which bytes were read by which version of the program, so that an edited file is read anew; the digest
tells whether what lies there is whole. Losing it costs nothing but time.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from hashlib import sha256

from civicode import __version__
from civicode.domain.criteria.catalogue import Catalogue, CatalogueFile
from civicode.domain.record import Record, encode_record, read_record
from civicode.errors import StoreError
from civicode.store import Shelf

_PREFIX = "parsed."
"""No digest begins so."""


class _Parsed(Record, frozen=True, kw_only=True):
    """What such a file says."""

    digest: str
    catalogue: CatalogueFile


def found(shelf: Shelf, source: bytes) -> Catalogue | None:
    """The catalogue in the file whose bytes are `source`, if it was read before; None when that is not sure."""
    try:
        return _read(shelf.read(_name(source)) or "{}")
    except StoreError:
        return None


def is_parsed(name: str) -> bool:
    """Whether a file on the shelf is one of these."""
    return name.startswith(_PREFIX)


def is_whole(text: str) -> bool:
    """Whether the text of such a file says what it said when it was written."""
    return _read(text) is not None


def is_kept(names: Collection[str], source: bytes) -> bool:
    """Whether one of the `names` of a shelf is that of the file whose bytes are `source`."""
    return _name(source) in names


def keep(shelf: Shelf, source: bytes, catalogue: Catalogue) -> None:
    """Put the catalogue in the file whose bytes are `source` on the shelf, for `found`; others that lie there go."""
    name = _name(source)
    parsed = _Parsed(digest=catalogue.digest, catalogue=catalogue.in_file)
    with suppress(StoreError):  # what follows says so if the disk is full; this only saves time
        for old in shelf.names():
            if old.startswith(_PREFIX) and old != name:
                shelf.remove(old)
        shelf.write(name, encode_record(parsed).decode())


def _read(text: str) -> Catalogue | None:
    try:
        parsed = read_record(text.encode(), _Parsed)
    except (ValueError, RecursionError):
        return None
    catalogue = parsed.catalogue.catalogue
    return catalogue if catalogue.digest == parsed.digest else None


def _name(source: bytes) -> str:
    return _PREFIX + sha256(__version__.encode() + b"\n" + source).hexdigest()
