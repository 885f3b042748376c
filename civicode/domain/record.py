"""What every stored record has in common: its fields are written down once, as a type, and its document follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum, auto
from functools import cache
from typing import Any, NamedTuple, TypeVar, get_type_hints

from msgspec import Struct, convert, json, to_builtins

T = TypeVar("T")


class Record(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The base of stored records.

    A field with a default is left out of the document where it has it, and need not stand there; one without must.
    What is always written and may none the less be missing has a `default_factory`.
    """


class Personal(Enum):
    """What becomes of a field when somebody is forgotten (`store forget`)."""

    MARKED = auto()
    """A mark takes the place of the text: something stood there."""
    DROPPED = auto()
    """It goes whole: two records must not have the same one."""


class Fact(NamedTuple):
    """What is to be known of a field beside its type; it stands in the field's `Annotated`.

    Attributes:
        column: the key of its column in files, where that is not its own name.
        personal: what becomes of it when the person whom the record is about is forgotten; None where it stays.
    """

    column: str = ""
    personal: Personal | None = None


PERSONAL = Fact(personal=Personal.MARKED)
"""A text about somebody."""


@cache
def facts_of(kind: type[Struct]) -> Mapping[str, Fact]:
    """The facts of every field of a type of records, by the field's name, in the order in which they are written."""
    hints = get_type_hints(kind, include_extras=True)
    return {name: _fact(hints[name]) for name in kind.__struct_fields__}


def _fact(hint: object) -> Fact:
    return next((one for one in getattr(hint, "__metadata__", ()) if isinstance(one, Fact)), Fact())


def columns_of(kind: type[Struct]) -> tuple[str, ...]:
    """The keys of the columns that a type of records has in files."""
    return tuple(fact.column or name for name, fact in facts_of(kind).items())


def personal_texts(kind: type[Struct]) -> tuple[str, ...]:
    """The fields of a type of records that are texts about somebody."""
    return tuple(name for name, fact in facts_of(kind).items() if fact.personal is Personal.MARKED)


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
