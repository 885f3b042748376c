"""The steps of a case: one more event, who may take it, and what a decision has to bring."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from civicode import lazy
from civicode.domain.receipt import Receipt
from civicode.domain.record import to_document
from civicode.domain.staff.staff import OFFICE, Category
from civicode.domain.tables import VIOLATIONS
from civicode.domain.violation.discipline import DisciplineLaw, choices, spelled
from civicode.domain.violation.observation import text_problems, tidied
from civicode.domain.violation.violation import (
    CONFIRMED_STATES,
    OWN_STEPS,
    CaseEvent,
    CaseState,
    Violation,
    allowed_steps,
    has_number_and_day,
)
from civicode.errors import NotAllowedError, Problem, UsageError
from civicode.services.office.forgotten import require_remembered
from civicode.services.office.office import Office
from civicode.services.violation.casebook import case_of, located
from civicode.services.violation.change import not_own, receipt, refuse

"""The reader of the list, loaded where a decision is entered."""


def step(
    office: Office,
    case_id: str,
    state: CaseState,
    *,
    note: str = "",
    decision: str = "",
    level: str = "",
    form: str = "",
) -> Receipt:
    """Take a case to its next state, as one more event; decision, level and form are entered, never worked out.

    Raises:
        NotFoundError: no such case.
        NotAllowedError: the step does not follow on where the case stands; it is one's own case; it is confirmed by
            who does not lead, or has recorded it.
        UsageError: the reason (`note`) for reopening is missing.
        RefusedError: level or form without a decision's number and day, on a case not confirmed, or not among those of
            the law in force on the day of the act for that category; a text too long.
    """
    book, known = located(office, case_id)
    at = office.now.isoformat(timespec="seconds")
    entered = {"note": note, "decision": decision, "level": level, "form": form}
    texts = {name: tidied(text) for name, text in entered.items()}
    event = CaseEvent(state=state, at=at, by=office.actor, **texts)
    with office.edit(book) as edit:
        case = case_of(edit.book(book), known.id)
        require_remembered(office, case.officer)
        _allow(office, case, event)
        event, problems = _decided(office, case, event)
        refuse([*_event_problems(event), *problems])
        case = replace(case, events=(*case.events, event))
        edit.put(book, VIOLATIONS, case.id, to_document(case), action=state.value, reason=event.note)
        kept = edit.book(book)
    return receipt(office, state.value, case, kept, edit)


def _allow(office: Office, case: Violation, event: CaseEvent) -> None:
    allowed = allowed_steps(case.state)
    if event.state not in allowed:
        raise NotAllowedError(
            "violation.forbidden_step", id=case.id, state=case.state, wanted=event.state, allowed=list(allowed)
        )
    if event.state not in OWN_STEPS:
        not_own(case.under(office.merged), event.by)
    if event.state is CaseState.CONFIRMED:
        _require_judge(office, case)
    if event.state is CaseState.REOPENED and not event.note:
        raise UsageError("violation.reopening_needs_reason", id=case.id)


def _require_judge(office: Office, case: Violation) -> None:
    """Only a leader confirms, and not what they recorded themselves."""
    if not office.leads:
        raise NotAllowedError("violation.leaders_confirm", id=case.id, actor=office.actor)
    if office.actor.casefold() == office.code_now(case.recorder).casefold():
        raise NotAllowedError("violation.own_record", id=case.id, actor=office.actor)


def _decided(office: Office, case: Violation, event: CaseEvent) -> tuple[CaseEvent, list[Problem]]:
    """The event with level and form as the law of the day of the act spells them, and what is wrong with them."""
    given = {name: getattr(event, name) for name in ("level", "form") if getattr(event, name)}
    if not given or not event.decision or event.state not in CONFIRMED_STATES:
        return event, []  # what is missing then is told by `_event_problems`
    problems = [] if has_number_and_day(event.decision) else [_undated(event)]
    if case.officer == OFFICE:
        facts = {"option": [f"--{name}" for name in given]}
        return event, [*problems, Problem("violation.office_has_no_discipline", facts)]
    listed = choices(_laws(), case.occurred_on, _category(office, case))
    for name, accepted in (("level", listed.levels), ("form", listed.forms)):
        if name not in given:
            continue
        found = spelled(given[name], accepted)
        problems += [] if found else [_unlisted(name, given[name], accepted, case)]
        given[name] = found or given[name]
    return replace(event, **given), problems


def _unlisted(name: str, given: str, accepted: Sequence[str], case: Violation) -> Problem:
    facts = {"option": f"--{name}", "given": given, "accepted": list(accepted), "day": case.occurred_on}
    return Problem("violation.not_in_the_law", facts, where=f"--{name}")


def _undated(event: CaseEvent) -> Problem:
    return Problem("violation.decision_undated", {"decision": event.decision}, where="--decision")


def _category(office: Office, case: Violation) -> Category | None:
    """As at the day of the act; None where the register does not say."""
    member = next((one for one in office.members if one.code == office.code_now(case.officer)), None)
    return member.post_on(case.occurred_on).category if member else None


def _laws() -> list[DisciplineLaw]:
    return lazy.discipline.discipline_laws()


def _event_problems(event: CaseEvent) -> list[Problem]:
    problems: list[Problem] = []
    facts = {"state": event.state}
    for name in ("level", "form"):
        if getattr(event, name) and event.state not in CONFIRMED_STATES:
            problems.append(Problem("violation.not_confirmed_yet", facts | {"option": f"--{name}"}, where=f"--{name}"))
        if getattr(event, name) and not event.decision:
            problems.append(Problem("violation.decision_needed", facts | {"option": f"--{name}"}, where=f"--{name}"))
    for name in ("note", "decision", "level", "form"):
        problems += text_problems(getattr(event, name), f"--{name}")
    return problems
