"""Reading a record field by field: what is not of its kind is refused before anybody works with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

Record = Mapping[str, Any]
"""A document as a book or a draft keeps it."""


def text_of(record: Record, name: str, default: str | None = None) -> str:
    """The text under `name`; KeyError when it is missing and has no default, TypeError when it is no text."""
    value = record[name] if default is None else record.get(name, default)
    if type(value) is not str:
        raise TypeError(name)
    return value


def texts_of(record: Record, name: str) -> tuple[str, ...]:
    """The list of texts under `name`; KeyError, TypeError as `text_of`."""
    value = record[name]
    if type(value) is not list or not all(type(one) is str for one in value):
        raise TypeError(name)
    return tuple(value)


def flag_of(record: Record, name: str) -> bool:
    """The yes or no under `name`; KeyError, TypeError as `text_of`."""
    value = record[name]
    if type(value) is not bool:
        raise TypeError(name)
    return value


def number_of(record: Record, name: str) -> int | None:
    """The whole number or null under `name`; KeyError, TypeError as `text_of`."""
    value = record[name]
    if value is not None and type(value) is not int:
        raise TypeError(name)
    return value


def day_of(record: Record, name: str) -> date:
    """The day under `name`; KeyError, TypeError as `text_of`, ValueError when there is no such day."""
    return date.fromisoformat(text_of(record, name))


def day_or_none(record: Record, name: str) -> date | None:
    """The day under `name`; None where it is null or missing."""
    return None if record.get(name) is None else day_of(record, name)


def objects_of(record: Record, name: str) -> list[Record]:
    """The list of objects under `name`, at least one; KeyError, TypeError as `text_of`, ValueError when empty."""
    value = record[name]
    if type(value) is not list or not all(type(one) is dict for one in value):
        raise TypeError(name)
    if not value:
        raise ValueError(name)
    return list(value)


def object_of(record: Record, name: str) -> Record:
    """The object under `name`; KeyError, TypeError as `text_of`."""
    value = record[name]
    if type(value) is not dict:
        raise TypeError(name)
    return dict(value)


def only_texts(record: Record, allowed: frozenset[str]) -> dict[str, str]:
    """The record itself when all its names are `allowed` and all its values texts; else TypeError."""
    if type(record) is not dict or not allowed.issuperset(record) or not _TEXT.issuperset(map(type, record.values())):
        raise TypeError
    return dict(record)


_TEXT = frozenset({str})


def next_in(prefix: str, taken: Iterable[str], width: int = 4) -> str:
    """The key after the highest of those in `taken` that are `prefix` and a number.

    Args:
        width: digits at least, filled with zeros.
    """
    rests = (one.removeprefix(prefix) for one in taken if one.startswith(prefix))
    numbers = [int(rest) for rest in rests if rest.isascii() and rest.isdecimal() and len(rest) < 10]
    return f"{prefix}{max(numbers, default=0) + 1:0{width}d}"
