"""JSON with the place of every key and value, read as strictly as its standard; everything is text.

YAML's parser does not read all of JSON: surrogate pairs, long keys and, in places, tabs stop it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from json import JSONDecodeError, JSONDecoder

from civicode.errors import Fact, Problem
from civicode.sources.file.text import decoded
from civicode.sources.marked.nodes import Entries, Items, Node, Scalar

DEEPEST = 20
"""Levels of arrays and objects in each other, inclusive."""

_SPACE = re.compile(r"[ \t\n]*")
_WORD = re.compile(r"true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_decode = JSONDecoder().raw_decode


def read_json(data: bytes | str) -> tuple[Node | None, list[Problem]]:
    """The root of a JSON text, and what is wrong with it; a repeated key is a problem beside a root.

    Numbers, `true` and `false` are the text that they were written as; `null` is an empty text.
    """
    text = decoded(data)
    if isinstance(text, Problem):
        return None, [text]
    reader = _Reader(text)
    try:
        return reader.whole(), reader.problems
    except _FaultError as fault:
        return None, [fault.problem]


class _FaultError(Exception):
    """The text stops being JSON."""

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem


class _Reader:
    def __init__(self, text: str) -> None:
        self.problems: list[Problem] = []
        self._text = text
        self._at = 0
        self._ends = [match.start() for match in re.finditer("\n", text)]

    def whole(self) -> Node:
        """The only value of the text."""
        node = self._value(0)
        if self._sign():
            raise self._fault("json.text_after")
        return node

    def _value(self, depth: int) -> Node:
        sign = self._sign()
        if sign in ("{", "["):
            if depth == DEEPEST:
                raise self._fault("json.too_deep", most=DEEPEST)
            return self._object(depth + 1) if sign == "{" else self._array(depth + 1)
        return self._string() if sign == '"' else self._word()

    def _object(self, depth: int) -> Entries:
        node = Entries(*self._place())
        more = self._begins("}")
        while more:
            if self._sign() != '"':
                raise self._fault("json.key_expected")
            key = self._string()
            if self._sign() != ":":
                raise self._fault("json.colon_expected")
            self._at += 1
            if problem := node.add(key, self._value(depth)):
                self.problems.append(problem)
            more = self._goes_on("}")
        return node

    def _array(self, depth: int) -> Items:
        node = Items(*self._place())
        more = self._begins("]")
        while more:
            node.items.append(self._value(depth))
            more = self._goes_on("]")
        return node

    def _string(self) -> Scalar:
        place = self._place()
        try:
            text, self._at = _decode(self._text, self._at)
        except JSONDecodeError as error:
            self._at = error.pos
            raise self._fault("json.open_string" if "Unterminated" in error.msg else "json.bad_string") from error
        return Scalar(text, *place)

    def _word(self) -> Scalar:
        place = self._place()
        found = _WORD.match(self._text, self._at)
        if found is None:
            raise self._fault("json.value_expected")
        self._at = found.end()
        return Scalar(found.group(), *place, plain=True)

    def _begins(self, end: str) -> bool:
        """Step past the opening sign; whether anything comes before `end`."""
        self._at += 1
        if self._sign() != end:
            return True
        self._at += 1
        return False

    def _goes_on(self, end: str) -> bool:
        """Step past a comma (another one follows) or past `end`."""
        sign = self._sign()
        if sign not in {",", end}:
            raise self._fault("json.comma_expected", end=end)
        self._at += 1
        return sign == ","

    def _sign(self) -> str:
        """The next sign that is no white space; empty at the end."""
        space = _SPACE.match(self._text, self._at)
        self._at = space.end() if space else self._at
        return self._text[self._at : self._at + 1]

    def _place(self) -> tuple[int, int]:
        line = bisect_left(self._ends, self._at)
        return line + 1, self._at - (self._ends[line - 1] if line else -1)

    def _fault(self, code: str, **facts: Fact) -> _FaultError:
        line, column = self._place()
        return _FaultError(Problem(code, facts, line=line, column=column))
