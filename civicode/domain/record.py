"""What every stored record has in common: its fields are written down once, as a type, and its document follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from msgspec import Struct, convert, json, to_builtins

T = TypeVar("T")


class Record(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The base of stored records.

    A field with a default is left out of the document where it has it, and need not stand there; one without must.
    What is always written and may none the less be missing has a `default_factory`.
    """


def read_record(document: Mapping[str, Any] | bytes, kind: type[T]) -> T:
    """The record that a document (or its JSON) says.

    Raises:
        ValueError: a field is missing or not of its type, or the record's own rules say no.
    """
    return json.decode(document, type=kind) if isinstance(document, bytes) else convert(document, kind)


def to_document(record: Struct) -> dict[str, Any]:
    """The document of a record as JSON has it, its names in order."""
    document: dict[str, Any] = json.decode(encode_record(record))
    return document


def to_fields(record: Struct) -> dict[str, Any]:
    """What a record says as JSON has it, field by field in the order of its type; for lists that people read."""
    fields: dict[str, Any] = to_builtins(record)
    return fields


def encode_record(record: Struct) -> bytes:
    """The document of a record in the form that is hashed (`audit.canonical`)."""
    return _ENCODER.encode(record)


_ENCODER = json.Encoder(order="sorted")


def next_in(prefix: str, taken: Iterable[str], width: int = 4) -> str:
    """The key after the highest of those in `taken` that are `prefix` and a number.

    Args:
        width: digits at least, filled with zeros.
    """
    rests = (one.removeprefix(prefix) for one in taken if one.startswith(prefix))
    numbers = [int(rest) for rest in rests if rest.isascii() and rest.isdecimal() and len(rest) < 10]
    return f"{prefix}{max(numbers, default=0) + 1:0{width}d}"
