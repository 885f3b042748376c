"""A leader's review of a check: confirmed, or returned with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from civicode.domain.record import day_of, object_of, text_of


class Decision(StrEnum):
    """What a leader may decide about a check that was handed in; `rated` leaves it as it stands."""

    CONFIRMED = "confirmed"
    RETURNED = "returned"
    RATED = "rated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The latest review of one check. What the check's own state says counts: a change after it drops it.

    Attributes:
        officer: whose check, `CQ` for the office's.
        reviewer: the leader's staff code.
        on: day of the decision.
        reason: why it was returned.
        ratings: the leader's own ratings by criterion, each as a book keeps an answer.
    """

    officer: str
    reviewer: str
    on: date
    decision: Decision
    reason: str = ""
    ratings: Mapping[str, Any] = field(default_factory=dict)


def review_to_document(review: Review) -> dict[str, Any]:
    """The form in which the book of the period keeps a review."""
    return {
        "officer": review.officer,
        "reviewer": review.reviewer,
        "on": review.on.isoformat(),
        "decision": review.decision.value,
        "reason": review.reason,
        "ratings": dict(review.ratings),
    }


def review_from_document(document: Mapping[str, Any]) -> Review:
    """The review that the book of a period keeps; KeyError, TypeError or ValueError when it is none."""
    return Review(
        officer=text_of(document, "officer"),
        reviewer=text_of(document, "reviewer"),
        on=day_of(document, "on"),
        decision=Decision(document["decision"]),
        reason=text_of(document, "reason"),
        ratings=object_of(document, "ratings"),
    )
