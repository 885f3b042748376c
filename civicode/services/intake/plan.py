"""Progress of the plan's tasks from a file: each row an entry, known by task, day and note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from civicode.domain.plan import Progress, in_tenths, progress_key
from civicode.domain.record import to_document
from civicode.domain.tables import PROGRESS
from civicode.errors import Problem
from civicode.services.intake.intake import Change, Desk, Intake
from civicode.store import OFFICE_BOOK, Book


class PlanIntake(Intake):
    """Takes progress in."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._tasks = {one.code.upper(): one.code for one in desk.office.versions.on(desk.office.today).tasks}
        self._entries: dict[tuple[str, date, str], tuple[int, Progress, bool]] = {}

    def take(self, line: int, values: Sequence[Any]) -> None:
        """An entry about a task."""
        task, on, percent, note = values[:4]
        office = self._desk.office
        code = self._tasks.get((task or "").upper())
        self._desk.require(line, task=task, note=note)
        if task and code is None:
            facts = {"task": task, "accepted": list(self._tasks.values())}
            self._desk.wrong(Problem("batch.no_task", facts), line, "task")
        if on and on > office.today:
            self._desk.wrong(Problem("batch.future_day", {"day": on, "today": office.today}), line, "on")
        if code and line not in self._desk.findings.lines:
            entry = Progress(task=code, on=on or office.today, note=note, percent=in_tenths(percent), by=office.actor)
            self._keep(line, entry, says_on=on is not None)

    def books(self) -> Iterable[str]:
        """The office's own."""
        return [OFFICE_BOOK]

    def changes(self, book: Book) -> Iterator[Change]:
        """Every entry that is new, or says another percentage."""
        kept = book.each(PROGRESS, Progress)
        by_nature = {one.natural_key: key for key, one in kept.items()}
        by_note = {(one.task, one.note): key for key, one in kept.items()}
        taken = set(kept)
        for line, said, says_on in self._entries.values():
            key = by_nature.get(said.natural_key) or (None if says_on else by_note.get((said.task, said.note)))
            entry = said if key is None else replace(said, on=kept[key].on)  # without a day of its own: any day's
            if key is None:
                key = progress_key(entry.task, entry.on, taken)
                taken.add(key)
                self._desk.tally.added += 1
                yield PROGRESS, key, to_document(entry), None
            elif entry.percent in (None, in_tenths(kept[key].percent)):
                self._desk.tally.unchanged += 1
            elif self._desk.may_replace(line, f"{entry.task} {entry.on}", ["percent"]):
                self._desk.tally.replaced += 1
                yield PROGRESS, key, to_document(entry), book.table(PROGRESS)[key]

    def _keep(self, line: int, entry: Progress, *, says_on: bool) -> None:
        if first := self._entries.get(entry.natural_key):
            facts = {"key": f"{entry.task} {entry.on}", "first_line": first[0]}
            self._desk.wrong(Problem("batch.twice", facts), line)
        else:
            self._entries[entry.natural_key] = line, entry, says_on
