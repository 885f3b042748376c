"""What every stored record has in common: its fields are written down once, as a type, and its document follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple, TypeVar, get_args, get_type_hints

from msgspec import Struct, convert, json, to_builtins

T = TypeVar("T")


class Record(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The base of stored records.

    A field with a default is left out of the document where it has it, and need not stand there; one without must.
    What is always written and may none the less be missing has a `default_factory`. Records hold no circles, so that
    the garbage collector need not look at them.
    """


class Personal(StrEnum):
    """The kinds of what is taken away when somebody is forgotten (`store forget`), as they are counted."""

    NAMES = "names"
    NOTES = "notes"
    REASONS = "reasons"
    CASE_TEXTS = "case_texts"
    AUDIT_REASONS = "audit_reasons"
    FILE_NAMES = "file_names"
    DRAFTS = "drafts"


class Fact(NamedTuple):
    """What is to be known of a field beside its type; it stands in the field's `Annotated`.

    Attributes:
        column: the key of its column in files, where that is not its own name.
        personal: as what it is taken away when the person whom the record is about is forgotten; None where it stays.
        is_dropped: then it goes whole, since two records must not have the same one; else a mark takes its place.
        of_fields: it holds former values of fields of the whole record, by their names.
    """

    column: str = ""
    personal: Personal | None = None
    is_dropped: bool = False
    of_fields: bool = False


NAME = Fact(personal=Personal.NAMES)
NOTE = Fact(personal=Personal.NOTES)
REASON = Fact(personal=Personal.REASONS)
CASE_TEXT = Fact(personal=Personal.CASE_TEXTS)


class Field(NamedTuple):
    """A field of a type of records.

    Attributes:
        name: as the program has it.
        key: as documents have it.
        fact: what is to be known of it.
        holds: the type of the records within it; None where it holds none.
    """

    name: str
    key: str
    fact: Fact
    holds: type[Struct] | None


@cache
def fields_of(kind: type[Struct]) -> tuple[Field, ...]:
    """The fields of a type of records, in the order in which they are written down."""
    hints = get_type_hints(kind, include_extras=True)
    names = zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True)
    return tuple(Field(name, key, _fact(hints[name]), _held(hints[name])) for name, key in names)


def columns_of(kind: type[Struct]) -> tuple[str, ...]:
    """The keys of the columns that a type of records has in files."""
    return tuple(one.fact.column or one.name for one in fields_of(kind))


def _fact(hint: object) -> Fact:
    return next((one for one in getattr(hint, "__metadata__", ()) if isinstance(one, Fact)), Fact())


def _held(hint: object) -> type[Struct] | None:
    if isinstance(hint, type) and issubclass(hint, Struct):
        return hint
    return next((held for one in get_args(hint) if (held := _held(one))), None)


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
