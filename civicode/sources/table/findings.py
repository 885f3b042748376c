"""What is wrong with a file that may have a million rows: all of it counted, as much kept as anybody will read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from civicode.errors import Fact, Problem
from civicode.sources.marked.nodes import clipped

MOST_KEPT = 100_000
"""Problems that are kept, inclusive; of those beyond them only the lines are."""

_LONGEST_FACT = 200
_MOST_NAMED = 20


class Findings:
    """Problems as they are found.

    Attributes:
        where: the file that they are of.
        titles: what the file calls its columns, by key; people look for those.
        count: how many there are.
        kept: the first of them, in the order found.
        lines: every line with a problem.
        lost: how many rows are handed to nobody, for nothing can be made of them.
    """

    def __init__(self, where: str) -> None:
        self.where = where
        self.titles: Mapping[str, str] = {}
        self.count = 0
        self.kept: list[Problem] = []
        self.lines: set[int] = set()
        self.lost = 0

    def add(self, problem: Problem) -> None:
        """Take one in; one without a place of its own gets the file's."""
        self.count += 1
        if problem.line is not None:
            self.lines.add(problem.line)
        if len(self.kept) < MOST_KEPT:
            column = problem.column
            if isinstance(column, str):
                column = self.titles.get(column) or clipped(column)
            facts = {name: _short(fact) for name, fact in problem.facts.items()}
            self.kept.append(Problem(problem.code, facts, problem.where or self.where, problem.line, column))

    def extend(self, problems: Iterable[Problem]) -> None:
        """Take several in."""
        for problem in problems:
            self.add(problem)

    def __bool__(self) -> bool:
        return self.count > 0

    @property
    def in_order(self) -> list[Problem]:
        """Those kept by line; what belongs to no line comes first."""
        return sorted(self.kept, key=lambda one: one.line or 0)


def _short(fact: Fact) -> Fact:
    """What is quoted in a sentence: a cell may hold ten thousand characters, a name may fit a thousand people."""
    if isinstance(fact, str):
        return fact if len(fact) <= _LONGEST_FACT else clipped(fact)
    if isinstance(fact, list):
        return [*map(_short, fact[:_MOST_NAMED]), *(["…"] if len(fact) > _MOST_NAMED else [])]
    return fact
