"""How far the tasks of the plan are: entries by day, one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from math import floor

from msgspec import field

from civicode.domain.record import Record, next_in


class Progress(Record, frozen=True, kw_only=True):
    """What was entered about a task of part III.

    Attributes:
        task: code of the task (`NV-01`).
        on: the day that it speaks of.
        percent: how much is done, 0 to 100 inclusive, as `in_tenths` has it; older entries may be finer. None where it
            is not said.
        by: who entered it.
    """

    task: str
    on: date
    note: str
    percent: int | float | None = None
    by: str = field(default_factory=str)

    @property
    def natural_key(self) -> tuple[str, date, str]:
        """Task, day and note: what is the same entry when a file comes a second time."""
        return self.task, self.on, self.note


class Difficulty(Record, frozen=True, kw_only=True):
    """What stands in the way of a task, as reported to the ward's leaders (closing sentence of part III).

    Attributes:
        task: code of the task (`NV-01`).
        on: the day on which it was reported.
        by: who reported it.
    """

    task: str
    on: date
    note: str
    by: str = field(default_factory=str)


def in_tenths(percent: float | None) -> float | None:
    """A percentage as an entry keeps it: to one decimal, half up, a whole one as a whole number; None stays None."""
    if percent is None:
        return None
    tenths = floor(percent * 10 + 0.5)
    return tenths / 10 if tenths % 10 else tenths // 10


def progress_key(task: str, on: date, taken: Iterable[str]) -> str:
    """The next free key of an entry about `task` on a day: `NV-01:2026-11-05:2`."""
    return next_in(f"{task}:{on.isoformat()}:", taken, width=1)
