"""Running numbers within a prefix, as the ids of cases, batches and exports have them: LN-2026-12-0003."""

from __future__ import annotations

from collections.abc import Iterable


def next_in(prefix: str, taken: Iterable[str], width: int = 4) -> str:
    """The key after the highest of those in `taken` that are `prefix` and a number.

    Args:
        width: digits at least, filled with zeros.
    """
    rests = (one.removeprefix(prefix) for one in taken if one.startswith(prefix))
    numbers = [int(rest) for rest in rests if rest.isascii() and rest.isdecimal() and len(rest) < 10]
    return f"{prefix}{max(numbers, default=0) + 1:0{width}d}"
