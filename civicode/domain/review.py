"""A leader's review of a check: confirmed, or returned with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated

from civicode.domain.check.check import AnyAnswer
from civicode.domain.record import REASON, Record


class Decision(StrEnum):
    """What a leader may decide about a check that was handed in; `rated` leaves it as it stands."""

    CONFIRMED = "confirmed"
    RETURNED = "returned"
    RATED = "rated"


class Review(Record, frozen=True, kw_only=True):
    """The latest review of one check. What the check's own state says counts: a change after it drops it.

    Attributes:
        officer: whose check, `CQ` for the office's.
        reviewer: the leader's staff code.
        on: day of the decision.
        reason: why it was returned.
        ratings: the leader's own ratings by criterion.
    """

    officer: str
    reviewer: str
    on: date
    decision: Decision
    reason: Annotated[str, REASON]
    ratings: Mapping[str, AnyAnswer]
