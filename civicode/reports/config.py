"""The settings of this run, and where each of them came from."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol

from civicode.i18n import Words
from civicode.reports.document.cell import flag, plain_object
from civicode.reports.document.columns import list_columns
from civicode.reports.document.document import Column, Document, Kind, Table


class Setting(Protocol):
    """A value and who set it."""

    @property
    def key(self) -> str:
        """Its name."""

    @property
    def value(self) -> str | bool:
        """A text, or yes and no."""

    @property
    def origin(self) -> StrEnum:
        """Flag, environment, office_folder, user_config, built_in or system."""

    @property
    def source(self) -> str:
        """The option, the variable or the file; empty for built in."""


def document(settings: Iterable[Setting], words: Words) -> Document:
    """The settings in the order given."""
    rows = [
        plain_object({"key": one.key, "value": one.value, "origin": one.origin, "source": one.source})
        for one in settings
    ]
    shown = [{**row, "value": _in_words(row["value"], words)} for row in rows]
    return Document(
        name="config",
        title=words("list.config.title"),
        tables=(
            Table(
                "settings",
                "",
                (
                    Column("key", words("list.setting"), Kind.CODE),
                    *list_columns(words, "value, origin"),
                    Column("source", words("list.source_of_setting"), wide=True),
                ),
                shown,
            ),
        ),
        payload={"settings": rows},
    )


def _in_words(value: object, words: Words) -> str:
    return flag(value, words) if isinstance(value, bool) else str(value)
