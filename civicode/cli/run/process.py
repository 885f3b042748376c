"""The edge of the process: its three streams speak UTF-8 and close quietly, whoever is at the other end."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from civicode.cli.run.run import main

_BROKEN_PIPE_EXIT = 0
"""A reader that has seen enough (`| head -1`) is no error."""

_NOT_WRITTEN_EXIT = 6

_NEW_OBJECTS = 1_000_000
"""After so many the garbage collector looks for circles: a command is short, and a year of records has none in it."""

_STREAMS = (("stdin", "r", "surrogateescape"), ("stdout", "w", "replace"), ("stderr", "w", "replace"))


class _Talk(io.TextIOWrapper):
    """Stderr that may lie on a full disk: what was done counts, whether or not it could be told."""

    def write(self, text: str) -> int:
        """Write; what cannot be written is dropped."""
        try:
            return super().write(text)
        except BrokenPipeError:
            raise
        except OSError:
            return len(text)

    def flush(self) -> None:
        """Flush; what cannot be written is dropped."""
        try:
            super().flush()
        except BrokenPipeError:
            raise
        except OSError:
            return


def run(argv: Sequence[str]) -> int:
    """Run the command line `argv` of this process; the exit code."""
    gc.set_threshold(_NEW_OBJECTS)
    _attach()
    try:
        code = _flushed(main(argv))
        gc.freeze()  # nor at the end: the system takes back all there is
        return code
    except BrokenPipeError:
        _silence()
        return _BROKEN_PIPE_EXIT


def _attach() -> None:
    """UTF-8 both ways, whatever the locale or console says (cp1258 has no letter for `ạ`); a stream for each name."""
    for name, mode, errors in _STREAMS:
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever started this process
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - for as long as the process
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors=errors)
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr = _Talk(sys.stderr.detach(), encoding="utf-8", errors="replace", line_buffering=True)


def _flushed(code: int) -> int:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError:  # a full disk; it has been told where it could be
        _silence()
        return code or _NOT_WRITTEN_EXIT
    return code


def _silence() -> None:
    """What is still buffered goes nowhere, so that the interpreter's own flush at the end cannot fail."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
