"""Part III of the plan: where its tasks stand, progress and difficulties entered one by one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from civicode.domain.criteria.catalogue import PlanTask
from civicode.domain.office import TaskDuty
from civicode.domain.plan import Difficulty, Progress, in_tenths, progress_key
from civicode.domain.receipt import Receipt
from civicode.domain.record import to_document
from civicode.domain.tables import DIFFICULTIES, PROGRESS
from civicode.domain.task_standing import TaskStanding, task_standing
from civicode.domain.violation.observation import text_problems, tidied
from civicode.errors import NotAllowedError, NotFoundError, Problem, RefusedError, UsageError
from civicode.services.office.office import Office
from civicode.store import OFFICE_BOOK

__all__ = ["difficulty", "progress", "standings"]


def standings(office: Office, day: date) -> list[TaskStanding]:
    """Where each task of the plan stands at the end of `day`, in the plan's order; StoreError: a damaged entry."""
    entries = list(office.book.each(PROGRESS, Progress).values())
    difficulties = list(office.book.each(DIFFICULTIES, Difficulty).values())
    duties = dict(office.settings.plan)
    return [
        task_standing(one, duties.get(one.code, TaskDuty()), entries, day, difficulties)
        for one in office.versions.on(day).tasks
    ]


def progress(
    office: Office, code: str, *, note: str, percent: float | None = None, done: bool = False, on: date | None = None
) -> Receipt:
    """Enter how far a task is; the same words of the same day are one entry, whose percentage may be amended.

    Args:
        percent: how much is done, 0 to 100 inclusive; kept to one decimal.
        done: 100 percent.
        on: the day that it speaks of; None is today.

    Raises:
        NotFoundError: there is no such task, or none at all.
        UsageError: no note is given; no such percentage; both `done` and another one.
        NotAllowedError: the day has not come.
        RefusedError: the note is too long.
    """
    if done and percent not in (None, 100):
        raise UsageError("plan.done_or_percent")
    if percent is not None and not 0 <= percent <= 100:
        raise UsageError("cli.bad_percent", option="--percent", given=str(percent))
    day = _day(office, on)
    task, said = _task(office, code, day), _said(note)
    percent = 100 if done else in_tenths(percent)
    entry = Progress(task=task.code, on=day, note=said, percent=percent, by=office.actor)
    with office.edit(OFFICE_BOOK) as edit:
        book = edit.book(OFFICE_BOOK)
        kept = book.each(PROGRESS, Progress)
        key = next((key for key, one in kept.items() if one.natural_key == entry.natural_key), None)
        old = kept[key] if key else None
        if old and entry.percent in (None, in_tenths(old.percent)):
            return _receipt(office, "unchanged", task, entry.percent)
        key = key or progress_key(task.code, day, kept)
        action = "replaced" if old else "created"
        edit.put(OFFICE_BOOK, PROGRESS, key, to_document(entry), action=action)
    return _receipt(office, action, task, entry.percent, edit)


def difficulty(office: Office, code: str, *, note: str) -> Receipt:
    """Report what stands in the way of a task; the same words are reported once.

    Raises:
        NotFoundError: there is no such task.
        UsageError: no note is given.
        RefusedError: the note is too long.
    """
    task, said = _task(office, code, office.today), _said(note)
    with office.edit(OFFICE_BOOK) as edit:
        kept = edit.book(OFFICE_BOOK).each(DIFFICULTIES, Difficulty)
        if any((one.task, one.note) == (task.code, said) for one in kept.values()):
            return _receipt(office, "unchanged", task, None)
        made = Difficulty(task=task.code, on=office.today, note=said, by=office.actor)
        key = progress_key(task.code, office.today, kept)
        edit.put(OFFICE_BOOK, DIFFICULTIES, key, to_document(made), action="reported")
    return _receipt(office, "reported", task, None, edit)


def _task(office: Office, code: str, day: date) -> PlanTask:
    tasks = {one.code.upper(): one for one in office.versions.on(day).tasks}
    found = tasks.get(code.strip().upper())
    if not tasks:
        raise NotFoundError("plan.no_tasks")
    if found is None:
        raise NotFoundError("plan.no_task", task=code, accepted=[one.code for one in tasks.values()])
    return found


def _said(note: str) -> str:
    said = tidied(note)
    if not said:
        raise UsageError("plan.note_required")
    problems: list[Problem] = text_problems(said, "--note")
    if problems:
        raise RefusedError("plan.refused", problems, n=len(problems))
    return said


def _day(office: Office, on: date | None) -> date:
    if on is not None and on > office.today:
        raise NotAllowedError("batch.future_day", day=on, today=office.today)
    return on or office.today


def _receipt(office: Office, action: str, task: PlanTask, percent: float | None, edit: Any = None) -> Receipt:
    facts: Mapping[str, Any] = {"task": task.code, "title": task.title, "title_en": task.title_en, "percent": percent}
    return office.receipt(action, "task", task.code, edit, next="civicode plan list", facts=dict(facts))
