"""The fields of records, however their types are declared, and what each field of a record holds."""

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, get_args, get_type_hints

from civicode.domain.calendar import Period
from civicode.domain.violation.violation import Correction, Violation

VALUES = (Period,)
"""Declared as records are, and one value all the same."""

FORMER: Mapping[tuple[type, str], type] = {(Correction, "old"): Violation}
"""Fields that hold former values of another record's fields, by their names."""


class Leaf(NamedTuple):
    """A single value within a record: the type that has the field, the field, and what it holds."""

    kind: type
    field: str
    value: object

    @property
    def name(self) -> str:
        """`Violation.what`."""
        return f"{self.kind.__name__}.{self.field}"


def is_record(kind: object) -> bool:
    """Whether it is a type with fields: a `Struct`, a dataclass or a `NamedTuple`."""
    if not isinstance(kind, type) or kind in VALUES:
        return False
    return dataclasses.is_dataclass(kind) or hasattr(kind, "__struct_fields__") or hasattr(kind, "_fields")


def fields_of(kind: type) -> dict[str, Any]:
    """The fields of a type of records with their types, in the order in which they are written down."""
    hints = get_type_hints(kind)
    if dataclasses.is_dataclass(kind):
        names = tuple(one.name for one in dataclasses.fields(kind) if one.init)
    else:
        names = getattr(kind, "__struct_fields__", None) or kind._fields  # type: ignore[attr-defined]
    return {name: hints[name] for name in names}


def with_inner(*kinds: type) -> list[type]:
    """The types of records and, in turn, every one that a field of theirs holds."""
    found: dict[type, None] = {}
    waiting = list(kinds)
    while waiting:
        kind = waiting.pop(0)
        if kind not in found:
            found[kind] = None
            waiting += [inner for hint in fields_of(kind).values() for inner in _records_in(hint)]
    return list(found)


def leaves(record: Any) -> Iterator[Leaf]:
    """Every value within a record, those of the records in its fields among them."""
    for name in fields_of(type(record)):
        yield from _leaves(type(record), name, getattr(record, name))


def is_blank(value: object) -> bool:
    """Whether a field that holds it says nothing; a count of 0 does not."""
    return value is None or value is False or value in ("", 0)


def filled(record: Any) -> set[str]:
    """The fields of a record and of those within it that say something, as `Type.field`."""
    found = {one.name for one in leaves(record) if not is_blank(one.value)}
    for one in _records_within(record):
        found |= {f"{type(one).__name__}.{name}" for name in fields_of(type(one)) if _holds_any(getattr(one, name))}
    return found


def _records_in(hint: object) -> Iterator[type]:
    if is_record(hint):
        yield hint  # type: ignore[misc]
    for inner in get_args(hint):
        yield from _records_in(inner)


def _leaves(kind: type, name: str, value: Any) -> Iterator[Leaf]:
    former = FORMER.get((kind, name))
    if former:
        yield from (Leaf(former, key, one) for key, held in value.items() for one in _flat(held))
    elif is_record(type(value)):
        yield from leaves(value)
    elif isinstance(value, Mapping | tuple | list | frozenset):
        for one in _members(value):
            yield from _leaves(kind, name, one)
    else:
        yield Leaf(kind, name, value)


def _flat(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _records_within(value: Any) -> Iterator[Any]:
    if is_record(type(value)):
        yield value
        value = [getattr(value, name) for name in fields_of(type(value))]
    for one in _members(value):
        yield from _records_within(one)


def _members(value: Any) -> list[Any]:
    if isinstance(value, Mapping):
        return list(value.values())
    return list(value) if isinstance(value, tuple | list | frozenset) else []


def _holds_any(value: Any) -> bool:
    return is_record(type(value)) or bool(_members(value))
