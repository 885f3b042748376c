"""What a file says, as nodes that know their line and column; everything is still text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from civicode.domain.text.text import nfc, shown_line
from civicode.errors import Fact, Problem

_LONGEST_QUOTED = 60
_NULLS = frozenset({"~", "null", "Null", "NULL"})


class Node:
    """A part of a file, and where it begins: line and column, both counted from 1."""

    __slots__ = ("column", "line")
    form = "text"
    """`text`, `list` or `group`: the word `field.form.FORM` names it."""

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column

    def problem(self, code: str, /, **facts: Fact) -> Problem:
        """A problem that lies here; `placed` adds the file."""
        return Problem(code, facts, line=self.line, column=self.column)


class Scalar(Node):
    """A text, in NFC. An unquoted `null` is an empty text."""

    __slots__ = ("text",)

    def __init__(self, text: str, line: int, column: int, *, plain: bool = False) -> None:
        super().__init__(line, column)
        self.text = "" if plain and text in _NULLS else nfc(text)


class Items(Node):
    """A list."""

    __slots__ = ("items",)
    form = "list"

    def __init__(self, line: int, column: int) -> None:
        super().__init__(line, column)
        self.items: list[Node] = []


class Entries(Node):
    """A group of keys with their values, each key once, in the file's order."""

    __slots__ = ("_lines", "entries")
    form = "group"

    def __init__(self, line: int, column: int) -> None:
        super().__init__(line, column)
        self.entries: list[tuple[Scalar, Node]] = []
        self._lines: dict[str, int] = {}

    def add(self, key: Scalar, value: Node) -> Problem | None:
        """Take in a key; the problem when the group has it already (the first value stands)."""
        if key.text in self._lines:
            return key.problem("field.duplicate", key=clipped(key.text), first_line=self._lines[key.text])
        self._lines[key.text] = key.line
        self.entries.append((key, value))
        return None


class Values(dict[str, Any]):
    """What a group of keys means, by field; it remembers where each stood."""

    def __init__(self, node: Node) -> None:
        super().__init__()
        self.node = node
        self.places: dict[str, Node] = {}

    def place(self, name: str) -> Node:
        """Where the value of `name` stands; the group's own place when it has none."""
        return self.places.get(name, self.node)


def placed(problems: Iterable[Problem], where: str) -> list[Problem]:
    """`problems` of the file `where`, by line and column."""
    return sorted((one._replace(where=where) for one in problems), key=_order)


def clipped(text: str) -> str:
    """`text` short and harmless enough to be quoted in a sentence."""
    line = shown_line(text[: _LONGEST_QUOTED + 1]).strip()
    return line if len(line) <= _LONGEST_QUOTED else f"{line[: _LONGEST_QUOTED - 1]}…"


def _order(problem: Problem) -> tuple[int, int]:
    column = problem.column if isinstance(problem.column, int) else 0
    return problem.line or 0, column
