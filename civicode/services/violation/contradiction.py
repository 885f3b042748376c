"""What is on record against answers that say "met", shown before a check is handed in."""

from __future__ import annotations

from civicode.domain.check.check import Answers
from civicode.domain.criteria.rating import Rating
from civicode.domain.violation.violation import CaseState, Violation
from civicode.services.check.target import Target
from civicode.services.office.office import Office
from civicode.services.violation.casebook import cases_between

__all__ = ["contradicting"]


def contradicting(office: Office, target: Target, answers: Answers) -> list[Violation]:
    """Cases of the officer in that period with a criterion that `answers` call met, by day of the act.

    Confirmed ones contradict (`is_confirmed`); observations not yet confirmed are worth a second look; dismissed ones
    are left out.
    """
    met = {code for code, answer in answers.items() if answer.rating is Rating.MET}
    cases = cases_between(office, target.period.first_day, target.period.last_day)
    own = [
        case
        for case in cases
        if case.officer == target.officer and case.state is not CaseState.DISMISSED and met & set(case.criteria)
    ]
    return sorted(own, key=lambda case: (case.occurred_on, case.id))
