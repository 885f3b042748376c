"""Versions of the criteria put to use one after the other: which one a day is checked by, and what came over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from civicode.domain.calendar import Period, read_period
from civicode.domain.criteria.catalogue import Catalogue, Criterion
from civicode.domain.record import Record
from civicode.errors import Problem


class Adoption(Record, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"period": "since"}):
    """That a version of the criteria was put to use.

    Attributes:
        period: key of the first check period that is held against it.
        before: digest of the criteria that were in use until then.
        catalogue: digest of those in use from then on.
        was_file: SHA-256 of the file that was replaced; while it still lies there the adoption was cut off.
        on, by: when and by whom it was put to use.
    """

    period: str
    before: str
    catalogue: str
    was_file: str
    on: date
    by: str

    def __post_init__(self) -> None:
        if read_period(self.period, date.min) is None:
            raise ValueError(self.period)

    @property
    def since(self) -> Period:
        """The first check period that is held against it."""
        period = read_period(self.period, date.min)
        assert period is not None
        return period


def by_time(adoptions: Iterable[Adoption]) -> tuple[Adoption, ...]:
    """The adoptions in the order in which they took effect."""
    return tuple(sorted(adoptions, key=lambda one: one.since.first_day))


def digest_on(adoptions: Sequence[Adoption], day: date, in_use: str) -> str:
    """The digest of the criteria that `day` is held against.

    Args:
        adoptions: in the order of `by_time`.
        in_use: digest of the criteria since the last of them, or ever.
    """
    return next((one.before for one in adoptions if day < one.since.first_day), in_use)


def reuse_problems(earlier: Iterable[Catalogue], new: Catalogue) -> list[Problem]:
    """The codes that `new` gives to something else although they were given up before: a code is never used again.

    Args:
        earlier: every version that was in use, the latest last. A code that stands in the latest may be reworded.
    """
    versions = list(earlier)
    standing = {one.code for one in versions[-1].criteria if not one.withdrawn} if versions else set()
    words: dict[str, set[str]] = {}
    for one in (item for version in versions for item in version.criteria):
        words.setdefault(one.code, set()).add(one.digest)
    return [
        Problem("adoption.code_used_before", one.facts, where=one.code)
        for one in new.criteria
        if not one.withdrawn and one.code not in standing and _is_other(one, words.get(one.code))
    ]


def _is_other(criterion: Criterion, words: set[str] | None) -> bool:
    return words is not None and criterion.digest not in words
