"""Where a person's full name occurs in texts that are not about them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from civicode.domain.text.text import folded
from civicode.i18n import FORGOTTEN

_APART = re.compile(r"[\W_]+")


class Mention(NamedTuple):
    """A document, draft or audit entry in which the name occurs; `book` is `drafts` for a draft."""

    book: str
    table: str
    key: str

    def __str__(self) -> str:
        return "/".join(part for part in self if part)


def names_person(text: str, name: str) -> bool:
    """Whether the full name occurs in `text`, with or without diacritics, in any case, words joined or parted anyhow.

    A name of one word, or one taken away, is never found: it would be found everywhere.
    """
    if name == FORGOTTEN or len(name.split()) < 2:
        return False
    return _joined(name) in _joined(text)


def mentions(book: str, tables: Mapping[str, Mapping[str, Any]], name: str) -> Iterator[Mention]:
    """The documents of a book in which the name occurs; the names of other people on the register are none."""
    for table, documents in tables.items():
        for key, document in documents.items():
            if any(names_person(text, name) for text in _texts(document)):
                yield Mention(book, table, key)


def _texts(value: Any, field: str = "") -> Iterator[str]:
    if isinstance(value, str):
        if field != "name":
            yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(item, str(key))
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, field)


def _joined(text: str) -> str:
    return _APART.sub("", folded(text))
