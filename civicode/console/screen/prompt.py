"""The terminal of the self-check: lines go to stderr, answers come from plain `input()` with the line's own editing.

No key is read raw: Vietnamese typing tools send letters, Backspace and the accented letter, which only a line editor
puts together.
"""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TextIO

from civicode import lazy
from civicode.domain.text.text import has_surrogates, nfc
from civicode.i18n import Words

USUAL_WIDTH = 80
"""Columns where the terminal does not tell."""
LEAST_WIDTH = 30
"""Columns below which lines are no longer fitted."""
_BOLD, _PLAIN, _CLEAR = "\x1b[1m", "\x1b[0m", "\x1b[H\x1b[2J"


class Terminal:
    """Where a dialogue takes place."""

    def __init__(
        self,
        words: Words,
        *,
        plain: bool = False,
        read: Callable[[str], str] | None = None,
        stream: TextIO | None = None,
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        """A dialogue's terminal.

        Args:
            plain: one line after the other, nothing cleared, nothing bold.
            read: asks for a line with a prompt; by default `input()` with its prompt on stderr.
            stream: where lines are written; by default stderr.
        """
        self._words = words
        self._read = read or _read_from_terminal
        self._stream = stream or sys.stderr
        self._environ = environ
        self._draws = not plain and self._stream.isatty() and _understands_escapes(environ)
        self._bold = self._draws and not environ.get("NO_COLOR")
        self._begun = False
        if read is None:
            _edit_lines()

    @property
    def width(self) -> int:
        """Columns of a line now: `COLUMNS`, else the terminal's own."""
        given = self._environ.get("COLUMNS", "")
        return max(int(given) if given.isdecimal() and int(given) else self._size().columns, LEAST_WIDTH)

    def show(self, lines: Sequence[str]) -> None:
        """Draw a screen that begins with a head: over the one before, or below it where nothing can be cleared."""
        self._write(self._clearing())
        for place, line in enumerate(lines):
            self._write(f"{_BOLD}{line}{_PLAIN}\n" if self._bold and place == 0 else f"{line}\n")
        self._stream.flush()

    def ask(self, prompt: str) -> str:
        """A line in NFC; one that came in broken is asked again. KeyboardInterrupt and EOFError pass through."""
        while True:
            try:
                line = self._read(prompt)
            except UnicodeDecodeError:
                line = "\udcff"
            if not has_surrogates(line):
                return nfc(line)
            self._write(self._words("dialogue.broken_line") + "\n")

    def break_off(self) -> None:
        """End the line on which the prompt still stands."""
        self._write("\n")
        self._stream.flush()

    def _clearing(self) -> str:
        if not self._draws:
            return "\n"
        if self._begun:
            return _CLEAR
        self._begun = True
        # What stood on the screen before goes up into the terminal's memory instead of being wiped.
        return "\n" * self._size().lines + _CLEAR

    def _size(self) -> os.terminal_size:
        try:
            size = os.get_terminal_size(self._stream.fileno())
        except (OSError, ValueError):  # no terminal, or a stream without a file
            size = os.terminal_size((0, 0))
        return os.terminal_size((size.columns or USUAL_WIDTH, size.lines or 24))

    def _write(self, text: str) -> None:
        self._stream.write(text)


def _understands_escapes(environ: Mapping[str, str]) -> bool:
    if os.name == "nt":
        return "WT_SESSION" in environ
    return environ.get("TERM", "dumb") != "dumb"


def _edit_lines() -> None:
    """Load the editor of lines where it knows the letters: under a locale that is not UTF-8 it drops Vietnamese."""
    codeset = getattr(locale, "nl_langinfo", None)
    if codeset and codeset(locale.CODESET).upper().replace("-", "") == "UTF8":
        try:
            _ = lazy.readline
        except ImportError:  # a Python built without it: the terminal's own editing stays
            return


def _read_from_terminal(prompt: str) -> str:
    with _prompts_on_stderr():
        return input(prompt)


@contextmanager
def _prompts_on_stderr() -> Iterator[None]:
    """Lend stdout's descriptor to stderr: `input()` edits and prompts on that one only, and only on a terminal."""
    sys.stdout.flush()
    sys.stderr.flush()
    saved = os.dup(1)
    try:
        os.dup2(2, 1)
        yield
    finally:
        os.dup2(saved, 1)
        os.close(saved)
