"""A book as bytes: JSON that stock TinyDB opens, one document a line so that a person can read it."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from json.encoder import encode_basestring
from typing import Any, NoReturn

import msgspec
from msgspec import Raw

from civicode.domain.store.audit import canonical, in_order
from civicode.domain.tables import AUDIT, META
from civicode.errors import StoreError
from civicode.store import SCHEMA_VERSION, Book, Record, Tables
from civicode.store.book.damage import Damage, byte_at, damaged, place_of
from civicode.store.book.shapes import oldest

STATES = frozenset({"open", "closed"})
"""What a book's `state` may be."""

_LARGEST = 1 << 64
_LONGEST_NUMBER = 30
_NUMERAL = re.compile(r"[1-9][0-9]{0,17}")
_PLACES = {META: 0, AUDIT: 2}
_BOM = b"\xef\xbb\xbf"
_BEGIN = b'{"meta":{\n"book":{"book":'


class _OddNumberError(ValueError):
    """A number that JSON has not, or that we could not write again."""


class _TwiceError(ValueError):
    """A key that stands twice in an object: readers would differ on which one counts."""


class _Link(msgspec.Struct):
    """What an entry needs, so that another can follow it; what else is wrong with one, verifying tells."""

    seq: int
    hash: str


def book_bytes(tables: Mapping[str, Mapping[str, Raw]]) -> bytes:
    """The file of a book; tables without documents are left out.

    What the book is comes first, its audit last.
    """
    parts: list[bytes] = []
    for table in sorted(tables, key=lambda name: _PLACES.get(name, 1)):
        documents = [b"%b:%b" % (_name(key), document) for key, document in tables[table].items()]
        if documents:
            documents[0] = b"%b:{\n%b" % (_name(table), documents[0])
            documents[-1] += b"\n}"
            parts += documents
    return b"".join((b"{", b",\n".join(parts), b"}\n"))


def ordered(name: str, tables: Mapping[str, Mapping[str, Raw]]) -> Tables:
    """The documents of the book `name`, each in its canonical form; StoreError naming the first that has none."""
    return {
        table: {key: _ordered(name, table, key, document) for key, document in documents.items()}
        for table, documents in tables.items()
    }


def read_book(name: str, data: bytes, file: str, *, strict: bool = False) -> Book:
    """The book `name`, however its file is formatted.

    Args:
        file: what errors call it.
        strict: also refuse a key that stands twice in one object, and a number that could not be written again,
            wherever the audit does not bear the very bytes out.

    Raises:
        StoreError: `store.damaged` with file and byte, or `store.newer`.
    """
    tables = _read_quickly(name, data)
    if tables is None:
        return Book(name, _read_carefully(name, data, file, strict=strict))
    book = Book(name, tables, lambda: _read_carefully(name, data, file, strict=False))
    if strict and book.audit.problems:  # where there is none, the bytes are those that the program wrote
        _read_carefully(name, data, file, strict=True)
    if not strict and not _is_sound(data, tables):
        return Book(name, _read_carefully(name, data, file, strict=False))
    return book


def read_to_write(name: str, data: bytes, file: str) -> Book:
    """The book `name` with its documents in order, so that they can be written again; raises as `read_book`.

    What this program laid out is as it is to be. The first document shows in which order the others were written, the
    number of lines whether the file was formatted by hand.
    """
    book = read_book(name, data, file)
    lines = 2 * len(book.tables) + sum(map(len, book.tables.values()))
    if book.find_damage and not (data.startswith(_BEGIN) and data.count(b"\n") == lines):
        try:
            book.tables = ordered(name, book.tables)
        except StoreError:
            book.find_damage()
            raise
    return book


def _read_quickly(name: str, data: bytes) -> Tables | None:
    """The documents of a book whose head is as it should be; None where it is not, or asks for a closer look."""
    try:
        tables = _TABLES.decode(data.removeprefix(_BOM))
        meta = {key: _DECODER.decode(bytes(document).decode()) for key, document in tables["meta"].items()}
        return None if _misshape(name, "", {"meta": meta}, "") else tables
    except (ValueError, LookupError, RecursionError, StoreError):
        return None  # what is wrong with it, and where, is found by reading it carefully


def _is_sound(data: bytes, tables: Tables) -> bool:
    """Whether the file is UTF-8, every document an object, and every entry one that another could follow."""
    try:
        data.decode()
        return all(
            bytes(document).startswith(b"{") for table in tables.values() for document in table.values()
        ) and all(map(_is_link, tables.get("audit", {}).items()))
    except ValueError:
        return False


def _read_carefully(name: str, data: bytes, file: str, *, strict: bool) -> Tables:
    """The documents of a book, in order; StoreError naming what is wrong with it, and where."""
    skip, text = _decoded(name, data, file)
    value, found = _parsed(text, strict)
    found = found or _misshape(name, text, value, file) or _bad_table(text, value)
    if found:
        damage, at = found
        raise damaged(name, file, damage, skip + byte_at(text, at))
    return {
        table: {key: _escaped(canonical(one)) for key, one in documents.items()} for table, documents in value.items()
    }


