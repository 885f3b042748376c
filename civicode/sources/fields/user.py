"""The user's own settings: a small YAML file, read with the place of everything wrong in it."""

from __future__ import annotations

from pathlib import Path

from civicode.errors import Problem
from civicode.i18n import Lang
from civicode.sources.fields.fields import Field, Record
from civicode.sources.fields.kinds import Choice, Flag, Line
from civicode.sources.file.text import read_file
from civicode.sources.marked.nodes import placed
from civicode.sources.marked.yaml import read_yaml

SETTINGS = Record(
    Field("me", Line()),
    Field("lang", Choice(*Lang)),
    Field("store", Line()),
    Field("criteria", Line()),
    Field("plain", Flag()),
)
"""Who I am, the language, where records and criteria lie, a screen without boxes."""


def load_user_file(path: Path) -> tuple[dict[str, str | bool], list[Problem]]:
    """The settings in the file at `path`, by key, and every problem by line.

    Raises:
        NotFoundError: there is no such file.
        StoreError: it cannot be read.
    """
    return read_settings(read_file(path), str(path))


def read_settings(data: bytes | str, where: str) -> tuple[dict[str, str | bool], list[Problem]]:
    """The settings in a text, and every problem by line; `where` names the file."""
    node, problems = read_yaml(data)
    values = SETTINGS.read(node, "", problems) if node is not None else None
    return dict(values or {}), placed(problems, where)
