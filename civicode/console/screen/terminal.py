"""What this run is attached to: whether a person can be asked, whether a screen takes the results."""

from __future__ import annotations

import os
import sys
from typing import TextIO

from civicode import lazy


def can_ask() -> bool:
    """Whether questions reach a person and answers come back: prompts are on stderr, also when stdout is a pipe."""
    return _is_terminal(sys.stdin) and _is_terminal(sys.stderr)


def is_screen() -> bool:
    """Whether results go to a terminal."""
    return _is_terminal(sys.stdout)


def is_watched() -> bool:
    """Whether messages go to a terminal."""
    return _is_terminal(sys.stderr)


def width_of(stream: TextIO | None) -> int:
    """Columns of a line on `stream`: `COLUMNS`, else the terminal's own; 0 where it is no terminal or does not tell."""
    if stream is None or not _is_terminal(stream):
        return 0
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and int(given):
        return int(given)
    try:
        return os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        return 0


def fitted(text: str, stream: TextIO | None) -> str:
    """`text` for the screen that `stream` is, broken at blanks; as it stands where that is no screen."""
    width = width_of(stream)
    return lazy.prose.folded(text, width) if width else text


def _is_terminal(stream: TextIO | None) -> bool:
    """A process may have no streams at all, or closed ones."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False
