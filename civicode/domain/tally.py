"""A check as reports count it: which criteria were answered, and the few that were not simply met."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NamedTuple, Protocol

from civicode.domain.check import CheckState, rating_from_value
from civicode.domain.rating import Rating
from civicode.domain.record import day_or_none, flag_of, object_of, text_of


class Counted(Protocol):
    """What counting needs of a check; a whole `SelfCheck` has it, too."""

    @property
    def officer(self) -> str:
        """Staff code, or `CQ`."""

    @property
    def state(self) -> CheckState:
        """Where it stands."""

    @property
    def catalogue(self) -> str:
        """Digest of the catalogue whose words were answered."""

    @property
    def submitted_on(self) -> date | None:
        """Day on which it was first handed in."""

    @property
    def late(self) -> bool:
        """First handed in after the due day."""

    @property
    def codes(self) -> Collection[str]:
        """The criteria answered."""

    @property
    def exceptions(self) -> Mapping[str, Rating]:
        """The ratings that are not `met`, by criterion."""


class Tally(NamedTuple):
    """A check without notes and evidence: a year of two thousand people holds a million answers. See `Counted`."""

    officer: str
    state: CheckState
    catalogue: str
    submitted_on: date | None
    late: bool
    codes: tuple[str, ...]
    exceptions: Mapping[str, Rating]


def tally_from_document(document: Mapping[str, Any]) -> Tally:
    """What counts of the check that a book keeps; KeyError, TypeError or ValueError when it is none."""
    text_of(document, "entered_by")
    answers = object_of(document, "answers")
    ratings = list(answers.values())
    are_all_met = ratings.count("met") == len(ratings)  # so are most checks: then no answer is looked at
    return Tally(
        officer=text_of(document, "officer"),
        state=CheckState(document["state"]),
        catalogue=text_of(document, "catalogue"),
        submitted_on=day_or_none(document, "submitted_on"),
        late=flag_of(document, "late"),
        codes=tuple(answers),
        exceptions={}
        if are_all_met
        else {
            code: rating
            for code, value in answers.items()
            if value != "met" and (rating := rating_from_value(value)) is not Rating.MET
        },
    )


def rating_in(check: Counted, code: str) -> Rating | None:
    """How a criterion was rated; None when it was not answered."""
    return check.exceptions.get(code, Rating.MET) if code in check.codes else None
