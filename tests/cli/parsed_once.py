"""The tree of commands, built once for all the commands that tests run in one process."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from civicode.cli.commands import Branch, Leaf
from civicode.cli.tree import Command, Group, Shared
from civicode.i18n import Words


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

    def built(self, name: str, entry: Leaf | Branch) -> Command | Group:
        key = id(entry)
        if key not in self._built:
            self._built[key] = super().built(name, entry)
        built: Command | Group = self._built[key]
        return built
