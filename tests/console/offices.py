"""An office in memory with the plan's criteria and two invented people, and a person who types."""

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from civicode.console.check.dialogue import run
from civicode.console.review import walk as review_walk
from civicode.console.screen.prompt import Terminal
from civicode.domain.calendar import Period
from civicode.domain.check.check import Answers
from civicode.domain.office import OfficeSettings
from civicode.domain.receipt import Receipt
from civicode.i18n import Lang, Words
from civicode.services import staff
from civicode.services.check import check
from civicode.services.check.check import Target
from civicode.services.office.office import Office
from civicode.store.memory import MemoryStore

CRITERIA = Path(__file__).parents[2] / "criteria.yaml"
NOVEMBER = Period(2026 * 12 + 10)


def office(actor: str = "007") -> Office:
    """A new office; everyone may be asked about November, on 2 December."""
    made = Office(
        store=MemoryStore(),
        settings=OfficeSettings(),
        actor=actor,
        now=datetime(2026, 12, 2, 9, tzinfo=UTC),
        criteria_path=CRITERIA,
    )
    made.versions.__dict__["in_use"] = catalogue()
    staff.add(made, code="007", name="Trần Văn Mẫu", position="Công chức", unit="Văn phòng")
    staff.add(made, code="001", name="Lê Thị Hướng Dương", position="Phó Chủ tịch", unit="Lãnh đạo", leader=True)
    return made


@cache
def catalogue() -> object:
    return Office(
        store=MemoryStore(),
        settings=OfficeSettings(),
        actor="",
        now=datetime(2026, 12, 2, tzinfo=UTC),
        criteria_path=CRITERIA,
    ).versions.in_use


def target(of: Office, officer: str = "007", period: Period = NOVEMBER) -> Target:
    return check.target(of, officer, period)


def submitted(of: Office, aim: Target) -> Answers:
    standing = check.standing(of, aim)
    assert standing is not None
    return standing.answers


def drafted(of: Office, aim: Target) -> Answers:
    unfinished = check.draft(of, aim)
    return unfinished.answers if unfinished else {}


class Typist:
    """Types the lines of a script, and keeps each prompt and what stood on the screen above it.

    A line that is a function is called and typed is what it returns; an exception is raised.
    """

    def __init__(
        self, *lines: str | Callable[[], str] | BaseException, lang: Lang = Lang.VI, columns: int = 80
    ) -> None:
        self.words = Words(lang)
        self.screens: list[list[str]] = []
        self.prompts: list[str] = []
        self._lines = list(lines)
        self._stream = io.StringIO()
        self._seen = 0
        self._columns = columns

    def sit(self, at: Office, aim: Target, *, yes: bool = False) -> Receipt:
        return run(at, aim, self.words, yes=yes, terminal=self._terminal())

    def walk(self, at: Office, period: Period | None = None) -> Receipt:
        return review_walk.run(at, self.words, period, terminal=self._terminal())

    def _terminal(self) -> Terminal:
        environ = {"COLUMNS": str(self._columns)}
        return Terminal(self.words, read=self._read, stream=self._stream, environ=environ)

    def _read(self, prompt: str) -> str:
        self.look()
        self.prompts.append(prompt)
        assert self._lines, f"nothing left to type at {prompt!r} below {self.screens[-1]}"
        line = self._lines.pop(0)
        if isinstance(line, BaseException):
            raise line
        return line if isinstance(line, str) else line()

    def look(self) -> list[str]:
        """The lines written since the last look."""
        text = self._stream.getvalue()
        self.screens.append(text[self._seen :].strip("\n").splitlines())
        self._seen = len(text)
        return self.screens[-1]

    @property
    def left(self) -> Sequence[object]:
        return self._lines


def dated(at: Office, day: int) -> Office:
    """The same office on another day of December."""
    return replace(at, now=at.now.replace(day=day))
