"""What went wrong, as a code and facts; the sentences for people live in `i18n`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

Fact = object
"""A plain value that JSON can carry (text, number, date, list of them); `i18n` puts it into words."""


class Problem(NamedTuple):
    """One fault in data, with its place. Returned in lists, never raised.

    Attributes:
        code: key of the sentence in `i18n`, `room.name`.
        facts: what the sentence needs: what was found, what is accepted.
        where: the file, book or option that holds it; empty when there is none.
        line: line or row in a file, counted from 1; None when it has no line.
        column: column in a line counted from 1, or the name of a table's column.
    """

    code: str
    facts: Mapping[str, Fact] = {}
    where: str = ""
    line: int | None = None
    column: int | str | None = None


class CivicodeError(Exception):
    """A request that cannot go on: a code, facts, and the exit code that scripts see."""

    exit_code = 70

    def __init__(self, code: str, /, problems: Iterable[Problem] = (), **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
        self.problems = tuple(problems)


class UsageError(CivicodeError):
    """The command line cannot be read, or something needed is missing and may not be asked."""

    exit_code = 2


class RefusedError(CivicodeError):
    """The data are wrong; nothing was written. `problems` holds all of them."""

    exit_code = 3


class NotFoundError(CivicodeError):
    """Something named on the command line does not exist."""

    exit_code = 4


class NotAllowedError(CivicodeError):
    """The step is understood but not allowed now, or not to this person."""

    exit_code = 5


class StoreError(CivicodeError):
    """The store is busy, damaged, unreadable, newer than the program, or out of space."""

    exit_code = 6


class InterruptedByUserError(CivicodeError):
    """Ctrl-C or end of input in a dialogue; what was entered is kept."""

    exit_code = 130
