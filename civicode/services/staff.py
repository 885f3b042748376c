"""The register: who joins, changes post, leaves, is away; every change dated, every wrong entry corrected openly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypedDict, Unpack

from civicode.domain.receipt import Receipt
from civicode.domain.record import to_document
from civicode.domain.staff.given_up import given_up
from civicode.domain.staff.register import (
    Change,
    absence_problems,
    corrected,
    joining_problems,
    left,
    moved,
    text_problems,
)
from civicode.domain.staff.staff import Absence, Category, Post, StaffMember
from civicode.domain.tables import ABSENCES, STAFF
from civicode.domain.text.text import collapsed
from civicode.errors import NotFoundError, Problem, RefusedError, UsageError
from civicode.services.office.forgotten import require_remembered
from civicode.services.office.office import Office
from civicode.store import OFFICE_BOOK, Record

__all__ = ["Correction", "Move", "add", "change", "correct", "excuse", "leave", "register"]

_OF_A_POST = ("--position", "--unit", "--category", "--leader", "--no-leader")


class Move(TypedDict, total=False):
    """What a new post may differ in; None leaves it as it is."""

    position: str | None
    unit: str | None
    leader: bool | None
    category: Category | None


class Correction(Move, total=False):
    """What else may be put right; None leaves it as it is.

    Attributes:
        since: first day of the newest post.
        until: last day on the register.
    """

    name: str | None
    order: int | None
    since: date | None
    until: date | None


def register(office: Office, on: date | None = None) -> list[StaffMember]:
    """Who serves on `on`, in the order of lists; None is everyone who is or ever was on the register."""
    return [one for one in office.roster if on is None or one.on_register(on, on)]


def add(
    office: Office,
    *,
    code: str,
    name: str,
    position: str,
    unit: str,
    category: Category | None = None,
    leader: bool = False,
    since: date | None = None,
    order: int | None = None,
) -> Receipt:
    """Put somebody on the register; unchanged when they are on it just so.

    Args:
        since: first day; None is since before the records.
        order: place in lists, 0 or more; people without one follow by name.

    Raises:
        RefusedError: the entry is wrong, or the code is somebody's already (in any case); with every problem.
    """
    post = Post(since=since, position=collapsed(position), unit=collapsed(unit), leader=leader, category=category)
    member = StaffMember(code=code.strip(), name=collapsed(name), posts=(post,), order=order, until=None)
    problems = joining_problems(member)
    document = to_document(member)
    with office.edit(OFFICE_BOOK) as edit:
        staff = edit.book(OFFICE_BOOK).table(STAFF)
        key = next((one for one in staff if one.casefold() == member.code.casefold()), "")
        taken = staff.get(key)
        problems += given_up(office.merged, member.code)
        if taken is not None and taken != document:
            problems.append(Problem("staff.code_taken", {"code": key, "name": taken.get("name")}, where="CODE"))
        _refuse(problems)
        if taken is None:
            edit.put(OFFICE_BOOK, STAFF, member.code, document, action="created")
    action = "created" if taken is None else "unchanged"
    return office.receipt(action, "staff", member.code, edit, next="civicode staff list", facts={"name": member.name})


def change(office: Office, officer: str, *, since: date, **changes: Unpack[Move]) -> Receipt:
    """A new post from `since` on; what is not named stays. Somebody who had left comes back on that day.

    Raises:
        RefusedError: `since` lies before their time on the register, or a text is empty.
        UsageError: nothing to change is named, and they had not left; see also `Office.member`.
        NotFoundError: see `Office.member`.
    """
    clean = _clean(changes)

    def make(member: StaffMember) -> Change:
        if not clean and (member.until is None or since <= member.until):
            raise UsageError("staff.nothing_named", accepted=_OF_A_POST)
        return moved(member, since, clean)

    return _changed(office, officer, "changed", make)


def correct(office: Office, officer: str, *, reason: str, **changes: Unpack[Correction]) -> Receipt:
    """Set a wrong entry right, without a new date; the audit keeps the reason.

    A post is the newest one; to correct an older one, `change` it from its own first day.

    Raises:
        UsageError: nothing to correct is named; see also `Office.member`.
        RefusedError: no reason, or the entry would be wrong; with every problem.
    """
    clean = _clean(changes)
    if not clean:
        raise UsageError("staff.nothing_named", accepted=["--name", *_OF_A_POST, "--from", "--until", "--order"])
    reason = collapsed(reason)
    wrong = text_problems("--reason", reason)

    def make(member: StaffMember) -> Change:
        new, problems = corrected(member, clean)
        return new, problems + wrong

    return _changed(office, officer, "corrected", make, reason)


def leave(office: Office, officer: str, *, until: date) -> Receipt:
    """The last day on the register.

    Raises:
        RefusedError: it lies before their newest post.
        NotFoundError, UsageError: see `Office.member`.
    """
    return _changed(office, officer, "left", lambda member: left(member, until))


def excuse(office: Office, officer: str, *, since: date, until: date, reason: str) -> Receipt:
    """Days away, both inclusive; one that begins on the same day as a recorded one takes its place.

    Raises:
        RefusedError: days in the wrong order, off the register, or overlapping others; no reason.
        NotFoundError, UsageError: see `Office.member`.
    """
    member = office.member(officer)
    require_remembered(office, member.code)
    absence = Absence(officer=member.code, since=since, until=until, reason=collapsed(reason))
    key = f"{member.code}:{since.isoformat()}"
    document = to_document(absence)
    with office.edit(OFFICE_BOOK) as edit:
        kept = edit.book(OFFICE_BOOK).table(ABSENCES)
        others = edit.book(OFFICE_BOOK).each(ABSENCES, Absence)
        _refuse(absence_problems(absence, member, list(others.values())))
        action = _action(kept.get(key), document, "replaced")
        if action != "unchanged":
            edit.put(OFFICE_BOOK, ABSENCES, key, document, action=action)
    facts = {"officer": member.code, "name": member.name, "since": since, "until": until}
    return office.receipt(action, "absence", key, edit, next="civicode report progress", facts=facts)


def _changed(
    office: Office, officer: str, action: str, make: Callable[[StaffMember], Change], reason: str = ""
) -> Receipt:
    code = office.member(officer).code
    require_remembered(office, code)
    with office.edit(OFFICE_BOOK) as edit:
        now = edit.book(OFFICE_BOOK)
        old = now.one(STAFF, code, StaffMember, own="code")
        if old is None:  # taken away since it was read
            raise NotFoundError("staff.not_found", text=code)
        member, problems = make(old)
        _refuse(problems)
        done = _action(now.table(STAFF)[code], to_document(member), action)
        if done != "unchanged":
            edit.put(OFFICE_BOOK, STAFF, code, to_document(member), action=done, reason=reason)
    facts = {"name": member.name, "since": member.posts[-1].since, "until": member.until}
    return office.receipt(done, "staff", code, edit, next=f"civicode staff show {code}", facts=facts)


def _action(old: Record | None, new: Record, change: str) -> str:
    if old is None:
        return "created"
    return "unchanged" if old == new else change


def _clean(changes: Mapping[str, object]) -> dict[str, Any]:
    """What is named, texts in stored form."""
    return {
        name: collapsed(value) if isinstance(value, str) and not isinstance(value, Category) else value
        for name, value in changes.items()
        if value is not None
    }


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise RefusedError("staff.refused", problems, n=len(problems))
