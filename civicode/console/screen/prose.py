"""Sentences on a terminal: broken at blanks, a command that is to be typed whole and on a line of its own."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from itertools import pairwise
from textwrap import wrap
from typing import TextIO

from civicode.console.screen.terminal import width_of
from civicode.domain.text.text import columns

_COMMAND = re.compile(r"""(?:^|(?<=[:;] ))civicode (?:"[^"]*"|'[^']*'|[^;("'])*""")
"""What is typed, as the sentences name it: at the beginning, or after a colon or a semicolon."""

_INDENT = 2
"""Blanks before a command, after those of its sentence; fewer where it would not fit."""


def folded(text: str, width: int) -> str:
    """`text` in lines of at most `width` columns; words and commands that are longer stay whole, to be copied."""
    return "\n".join(piece for line in text.split("\n") for piece in _pieces(line, width))


def typed(command: Sequence[str], stream: TextIO) -> str:
    """The words of a command quoted for a shell, on a screen in lines that a shell takes together."""
    width = width_of(stream)
    line, *rest = _with_values(command)
    lines = []
    for part in rest:
        if width and columns(f"$ {line} {part} \\") > width:
            lines.append(f"{line} \\")
            line = f"      {part}"
        else:
            line += f" {part}"
    return "\n".join([*lines, line])


def _with_values(command: Sequence[str]) -> list[str]:
    """The words of a command quoted for a shell, each option with the value that follows it."""
    parts: list[str] = []
    for before, word in pairwise(["", *command]):
        if before.startswith("--") and not word.startswith("-"):
            parts[-1] += f" {shlex.quote(word)}"
        else:
            parts.append(shlex.quote(word))
    return parts


def _pieces(line: str, width: int) -> list[str]:
    if columns(line) <= width:
        return [line]
    body = line.lstrip()
    indent = line[: len(line) - len(body)]
    pieces, at = [], 0
    for command in _COMMAND.finditer(body):
        pieces += _wrapped(body[at : command.start()], width, indent)
        words = command[0].rstrip()
        pieces.append(" " * max(min(len(indent) + _INDENT, width - columns(words)), 0) + words)
        at = command.end()
    return pieces + _wrapped(body[at:], width, indent)


def _wrapped(text: str, width: int, indent: str) -> list[str]:
    return wrap(
        text.strip("; "),
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
