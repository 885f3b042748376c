"""The guard that keeps a spreadsheet from taking a text of a CSV file for a formula: one `'` in front of it."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def guarded(text: str) -> str:
    """`text` with a `'` in front where a spreadsheet would run it, and where `unguarded` would take one away."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """`text` without the `'` that `guarded` put in front; `unguarded(guarded(text)) == text` for every text."""
    return text[1:] if _GUARDED.match(text) else text
