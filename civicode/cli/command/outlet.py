"""Where results and messages of a run go, and in which form: stdout or a file, stderr for talk."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from civicode import lazy
from civicode.cli.command.session import Session
from civicode.console.screen.terminal import fitted, is_screen
from civicode.domain.text.text import shown
from civicode.errors import Problem, StoreError, UsageError, reason_of

TABLE = "table"
"""The form for people: drawn by the screen, not by an exporter."""

JSON = "json"
"""The form in which receipts and errors go out, too."""

FORMS = (TABLE, "tsv", JSON, "csv", "markdown")
"""What `--format` takes."""

FOUND_EXIT = 1
"""Of a command that ran fine and found something."""

_PIPED = "tsv"
_STDOUT = "-"


def form_of(session: Session) -> str:
    """The form asked for; by default a table on a terminal and tab-separated lines elsewhere.

    Raises:
        UsageError: there is no such form, or two are asked for.
    """
    given = session.text("form")
    if given not in (None, *FORMS):
        raise UsageError("cli.bad_choice", option="--format", given=given, accepted=list(FORMS))
    if JSON in session.flags:
        if given not in (None, JSON):
            raise UsageError("cli.two_formats", given=given)
        return JSON
    return given or (TABLE if goes_to_stdout(session) and is_screen() else _PIPED)


def goes_to_stdout(session: Session) -> bool:
    """Whether results are not kept in a file."""
    return session.text("output") in (None, _STDOUT)


def put(text: str, session: Session) -> None:
    """Print a result, or keep it in the file of `-o`."""
    path = session.text("output")
    if path is None or goes_to_stdout(session):
        with printing():
            sys.stdout.write(text)
    else:
        lazy.file_out.write_whole(path, text)


def put_bytes(data: bytes) -> None:
    """Print the bytes of a file."""
    with printing():
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def tell(text: str, session: Session) -> None:
    """Print sentences as the result; on a screen no word is broken at its edge."""
    put(fitted(text, sys.stdout) if goes_to_stdout(session) else text, session)


@contextmanager
def printing() -> Iterator[None]:
    """Print to stdout, to the end; StoreError on a full disk, BrokenPipeError when nobody reads on."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.errno == errno.EINVAL:  # how Windows tells of a closed pipe
            raise BrokenPipeError from error
        raise StoreError("cli.output_failed", path="stdout", reason=reason_of(error)) from error


def say(key: str, session: Session, **facts: object) -> None:
    """A message on stderr; `-q` silences it, and programs that read JSON are spared it."""
    if not session.quiet and not session.glance.json:
        sys.stderr.write(fitted(shown(session.words(key, **facts)), sys.stderr) + "\n")


def warn(key: str, session: Session, **facts: object) -> None:
    """What must be known to read a result rightly, on stderr; not silenced, for programs either."""
    sys.stderr.write(shown(session.words(key, **facts)) + "\n")


def complain(problem: Problem, session: Session) -> None:
    """What was found and makes the exit code 1, on stderr; not silenced, as the exit code is not."""
    found = shown(session.words("cli.found", message=session.words.message(problem)))
    sys.stderr.write(fitted(found, sys.stderr) + "\n")
