"""Figures over time as one line of signs, low ones small and high ones tall."""

from __future__ import annotations

from collections.abc import Sequence

_BLOCKS = "▁▂▃▄▅▆▇█"
_ASCII = "_.-~=+*#"


def sparkline(values: Sequence[float | None], *, blocks: bool) -> str:
    """A sign for each value, by its place between the lowest and the highest; a missing one is a blank.

    Args:
        blocks: whether the terminal can draw them; else ASCII stands for them.
    """
    signs = _BLOCKS if blocks else _ASCII
    known = [value for value in values if value is not None]
    low, high = (min(known), max(known)) if known else (0.0, 0.0)
    return "".join(" " if value is None else signs[_step(value, low, high, len(signs) - 1)] for value in values)


def _step(value: float, low: float, high: float, top: int) -> int:
    """Half way up where all are the same."""
    return round((value - low) / (high - low) * top) if high > low else (top + 1) // 2
