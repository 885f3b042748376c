"""The story of the sample office: which commands were typed, when, and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from civicode.domain.calendar import Period

_STORY = Path(__file__).with_name("demo.yaml")
_CLERK = "004"
_OFFICE = "office"


class Step(NamedTuple):
    """A command of the story.

    Attributes:
        at: the time at which it is typed, without zone.
        actor: who types it.
        argv: the words after `civicode`.
        telling: whether the demo shows it with what it answers; the others are counted by `argv`'s first words.
    """

    at: datetime
    actor: str
    argv: tuple[str, ...]
    telling: bool = False


class Story:
    """The sample office over six months, the last of which is `due`."""

    def __init__(self, due: Period) -> None:
        self.due = due
        self._told: Mapping[str, Any] = yaml.load(
            _STORY.read_text(encoding="utf-8"),
            Loader=yaml.BaseLoader,  # noqa: S506 - our own file; everything stays a string, so that codes keep their zeros
        )

    @property
    def office(self) -> Mapping[str, str]:
        """The office's name, parent and place."""
        named: Mapping[str, str] = self._told["office"]
        return named

    def steps(self) -> list[Step]:
        """Every command, by time: the register first, then month by month."""
        months = [self.due.shifted(int(offset)) for offset in self._told["months"]]
        found = list(self._register(months[0]))
        for offset, month in zip(self._told["months"], months, strict=True):
            events = [*self._changes(offset, month), *self._cases(offset, month), *self._checks(offset, month)]
            found += sorted(events, key=lambda step: step.at)
        return found

    def _register(self, first: Period) -> Iterator[Step]:
        at = datetime.combine(first.first_day, time(7))
        for number, (code, name, position, unit, leader, category) in enumerate(self._told["staff"], start=1):
            post = ("--name", name, "--position", position, "--unit", unit, "--category", category)
            argv = ("staff", "add", code, *post, "--order", str(number), *(["--leader"] if leader == "yes" else []))
            yield Step(at + timedelta(minutes=number), _CLERK, argv, telling=number == 1)

    def _changes(self, offset: str, month: Period) -> Iterator[Step]:
        at = datetime.combine(month.first_day, time(8))
        since = month.first_day.isoformat()
        for one in self._in(offset, "changes"):
            post = ("--unit", one["unit"], "--position", one["position"])
            yield Step(at, _CLERK, ("staff", "change", one["officer"], "--from", since, *post), telling=True)
        for one in self._in(offset, "absences"):
            span = ("--from", since, "--until", month.last_day.isoformat(), "--reason", one["reason"])
            yield Step(at, _CLERK, ("staff", "excuse", one["officer"], *span), telling=True)

    def _cases(self, offset: str, month: Period) -> Iterator[Step]:
        numbered = enumerate(self._in(offset, "cases"), start=1)
        for number, one in numbered:
            day = month.first_day.replace(day=int(one["day"]))
            texts = [word for name in ("what", "where", "source") if name in one for word in (f"--{name}", one[name])]
            argv = (
                "violation",
                "add",
                one["officer"],
                "--criterion",
                one["criterion"],
                "--on",
                day.isoformat(),
                *texts,
            )
            telling = offset == "0" and bool(one["steps"])
            yield Step(datetime.combine(day, time(10)), _CLERK, argv, telling)
            identity = f"VP-{day:%Y-%m}-{number:04}"
            for later, (state, note) in enumerate(one["steps"], start=1):
                at = datetime.combine(day + timedelta(days=later), time(15))
                yield Step(at, "001", ("violation", "step", identity, state, "--note", note), telling)

    def _checks(self, offset: str, month: Period) -> Iterator[Step]:
        facts = self._told["months"][offset]
        first = month.last_day + timedelta(days=1)
        away = {one["officer"] for one in self._in(offset, "absences")} | set(facts["missing"])
        for number, (code, *_) in enumerate(self._told["staff"]):
            if code not in away:
                late = timedelta(days=4) if code in facts["late"] else timedelta()
                at = datetime.combine(first, time(8)) + late + timedelta(minutes=number)
                options = _answers(facts["not_met"].get(code, {}), facts.get("not_applicable", {}).get(code, {}))
                telling = offset == "0" and code == "012"
                yield Step(at, code, ("check", code, "--period", month.key, *options), telling)
        if offset not in self._told["office_checks"]["missing"]:
            exceptions = _answers(self._told["office_checks"]["not_met"].get(offset, {}), {})
            yield Step(_noon(first), _CLERK, ("check", f"--{_OFFICE}", "--period", month.key, *exceptions))

    def _in(self, offset: str, kind: str) -> list[Mapping[str, Any]]:
        return [one for one in self._told[kind] if one["month"] == offset]


def _answers(not_met: Mapping[str, str], not_applicable: Mapping[str, str]) -> tuple[str, ...]:
    marks = [word for code, note in not_met.items() for word in ("--not-met", f"{code}={note}")]
    marks += [word for code, note in not_applicable.items() for word in ("--na", f"{code}={note}")]
    return (*marks, "--rest-met")


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12))
