"""Somebody who was entered twice: one entry made of two, and what keeps their records from becoming one's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from msgspec.structs import replace

from civicode.domain.check.check import CheckState, SelfCheck
from civicode.domain.review import Review
from civicode.domain.staff.staff import Absence, Post, StaffMember
from civicode.domain.violation.violation import OBSERVED_STATES, CaseState, Correction, Violation
from civicode.errors import Problem

_DAY = timedelta(days=1)

Reviewed = tuple[SelfCheck | None, Mapping[str, Any] | None]
"""A check, and what a leader decided about it, as a book keeps it."""


class _Term(NamedTuple):
    """A post with its first and last day, both inclusive."""

    first: date
    last: date
    post: Post


def joined(old: StaffMember, new: StaffMember) -> StaffMember:
    """One person of two entries: `new`, with what `old` says of the days on which `new` was not on the register."""
    kept = _terms(new)
    lost = [part for one in _terms(old) for part in _outside(one, kept)]
    terms = sorted((*kept, *lost), key=lambda one: one.first)
    posts = []
    for one, following in zip(terms, (*terms[1:], None), strict=True):
        gap = following is not None and one.last + _DAY < following.first
        since = None if one.first == date.min else one.first
        posts.append(replace(one.post, since=since, until=one.last if gap else None))
    last = terms[-1].last
    order = new.order if new.order is not None else old.order
    return replace(new, posts=tuple(posts), until=None if last == date.max else last, order=order)


def check_problem(period: str, old: SelfCheck | None, new: SelfCheck | None) -> Problem | None:
    """What speaks against one check of a period being made of two; one that was withdrawn counts for nothing."""
    if old is None or new is None or CheckState.WITHDRAWN in (old.state, new.state):
        return None
    same = (dict(old.answers), old.catalogue) == (dict(new.answers), new.catalogue)
    return None if same else Problem("staff_merge.two_checks", {"period": period}, where=period)


def gives_way(new: SelfCheck | None, old: SelfCheck) -> bool:
    """Whether the check under the new code gives way to that under the old one: it counts for less."""
    if new is None or new.state is CheckState.WITHDRAWN:
        return True
    rank = (CheckState.WITHDRAWN, CheckState.RETURNED, CheckState.SUBMITTED, CheckState.CONFIRMED).index
    if CheckState.DRAFT in (old.state, new.state) or rank(old.state) == rank(new.state):
        return old.state is not CheckState.WITHDRAWN and new.late and not old.late
    return rank(new.state) < rank(old.state)


def closed_problem(period: str, olds: Iterable[SelfCheck], news: Iterable[SelfCheck]) -> Problem | None:
    """That a closed period holds two checks of one person, each under any code of theirs, and neither was withdrawn.

    It stays as it is: a year would count two that were handed in, and one that was returned would have no place when
    the period is opened again.
    """
    both = all(any(one.state is not CheckState.WITHDRAWN for one in checks) for checks in (olds, news))
    return Problem("staff_merge.two_closed", {"period": period}, where=period) if both else None


def review_problem(period: str, officer: str, reviewers: Iterable[str], review: Review | None) -> Problem | None:
    """That the check of `officer` was decided on by one of `reviewers`, codes of the same person."""
    if review is None or review.officer != officer or review.reviewer not in reviewers:
        return None
    return Problem("staff_merge.own_review", {"period": period, "reviewer": review.reviewer}, where=period)


def reviews_problem(
    period: str,
    old: tuple[SelfCheck | None, Mapping[str, Any] | None],
    new: tuple[SelfCheck | None, Mapping[str, Any] | None],
) -> Problem | None:
    """That leaders decided on two checks that both stand, and not the same; each check with its review."""
    if any(check is None or check.state is CheckState.WITHDRAWN or review is None for check, review in (old, new)):
        return None
    if {**(old[1] or {}), "officer": ""} == {**(new[1] or {}), "officer": ""}:
        return None
    return Problem("staff_merge.two_reviews", {"period": period}, where=period)


def case_problem(case: Violation, codes: Iterable[str]) -> Problem | None:
    """That somebody judged a case about themselves, or one that they recorded, and it stands so."""
    mine = set(codes)
    judged = [one.by for one in case.events if one.state in (CaseState.CONFIRMED, CaseState.DISMISSED)]
    if case.state in OBSERVED_STATES or not judged or judged[-1] not in mine:
        return None
    if case.officer not in mine and case.recorder not in mine:
        return None
    return Problem("staff_merge.own_case", {"id": case.id, "by": [judged[-1]]}, where=case.id)


def absence_problem(one: Absence, others: Iterable[Absence]) -> Problem | None:
    """That an absence of the old entry overlaps one of the new; the very same days and words are one absence."""
    for other in others:
        same = (one.since, one.until, one.reason) == (other.since, other.until, other.reason)
        if not same and one.since <= other.until and other.since <= one.until:
            facts: dict[str, object] = {"since": one.since, "until": one.until}
            facts |= {"other_since": other.since, "other_until": other.until}
            return Problem("staff_merge.absences_overlap", facts, where=one.officer)
    return None


def moved_case(case: Violation, new: str, at: str, by: str, reason: str) -> Violation:
    """The case as one about `new`; the correction keeps the code that it named."""
    correction = Correction(at=at, by=by, reason=reason, old={"officer": case.officer})
    return replace(case, officer=new, corrections=(*case.corrections, correction))


def _terms(member: StaffMember) -> list[_Term]:
    """Every post with its days; before the records is the first of all days, for good the last."""
    found = []
    for post, following in zip(member.posts, (*member.posts[1:], None), strict=True):
        next_first = following.since if following and following.since else None
        last = post.until or (next_first - _DAY if next_first else member.until) or date.max
        found.append(_Term(post.since or date.min, last, post))
    return found


def _outside(term: _Term, kept: Iterable[_Term]) -> list[_Term]:
    """The days of a term that lie in none of `kept`, in one to several parts."""
    parts = [term]
    for one in kept:
        cut: list[_Term] = []
        for part in parts:
            if part.last < one.first or one.last < part.first:
                cut.append(part)
                continue
            if part.first < one.first:
                cut.append(part._replace(last=one.first - _DAY))
            if one.last < part.last:
                cut.append(part._replace(first=one.last + _DAY))
        parts = cut
    return parts
