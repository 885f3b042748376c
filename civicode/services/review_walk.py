"""The checks of a period that wait for a leader, each as far as it needs to be looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from civicode.domain.catalogue import Criterion
from civicode.domain.check import Answer, CheckState, SelfCheck
from civicode.domain.period import Period, due_now
from civicode.domain.rating import Rating
from civicode.domain.staff import OFFICE, serving_in
from civicode.domain.violation import Violation
from civicode.services.contradiction import contradicting
from civicode.services.office import Office
from civicode.services.period import require_known
from civicode.services.review import require_leader
from civicode.services.target import Target, in_words_of, previous, standing, target

__all__ = ["Waiting", "looked_at", "waiting"]


class Waiting(NamedTuple):
    """One check that waits.

    Attributes:
        exceptions: what was not simply met, in the catalogue's order.
        cases: of the period against what was rated met, confirmed or not, but none that was dismissed.
        worse, better: codes not met now and not before, and the other way round; empty without a check before.
    """

    target: Target
    check: SelfCheck
    exceptions: tuple[tuple[Criterion, Answer], ...]
    cases: tuple[Violation, ...]
    worse: tuple[str, ...] = ()
    better: tuple[str, ...] = ()

    @property
    def contradicts(self) -> bool:
        """Whether a confirmed case speaks against an answer."""
        return any(case.is_confirmed for case in self.cases)


def waiting(office: Office, period: Period | None = None) -> list[Waiting]:
    """The checks handed in and not yet decided, in the order of the register, the office's own last, but one's own.

    Raises:
        NotAllowedError: who acts does not lead; the period has not begun.
        UsageError, NotFoundError: this office does not run such a period, or did not yet.
    """
    require_leader(office)
    chosen = period or due_now(office.today, office.settings.period, office.settings.window)
    require_known(office, chosen)
    listed = [one.code for one in serving_in(office.roster, chosen)]
    found = (looked_at(office, target(office, code, chosen, reading=True)) for code in (*listed, OFFICE))
    mine = office.actor.casefold()
    return [one for one in found if one and one.target.officer.casefold() != mine]


def looked_at(office: Office, whose: Target) -> Waiting | None:
    """The check of `whose` as it stands now; None when it does not wait (any more)."""
    check = standing(office, whose)
    if check is None or check.state is not CheckState.SUBMITTED:
        return None
    whose = in_words_of(office, whose, check)
    exceptions = [
        (one, check.answers[one.code])
        for one in whose.catalogue.criteria
        if check.exceptions.get(one.code, Rating.MET) is not Rating.MET
    ]
    before, places = previous(office, whose), {one.code: place for place, one in enumerate(whose.catalogue.criteria)}
    now, then = _not_met(check, places), _not_met(before, places) if before else []
    return Waiting(
        target=whose,
        check=check,
        exceptions=tuple(exceptions),
        cases=tuple(contradicting(office, whose, check.answers)),
        worse=tuple(code for code in now if before and code not in then),
        better=tuple(code for code in then if code not in now),
    )


def _not_met(check: SelfCheck, places: Mapping[str, int]) -> list[str]:
    """The codes in the order of the catalogue, those that it does not know last."""
    found = [code for code, rating in check.exceptions.items() if rating is Rating.NOT_MET]
    return sorted(found, key=lambda code: places.get(code, len(places)))
