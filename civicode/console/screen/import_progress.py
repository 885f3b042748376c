"""How far an import is, on stderr: rows, how fast, how long still; on a terminal only."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from civicode.i18n import Words


class ImportProgress:
    """Watches an import; draws nothing off a terminal."""

    def __init__(self, words: Words) -> None:
        console = Console(file=sys.stderr, markup=False, highlight=False, emoji=False)
        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TextColumn("{task.fields[rows]}", markup=False),
            TimeRemainingColumn(),
        )
        self._words = words
        self._progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def stage(self, name: str, total: int) -> None:
        """Another stage begins."""
        if self._task is not None:
            self._progress.remove_task(self._task)
        self._task = self._progress.add_task(self._words(f"batch.stage.{name}"), total=total or None, rows="")

    def at(self, done: int, rows: int) -> None:
        """So much of it is done, and so many rows."""
        if self._task is None:
            return
        elapsed = self._progress.tasks[0].elapsed or 0.0
        rate = int(rows / elapsed) if elapsed > 1 else 0
        told = self._words("batch.rows_a_second" if rate else "batch.rows", rows=rows, rate=rate)
        self._progress.update(self._task, completed=done, rows=told)
