"""The audit chain and the bytes it hashes: a document in its canonical form, its digest, the entry that names it."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from hashlib import sha256
from json.encoder import encode_basestring
from typing import Any

import msgspec
from msgspec import UNSET, Raw, Struct

from civicode.i18n import FORGOTTEN

FIRST_LINK = "0" * 64
"""What the first entry names as the hash before it."""

SHORT_HASH = 12
"""Hex digits of a hash in receipts and heads."""

AUDIT_TABLE = "audit"
"""The table of entries by sequence."""

FORGETTINGS = "forgotten"
"""The table of who was forgotten, by staff code; also the action of the entries that did it."""

REDACTED = "redacted"
"""In such an entry: hash and digest of each entry whose reason it took away, by sequence (`listed`)."""

Digests = Mapping[str, Mapping[str, object]]
"""What an entry of many documents says of each, by key, by table: see `entered`."""

Tables = Mapping[str, Mapping[str, Raw]]
"""A book's documents as the bytes of their JSON, by key, by table."""


class Entry(Struct, frozen=True, kw_only=True, gc=False):
    """An entry of a chain, its fields in the order in which they are hashed; of one that was changed, anything.

    Attributes:
        after, before: digests of the document, None where there is none; of a batch, those of its own document.
        documents: of many documents, their digests by key, by table.
        redacted, counts: of a forgetting, what it took away.
        hash: of all the other fields.
        prev: the hash of the entry before it.
    """

    action: Any = UNSET
    actor: Any = UNSET
    after: Any = UNSET
    at: Any = UNSET
    before: Any = UNSET
    clock: Any = UNSET
    counts: Any = UNSET
    documents: Any = UNSET
    hash: Any = UNSET
    key: Any = UNSET
    prev: Any = UNSET
    reason: Any = UNSET
    redacted: Any = UNSET
    seq: Any = UNSET
    table: Any = UNSET


def canonical(value: object) -> bytes:
    """The bytes of a JSON value that are hashed: sorted keys, no blanks, UTF-8. ValueError for NaN and infinity."""
    return _CANONICAL.encode(value).encode("utf-8", "surrogatepass")


def encode_document(document: Mapping[str, Any] | Struct | Raw) -> Raw:
    """A document in its canonical form, as it is written and hashed; one that is `Raw` is in it already.

    Raises:
        UnicodeEncodeError: half a surrogate pair stands in one of its texts.
        ValueError: NaN or infinity.
    """
    if isinstance(document, Raw):
        return document
    if isinstance(document, Struct):
        return Raw(_SORTED.encode(document))
    return Raw(_CANONICAL.encode(document).encode())


def read_document(document: Raw) -> Any:
    """What a document says in JSON's own types, made anew each time; ValueError where that cannot be read."""
    try:
        return _PLAIN.decode(document)
    except (msgspec.DecodeError, RecursionError):  # half surrogates, which an older program wrote, are no fault
        return json.loads(bytes(document).decode(), parse_float=_finite, parse_constant=_finite)


def in_order(document: Raw) -> Raw:
    """A document in its canonical form, however it stands.

    Raises:
        ValueError: it is not JSON, or has no canonical form.
        RecursionError: it is nested too deeply.
    """
    try:
        return Raw(_SORTED.encode(_EXACT.decode(document)))
    except (msgspec.DecodeError, RecursionError):
        return Raw(canonical(read_document(document)))


def document_digest(table: str, key: str, document: Mapping[str, Any] | None) -> str | None:
    """SHA-256 in hex over table, key and document, so that no record can change its place; None for no document."""
    return None if document is None else raw_digest(table, key, Raw(canonical(document)))


def raw_digest(table: str, key: str, document: Raw) -> str:
    """`document_digest` of a document that is in its canonical form."""
    place = f"[{encode_basestring(table)},{encode_basestring(key)},".encode("utf-8", "surrogatepass")
    return sha256(b"".join((place, document, b"]"))).hexdigest()


def entered(before: str | None, after: str | None) -> object:
    """What a batch's entry says of one document: the digest of a new one alone, else those before and after."""
    return after if before is None else [before, after]


def digests_of(value: object) -> tuple[object, object]:
    """The digests before and after that `entered` made `value` of; two that nothing has where it is no such value."""
    if isinstance(value, list) and len(value) == 2:
        return value[0], value[1]
    return (None, value) if isinstance(value, str) else (value, value)


def entry_hash(entry: Mapping[str, Any]) -> str:
    """SHA-256 in hex of an entry without its own `hash`."""
    return sha256(canonical({name: value for name, value in entry.items() if name != "hash"})).hexdigest()


def read_entry(document: Raw) -> tuple[Entry, str | None]:
    """An entry, and the hash that belongs to what it says; None where that has none.

    The bytes of one in canonical form are those that were hashed, but for the hash itself. They are in it when the
    fields make the same bytes again: so no field stands twice, and none is left out of the hash.
    """
    text = bytes(document)
    try:
        entry = _ENTRY.decode(text)
        before, stated, after = text.partition(b'"hash":%b,' % _SORTED.encode(entry.hash))
        if stated and _SORTED.encode(entry) == text:
            return entry, sha256(before + after).hexdigest()
    except (ValueError, TypeError, RecursionError):
        pass  # what an older program or a hand wrote may still be read, field by field
    return _read_entry_out_of_order(document)


def _read_entry_out_of_order(document: Raw) -> tuple[Entry, str | None]:
    try:
        fields = read_document(document)
        return Entry(**{name: fields[name] for name in Entry.__struct_fields__ if name in fields}), entry_hash(fields)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return Entry(), None


def without_reason(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The entry as it stands when its reason is taken away; its hash stays, since the next one names it."""
    return {**entry, "reason": FORGOTTEN}


def listed(key: str, entry: Mapping[str, Any]) -> list[object]:
    """What the entry that takes a reason away says of one: its hash, and its digest as it stands now."""
    return [entry["hash"], document_digest(AUDIT_TABLE, key, entry)]


def head(book: str, entry: Mapping[str, Any]) -> str:
    """`book:sequence:hash`, the hash cut to 12 digits: what receipts print and `--expect` reads."""
    return f"{book}:{entry['seq']}:{entry['hash'][:SHORT_HASH]}"


def _finite(literal: str) -> float:
    number = float(literal)
    if not math.isfinite(number):
        raise ValueError(literal)
    return number


_CANONICAL = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, check_circular=False
)
_SORTED = msgspec.json.Encoder(order="sorted")
_PLAIN = msgspec.json.Decoder()
_EXACT = msgspec.json.Decoder(float_hook=lambda literal: Raw(canonical(_finite(literal))))
"""Numbers with a fraction stay as Python writes them, which is how they were always hashed: `1e-07` and not `1e-7`."""

_ENTRY = msgspec.json.Decoder(Entry)
