"""Plain lines laid out by character columns, for screens that are drawn without a library."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from civicode.domain.text.text import columns

ELLIPSIS = "…"
GAP = 2
"""Least blanks between the left and the right part of a line."""


def cut(text: str, width: int) -> str:
    """`text` in at most `width` columns; an ellipsis, counted in, says that something was cut."""
    if columns(text) <= width:
        return text
    kept, used = "", columns(ELLIPSIS)
    for letter in text:
        used += columns(letter)
        if used > width:
            break
        kept += letter
    return kept.rstrip() + ELLIPSIS if width > 0 else ""


def padded(text: str, width: int) -> str:
    """`text` with blanks after it up to `width` columns."""
    return text + " " * (width - columns(text))


def spread(left: str, rights: Sequence[str], width: int) -> str:
    """`left`, and at the right edge the first of `rights` that fits; the last one fits by cutting `left`."""
    for right in rights:
        if not right or columns(left) + GAP + columns(right) <= width:
            break
    room = width - (GAP + columns(right) if right else 0)
    left = cut(left, room)
    return padded(left, room + GAP) + right if right else left


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """`text` in lines of at most `width` columns, broken at blanks, each after `indent`; long words are cut up."""
    return joined(text.split(), " ", width, indent)


def joined(parts: Iterable[str], between: str, width: int, indent: str = "") -> list[str]:
    """`parts` in as few lines of at most `width` columns as hold them in order, with `between` inside a line."""
    lines: list[str] = []
    room = max(width - columns(indent), 1)
    line = ""
    for piece in (piece for part in parts for piece in _pieces(part, room)):
        longer = f"{line}{between}{piece}" if line else piece
        if line and columns(longer) > room:
            lines.append(indent + line)
            longer = piece
        line = longer
    return [*lines, indent + line] if line else lines


def _pieces(word: str, room: int) -> Iterable[str]:
    piece = ""
    for letter in word:
        if piece and columns(piece + letter) > room:
            yield piece
            piece = ""
        piece += letter
    if piece:
        yield piece
