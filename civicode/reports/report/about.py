"""What a report says about itself: whom it names, what it needs, how it is laid out."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from civicode.domain.calendar import PeriodKind
from civicode.reports.document.paper import Layout


class Part(StrEnum):
    """What some reports need beside the figures; it is read for them alone."""

    PERSON = "person"
    OFFICE = "office"
    EARLIER = "earlier"
    PAST_CASES = "past_cases"
    TASKS = "tasks"
    HELD = "held"


class About(NamedTuple):
    """A report's own facts, under `ABOUT` in its module.

    Attributes:
        layout: on paper.
        names_people: whether it names people unless told not to.
        needs: see `Part`.
        is_of_one: it is of one person, who has to be named.
        span: of which length the period is when none is named; None is that of a check.
        is_running: the running period is meant when none is named, not the one that is due.
        is_whole: it tells of all time when no period is named.
    """

    layout: Layout
    names_people: bool = False
    needs: tuple[Part, ...] = ()
    is_of_one: bool = False
    span: PeriodKind | None = None
    is_running: bool = False
    is_whole: bool = False
