"""A book as the program wrote it before documents were kept in canonical form: its encoder and lines, as they were."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from json.encoder import encode_basestring
from typing import Any

AT = "2026-12-02T08:30:00+07:00"

_ENCODER = json.JSONEncoder(check_circular=False, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_HASHED = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, check_circular=False
)

Tables = dict[str, dict[str, dict[str, Any]]]
Step = tuple[str, str, dict[str, Any] | None]
"""Table, key, and the document to set; None takes it away."""


def old_digest(value: object) -> str:
    return hashlib.sha256(_HASHED.encode(value).encode("utf-8", "surrogatepass")).hexdigest()


def old_document_digest(table: str, key: str, document: Mapping[str, Any] | None) -> str | None:
    return None if document is None else old_digest([table, key, document])


def old_plain(document: Mapping[str, Any]) -> dict[str, Any]:
    copy: dict[str, Any] = json.loads(_ENCODER.encode(document).encode("utf-8", "backslashreplace"))
    return copy


def old_tables(book: str, edits: Sequence[Sequence[Step]], batches: Sequence[int] = ()) -> Tables:
    """The tables after these edits; those whose place is among `batches` are one batch each, of others each step."""
    tables: Tables = {}
    for place, steps in enumerate(edits):
        if place in batches:
            _batch(tables, book, f"LN-{place}", steps)
            continue
        for table, key, document in steps:
            _put(tables, book, table, key, None if document is None else old_plain(document))
    return {table: documents for table, documents in tables.items() if documents}


def _put(tables: Tables, book: str, table: str, key: str, document: dict[str, Any] | None) -> None:
    before = old_document_digest(table, key, tables.get(table, {}).get(key))
    after = old_document_digest(table, key, document)
    if before == after:
        return
    if "meta" not in tables:
        _open(tables, book)
    _enter(tables, {"action": "replaced", "table": table, "key": key}, before, after)
    _set(tables, table, key, document)


def _open(tables: Tables, book: str) -> None:
    meta = {"schema_version": 1, "book": book, "state": "open"}
    _enter(
        tables, {"action": "opened", "table": "meta", "key": "book"}, None, old_document_digest("meta", "book", meta)
    )
    _set(tables, "meta", "book", meta)


def _batch(tables: Tables, book: str, batch: str, steps: Sequence[Step]) -> None:
    if "meta" not in tables:
        _open(tables, book)
    digests: dict[str, dict[str, Any]] = {}
    for table, key, document in steps:
        before = old_document_digest(table, key, tables.get(table, {}).get(key))
        plain = None if document is None else old_plain(document)
        after = old_document_digest(table, key, plain)
        _set(tables, table, key, plain)
        digests.setdefault(table, {})[key] = after if before is None else [before, after]
    own = {"note": batch}
    about: dict[str, Any] = {"action": "imported", "table": "batches", "key": batch}
    if digests:
        about["documents"] = digests
    _enter(tables, about, None, old_document_digest("batches", batch, own))
    _set(tables, "batches", batch, own)


def _enter(tables: Tables, about: dict[str, Any], before: str | None, after: str | None) -> None:
    entries = tables.setdefault("audit", {})
    last = entries[max(entries, key=int)] if entries else None
    entry = {"seq": len(entries) + 1, "at": AT, "actor": "007", **about, "clock": "set"}
    entry |= {"before": before, "after": after, "prev": last["hash"] if last else "0" * 64}
    entry["hash"] = old_digest(entry)
    entries[str(entry["seq"])] = entry


def _set(tables: Tables, table: str, key: str, document: dict[str, Any] | None) -> None:
    documents = tables.setdefault(table, {})
    if document is None:
        documents.pop(key, None)
    else:
        documents[key] = document


def old_bytes(tables: Tables) -> bytes:
    """The file, as it was laid out."""
    parts: list[str] = []
    for table in sorted(tables, key=lambda name: {"meta": 0, "audit": 2}.get(name, 1)):
        lines = [f"{encode_basestring(key)}:{_ENCODER.encode(one)}" for key, one in tables[table].items()]
        lines[0] = f"{encode_basestring(table)}:{{\n{lines[0]}"
        lines[-1] += "\n}"
        parts += lines
    return "".join(("{", ",\n".join(parts), "}\n")).encode("utf-8", "backslashreplace")
