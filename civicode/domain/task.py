"""How far the tasks of the plan are: entries by day, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from math import floor
from typing import Any, NamedTuple

from civicode.domain.numbering import next_in
from civicode.domain.record import day_of, text_of


class Progress(NamedTuple):
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
    percent: float | None = None
    by: str = ""

    @property
    def natural_key(self) -> tuple[str, date, str]:
        """Task, day and note: what is the same entry when a file comes a second time."""
        return self.task, self.on, self.note


class Difficulty(NamedTuple):
    """What stands in the way of a task, as reported to the ward's leaders (closing sentence of part III).

    Attributes:
        task: code of the task (`NV-01`).
        on: the day on which it was reported.
        by: who reported it.
    """

    task: str
    on: date
    note: str
    by: str = ""


def difficulty_to_document(difficulty: Difficulty) -> dict[str, Any]:
    """The form in which the office's book keeps it."""
    return {"task": difficulty.task, "on": difficulty.on.isoformat(), "note": difficulty.note, "by": difficulty.by}


def difficulty_from_document(document: Mapping[str, Any]) -> Difficulty:
    """The difficulty that the office's book keeps; KeyError, TypeError or ValueError when it is none."""
    return Difficulty(
        task=text_of(document, "task"),
        on=day_of(document, "on"),
        note=text_of(document, "note"),
        by=text_of(document, "by", ""),
    )


def in_tenths(percent: float | None) -> float | None:
    """A percentage as an entry keeps it: to one decimal, half up, a whole one as a whole number; None stays None."""
    if percent is None:
        return None
    tenths = floor(percent * 10 + 0.5)
    return tenths / 10 if tenths % 10 else tenths // 10


def progress_key(task: str, on: date, taken: Iterable[str]) -> str:
    """The next free key of an entry about `task` on a day: `NV-01:2026-11-05:2`."""
    return next_in(f"{task}:{on.isoformat()}:", taken, width=1)


def progress_to_document(progress: Progress) -> dict[str, Any]:
    """The form in which the office's book keeps an entry."""
    document: dict[str, Any] = {"task": progress.task, "on": progress.on.isoformat(), "note": progress.note}
    if progress.percent is not None:
        document["percent"] = progress.percent
    return document | {"by": progress.by}


def progress_from_document(document: Mapping[str, Any]) -> Progress:
    """The entry that the office's book keeps; KeyError, TypeError or ValueError when it is none."""
    percent = document.get("percent")
    if percent is not None and type(percent) not in (int, float):
        raise TypeError("percent")
    return Progress(
        task=text_of(document, "task"),
        on=day_of(document, "on"),
        note=text_of(document, "note"),
        percent=percent,
        by=text_of(document, "by", ""),
    )
