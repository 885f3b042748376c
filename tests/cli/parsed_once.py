"""What is the same for all the commands that tests run in one process, made once: their tree, and criteria by bytes."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar, Self

from civicode.cli.run.commands import Branch, Leaf
from civicode.cli.run.tree import Command, Group, Shared
from civicode.domain.criteria.catalogue import Catalogue
from civicode.errors import Problem
from civicode.i18n import Words
from civicode.sources.fields.criteria import read_criteria


class ParsedOnce(Shared):
    """The tree of commands, kept from run to run: building it is two thirds of a short command's time."""

    _made: ClassVar[dict[str, Any]] = {}

    def __new__(cls, words: Words) -> Self:
        made: Self = cls._made.setdefault(words.lang, super().__new__(cls))
        return made

    def __init__(self, words: Words) -> None:
        if not vars(self):
            super().__init__(words)
            self._root = super().root()
            self._built: dict[int, Any] = {}

    def root(self) -> Group:
        return self._root

    def built(self, name: str, entry: Leaf | Branch, *, noun: str = "") -> Command | Group:
        key = id(entry)
        if key not in self._built:
            self._built[key] = super().built(name, entry, noun=noun)
        built: Command | Group = self._built[key]
        return built


def criteria_once(data: bytes | str, where: str) -> tuple[Catalogue | None, list[Problem]]:
    """As `read_criteria`, whose answer depends on nothing else and cannot be changed but for its list."""
    catalogue, problems = _criteria(data, where)
    return catalogue, list(problems)


_criteria = cache(read_criteria)
