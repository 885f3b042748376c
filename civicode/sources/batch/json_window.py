"""A JSON text of which only the part that is being read is in memory: where a list begins, and value after value."""

from __future__ import annotations

import codecs
import io
from json import JSONDecodeError, JSONDecoder
from typing import Any

from civicode.errors import Problem
from civicode.sources.marked.json import read_json

LONGEST_OBJECT = 2 * 1024 * 1024
"""Bytes that an object may have, inclusive; characters, of one in a list."""

_CHUNK = 1024 * 1024
_SPACE = " \t\r\n"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECODER = JSONDecoder()


class Window:
    """The text of `stream`, in UTF-8 with or without mark or in marked UTF-16, from where it is read to a bit beyond.

    It stands before the first sign.
    """

    def __init__(self, stream: io.BufferedReader | io.BytesIO) -> None:
        self._stream = stream
        is_utf16 = stream.read(2) in _UTF16
        stream.seek(0)
        self._decoder = codecs.getincrementaldecoder("utf-16" if is_utf16 else "utf-8-sig")()
        self._text = ""
        self._at = self._counted = self._dropped = 0
        self._line = 1
        self._broken: Problem | None = None
        self._is_over = self._is_bare = False

    def sign(self) -> str:
        """The next sign that is no blank, before which it then stands; empty at the end."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in _SPACE:
                    return self._text[self._at]
                self._at += 1
            if not self._read_on():
                return ""

    def step(self) -> None:
        """Pass the next sign."""
        self._at += 1

    def line(self) -> int:
        """The line, from 1, on which it stands."""
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def enter_list(self, key: str) -> bool:
        """Go into the array that the text is, or that its object holds under `key`; False where there is none."""
        self._is_bare = self.sign() == "["
        if self.sign() not in ("[", "{"):
            return False
        self.step()
        try:
            return self._is_bare or self._find(key)
        except (ValueError, RecursionError):
            return False  # whoever reads the text as one object says what is wrong with it

    def take(self) -> str | Problem:
        """The text of the value before which it stands, and which it passes; or why there is none."""
        try:
            return self._value()[1]
        except (JSONDecodeError, RecursionError):
            return self._fault()
        except ValueError:  # a number of more digits than Python reads
            return self._problem("json.value_expected")

    def end_problem(self) -> Problem | None:
        """What is wrong where the array should end; None when it ends there."""
        if self.sign() != "]":
            return self._broken or self._problem("json.comma_expected", end="]")
        self.step()
        return self._problem("json.text_after") if self._is_bare and self.sign() else self._broken

    def _find(self, key: str) -> bool:
        while self.sign() == '"':
            name = self._value()[0]
            if self.sign() != ":":
                return False
            self.step()
            if self.sign() == "[" and name == key:
                self.step()
                return True
            self._value()
            if self.sign() != ",":
                return False
            self.step()
        return False

    def _value(self) -> tuple[Any, str]:
        """The value before which it stands, and its text; ValueError or RecursionError when it is none or too long."""
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except (ValueError, RecursionError):
                if len(self._text) - self._at > LONGEST_OBJECT or not self._read_on():
                    raise
                continue
            if end < len(self._text) or not self._read_on():  # a number may go on
                text = self._text[self._at : end]
                self._at = end
                return value, text

    def _fault(self) -> Problem:
        if len(self._text) - self._at > LONGEST_OBJECT:
            return self._problem("json.too_long", most_mb=LONGEST_OBJECT // 1024 // 1024)
        found = read_json(self._text[self._at :])[1]
        if self._broken or not found:
            return self._broken or self._problem("json.value_expected")
        line, column = found[0].line or 1, found[0].column
        if line == 1 and isinstance(column, int):
            column += self._column() - 1
        return found[0]._replace(line=self.line() + line - 1, column=column)

    def _read_on(self) -> bool:
        """Let go of what was read, and read some more; False at the end."""
        if self._is_over:
            return False
        self.line()
        self._dropped = self._column() - 1
        self._text = self._text[self._at :]
        self._at = self._counted = 0
        data = self._stream.read(_CHUNK)
        self._is_over = not data
        try:
            self._text += self._decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            self._break_off(error)
        return True

    def _break_off(self, error: UnicodeDecodeError) -> None:
        """Keep what comes before a wrong byte, and remember that."""
        self._is_over = True
        self._text += error.object[: error.start].decode(error.encoding)
        line = self._line + self._text.count("\n")
        column = self._column(len(self._text))
        byte = {"byte": f"0x{error.object[error.start]:02X}"}
        self._broken = Problem("text_file.not_utf8", byte, line=line, column=column)

    def _problem(self, code: str, **facts: object) -> Problem:
        return Problem(code, facts, line=self.line(), column=self._column())

    def _column(self, at: int | None = None) -> int:
        at = self._at if at is None else at
        last = self._text.rfind("\n", 0, at)
        return at - last if last >= 0 else self._dropped + at + 1
