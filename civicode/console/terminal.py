"""What this run is attached to: whether a person can be asked, whether a screen takes the results."""

from __future__ import annotations

import sys
from typing import TextIO


def can_ask() -> bool:
    """Whether questions reach a person and answers come back: prompts are on stderr, also when stdout is a pipe."""
    return _is_terminal(sys.stdin) and _is_terminal(sys.stderr)


def is_screen() -> bool:
    """Whether results go to a terminal."""
    return _is_terminal(sys.stdout)


def _is_terminal(stream: TextIO | None) -> bool:
    """A process may have no streams at all, or closed ones."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False
