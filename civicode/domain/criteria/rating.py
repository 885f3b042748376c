"""The three answers to a criterion, and the words in which people give them."""

from __future__ import annotations

from enum import StrEnum

from civicode.domain.text.text import folded


class Rating(StrEnum):
    """An answer; the same meaning for duties and bans: met = "I kept to it". Unanswered is none of the three."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"

    __hash__ = str.__hash__  # that of an enum is a function of its own

    @property
    def rating(self) -> Rating:
        """Itself: a rating alone is an answer, with neither note nor evidence."""
        return self

    @property
    def note(self) -> str:
        """Nothing."""
        return ""

    @property
    def evidence(self) -> str:
        """Nothing."""
        return ""


_WORDS = {
    "met": Rating.MET,
    "dat": Rating.MET,
    "d": Rating.MET,
    "not met": Rating.NOT_MET,
    "chua dat": Rating.NOT_MET,
    "chua": Rating.NOT_MET,
    "c": Rating.NOT_MET,
    "not applicable": Rating.NOT_APPLICABLE,
    "khong ap dung": Rating.NOT_APPLICABLE,
    "k": Rating.NOT_APPLICABLE,
    "n/a": Rating.NOT_APPLICABLE,
    "na": Rating.NOT_APPLICABLE,
}
_FLAGS = dict.fromkeys(("co", "x", "yes", "y", "true", "1"), True) | dict.fromkeys(
    ("khong", "no", "n", "false", "0", ""), False
)


def read_rating(text: str) -> Rating | None:
    """The rating that `text` means, in Vietnamese or English, with or without diacritics; None when it means none."""
    return _WORDS.get(folded(text.replace("_", " ").replace("-", " ")))


def read_flag(text: str) -> bool | None:
    """Yes or no in the words that cells and files use (empty is no); None when it is neither."""
    return _FLAGS.get(folded(text))


def rate_percent(met: int, not_met: int) -> float | None:
    """Met / (met + not_met) in percent, one decimal, half up; None without a denominator (neither 0 nor 100)."""
    total = met + not_met
    return (met * 2000 + total) // (2 * total) / 10 if total else None