def _ordered(name: str, table: str, key: str, document: Raw) -> Raw:
    try:
        made = in_order(document)
    except (ValueError, RecursionError) as error:
        raise StoreError("store.damaged_record", book=name, table=table, key=key) from error
    return _escaped(bytes(made)) if b"\\u" in bytes(document) else made


def _escaped(document: bytes) -> Raw:
    """A canonical document as a file holds it: half a surrogate pair has no UTF-8, but JSON's own escape."""
    return Raw(document.decode("utf-8", "surrogatepass").encode("utf-8", "backslashreplace"))


def _name(key: str) -> bytes:
    return encode_basestring(key).encode("utf-8", "backslashreplace")


def _is_link(row: tuple[str, Raw]) -> bool:
    """Whether another entry could follow this one; what else is wrong with it, verifying tells."""
    key, document = row
    return bool(_NUMERAL.fullmatch(key) and _LINK.decode(document))


def _decoded(name: str, data: bytes, file: str) -> tuple[int, str]:
    """The length of the mark at the beginning, and the text after it."""
    skip = len(_BOM) if data.startswith(_BOM) else 0
    try:
        return skip, data[skip:].decode("utf-8")
    except UnicodeDecodeError as error:
        raise damaged(name, file, Damage.NOT_UTF8, skip + error.start) from error


def _parsed(text: str, strict: bool) -> tuple[Any, tuple[Damage, int] | None]:
    try:
        return (_STRICT_DECODER if strict else _DECODER).decode(text), None
    except json.JSONDecodeError as error:
        return None, (Damage.NOT_JSON, error.pos)
    except _OddNumberError as error:
        return None, (Damage.BAD_NUMBER, max(text.find(str(error)), 0))
    except _TwiceError as error:
        key = encode_basestring(str(error))
        return None, (Damage.TWICE, max(text.find(key, text.find(key) + 1), 0))
    except RecursionError:
        return None, (Damage.NOT_JSON, 0)


def _misshape(name: str, text: str, value: Any, file: str) -> tuple[Damage, int] | None:
    """What is not as a book is, and where; None when all is."""
    if type(value) is not dict:
        return Damage.NOT_OBJECT, 0
    meta = value.get("meta")
    book = meta.get("book") if type(meta) is dict else None
    if type(book) is not dict:
        return Damage.NO_META, place_of(text, "meta")
    version = book.get("schema_version")
    if type(version) is not int or version < oldest():
        return Damage.NO_META, place_of(text, "meta", "book", "schema_version")
    if version > SCHEMA_VERSION:
        raise StoreError("store.newer", book=name, file=file, found=version, known=SCHEMA_VERSION)
    if book.get("book") != name:
        return Damage.WRONG_BOOK, place_of(text, "meta", "book", "book")
    if str(book.get("state")) not in STATES:
        return Damage.BAD_STATE, place_of(text, "meta", "book", "state")
    return None


def _bad_table(text: str, tables: dict[str, Any]) -> tuple[Damage, int] | None:
    for table, documents in tables.items():
        if type(documents) is not dict:
            return Damage.NOT_OBJECT, place_of(text, table)
        if set(map(type, documents.values())) - {dict}:
            key = next(key for key, document in documents.items() if type(document) is not dict)
            return Damage.NOT_OBJECT, place_of(text, table, key)
    for key, entry in tables.get("audit", {}).items():
        if not _is_entry(key, entry):
            return Damage.BAD_ENTRY, place_of(text, "audit", key)
    return None


def _is_entry(key: str, entry: Record) -> bool:
    """Whether another entry could follow it; what else is wrong with one, verifying tells."""
    return bool(_NUMERAL.fullmatch(key)) and type(entry.get("seq")) is int and type(entry.get("hash")) is str


def _no_constant(literal: str) -> NoReturn:
    raise _OddNumberError(literal)


def _whole(literal: str) -> int:
    if len(literal) > _LONGEST_NUMBER or not -_LARGEST <= (number := int(literal)) < _LARGEST:
        raise _OddNumberError(literal)
    return number


def _decimal(literal: str) -> float:
    number = float(literal)
    if math.isinf(number):
        raise _OddNumberError(literal)
    return number


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        raise _TwiceError(next(key for key, _ in pairs if key in seen or seen.add(key)))  # type: ignore[func-returns-value]
    return found


def _decoder(pairs: Callable[[list[tuple[str, Any]]], Any] | None = None) -> json.JSONDecoder:
    return json.JSONDecoder(
        parse_constant=_no_constant, parse_int=_whole, parse_float=_decimal, object_pairs_hook=pairs
    )


_DECODER = _decoder()
_STRICT_DECODER = _decoder(_unique)
_TABLES = msgspec.json.Decoder(Tables)
_LINK = msgspec.json.Decoder(_Link)
