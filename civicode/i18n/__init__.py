"""The words: every sentence a person sees, in Vietnamese and English.

The sentences lie in `vi/ROOM.json` and `en/ROOM.json` beside this file, under keys `room.name`; a room is read when
its first word is asked for. `room.name.hint` is what to do next about an error.
"""

from __future__ import annotations

import json
import string
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Protocol

_FOLDER = Path(__file__).parent
_Room = dict[str, str | dict[str, str]]

FORGOTTEN = "[forgotten]"
"""Stands in the records where a name or a text was taken away (`domain/store/forgetting.py`), in every language the
same; people read the word `flag.forgotten` in its place."""


class Lang(StrEnum):
    """The languages of the program."""

    VI = "vi"
    EN = "en"


class Trouble(Protocol):
    """An error or a problem: a code that is a key of the words, and facts for its holes."""

    @property
    def code(self) -> str:
        """`room.name`."""

    @property
    def facts(self) -> Mapping[str, object]:
        """What the sentence needs."""


class Words(string.Formatter):
    """The sentences of one language.

    Facts are put into words by their type: dates as 05/11/2026, lists with commas, decimals with the language's sign.
    `{state:check_state}` looks the value up as the word `check_state.VALUE`. In English a fact `title_en` stands for
    `title`.
    """

    def __init__(self, lang: Lang = Lang.VI) -> None:
        self.lang = lang

    def __call__(self, key: str, /, **facts: object) -> str:
        """The sentence of `key` with its holes filled; KeyError when there is none.

        A sentence with the forms `one` and `other` is chosen by the fact `n`.
        """
        entry = self._room(key)[key]
        if isinstance(entry, dict):
            entry = entry["one" if facts.get("n") == 1 and "one" in entry else "other"]
        return self.vformat(entry, (), facts) if "{" in entry else entry

    def has(self, key: str) -> bool:
        """Whether there is a sentence for `key`."""
        return key in self._room(key)

    def message(self, trouble: Trouble) -> str:
        """What an error or a problem says, without its place."""
        return self(trouble.code, **trouble.facts)

    def hint(self, trouble: Trouble) -> str:
        """What to do about it; empty when the words have no advice."""
        key = f"{trouble.code}.hint"
        return self(key, **trouble.facts) if self.has(key) else ""

    def value(self, value: object) -> str:
        """A fact as a person reads it; None is empty."""
        match value:
            case None:
                return ""
            case bool():
                return self("flag.yes" if value else "flag.no")
            case StrEnum():
                return str(value)
            case date():
                return f"{value.day:02d}/{value.month:02d}/{value.year}"
            case float():
                return self.decimal(value)
            case str():
                return value.replace(FORGOTTEN, self("flag.forgotten")) if FORGOTTEN in value else value
            case Mapping():
                return ", ".join(f"{self.value(key)}: {self.value(item)}" for key, item in value.items())
            case Sequence() | set() | frozenset():
                return ", ".join(self.value(item) for item in value)
            case _:
                return str(value)

    def decimal(self, value: float) -> str:
        """A number with one decimal and the language's sign: 91,7 or 91.7."""
        text = f"{value:.1f}"
        return text.replace(".", ",") if self.lang is Lang.VI else text

    def percent(self, value: float | None) -> str:
        """A rate as people read it, 91,7 %; empty for None, which is neither 0 nor 100."""
        return "" if value is None else f"{self.decimal(value)} %"

    def get_value(self, key: int | str, args: Sequence[object], kwargs: Mapping[str, object]) -> object:
        """The fact for a hole, in the language of the words where it is there in both."""
        english = kwargs.get(f"{key}_en") if self.lang is Lang.EN else None
        return english or super().get_value(key, args, kwargs)

    def format_field(self, value: object, format_spec: str) -> str:
        """Fill one hole: by the value's type, or as the word `SPEC.VALUE`."""
        if not format_spec:
            return self.value(value)
        items = value if isinstance(value, (list, tuple)) else [value]
        return ", ".join(self.term(format_spec, item) for item in items)

    def term(self, room: str, value: object) -> str:
        """The word `ROOM.VALUE`; the value itself where there is none: a book may come from a newer program."""
        key = f"{room}.{value}"
        return self(key) if self.has(key) else self.value(value)

    def _room(self, key: str) -> _Room:
        return _room_of(self.lang, key.partition(".")[0])


@cache
def _room_of(lang: Lang, name: str) -> _Room:
    path = _FOLDER / lang.value / f"{name}.json"
    room: _Room = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return room
