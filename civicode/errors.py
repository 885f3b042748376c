"""What went wrong, as a code and facts; the sentences for people live in `i18n`."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping
from enum import StrEnum
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


class Reason(StrEnum):
    """Why the system refused a file; its own words are in the computer's language, not the user's."""

    FULL = "full"
    READ_ONLY = "read_only"
    NO_RIGHT = "no_right"
    MISSING = "missing"
    IS_FOLDER = "is_folder"
    NOT_FOLDER = "not_folder"
    DISK_FAULT = "disk_fault"
    NAME_TOO_LONG = "name_too_long"
    UNKNOWN = "unknown"


_REASONS = {
    errno.ENOSPC: Reason.FULL,
    errno.EDQUOT: Reason.FULL,
    errno.EFBIG: Reason.FULL,
    errno.EROFS: Reason.READ_ONLY,
    errno.EACCES: Reason.NO_RIGHT,
    errno.EPERM: Reason.NO_RIGHT,
    errno.ENOENT: Reason.MISSING,
    errno.EISDIR: Reason.IS_FOLDER,
    errno.ENOTDIR: Reason.NOT_FOLDER,
    errno.EIO: Reason.DISK_FAULT,
    errno.ENAMETOOLONG: Reason.NAME_TOO_LONG,
}


def reason_of(error: OSError) -> Reason:
    """Why the system refused."""
    return _REASONS.get(error.errno or 0, Reason.UNKNOWN)


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
