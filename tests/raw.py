"""Books in tests, written as JSON has them, and as a store hands them out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Raw

from civicode.domain.store.audit import encode_document, read_document


def raw(tables: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> dict[str, dict[str, Raw]]:
    """Tables of documents as bytes."""
    return {
        table: {key: encode_document(document) for key, document in documents.items()}
        for table, documents in tables.items()
    }


def plain(tables: Mapping[str, Mapping[str, Raw]]) -> dict[str, dict[str, Any]]:
    """What tables of bytes say."""
    return {
        table: {key: read_document(document) for key, document in documents.items()}
        for table, documents in tables.items()
    }
