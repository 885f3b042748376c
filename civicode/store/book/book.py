"""A book as it was loaded: its documents stay bytes until somebody asks for one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

import msgspec
from msgspec import Raw, Struct

from civicode import lazy
from civicode.domain.store.audit import head, read_document
from civicode.errors import StoreError

if TYPE_CHECKING:
    from civicode.domain.store.audit_walk import Walked

T = TypeVar("T")

Record = dict[str, Any]
"""A document as JSON has it."""

Tables = dict[str, dict[str, Raw]]
"""A book's documents as the bytes of their JSON, by key, by table."""

_UNREADABLE = (LookupError, TypeError, ValueError, AttributeError, RecursionError)
"""What reading a document that is none raises."""


class Book:
    """A book as it stood when it was read; changing it changes nothing in the store.

    Attributes:
        name: `office`, or a period's key.
        tables: documents as bytes by key, by table; `meta` and `audit` are among them.
        find_damage: raises the StoreError that says where the file it was read from is damaged, if it is.
    """

    __slots__ = ("_audit", "find_damage", "name", "tables")

    def __init__(
        self, name: str, tables: Tables | None = None, find_damage: Callable[[], object] | None = None
    ) -> None:
        self.name = name
        self.tables: Tables = {} if tables is None else tables
        self.find_damage = find_damage
        self._audit: Walked | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Book) and (self.name, self.tables) == (other.name, other.tables)

    __hash__ = None  # type: ignore[assignment]  # whoever has it may change its tables

    def __repr__(self) -> str:
        return f"Book({self.name!r}, { ({table: dict(self.table(table)) for table in self.tables})!r})"

    def table(self, name: str) -> Mapping[str, Record]:
        """The documents of a table by key, each decoded anew when it is asked for; empty when it has none."""
        return _Table(self, name)

    def each(self, table: str, read: type[T] | Callable[[Record], T], *, own: str = "") -> dict[str, T]:
        """What every document of a table is read as, by key; StoreError naming the first that cannot be read.

        Args:
            read: a `Struct`, or what makes something of a document.
            own: the field in which a document says its key itself; StoreError where the two differ.
        """
        make, found = _reader(read, own), dict[str, T]()
        for key, document in self.tables.get(table, {}).items():
            try:
                found[key] = make(key, document)
            except _UNREADABLE as error:
                raise self.damaged(table, key, document) from error
        return found

    def one(self, table: str, key: str, read: type[T] | Callable[[Record], T], *, own: str = "") -> T | None:
        """What a document is read as; None when there is none, StoreError when it cannot be read."""
        document = self.tables.get(table, {}).get(key)
        if document is None:
            return None
        try:
            return _reader(read, own)(key, document)
        except _UNREADABLE as error:
            raise self.damaged(table, key, document) from error

    @property
    def audit(self) -> Walked:
        """What walking its audit finds (`audit_walk.walk_audit`); walked when first asked for."""
        if self._audit is None:
            self._audit = lazy.audit_walk.walk_audit(self.name, self.tables)
        return self._audit

    @property
    def state(self) -> str:
        """`open` or `closed`; a book without a file yet is open."""
        return str(self.table("meta").get("book", {}).get("state", "open"))

    @property
    def last_entry(self) -> Record | None:
        """The newest entry of its audit; None while nothing was written."""
        entries = self.table("audit")
        return entries[max(entries, key=int)] if entries else None

    @property
    def head(self) -> str | None:
        """`book:sequence:hash` of the newest entry; None while nothing was written."""
        entry = self.last_entry
        return head(self.name, entry) if entry else None

    def damaged(self, table: str, key: str, document: Raw) -> StoreError:
        """The error for a document that cannot be read; raises the one that names its byte where it is no JSON."""
        try:
            read_document(document)
        except (ValueError, RecursionError):
            if self.find_damage:
                self.find_damage()
        return StoreError("store.damaged_record", book=self.name, table=table, key=key)


class _Table(Mapping[str, Record]):
    """The documents of a book's table, decoded one by one as they are asked for."""

    __slots__ = ("_book", "_documents", "_name")

    def __init__(self, book: Book, name: str) -> None:
        self._book = book
        self._name = name
        self._documents = book.tables.get(name, {})

    def __getitem__(self, key: str) -> Record:
        document = self._documents[key]
        try:
            found: Record = read_document(document)
        except (ValueError, RecursionError) as error:
            raise self._book.damaged(self._name, key, document) from error
        return found

    def __contains__(self, key: object) -> bool:
        return key in self._documents

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)

    def __repr__(self) -> str:
        return repr(dict(self))


def _reader(read: type[T] | Callable[[Record], T], own: str) -> Callable[[str, Raw], T]:
    """What reads the document of a key; ValueError where the field `own` says another one."""
    if isinstance(read, type) and issubclass(read, Struct):
        return partial(_read_record, _decoder(read), own)
    return partial(_read_mapping, cast("Callable[[Record], T]", read), own)


def _read_record(decoder: msgspec.json.Decoder[Any], own: str, key: str, document: Raw) -> Any:
    try:
        record = decoder.decode(document)
    except msgspec.ValidationError:
        raise
    except (msgspec.DecodeError, RecursionError):  # half surrogates, which an older program wrote, are no fault
        record = msgspec.convert(read_document(document), decoder.type)
    if own and getattr(record, own) != key:
        raise ValueError(own)
    return record


def _read_mapping(read: Callable[[Record], T], own: str, key: str, document: Raw) -> T:
    found = read_document(document)
    if own and found[own] != key:
        raise ValueError(own)
    return read(found)


_decoder = cache(msgspec.json.Decoder)
"""Made once for each kind of record."""
