"""YAML with the place of every key and value: everything is text, and nothing in a file can hurt the program.

Nodes are built from the parser's events on a stack of our own. PyYAML would compose them by recursion in C, where
200,000 nested brackets end the process, keep the last of two equal keys, and follow aliases.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml

from civicode.errors import Problem
from civicode.sources.file.text import decoded, odd_character_problem
from civicode.sources.marked.nodes import Entries, Items, Node, Scalar
from civicode.sources.marked.yaml_fault import fault_problem

DEEPEST = 20
"""Levels of lists and groups in each other, inclusive."""

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The parser in C; the slow one where PyYAML was built without it."""


def read_yaml(data: bytes | str, loader: Any = LOADER) -> tuple[Node | None, list[Problem]]:
    """The root of a YAML text, and what is wrong with its form.

    An empty text is an empty `Scalar`. There is no root when the text cannot be read to its end or uses what has no
    place here (anchors, aliases, tags, several documents); a repeated key is a problem beside a root.
    """
    text = decoded(data)
    if isinstance(text, Problem):
        return None, [text]
    if odd := odd_character_problem(text):
        return None, [odd]
    builder = _Builder()
    try:
        builder.take(yaml.parse(text, Loader=loader))
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the slow parser lets the two come through
        builder.refuse(fault_problem(error, text))
    return (None if builder.refused else builder.root), builder.problems


class _Builder:
    """Puts nodes together; `problems` holds what was wrong, `refused` whether a root would lie."""

    def __init__(self) -> None:
        self.root: Node = Scalar("", 1, 1)
        self.problems: list[Problem] = []
        self.refused = False
        self._open: list[Items | Entries] = []
        self._keys: list[Scalar | None] = []
        self._documents = 0

    def refuse(self, problem: Problem) -> None:
        """A problem after which the text means nothing."""
        self.problems.append(problem)
        self.refused = True

    def take(self, events: Iterable[Any]) -> None:
        """Build from `events` until they end or the text is too deep."""
        for event in events:
            match event:
                case yaml.ScalarEvent():
                    self._add(event, _scalar(event))
                case yaml.MappingStartEvent():
                    self._begin(event, Entries(*_place(event)))
                case yaml.SequenceStartEvent():
                    self._begin(event, Items(*_place(event)))
                case yaml.CollectionEndEvent():
                    self._open.pop()
                    self._keys.pop()
                case yaml.AliasEvent():
                    self._add(event, Scalar(f"*{event.anchor}", *_place(event)))
                case yaml.DocumentStartEvent():
                    self._count_document(event)
                case _:
                    pass  # ends of documents and of the stream
            if len(self._open) > DEEPEST:
                self.refuse(_problem(event, "yaml.too_deep", most=DEEPEST))
                return

    def _begin(self, event: Any, node: Items | Entries) -> None:
        self._add(event, node)
        self._open.append(node)
        self._keys.append(None)

    def _add(self, event: Any, node: Node) -> None:
        self._check(event)
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent, Items):
            parent.items.append(node)
            return
        key = self._keys[-1]
        if key is None:
            self._keys[-1] = self._key(node)
            return
        self._keys[-1] = None
        if isinstance(node, Scalar) and not node.text:
            # The parser puts a missing value at the next word, which may lie lines below.
            node.line, node.column = key.line, key.column
        if problem := parent.add(key, node):
            self.problems.append(problem)

    def _key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            return node
        self.refuse(node.problem("yaml.key_not_text"))
        return Scalar("", node.line, node.column)

    def _check(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent):
            self.refuse(_problem(event, "yaml.alias", name=event.anchor))
        elif event.anchor is not None:
            self.refuse(_problem(event, "yaml.anchor", name=event.anchor))
        elif event.tag is not None:
            self.refuse(_problem(event, "yaml.tag", tag=event.tag))

    def _count_document(self, event: Any) -> None:
        self._documents += 1
        if self._documents == 2:  # one sentence, however many follow
            self.refuse(_problem(event, "yaml.several_documents"))


def _scalar(event: Any) -> Scalar:
    return Scalar(event.value, *_place(event), plain=not event.style)


def _place(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _problem(event: Any, code: str, /, **facts: object) -> Problem:
    line, column = _place(event)
    return Problem(code, facts, line=line, column=column)
