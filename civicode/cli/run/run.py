"""One run of the program: the words, the command, and the exit code of whatever happens."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence

import typer

from civicode import lazy
from civicode.cli.command.session import Session
from civicode.cli.run.tree import PROGRAM, Group, Shared
from civicode.cli.run.usage import usage_error
from civicode.domain.text.text import has_surrogates
from civicode.errors import CivicodeError, StoreError, UsageError, reason_of

_COMPLETE = "_CIVICODE_COMPLETE"
"""Set by the script of `--show-completion` when the user presses Tab."""

_INTERRUPTED_EXIT = 130
_FULL = (errno.ENOSPC, errno.EDQUOT)
"""What Typer meets when it prints help itself and stdout takes no more."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that `argv` (of this process by default) names; the exit code of `cli.md`.

    A closed pipe is raised on: only the edge of the process can silence what is still buffered.
    """
    session = Session(sys.argv[1:] if argv is None else argv, os.environ, main)
    try:
        return _outcome(session)
    except BrokenPipeError:
        raise
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        return _INTERRUPTED_EXIT
    except Exception as bug:  # whatever it is, the user gets one line and not a traceback
        return lazy.crash.report(bug, session)


def _outcome(session: Session) -> int:
    try:
        return _run(session)
    except typer.Exit as end:
        return end.exit_code
    except typer.TyperException as error:
        return _failed(usage_error(error), session)
    except CivicodeError as error:
        return _failed(error, session)
    except OSError as error:
        if error.errno not in _FULL or error.filename is not None:
            raise
        return _failed(StoreError("cli.output_failed", path="stdout", reason=reason_of(error)), session)


def _failed(error: CivicodeError, session: Session) -> int:
    return lazy.failure.show(error, session)


def _run(session: Session) -> int:
    _refuse_broken_letters(session.argv)
    session.settle_language()
    root = Shared(session.words).root()
    if _COMPLETE in session.environ:
        lazy.typer_completion.completion_init()  # type: ignore[attr-defined]  # Typer calls it from there, too
        root.main(session.argv, prog_name=PROGRAM, obj=session)
    return _invoke(root, session)


def _invoke(root: Group, session: Session) -> int:
    # Not through `root.main`: it would turn a closed pipe into exit 1 and end of input into English.
    with root.make_context(PROGRAM, list(session.argv), obj=session) as ctx:
        outcome = root.invoke(ctx)
    return outcome if isinstance(outcome, int) else 0


def _refuse_broken_letters(argv: Sequence[str]) -> None:
    broken = [place for place, word in enumerate(argv, start=1) if has_surrogates(word)]
    if broken:
        raise UsageError("cli.not_utf8", places=broken)
