"""A bug: one line for the user, and the traceback in a file of theirs, without a word of their data."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile, gettempdir

from platformdirs import user_state_path

from civicode import __version__
from civicode.cli.command import failure
from civicode.cli.command.session import Session
from civicode.errors import CivicodeError


def report(bug: Exception, session: Session) -> int:
    """Keep the traceback and say where; with `--debug` show it instead of hiding it. Exit code 70."""
    if session.glance.debug:
        traceback.print_exception(bug, file=sys.stderr)
    path = _kept("\n".join(_lines(bug)))
    return failure.show(CivicodeError("cli.bug", kind=type(bug).__name__, path=path), session)


def _lines(bug: BaseException) -> Iterator[str]:
    """Places and kinds only: the message of an error may quote a note or a name."""
    yield f"civicode {__version__}, Python {sys.version.split()[0]}, {sys.platform}"
    seen: BaseException | None = bug
    while seen is not None:
        yield f"{type(seen).__module__}.{type(seen).__qualname__}"
        yield from (line.rstrip("\n") for line in traceback.format_tb(seen.__traceback__))
        seen = seen.__cause__ or seen.__context__


def _kept(text: str) -> str:
    """The path of the file; empty when no folder takes it."""
    for folder in (user_state_path("civicode", appauthor=False), Path(gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(
                "w", dir=folder, prefix="crash-", suffix=".txt", encoding="utf-8", delete=False
            ) as file:
                file.write(text + "\n")
        except OSError:
            continue
        return file.name
    return ""
