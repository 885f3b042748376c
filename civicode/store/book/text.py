"""A book as bytes: JSON that stock TinyDB opens, one document a line so that a person can read it."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from json.encoder import encode_basestring
from typing import Any, NoReturn

from civicode.domain.tables import AUDIT, META
from civicode.errors import StoreError
from civicode.store import SCHEMA_VERSION, Record
from civicode.store.book.alike import folded
from civicode.store.book.damage import Damage, byte_at, damaged, place_of
from civicode.store.book.shapes import oldest

Tables = dict[str, dict[str, Record]]
"""Documents by key, by table."""

Lines = dict[str, dict[str, str]]
"""Every document's line by key, by table."""

STATES = frozenset({"open", "closed"})
"""What a book's `state` may be."""

_LONGEST_NUMBER = 30
_NUMERAL = re.compile(r"[1-9][0-9]{0,17}")
_PLACES = {META: 0, AUDIT: 2}
_BOM = b"\xef\xbb\xbf"


class _OddNumberError(ValueError):
    """A number that JSON has not, or that we could not write again."""


class _TwiceError(ValueError):
    """A key that stands twice in an object: readers would differ on which one counts."""


def encoded(value: object) -> str:
    """JSON on one line, letters as they are; ValueError for NaN and infinity."""
    return _ENCODER.encode(value)


def encoded_sorted(document: Mapping[str, Any]) -> str:
    """`encoded` with the keys of every object sorted: the text over which a document's digest is taken."""
    return _SORTED_ENCODER.encode(document)


def plain(document: Mapping[str, Any]) -> Record:
    """A copy of a document as it will be read back: JSON's types, nothing shared with the caller."""
    copy: Record = json.loads(_ENCODER.encode(document).encode("utf-8", "backslashreplace"))
    return copy


def document_line(key: str, document: Record) -> str:
    """The line of a document, without what separates it from the next."""
    return f"{encode_basestring(key)}:{_ENCODER.encode(document)}"


def book_bytes(lines: Mapping[str, Mapping[str, str]]) -> bytes:
    """The file of a book from its documents' lines by key, by table; tables without documents are left out.

    What the book is comes first, its audit last.
    """
    parts: list[str] = []
    for table in sorted(lines, key=lambda name: _PLACES.get(name, 1)):
        documents = list(lines[table].values())
        if documents:
            documents[0] = f"{encode_basestring(table)}:{{\n{documents[0]}"
            documents[-1] += "\n}"
            parts += documents
    text = "".join(("{", ",\n".join(parts), "}\n"))
    # Half a surrogate pair has no UTF-8; what the handler writes for it, \udc80, is JSON's own escape.
    return text.encode("utf-8", "backslashreplace")


def lines_of(tables: Tables) -> Lines:
    """Every document's line by key, by table."""
    return {
        table: {key: document_line(key, document) for key, document in documents.items()}
        for table, documents in tables.items()
    }


def read_tables(name: str, data: bytes, file: str, *, strict: bool = False) -> Tables:
    """The documents in the file of the book `name`, however it is formatted.

    Args:
        file: what errors call it.
        strict: also refuse a key that stands twice in one object (costs a third more).

    Raises:
        StoreError: `store.damaged` with file and byte, or `store.newer`.
    """
    if not strict and (quick := _unfolded(data)) is not None and not _misshape(name, "", quick, file):
        return dict(quick)
    skip, text = _decoded(name, data, file)
    value, found = _parsed(text, strict)
    found = found or _misshape(name, text, value, file)
    if found:
        damage, at = found
        raise damaged(name, file, damage, skip + byte_at(text, at))
    tables: Tables = value
    return tables


def read_lines(name: str, data: bytes, file: str) -> tuple[Tables, Lines]:
    """As `read_tables`, with every document's line: as it stands where the file is as we write it, else made anew.

    Whoever changes one document then need not encode all the others.
    """
    skip, text = _decoded(name, data, file)
    found = None if skip else _as_written(text)
    if found and not _misshape(name, text, found[0], file):
        return found
    tables = read_tables(name, data, file)
    return tables, lines_of(tables)


def _decoded(name: str, data: bytes, file: str) -> tuple[int, str]:
    """The length of the mark at the beginning, and the text after it."""
    skip = len(_BOM) if data.startswith(_BOM) else 0
    try:
        return skip, data[skip:].decode("utf-8")
    except UnicodeDecodeError as error:
        raise damaged(name, file, Damage.NOT_UTF8, skip + error.start) from error


def _as_written(text: str) -> tuple[Tables, Lines] | None:
    """What `book_bytes` wrote, document by document; None for anything else, were it one line more."""
    tables, found = _parsed(text, strict=False)
    if found or type(tables) is not dict or not all(type(one) is dict for one in tables.values()):
        return None
    rows = iter(text.split("\n"))
    lines: Lines = {}
    for table, documents in tables.items():
        if next(rows, "") != f"{'' if lines else '{'}{encode_basestring(table)}:{{":
            return None
        lines[table] = dict(zip(documents, rows, strict=False))  # a key that stands twice leaves a row too many
        if not _are_lines_of(lines[table]) or next(rows, "") != ("}}" if len(lines) == len(tables) else "},"):
            return None
    return (tables, lines) if list(rows) == [""] else None


def _are_lines_of(lines: dict[str, str]) -> bool:
    """Whether each line is that of its document; the commas behind all but the last are taken away."""
    last = next(reversed(lines), None)
    for key, line in lines.items():
        if not line.startswith(f"{encode_basestring(key)}:"):
            return False
        if key != last:
            if not line.endswith(","):
                return False
            lines[key] = line[:-1]
    return last is not None


def _unfolded(data: bytes) -> Any:
    """What `data` says, where it has answers that need be decoded but once; None for all else, and when it is damaged.

    Checks that say the same share one object: what is read so is never changed.
    """
    try:
        if (found := folded(data)) is None:
            return None
        text, alike = found
        shared = {numeral: _DECODER.decode(one) for numeral, one in alike.items()}
        return _decoder(lambda literal: shared[literal] if literal in shared else _decimal(literal)).decode(
            text.decode()
        )
    except (ValueError, RecursionError):
        return None  # what is wrong with it, and where, is found by decoding it as it stands


def _parsed(text: str, strict: bool) -> tuple[Any, tuple[Damage, int] | None]:
    try:
        return (_STRICT_DECODER if strict else _DECODER).decode(text), None
    except json.JSONDecodeError as error:
        return None, (Damage.NOT_JSON, error.pos)
    except _OddNumberError as error:
        return None, (Damage.BAD_NUMBER, max(text.find(str(error)), 0))
    except _TwiceError as error:
        key = encoded(str(error))
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
    return _bad_table(text, value)


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
    if len(literal) > _LONGEST_NUMBER:
        raise _OddNumberError(literal)
    return int(literal)


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


def _decoder(
    decimal: Callable[[str], Any] = _decimal, pairs: Callable[[list[tuple[str, Any]]], Any] | None = None
) -> json.JSONDecoder:
    return json.JSONDecoder(parse_constant=_no_constant, parse_int=_whole, parse_float=decimal, object_pairs_hook=pairs)


_ENCODER = json.JSONEncoder(check_circular=False, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_SORTED_ENCODER = json.JSONEncoder(
    check_circular=False, ensure_ascii=False, separators=(",", ":"), allow_nan=False, sort_keys=True
)
_DECODER = _decoder()
_STRICT_DECODER = _decoder(pairs=_unique)
