"""That another ward joined: since when, why, who came under which code, and the two stores kept as they were before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from civicode.domain.record import Record, day_of, object_of, text_of, texts_of

MERGERS = "mergers"
"""The table of wards that joined, in the office's book."""


_OFFICE = "office"


class Side(StrEnum):
    """Whose records an archive holds."""

    OTHER = "other"
    OWN = "own"


class Archive(NamedTuple):
    """A whole store as it was just before.

    Attributes:
        name: on the shelf of archives.
        digest: SHA-256 in hex of its bytes.
        heads: `book:sequence:hash` of every book in it.
    """

    name: str
    digest: str
    heads: tuple[str, ...]

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.zip"


class Merger(NamedTuple):
    """One ward that joined.

    Attributes:
        id: the day, `2026-12-01`; of a second one from the same day `2026-12-01-2`.
        since: the first day on which its people are on our register.
        office: what it was called on the day before; empty where that is not known.
        on, by: when and by whom it was entered.
        reason: why; empty where it was not said.
        accepted: why what was unfinished there was left so; empty where nothing was.
        archives: the two stores.
        codes: the code here of everybody who came, by the code there.
    """

    id: str
    since: date
    office: str
    on: date
    by: str
    reason: str
    accepted: str
    archives: Mapping[Side, Archive]
    codes: Mapping[str, str]

    def code_in(self, side: Side, code: str) -> str | None:
        """The code that the person who has `code` here has in an archive; None when nobody there came to be them."""
        if side is Side.OWN:
            return code
        return next((there for there, here in self.codes.items() if here == code), None)


_TEXTS = ("office", "by", "reason", "accepted")


def merger_to_document(merger: Merger) -> dict[str, Any]:
    """The form in which the office's book keeps it."""
    archives = {
        side.value: {"name": one.name, "sha256": one.digest, "heads": list(one.heads)}
        for side, one in merger.archives.items()
    }
    days = {"id": merger.id, "from": merger.since.isoformat(), "on": merger.on.isoformat()}
    texts = {name: getattr(merger, name) for name in _TEXTS}
    return {**days, **texts, "archives": archives, "codes": dict(merger.codes)}


def merger_from_document(document: Mapping[str, Any]) -> Merger:
    """The merger that the office's book keeps; KeyError, TypeError or ValueError when it is none."""
    archives, codes = object_of(document, "archives"), object_of(document, "codes")
    texts: Any = {name: text_of(document, name) for name in _TEXTS}
    return Merger(
        id=text_of(document, "id"),
        since=day_of(document, "from"),
        on=day_of(document, "on"),
        archives={side: _archive(object_of(archives, side.value)) for side in Side},
        codes={code: text_of(codes, code) for code in codes},
        **texts,
    )


def _archive(document: Record) -> Archive:
    return Archive(text_of(document, "name"), text_of(document, "sha256"), texts_of(document, "heads"))


def goes_on(entries: Mapping[str, Mapping[str, Any]], heads: Iterable[str]) -> bool:
    """Whether the office's book with these entries is the one of `heads`, at that time or later.

    Wards that began as copies of one store share its first entries and are none the less two.
    """
    for one in heads:
        book, sequence, short = one.split(":")
        if book == _OFFICE:
            return str(entries.get(sequence, {}).get("hash", "")).startswith(short)
    return False


def next_merger_id(since: date, taken: Mapping[str, object]) -> str:
    """The next free id of a ward that joins from `since`."""
    day, number = since.isoformat(), 1
    while (found := day if number == 1 else f"{day}-{number}") in taken:
        number += 1
    return found
