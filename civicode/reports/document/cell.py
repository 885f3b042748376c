"""One cell of a table: as a JSON value, as raw text for scripts, in words for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum

from civicode.i18n import Lang, Words
from civicode.reports.document.document import Column, Kind, Row


def plain(value: object) -> object:
    """The value as JSON carries it: dates as ISO text, enums as their value, sequences as lists."""
    match value:
        case StrEnum():
            return value.value
        case date():
            return value.isoformat()
        case str() | int() | float() | None:  # most cells: before the kinds that are told by asking around
            return value
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case Sequence() | set() | frozenset():
            return [plain(item) for item in value]
        case _:
            return str(value)


def plain_object(value: Mapping[str, object]) -> dict[str, object]:
    """An object with plain values."""
    return {key: plain(item) for key, item in value.items()}


def raw(value: object) -> str:
    """The value as a script reads it from a line: `true`, `91.7`, `2026-11-05`, lists with `;`; missing is empty."""
    match plain(value):
        case None:
            return ""
        case bool() as flag:
            return "true" if flag else "false"
        case list() as items:
            return ";".join(raw(item) for item in items)
        case other:
            return str(other)


def flag(value: bool, words: Words) -> str:
    """Yes or no."""
    return words(f"flag.{'yes' if value else 'no'}")


def in_words(column: Column, value: object, words: Words) -> str:
    """The value as a person reads it; missing is empty, never 0."""
    if value is None or value == "" or (column.quiet and value == 0):
        return ""
    match column.kind:
        case Kind.TERM:
            return words.format_field(value, column.terms)
        case Kind.FLAG:
            return flag(bool(value), words)
        case Kind.PERCENT if isinstance(value, (int, float)):
            return words.percent(float(value))
        case Kind.DATE if isinstance(value, str):
            return _day(value, words)
        case Kind.MOMENT:
            return _moment(str(value))
        case _:
            return value if column.verbatim and isinstance(value, str) else words.value(value)


def _day(text: str, words: Words) -> str:
    """As `_moment`, of a day."""
    try:
        return words.value(date.fromisoformat(text))
    except ValueError:
        return text


def _moment(text: str) -> str:
    """05/11/2026 14:30 for an ISO time at UTC+7; as it stands where it is none (a damaged audit is shown, too)."""
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return text
    return f"{time.day:02d}/{time.month:02d}/{time.year} {time.hour:02d}:{time.minute:02d}"


def typed(column: Column, value: object, words: Words) -> str:
    """The value as a person would type it into a cell, so that an import reads it: 05/11/2026, 37,5, `TD-06;GT-05`."""
    match value:
        case list() | tuple():
            return ";".join(words.value(str(item)) for item in value)
        case float():
            text = f"{value:.10f}".rstrip("0").rstrip(".")
            return text if words.lang is Lang.EN else text.replace(".", ",")
        case _:
            return in_words(column, value, words)


def with_whole(column: Column, row: Row, words: Words) -> str:
    """The cell of `row` in words; a number that is part of another one stands before it: 22/24."""
    part = in_words(column, row.get(column.key), words)
    whole = row.get(column.of) if column.of else None
    return part if whole is None or not part else f"{part}/{words.value(whole)}"
