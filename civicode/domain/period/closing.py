"""What stands in the way of closing a period: everything at once, person by person."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from civicode.domain.office import ReviewRule
from civicode.domain.period.standing import PeriodStanding, ProgressState, Standing
from civicode.domain.staff.staff import OFFICE
from civicode.errors import Problem


def obstacles(
    standing: PeriodStanding, office_check: ProgressState, drafts: Collection[str], rule: ReviewRule
) -> list[Problem]:
    """Who has not handed in, whose check was returned or is unfinished, whose is not confirmed where that is the rule.

    That the office has no check of its own is no obstacle; one begun and not finished is.

    Args:
        office_check: where the office's own check stands.
        drafts: staff codes with an unfinished check, `CQ` for the office's; also beside one handed in.
    """
    office = Standing(officer=OFFICE, name="", unit="", state=office_check)
    own = [office] if office_check is not ProgressState.NOT_STARTED else []
    return [problem for one in (*standing.people, *own) for problem in _of(one, one.officer in drafts, rule)]


def _of(person: Standing, has_draft: bool, rule: ReviewRule) -> Iterator[Problem]:
    facts = {"officer": person.officer, "name": person.name, "state": person.state}
    if person.state is ProgressState.EXCUSED:
        return
    office = person.officer == OFFICE
    faults = (
        (person.state is ProgressState.NOT_STARTED, "closing.missing"),
        (person.state is ProgressState.RETURNED, "closing.office_returned" if office else "closing.returned"),
        (has_draft, "closing.office_draft" if office else "closing.draft"),
        (
            rule is ReviewRule.REQUIRED and person.state is ProgressState.SUBMITTED,
            "closing.office_unreviewed" if office else "closing.unreviewed",
        ),
    )
    yield from (Problem(code, facts, where=person.officer) for is_so, code in faults if is_so)
