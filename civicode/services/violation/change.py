"""What every change of a case shares: whom it is about, who may not judge it, its next id, the receipt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from civicode.domain.calendar import Period
from civicode.domain.receipt import Receipt
from civicode.domain.staff.staff import OFFICE, StaffMember
from civicode.domain.violation.violation import OWN_STEPS, Violation, next_id
from civicode.errors import Fact, NotAllowedError, Problem, RefusedError, UsageError
from civicode.services.office.books import books_between
from civicode.services.office.forgotten import require_remembered
from civicode.services.office.office import Office
from civicode.services.violation.casebook import ids_given
from civicode.store import Book, Edit


def subject_named(office: Office, officer: str | None, *, office_case: bool) -> StaffMember | None:
    """The person meant, None for the office; UsageError unless it is exactly one of the two."""
    if (officer is not None) is office_case:
        raise UsageError("violation.who")
    if officer is None or officer.strip().upper() == OFFICE:
        return None
    member = office.member(officer)
    require_remembered(office, member.code)
    return member


def refuse(problems: Sequence[Problem]) -> None:
    """Raise RefusedError when there are problems."""
    if problems:
        raise RefusedError("violation.refused", problems, n=len(problems))


def not_own(case: Violation, actor: str) -> None:
    """NotAllowedError when the one who acts is the one whom the case is about."""
    if actor.casefold() == case.officer.casefold():
        raise NotAllowedError("violation.own_case", id=case.id, allowed=sorted(OWN_STEPS))


def free_id(office: Office, edit: Edit, book: str, day: date) -> str:
    """The next id of the month that holds `day`, never one that was given before."""
    month = Period.of(day)
    others = (name for name in books_between(office, month.first_day, month.last_day) if name != book)
    books = [edit.book(book), *(office.load(name) for name in others)]
    return next_id(month.key, (key for one in books for key in ids_given(one)))


def receipt(
    office: Office,
    action: str,
    case: Violation,
    book: Book,
    edit: Edit | None = None,
    notes: Iterable[str] = (),
    **facts: Fact,
) -> Receipt:
    """Proof of what was done to a case in `book`; without an edit nothing was written."""
    written = edit is not None and not office.dry_run
    name = next((f"{one.name} ({one.code})" for one in office.members if one.code == case.officer), case.officer)
    about: dict[str, Fact] = {"officer": name, "criteria": list(case.criteria), "state": case.state}
    return Receipt(
        action=action,
        kind="violation",
        key=case.id,
        period=book.name,
        audit=edit.heads.get(book.name) if edit and written else None,
        next=f"civicode violation show {case.id}",
        facts={"key": case.id, "period": book.name, **about, **facts},
        notes=(*notes, *(["receipt.violation_after_closing"] if edit and book.state == "closed" else [])),
        dry_run=office.dry_run,
    )
