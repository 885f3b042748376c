"""A leader's own ratings beside the officer's, criterion by criterion, where they differ, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from civicode.domain.calendar import Period
from civicode.domain.check.check import COUNTED, AnyAnswer, SelfCheck, answer_problems, normalised
from civicode.domain.receipt import Receipt
from civicode.domain.record import to_document
from civicode.domain.review import Decision, Review
from civicode.domain.tables import REVIEWS
from civicode.domain.text.text import is_blank
from civicode.errors import NotAllowedError, Problem, RefusedError
from civicode.services.check.target import target
from civicode.services.office.office import Office
from civicode.services.review.review import require_reviewer, required_check

__all__ = ["rate"]


def rate(office: Office, officer: str, period: Period | None, ratings: Mapping[str, AnyAnswer]) -> Receipt:
    """Put the leader's `ratings` beside those of the check; what was rated before and is not named stays.

    They confirm nothing: a check that waits goes on waiting, a confirmed one stays confirmed.

    Raises:
        RefusedError: a criterion not answered, a rating that is the officer's own, a reason missing; all of it.
        NotAllowedError, NotFoundError, UsageError: as `review.confirm`.
    """
    whose = target(office, officer, period, reading=True)
    require_reviewer(office, whose)
    key = whose.period.key
    with office.edit(key) as edit:
        check = required_check(office, edit, whose)
        if check.state not in COUNTED:
            raise NotAllowedError("review.returned_already", officer=whose.whose, period=key, reason=check.reason)
        given, problems = normalised(ratings, office.versions.of(check.catalogue).criteria)
        problems += _problems(office, check, given)
        if problems:
            raise RefusedError("review.rating_refused", problems, n=len(problems))
        old = edit.book(key).one(REVIEWS, whose.officer, Review, own="officer")
        kept = dict(old.ratings) if old else {}
        merged = {code: one for code in check.answers if (one := given.get(code) or kept.get(code))}
        if merged != kept:
            document = to_document(_review(office, whose.officer, old, merged))
            edit.put(key, REVIEWS, whose.officer, document, action=Decision.RATED.value)
    return office.receipt(
        "unchanged" if merged == kept else Decision.RATED.value,
        "review",
        whose.officer,
        edit,
        period=key,
        next=f"civicode report officer --officer {whose.officer} --period {key}",
        facts={"officer": whose.whose, "criteria": list(given), "state": check.state, "reason": ""},
    )


def _problems(office: Office, check: SelfCheck, given: Mapping[str, AnyAnswer]) -> list[Problem]:
    everything = office.versions.of(check.catalogue).criteria
    answered = [one for one in everything if one.code in check.answers]
    problems = answer_problems(given, answered, everything)
    told = {problem.where for problem in problems}
    facts = {one.code: one.facts for one in answered}
    for code, answer in given.items():
        if code in told:
            continue
        if answer.rating is check.answers[code].rating:
            problems.append(Problem("review.same_rating", {**facts[code], "rating": answer.rating}, where=code))
        elif is_blank(answer.note):
            problems.append(Problem("batch.no_reason", facts[code], where=code))
    return problems


def _review(office: Office, officer: str, old: Review | None, ratings: Mapping[str, AnyAnswer]) -> Review:
    fresh = Review(
        officer=officer, reviewer=office.actor, on=office.today, decision=Decision.RATED, reason="", ratings={}
    )
    return replace(old or fresh, reviewer=office.actor, on=office.today, ratings=ratings)
