"""The steps of a case: one more event, who may take it, and what a decision has to bring."""

from __future__ import annotations

from dataclasses import replace

from civicode.domain.observation import text_problems, tidied
from civicode.domain.receipt import Receipt
from civicode.domain.violation import (
    CONFIRMED_STATES,
    OWN_STEPS,
    CaseEvent,
    CaseState,
    Violation,
    allowed_steps,
    violation_to_document,
)
from civicode.errors import NotAllowedError, Problem, UsageError
from civicode.services.case_change import not_own, receipt, refuse
from civicode.services.casebook import CASES, case_of, located
from civicode.services.office import Office


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
        NotAllowedError: the step does not follow on where the case stands, or it is one's own case.
        UsageError: the reason (`note`) for reopening is missing.
        RefusedError: level or form without a decision or on a case not confirmed; a text too long.
    """
    book, known = located(office, case_id)
    at = office.now.isoformat(timespec="seconds")
    entered = {"note": note, "decision": decision, "level": level, "form": form}
    texts = {name: tidied(text) for name, text in entered.items()}
    event = CaseEvent(state=state, at=at, by=office.actor, **texts)
    with office.edit(book) as edit:
        case = case_of(edit.book(book), known.id)
        _allow(case, event)
        refuse(_event_problems(event))
        case = replace(case, events=(*case.events, event))
        edit.put(book, CASES, case.id, violation_to_document(case), action=state.value, reason=event.note)
        kept = edit.book(book)
    return receipt(office, state.value, case, kept, edit)


def _allow(case: Violation, event: CaseEvent) -> None:
    allowed = allowed_steps(case.state)
    if event.state not in allowed:
        raise NotAllowedError(
            "violation.forbidden_step", id=case.id, state=case.state, wanted=event.state, allowed=list(allowed)
        )
    if event.state not in OWN_STEPS:
        not_own(case, event.by)
    if event.state is CaseState.REOPENED and not event.note:
        raise UsageError("violation.reopening_needs_reason", id=case.id)


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
