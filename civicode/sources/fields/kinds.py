"""The kinds of a value in a file: each one reads it, says why it cannot, and describes itself as JSON Schema."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from civicode.domain.calendar import read_date
from civicode.domain.criteria.rating import read_flag
from civicode.domain.text.text import LONGEST_TEXT, collapsed, columns, folded, has_surrogates, prose
from civicode.errors import Problem
from civicode.i18n import Words
from civicode.sources.marked.nodes import Node, Scalar, clipped

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
"""What a code may be."""
_LONGEST_GUESSED = 64


class Kind(ABC):
    """What a value may be."""

    @abstractmethod
    def read(self, node: Node, name: str, problems: list[Problem]) -> Any:
        """What `node`, the value of the key `name`, means; None when it means nothing, and `problems` says why."""

    @abstractmethod
    def schema(self, words: Words, /) -> dict[str, Any]:
        """Its JSON Schema (draft 2020-12), described in the language of `words`."""


class ScalarKind(Kind):
    """A value that is one text in the file."""

    form: Mapping[str, Any]

    @abstractmethod
    def value(self, text: str) -> object | Problem:
        """What `text` means, or why it means nothing."""

    def read(self, node: Node, name: str, problems: list[Problem]) -> Any:
        """What the text of `node` means."""
        if not isinstance(node, Scalar):
            code = "field.group_for_text" if node.form == "group" else "field.list_for_text"
            problems.append(node.problem(code, key=name))
            return None
        value = _broken(node.text) or self.value(node.text)
        if isinstance(value, Problem):
            problems.append(node.problem(value.code, key=name, found=clipped(node.text), **value.facts))
            return None
        return value

    def schema(self, _words: Words, /) -> dict[str, Any]:
        """The schema, which needs no words."""
        return dict(self.form)


class Line(ScalarKind):
    """A text on one line: each run of white space becomes one blank; at most `most_columns` wide on a screen."""

    def __init__(self, most_columns: int | None = None) -> None:
        self.most_columns = most_columns
        self.form = {"type": "string", "maxLength": most_columns or LONGEST_TEXT}

    def value(self, text: str) -> str | Problem:
        """The text, collapsed."""
        line = collapsed(text)
        if self.most_columns is not None and columns(line) > self.most_columns:
            return Problem("field.too_wide", {"columns": columns(line), "most": self.most_columns})
        return _too_long(line) or line


class Prose(ScalarKind):
    """A text of any number of lines, as it was written but for white space at its ends (`prose`)."""

    form: Mapping[str, Any] = {"type": "string", "maxLength": LONGEST_TEXT}

    def value(self, text: str) -> str | Problem:
        """The text, stripped."""
        kept = prose(text)
        return _too_long(kept) or kept


class Code(ScalarKind):
    """A code such as TD-01; read without regard to case and kept in capitals."""

    form: Mapping[str, Any] = {"type": "string", "pattern": f"^{CODE.pattern}$"}

    def value(self, text: str) -> str | Problem:
        """The code in capitals."""
        return text.upper() if CODE.fullmatch(text) else Problem("field.bad_code")


class Day(ScalarKind):
    """A date, ISO or day first."""

    form: Mapping[str, Any] = {"type": "string", "pattern": r"^(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}([/.-])\d{1,2}\2\d{4})$"}

    def value(self, text: str) -> date | Problem:
        """The date."""
        return read_date(text) or Problem("field.bad_date")


class Flag(ScalarKind):
    """Yes or no."""

    form: Mapping[str, Any] = {"enum": [True, False, "có", "không", "yes", "no"]}

    def value(self, text: str) -> bool | Problem:
        """True for yes."""
        flag = read_flag(text)
        return Problem("field.bad_flag") if flag is None else flag


class Whole(ScalarKind):
    """A whole number from `lowest` to `highest`, both inclusive."""

    def __init__(self, lowest: int, highest: int) -> None:
        self.lowest, self.highest = lowest, highest
        self.form = {"type": "integer", "minimum": lowest, "maximum": highest}

    def value(self, text: str) -> int | Problem:
        """The number."""
        number = int(text) if re.fullmatch(r"[0-9]{1,9}", text) else -1
        if self.lowest <= number <= self.highest:
            return number
        return Problem("field.bad_number", {"lowest": self.lowest, "highest": self.highest})


class Choice(ScalarKind):
    """One of the values of an enum, or of a part of it; `reader` knows more words for them."""

    def __init__(self, *accepted: StrEnum, reader: Callable[[str], StrEnum | None] | None = None) -> None:
        self.accepted = {one.value: one for one in accepted}
        self.reader = reader
        self.form = {"enum": list(self.accepted)}

    def value(self, text: str) -> StrEnum | Problem:
        """The member of the enum."""
        found = self.reader(text) if self.reader else self.accepted.get(text.strip().casefold())
        if found is not None:
            return found
        facts: dict[str, object] = {"accepted": list(self.accepted)}
        if like := closest(text, self.accepted):
            return Problem("field.bad_choice_like", facts | {"like": like})
        return Problem("field.bad_choice", facts)


def closest(word: str, accepted: Iterable[str]) -> str:
    """The one of the texts `accepted` that `word` was probably meant to be; empty when none is near."""
    plain = folded(word[: _LONGEST_GUESSED + 1]).replace("-", "_").replace(" ", "_")
    return next(iter(get_close_matches(plain, list(accepted), n=1)), "") if len(plain) <= _LONGEST_GUESSED else ""


def _too_long(text: str) -> Problem | None:
    if len(text) <= LONGEST_TEXT:
        return None
    return Problem("field.too_long", {"length": len(text), "longest": LONGEST_TEXT})


def _broken(text: str) -> Problem | None:
    """Half characters cannot be written as UTF-8, and PostgreSQL keeps no NUL; any other sign is people's data."""
    if "\0" in text:
        return Problem("field.nul")
    return Problem("field.half_character") if has_surrogates(text) else None
