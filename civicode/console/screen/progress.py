"""A progress bar on stderr, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import track

_Item = TypeVar("_Item")


def counted(items: Iterable[_Item], label: str, total: int, *, plain: bool = False) -> Iterator[_Item]:
    """The items, with a bar of how many of `total` are done; nothing is drawn off a terminal or when `plain`."""
    console = Console(file=sys.stderr, markup=False, highlight=False, emoji=False)
    hidden = plain or not console.is_terminal
    yield from track(items, label, total, console=console, disable=hidden, transient=True)
