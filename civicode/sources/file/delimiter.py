"""What parts the cells of a text file: named by the user, by its first line, or found in its first rows."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

from civicode.errors import UsageError

DELIMITERS = (";", "\t", "|", ",")
"""What is looked for; of two that fit equally well the earlier one, the comma last because sentences have it too."""

HEAD_LINES = 20
"""Lines from the beginning in which it is looked for."""

_NAMES = {"tab": "\t", "\\t": "\t"} | {delimiter: delimiter for delimiter in DELIMITERS}
_NAMED = re.compile(r'"?sep=([^"\r\n])?"?[\r\n]*', re.IGNORECASE)


def named_delimiter(name: str) -> str:
    r"""The delimiter that `name` stands for: `,`, `;`, `|`, a tab, `tab` or `\t`; UsageError for anything else."""
    try:
        return _NAMES[name.lower()]
    except KeyError:
        raise UsageError("csv_file.bad_delimiter", delimiter=name, accepted=[",", ";", "|", "tab"]) from None


def delimiter_line(line: str) -> str | None:
    """What the first line of a file, `sep=;`, says; empty when it says nothing, None when it is no such line."""
    found = _NAMED.fullmatch(line)
    return (found[1] or "") if found else None


def delimiter_in(head: Sequence[str]) -> str:
    """The delimiter with the most cells in rows of one width among the first lines of a file; a comma in one column.

    Lines over the header, a title for one, may have fewer cells. A delimiter before a blank is taken for prose, unless
    the file has no other.
    """
    for is_prose in (True, False):
        sizes = {delimiter: _size(head, delimiter, is_prose) for delimiter in DELIMITERS}
        best = max(DELIMITERS, key=sizes.__getitem__)
        if sizes[best]:
            return best
    return ","


def _size(head: Sequence[str], delimiter: str, is_prose: bool) -> int:
    """Cells beyond the first in the largest block of rows that are at least as wide as the block."""
    widths = [width for width in _widths(head, delimiter, is_prose) if width]
    first = next((index for index, width in enumerate(widths) if width > 1), len(widths))
    below = sorted(widths[first:], reverse=True)
    if below.count(1) * 2 > len(below):
        return 0  # the header is one cell, and some text in it has the sign
    return max(((width - 1) * rows for rows, width in enumerate(below, start=1)), default=0)


def _widths(head: Sequence[str], delimiter: str, is_prose: bool) -> list[int]:
    try:
        rows = list(csv.reader(head, delimiter=delimiter))
    except csv.Error:
        return []
    return [sum(not (is_prose and place and cell[:1] == " ") for place, cell in enumerate(row)) for row in rows]
