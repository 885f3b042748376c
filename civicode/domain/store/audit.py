"""The audit chain: each entry names what changed and is linked by hash to the one before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from json.encoder import encode_basestring
from typing import Any

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

_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, check_circular=False
)


Digests = Mapping[str, Mapping[str, object]]
"""What an entry of many documents says of each, by key, by table: see `entered`."""


def canonical(value: object) -> bytes:
    """The bytes of a JSON value that are hashed: sorted keys, no blanks, UTF-8. ValueError for NaN and infinity."""
    return _ENCODER.encode(value).encode("utf-8", "surrogatepass")


def document_digest(table: str, key: str, document: Mapping[str, Any] | None) -> str | None:
    """SHA-256 in hex over table, key and document, so that no record can change its place; None for no document."""
    if document is None:
        return None
    return hashlib.sha256(canonical([table, key, document])).hexdigest()


def canonical_digest(table: str, key: str, document: str) -> str:
    """`document_digest` of a document whose canonical JSON is at hand: encoding is most of its cost."""
    whole = f"[{encode_basestring(table)},{encode_basestring(key)},{document}]"
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


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
    return hashlib.sha256(canonical({name: value for name, value in entry.items() if name != "hash"})).hexdigest()


def without_reason(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The entry as it stands when its reason is taken away; its hash stays, since the next one names it."""
    return {**entry, "reason": FORGOTTEN}


def listed(key: str, entry: Mapping[str, Any]) -> list[object]:
    """What the entry that takes a reason away says of one: its hash, and its digest as it stands now."""
    return [entry["hash"], document_digest(AUDIT_TABLE, key, entry)]


def head(book: str, entry: Mapping[str, Any]) -> str:
    """`book:sequence:hash`, the hash cut to 12 digits: what receipts print and `--expect` reads."""
    return f"{book}:{entry['seq']}:{entry['hash'][:SHORT_HASH]}"
