"""Blanks that only look like one: what Word and web pages paste where YAML needs an ordinary blank."""

from __future__ import annotations

import re

from civicode.errors import Problem

_ODD_SPACE = re.compile("[ \t]*(?:-[ \t]+)*(?:-|[\\w.-]+:)?(?P<space>[\u00a0\u2000-\u200b\u202f\u3000])")


def odd_space_problem(text: str, line: int, column: int = 1) -> Problem | None:
    """The problem of a line (or of what stands in it from `column` on) that such a blank keeps from being a key.

    It counts in the indentation, after a dash, and after the colon of a key; anywhere else it is text.
    """
    found = _ODD_SPACE.match(text)
    if found is None:
        return None
    facts = {"space": f"U+{ord(found['space']):04X}"}
    return Problem("yaml.odd_space", facts, line=line, column=column + found.start("space"))
