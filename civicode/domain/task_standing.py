"""Where a task of the plan stands on a day: how far it is, and whether its day has passed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from civicode.domain.criteria.catalogue import PlanTask
from civicode.domain.office import TaskDuty
from civicode.domain.plan import Difficulty, Progress

DONE_PERCENT = 100.0


class TaskState(StrEnum):
    """How far a task is; `overdue` is one that is not done although its day has passed."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    OVERDUE = "overdue"


class TaskStanding(NamedTuple):
    """A task with what is known of it on a day.

    Attributes:
        task: in the plan's words.
        owner, owner_en: who carries it out: whom `office.yaml` names, else whom the plan names.
        due_on: last day in time; None where none is set.
        percent: the newest figure entered, 0 to 100 inclusive; None where there is none.
        note: of the newest entry.
        noted_on: its day.
        difficulties: reported so far, the oldest first.
    """

    task: PlanTask
    owner: str
    owner_en: str
    due_on: date | None
    state: TaskState
    percent: float | None = None
    note: str = ""
    noted_on: date | None = None
    difficulties: tuple[Difficulty, ...] = ()


def task_standing(
    task: PlanTask, duty: TaskDuty, entries: Iterable[Progress], day: date, difficulties: Iterable[Difficulty] = ()
) -> TaskStanding:
    """Where `task` stands at the end of `day`; what is of other tasks or later days is passed over."""
    known = sorted((one for one in entries if one.task == task.code and one.on <= day), key=lambda one: one.on)
    percent = next((one.percent for one in reversed(known) if one.percent is not None), None)
    return TaskStanding(
        task=task,
        owner=duty.owner or task.owner,
        owner_en=duty.owner or task.owner_en,
        due_on=duty.due_on,
        state=_state(percent, bool(known), duty.due_on, day),
        percent=percent,
        note=known[-1].note if known else "",
        noted_on=known[-1].on if known else None,
        difficulties=tuple(
            sorted((one for one in difficulties if one.task == task.code and one.on <= day), key=lambda one: one.on)
        ),
    )


def _state(percent: float | None, is_begun: bool, due_on: date | None, day: date) -> TaskState:
    if percent is not None and percent >= DONE_PERCENT:
        return TaskState.DONE
    if due_on is not None and due_on < day:
        return TaskState.OVERDUE
    return TaskState.IN_PROGRESS if is_begun else TaskState.NOT_STARTED
