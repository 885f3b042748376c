"""The screen of one check that waits for a leader: only what is not simply met, what contradicts, what has changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from civicode.console.check.screen import View
from civicode.console.screen.columns import cut, spread
from civicode.domain.criteria.rating import Rating
from civicode.domain.text.text import shown_line
from civicode.services.review.waiting import Waiting

MOST_EXCEPTIONS = 9
"""Listed on one screen, inclusive; the others are counted, and can be named by their codes."""
_MOST_CASES = 3
_IN, _DEEP = "  ", "           "


def review_lines(view: View, one: Waiting, at: int, of: int) -> list[str]:
    """The check `at` of `of`, from 1: head, counts, exceptions, contradictions, changes."""
    words, member = view.words, one.target.member
    who = f"{member.name} ({member.code})" if member else words("dialogue.the_office")
    unit = f" · {member.post_in(one.target.period).unit}" if member else ""
    head = words("walk.head", at=at, of=of, who=shown_line(who + unit))
    lines = [spread(head, [words("walk.period", period=one.target.period.key), ""], view.width)]
    lines += view.wrapped(words("walk.counts", **_counts(one), on=one.check.submitted_on))
    lines += _exceptions(view, one)
    lines += _cases(view, one)
    if one.worse or one.better:
        lines += view.wrapped(words("walk.changes", worse=_some(one.worse), better=_some(one.better)))
    return lines


def _counts(one: Waiting) -> dict[str, int]:
    ratings = [answer.rating for answer in one.check.answers.values()]
    return {rating.value: ratings.count(rating) for rating in Rating}


def _exceptions(view: View, one: Waiting) -> Iterator[str]:
    for number, (criterion, answer) in enumerate(one.exceptions[:MOST_EXCEPTIONS], start=1):
        mark = view.mark({criterion.code: answer}, criterion.code)
        yield cut(f"{_IN}{number}. {mark}  {criterion.code} {view.title(criterion)}", view.width)
        if answer.note:
            yield cut(f"{_DEEP}{shown_line(answer.note)}", view.width)
    if len(one.exceptions) > MOST_EXCEPTIONS:
        yield _IN + view.words("walk.more", n=len(one.exceptions) - MOST_EXCEPTIONS)


def _cases(view: View, one: Waiting) -> Iterator[str]:
    if one.cases:
        yield from view.wrapped(view.words("walk.contradicts"))
    for case in one.cases[:_MOST_CASES]:
        said = view.words("walk.case", id=case.id, state=case.state, criteria=list(case.criteria), what=case.what)
        yield cut(_IN + shown_line(said), view.width)
    if len(one.cases) > _MOST_CASES:
        yield _IN + view.words("walk.more", n=len(one.cases) - _MOST_CASES)


def _some(codes: Sequence[str]) -> str:
    return ", ".join(codes) or "-"
