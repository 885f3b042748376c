"""The gaps between quotes: which runs of a clause's words are left out, and which may go unquoted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from civicode.domain.criteria.word import Word

SHORTEST_GAP = 4
"""Words that a run held by no quote must have to count as left out, inclusive."""


def left_out(words: Sequence[Word], is_held: Sequence[bool]) -> Iterator[range]:
    """The places of each run of four words or more that nothing holds.

    Not counted are a sentence's subject up to "phải" or "không được", where a quote goes on from there, and the words
    up to the colon before a list.
    """
    for start, end in _gaps(is_held):
        counted = _excused_from(words, start, end)
        if counted - start >= SHORTEST_GAP:
            yield range(start, counted)


def _gaps(is_held: Sequence[bool]) -> Iterator[tuple[int, int]]:
    for held, group in groupby(range(len(is_held)), key=is_held.__getitem__):
        places = list(group)
        if not held:
            yield places[0], places[-1] + 1


def _excused_from(words: Sequence[Word], start: int, end: int) -> int:
    """Where the tail of a gap that may go unquoted begins; `end` when there is none."""
    opening = next((at for at in range(end - 1, start - 1, -1) if at == 0 or words[at - 1].ends_sentence), None)
    if opening is None or words[end - 1].ends_sentence:
        return end
    if words[end - 1].ends_with_colon:
        return opening
    modal = next((at for at in range(opening, min(end + 1, len(words))) if _modal_size(words, at)), None)
    if end == len(words) or modal is None or modal + _modal_size(words, modal) < end:
        return end
    return opening


def _modal_size(words: Sequence[Word], at: int) -> int:
    """How many words the "phải" or "không được" at a place has; 0 where there is none."""
    two = tuple(word.bare.casefold() for word in words[at : at + 2])
    return 1 if two[0] == "phải" else 2 if two == ("không", "được") else 0
