"""A check as a file brings it: which criteria it answers, what is not simply met, and what it makes of one there is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from civicode.domain.check.check import Answers, AnyAnswer, make_answer
from civicode.domain.criteria.rating import Rating


class CheckEntry(NamedTuple):
    """What a file says of one check, or of a part of one.

    Attributes:
        line: where it begins, from 1.
        officer: as written: a code, or a name.
        name: as written beside the code; empty where it is not.
        codes: the criteria answered, in capitals, in the file's order; most checks of a file share one tuple.
        others: the answers that are not met without a word, by code.
        reviewer: as written, of a review.
    """

    line: int
    officer: str
    codes: tuple[str, ...]
    others: Mapping[str, AnyAnswer]
    period: object = None
    name: str = ""
    reviewer: str = ""

    @property
    def answers(self) -> dict[str, AnyAnswer]:
        """All of them."""
        return {code: self.others.get(code, Rating.MET) for code in self.codes}


def taken_over(old: Answers, new: Answers, asked: Collection[str]) -> dict[str, AnyAnswer]:
    """The answers of `old` that are still asked, with those of `new` over them.

    An empty note or evidence erases none beside the same rating.
    """
    kept = {code: answer for code, answer in old.items() if code in asked}
    return kept | {code: _over(kept.get(code), answer) for code, answer in new.items()}


def _over(old: AnyAnswer | None, new: AnyAnswer) -> AnyAnswer:
    if old is None or old.rating is not new.rating:
        return new
    return make_answer(new.rating, new.note or old.note, new.evidence or old.evidence)
