"""A check as reports count it: which criteria were answered, and the few that were not simply met."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NamedTuple, Protocol

from civicode.domain.check.check import CheckState, rating_from_value
from civicode.domain.criteria.rating import Rating
from civicode.domain.record import day_or_none, object_of


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

    def of(self, officer: str) -> Counted:
        """The same check as that of `officer`."""


class Tally(NamedTuple):
    """A check without notes and evidence: a year of two thousand people holds a million answers. See `Counted`."""

    officer: str
    state: CheckState
    catalogue: str
    submitted_on: date | None
    late: bool
    codes: tuple[str, ...]
    exceptions: Mapping[str, Rating]

    def of(self, officer: str) -> Tally:
        """The same check as that of `officer`."""
        return self._replace(officer=officer)


class Tallies:
    """Reads the checks of a book for counting; what many of them share is looked at once."""

    def __init__(self) -> None:
        self._answers: dict[int, tuple[object, tuple[str, ...], Mapping[str, Rating]]] = {}
        self._days: dict[str | None, date | None] = {None: None}

    def read(self, document: Mapping[str, Any]) -> Tally:
        """What counts of the check that a book keeps; KeyError, TypeError or ValueError when it is none."""
        officer, catalogue, late = document["officer"], document["catalogue"], document["late"]
        if not (type(officer) is type(catalogue) is type(document["entered_by"]) is str and type(late) is bool):
            raise TypeError("check")
        answers = document["answers"]
        if (known := self._answers.get(id(answers))) is None:
            known = self._answers[id(answers)] = (answers, tuple(object_of(document, "answers")), _exceptions(answers))
        day = document.get("submitted_on")
        if day not in self._days:
            self._days[day] = day_or_none(document, "submitted_on")
        return Tally(
            officer,
            _STATES[document["state"]],
            catalogue,
            self._days[day],
            late,
            known[1],
            known[2],
        )


def _exceptions(answers: Mapping[str, Any]) -> Mapping[str, Rating]:
    """The ratings that are not `met`."""
    return {
        code: rating
        for code, value in answers.items()
        if value != "met" and (rating := rating_from_value(value)) is not Rating.MET
    }


_STATES = {state.value: state for state in CheckState}


def rating_in(check: Counted, code: str) -> Rating | None:
    """How a criterion was rated; None when it was not answered."""
    return check.exceptions.get(code, Rating.MET) if code in check.codes else None
