"""What every kind of batch does: take rows in, say which books they change, and compare them with what is there."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

from civicode.domain.batch import Conflict
from civicode.domain.calendar import Period
from civicode.errors import Problem
from civicode.services.intake.people import People
from civicode.services.office.office import Office
from civicode.sources.table.findings import Findings
from civicode.store import Book, Record

Change = tuple[str, str, Record | str, Record | None]
"""A document that a batch sets: its table, its key, what is set or its canonical JSON, what is there already."""


class Request(NamedTuple):
    """What somebody asks of a batch, beside its file.

    Attributes:
        period: of rows that name none; None is the one due now.
        conflict: what happens to rows that differ from what is there.
        titles: what the file calls the columns that it has, by key.
    """

    period: Period | None = None
    conflict: Conflict = Conflict.FAIL
    titles: Mapping[str, str] = MappingProxyType({})


@dataclass(slots=True)
class Tally:
    """How many records were added, replaced, found unchanged, or left as they are though they differ."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    skipped: int = 0


@dataclass(slots=True)
class Desk:
    """What the kinds of batches share: the office, its people, the request, what is found wrong, what is counted.

    Attributes:
        notices: what must be said though nothing is wrong.
        lines: of each record whose rows are several, all of them by the first, so that they are refused together.
    """

    office: Office
    people: People
    request: Request
    findings: Findings
    tally: Tally = field(default_factory=Tally)
    notices: list[Problem] = field(default_factory=list)
    lines: dict[int, list[int]] = field(default_factory=dict)

    def wrong(self, problem: Problem, line: int, column: str | None = None) -> None:
        """Take in what is wrong with the row of `line`; `column` is its key."""
        self.findings.add(problem._replace(where="", line=line, column=column))

    def wrongs(self, problems: Iterable[Problem], line: int) -> None:
        """Take in everything that is wrong with the record on `line`: what a command calls an option is a column."""
        for problem in problems:
            option = problem.where.removeprefix("--").lower()
            column = _OF_OPTIONS.get(option, option)
            facts = dict(problem.facts)
            if "option" in facts:
                facts["option"] = column
            self.wrong(problem._replace(facts=facts), line, column or None)

    def require(self, line: int, **needed: object) -> None:
        """Take in that a row lacks what it needs, by column; what is there and wrong is found already."""
        for column, value in needed.items():
            if value is None:
                self.wrong(Problem("batch.blank", {"column": column}), line, column)

    def require_criteria(self, line: int, *codes: str) -> None:
        """Take in which codes of a row that is wrong in another way are of no criterion, too."""
        known = {one.code for one in self.office.versions.known.criteria}
        for code in codes:
            if code and code not in known:
                facts: dict[str, object] = {"criterion": code, "accepted": sorted(known)}
                self.wrong(Problem("check.unknown_criterion", facts), line, "criterion")

    def may_replace(self, line: int, key: str, differing: Sequence[str]) -> bool:
        """Whether a row that differs from what is there may take its place; otherwise it is found, or left."""
        if self.request.conflict is Conflict.FAIL:
            self.wrong(Problem("batch.differs", {"key": key, "fields": list(differing)}), line)
        elif self.request.conflict is Conflict.SKIP:
            self.tally.skipped += 1
        return self.request.conflict is Conflict.REPLACE


_OF_OPTIONS = {"on": "occurred_on", "noticed": "noticed_on"}
"""The columns that are called otherwise than the options of the commands."""


class Intake(ABC):
    """Takes in the rows of one kind of batch."""

    @abstractmethod
    def take(self, line: int, values: Sequence[Any]) -> None:
        """A row, its values in the order of the kind's columns: None is blank, `WRONG` is wrong and found."""

    def take_some(self, lines: Sequence[int], columns: Sequence[Sequence[Any]]) -> None:
        """Some rows that follow each other, by column."""
        for line, values in zip(lines, zip(*columns, strict=True), strict=True):
            self.take(line, values)

    @abstractmethod
    def books(self) -> Iterable[str]:
        """The books that the rows taken in would change, in the order in which they are published."""

    @abstractmethod
    def changes(self, book: Book) -> Iterator[Change]:
        """What the rows set in `book`, as it is under the lock; everything is counted, what may not be is found."""

    def beside(self, book: str) -> Record:  # noqa: ARG002 - most have nothing there
        """What the batch's own document in `book` keeps beside what was replaced."""
        return {}

    def settle(self) -> None:  # noqa: B027 - most have nothing to do
        """What follows when all is published."""
