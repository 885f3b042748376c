"""The index of a set of files: one page that leads to each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from civicode.domain.text.text import shown_line
from civicode.exporters.layout.template import filled
from civicode.i18n import Words


class Entry(NamedTuple):
    """A file of the set: its name, what it is, its form, and the SHA-256 in hex of its bytes."""

    file: str
    title: str
    form: str
    digest: str


def index(title: str, entries: Sequence[Entry], words: Words) -> str:
    """The page; a report in several forms has one line with a link for each."""
    lines: dict[str, list[Entry]] = {}
    for entry in entries:
        lines.setdefault(shown_line(entry.title), []).append(entry)
    return filled("index.html.jinja", lang=words.lang.value, title=title, lines=lines)
