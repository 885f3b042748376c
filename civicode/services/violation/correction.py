"""Correcting what was recorded: the old values stay with the case, also when it moves to another month.

An id names the month of the act. When a correction changes that month, the case goes on under a new id in the book of
the right one, with its events and corrections; the old id is kept in a table of its own and leads there. So nothing is
counted twice, and no case is left behind as dismissed: to dismiss is a finding about a person, not a clerk's erasure.
The new book is published first: a crash between the two leaves the case in both, never in none, and the same command
finishes it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypedDict, Unpack

from msgspec.structs import replace

from civicode.domain.calendar import Period
from civicode.domain.receipt import Receipt
from civicode.domain.record import to_document
from civicode.domain.staff.staff import OFFICE
from civicode.domain.tables import MOVED_VIOLATIONS, VIOLATIONS
from civicode.domain.violation.observation import bond_problems, content_problems, subject_on, text_problems, tidied
from civicode.domain.violation.violation import (
    ENTERED_FIELDS,
    ENTERED_TEXTS,
    OBSERVED_STATES,
    CaseEvent,
    CaseState,
    Correction,
    MovedViolation,
    Violation,
    month_of,
)
from civicode.errors import UsageError
from civicode.services.criteria.lookup import named
from civicode.services.office.books import book_of
from civicode.services.office.closed import require_unreplaced
from civicode.services.office.forgotten import require_remembered
from civicode.services.office.office import Office
from civicode.services.violation.casebook import case_of, cases_in, located
from civicode.services.violation.change import free_id, not_own, receipt, refuse, subject_named
from civicode.store import Edit

_FIELDS = (*ENTERED_FIELDS, "position", "unit")
"""What a correction may change."""

_BONDS = ("officer", "criteria", "occurred_on")
"""Fields that decide whether a criterion bound this person on that day."""


class Changes(TypedDict, total=False):
    """What may be put right: the arguments of `violation.add`. None leaves a field as it is, "" clears a text.

    Attributes:
        criteria: all of them, in place of the old ones.
        occurred_on: in another month the case gets a new id.
    """

    officer: str | None
    office_case: bool
    criteria: Sequence[str] | None
    occurred_on: date | None
    noticed_on: date | None
    what: str | None
    where: str | None
    source: str | None
    evidence: str | None


def correct(office: Office, case_id: str, *, reason: str, **changes: Unpack[Changes]) -> Receipt:
    """Put a wrong entry right.

    Position and unit are taken anew when person or day change. A finding (confirmed, dismissed and what follows)
    was about the person it named: with another one the case is reopened.

    Raises:
        UsageError: no reason, nothing to correct, a name that fits several.
        NotFoundError: no such case, person or criterion.
        NotAllowedError: it is one's own case.
        RefusedError: everything wrong with the case as it would be.
    """
    book, case = located(office, case_id)
    why = tidied(reason)
    entered = _entered(office, changes)
    _require_grounds(case, entered, why)
    not_own(case.under(office.merged), office.actor)
    target = _target(office, book, case, entered.get("occurred_on", case.occurred_on))
    with office.edit(*dict.fromkeys((target, book))) as edit:
        require_unreplaced(office, edit.book(target))
        case = case_of(edit.book(book), case.id)
        require_remembered(office, case.officer)
        wanted = _checked(office, case, entered)
        if wanted == case:
            return receipt(office, "unchanged", case, edit.book(book))
        wanted = noted(office, case, wanted, why)
        if month_of(case.id) == Period.of(wanted.occurred_on).key:
            edit.put(book, VIOLATIONS, case.id, to_document(wanted), action="corrected", reason=why)
        else:
            wanted = _moved(office, edit, (book, target), case, wanted)
        kept = edit.book(target)
    action = "corrected" if wanted.id == case.id else "moved"
    notes = ["receipt.violation_finding_dropped"] if wanted.state is not case.state else []
    return receipt(office, action, wanted, kept, edit, notes, former=case.id)


def _entered(office: Office, changes: Changes) -> dict[str, Any]:
    """The fields of a case that `changes` names, as they are kept."""
    entered: dict[str, Any] = {name: value for name, value in changes.items() if value is not None}
    entered |= {name: tidied(entered[name]) for name in ENTERED_TEXTS if name in entered}
    codes, officer, office_case = (entered.pop(name, None) for name in ("criteria", "officer", "office_case"))
    if codes:
        entered["criteria"] = tuple(item.code for item in named(office.versions.known, codes))
    if officer or office_case:
        person = subject_named(office, officer, office_case=bool(office_case))
        entered["officer"] = person.code if person else OFFICE
    return entered


def _require_grounds(case: Violation, entered: Mapping[str, Any], reason: str) -> None:
    if not reason:
        raise UsageError("violation.correction_needs_reason", id=case.id)
    if not entered:
        raise UsageError("violation.nothing_to_correct", id=case.id)
    refuse(text_problems(reason, "--reason"))


def _target(office: Office, book: str, case: Violation, day: date) -> str:
    """The book for an act of `day`; in the month of its id the case stays where it is."""
    return book if month_of(case.id) == Period.of(day).key else book_of(office, day)


def _checked(office: Office, case: Violation, entered: Mapping[str, Any]) -> Violation:
    """The case with what was entered; RefusedError with everything wrong with it."""
    wanted = replace(case, **entered)
    problems = content_problems(wanted, office.today)
    if any(getattr(wanted, name) != getattr(case, name) for name in _BONDS):
        member = None if wanted.officer == OFFICE else office.member(wanted.officer)
        subject = subject_on(member, wanted.occurred_on)
        problems = [*bond_problems(wanted, subject, office.versions.on(wanted.occurred_on)), *problems]
        wanted = replace(wanted, position=subject.position, unit=subject.unit)
    refuse(problems)
    return wanted


def noted(office: Office, case: Violation, wanted: Violation, reason: str) -> Violation:
    """`wanted` with the values it had before, and reopened where the finding was about somebody else."""
    at = office.now.isoformat(timespec="seconds")
    before, after = to_document(case), to_document(wanted)
    old = {name: before.get(name, "") for name in _FIELDS if before.get(name, "") != after.get(name, "")}
    events = case.events
    if wanted.officer != case.officer and case.state not in OBSERVED_STATES:
        events = (*events, CaseEvent(state=CaseState.REOPENED, at=at, by=office.actor, note=reason))
    correction = Correction(at=at, by=office.actor, reason=reason, old=old)
    return replace(wanted, events=events, corrections=(*case.corrections, correction))


def _moved(office: Office, edit: Edit, books: tuple[str, str], case: Violation, wanted: Violation) -> Violation:
    """Put the case into its new book and leave the way to it in the old one; what a crash left undone is finished."""
    old_book, new_book = books
    last = wanted.corrections[-1]
    done = next((one for one in cases_in(edit.book(new_book)) if case.id in one.former_ids), None)
    if done is None:
        noted = replace(last, old={"id": case.id, **last.old})
        done = replace(
            wanted,
            id=free_id(office, edit, new_book, wanted.occurred_on),
            corrections=(*case.corrections, noted),
        )
        edit.put(new_book, VIOLATIONS, done.id, to_document(done), action="moved", reason=last.reason)
    edit.remove(old_book, VIOLATIONS, case.id, action="moved", reason=last.reason)
    forward = MovedViolation(to=done.id, at=last.at, by=last.by, reason=last.reason)
    edit.put(old_book, MOVED_VIOLATIONS, case.id, to_document(forward), action="moved", reason=last.reason)
    return done
