"""How an error is told: words and a hint for people, one JSON object for programs; always on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence

from civicode.cli.command.session import Session
from civicode.console.screen.terminal import fitted
from civicode.domain.text.text import shown, shown_line
from civicode.errors import CivicodeError, InterruptedByUserError, Problem
from civicode.exporters.json_object import dumped
from civicode.i18n import Words
from civicode.reports.document.cell import plain
from civicode.reports.document.problems import problem_line, problem_object

MOST_PROBLEMS = 1_000
"""Problems listed, inclusive; of more than these the number is told."""


def show(error: CivicodeError, session: Session) -> int:
    """Tell what went wrong; the exit code that its class stands for."""
    if session.glance.json:
        sys.stderr.write(dumped({"error": plain(_object(error, session.words))}))
    else:
        sys.stderr.writelines(f"{fitted(line, sys.stderr)}\n" for line in _lines(error, session.words))
    return error.exit_code


def _lines(error: CivicodeError, words: Words) -> Iterator[str]:
    message = words.message(error)
    stopped = isinstance(error, InterruptedByUserError)  # by the user's own wish: no error to them
    yield shown_line(message if stopped else words("cli.error", message=message))
    for problem in error.problems[:MOST_PROBLEMS]:
        yield problem_line(problem, words)
    if len(error.problems) > MOST_PROBLEMS:
        known = error.facts.get("n")  # of a long file not all are kept
        count = max(len(error.problems), known if isinstance(known, int) else 0)
        yield words("cli.more_problems", n=count - MOST_PROBLEMS)
    if hint := _hint(error, error.problems, words):
        yield shown(words("cli.hint", advice=hint))


def _hint(error: CivicodeError, problems: Sequence[Problem], words: Words) -> str:
    """That of the only problem, else the error's own advice, else that of the first problem that has one."""
    hints = [words.hint(problem) for problem in problems]
    only = hints[0] if len(hints) == 1 else ""
    return only or words.hint(error) or next(filter(None, hints), "")


def _object(error: CivicodeError, words: Words) -> Mapping[str, object]:
    return {
        "code": error.code,
        "message": words.message(error),
        "facts": error.facts,
        "problems": [problem_object(problem, words) for problem in error.problems[:MOST_PROBLEMS]],
    }
