"""That another ward joined: since when, why, who came under which code, and the two stores kept as they were before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta

from civicode.domain.record import Record

MERGERS = "mergers"
"""The table of wards that joined, in the office's book."""


_OFFICE = "office"


class Side(StrEnum):
    """Whose records an archive holds."""

    OTHER = "other"
    OWN = "own"


class Archive(Record, frozen=True, kw_only=True, rename={"digest": "sha256"}):
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


class Merger(Record, frozen=True, kw_only=True, rename={"since": "from"}):
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
    archives: Annotated[Mapping[Side, Archive], Meta(min_length=len(Side))]
    codes: Mapping[str, str]

    def code_in(self, side: Side, code: str) -> str | None:
        """The code that the person who has `code` here has in an archive; None when nobody there came to be them."""
        if side is Side.OWN:
            return code
        return next((there for there, here in self.codes.items() if here == code), None)


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
