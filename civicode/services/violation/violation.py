"""Violations: recording what was seen, and finding the cases again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter

from msgspec.structs import asdict

from civicode.domain.calendar import Period
from civicode.domain.receipt import Receipt
from civicode.domain.record import to_document
from civicode.domain.staff.staff import OFFICE, StaffMember
from civicode.domain.tables import VIOLATIONS
from civicode.domain.violation.observation import Subject, observation_problems, subject_on, tidied
from civicode.domain.violation.violation import (
    CaseEvent,
    CaseState,
    Observation,
    Violation,
    case_order,
    repeat_limit,
    repeats,
)
from civicode.services.criteria.lookup import named
from civicode.services.office.books import book_of, books_between
from civicode.services.office.closed import require_unreplaced
from civicode.services.office.office import Office
from civicode.services.violation.casebook import cases_between, cases_in, located
from civicode.services.violation.change import free_id, receipt, refuse, subject_named
from civicode.services.violation.correction import correct
from civicode.services.violation.step import step

__all__ = ["add", "correct", "found", "listed", "repeats_of", "step"]


def add(
    office: Office,
    *,
    officer: str | None,
    office_case: bool = False,
    criteria: Sequence[str],
    occurred_on: date,
    noticed_on: date | None = None,
    what: str,
    where: str = "",
    source: str = "",
    evidence: str = "",
    ref: str = "",
) -> Receipt:
    """Record an observation in the book of the day of the act, also when that book is closed.

    `officer` is a code or name, `CQ` the office; `noticed_on` None is today. The very same observation (person,
    criteria, day, words, place) is not recorded twice: `unchanged`.

    Raises:
        UsageError: both or neither of `officer` and `office_case`; a name that fits several.
        NotFoundError: nobody of that name, no such criterion.
        RefusedError: everything wrong with the observation.
    """
    member = subject_named(office, officer, office_case=office_case)
    seen = Observation(
        officer=member.code if member else OFFICE,
        criteria=tuple(item.code for item in named(office.versions.known, criteria)),
        occurred_on=occurred_on,
        noticed_on=noticed_on or office.today,
        what=tidied(what),
        where=tidied(where),
        source=tidied(source),
        evidence=tidied(evidence),
        ref=tidied(ref),
    )
    return _recorded(office, member, seen)


def listed(
    office: Office,
    *,
    period: Period | None = None,
    officer: str | None = None,
    criterion: str | None = None,
    state: CaseState | None = None,
) -> list[Violation]:
    """The cases that fit everything given, by the day of the act, then by id.

    `period` (of any length) holds the day of the act; `state` is the one now.

    Raises:
        NotFoundError: no such person or criterion.
        StoreError: the only book in `period` cannot be read; of several, such a one is left out.
    """
    person = subject_named(office, officer, office_case=False) if officer is not None else None
    code = (person.code if person else OFFICE) if officer is not None else ""
    codes = {item.code for item in named(office.versions.known, [criterion])} if criterion is not None else set()
    span = (period.first_day, period.last_day) if period else ()
    if period and len(books := books_between(office, *span)) == 1:
        office.load(books[0])  # nothing else is asked for
    found = cases_between(office, *span)
    return sorted(
        (
            case
            for case in found
            if (not code or case.officer == code)
            and (not codes or not codes.isdisjoint(case.criteria))
            and (state is None or case.state is state)
        ),
        key=case_order,
    )


def found(office: Office, case_id: str) -> Violation:
    """The case that an id means, in any case of letters, also one given up for another; NotFoundError for none."""
    return located(office, case_id)[1].under(office.merged)


def repeats_of(office: Office, cases: Iterable[Violation]) -> Mapping[str, int]:
    """How many times each case repeats one of the 12 months before it, by id."""
    wanted = list(cases)
    if not wanted:
        return {}
    days = [case.occurred_on for case in wanted]
    others = cases_between(office, repeat_limit(min(days)), max(days))
    return {case.id: repeats(case, others) for case in wanted}


def _recorded(office: Office, member: StaffMember | None, seen: Observation) -> Receipt:
    subject = subject_on(member, seen.occurred_on)
    refuse(observation_problems(seen, subject, office.versions.on(seen.occurred_on), office.today))
    book = book_of(office, seen.occurred_on)
    with office.edit(book) as edit:
        require_unreplaced(office, edit.book(book))
        same = next((one for one in cases_in(edit.book(book)) if _is_same(one, seen)), None)
        if same:
            return receipt(office, "unchanged", same, edit.book(book))
        case = _opened(office, seen, subject, free_id(office, edit, book, seen.occurred_on))
        edit.put(book, VIOLATIONS, case.id, to_document(case), action="created")
        kept = edit.book(book)
    return receipt(office, "created", case, kept, edit)


def _opened(office: Office, seen: Observation, subject: Subject, case_id: str) -> Violation:
    first = CaseEvent(state=CaseState.REPORTED, at=office.now.isoformat(timespec="seconds"), by=office.actor)
    return Violation(
        id=case_id,
        entered_on=office.today,
        recorder=office.actor,
        position=subject.position,
        unit=subject.unit,
        events=(first,),
        **asdict(seen),
    )


_is_known_by = attrgetter("officer", "criteria", "occurred_on", "what", "where", "ref")


def _is_same(case: Violation, seen: Observation) -> bool:
    known: bool = _is_known_by(case) == _is_known_by(seen)
    return known
