"""Handing in a self-check, changing it, taking it back: all or nothing, under the lock of its month."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import structs

from civicode.domain.calendar import is_late
from civicode.domain.check.check import (
    Answers,
    AnyAnswer,
    CheckState,
    SelfCheck,
    answer_problems,
    make_answer,
    missing_problems,
    normalised,
    unanswered,
)
from civicode.domain.criteria.rating import Rating
from civicode.domain.receipt import Receipt
from civicode.domain.record import to_document
from civicode.domain.tables import CHECKS
from civicode.domain.text.text import is_blank
from civicode.errors import NotFoundError, Problem, RefusedError
from civicode.services.check.draft import draft, dropped, remove_handed_in, save_draft
from civicode.services.check.target import Target, in_words_of, previous, standing, standing_in, target
from civicode.services.office.closed import require_open
from civicode.services.office.office import Office
from civicode.store import Edit

__all__ = [
    "Target",
    "amend",
    "draft",
    "dropped",
    "in_words_of",
    "keep",
    "previous",
    "save_draft",
    "standing",
    "submit",
    "target",
    "withdraw",
]

_NEXT = "civicode status"


def submit(office: Office, target: Target, answers: Answers) -> Receipt:
    """Hand in a whole check: created, replaced, or unchanged when it says what is there already.

    Raises:
        RefusedError: an answer is wrong or missing; every problem at once, nothing written.
        NotAllowedError: the period was closed meanwhile.
        StoreError: it cannot be written; what was there stays.
    """
    return _hand_in(office, target, _sound(target, answers, whole=True), "replaced")


def keep(office: Office, target: Target, answers: Answers) -> Receipt:
    """Keep a sheet as the draft, in place of the one there is: answers may be missing, none may be wrong.

    Raises:
        RefusedError: an answer is wrong; every problem at once, nothing written.
        StoreError: it cannot be written; what was there stays.
    """
    return save_draft(office, target, _sound(target, answers, whole=False))


def amend(
    office: Office, target: Target, answers: Answers, rest_met: bool = False, keep_draft: bool = False
) -> Receipt:
    """Complete an open draft, or change a check that was handed in: what is named changes, the rest stays.

    Args:
        rest_met: what is still unanswered is met.
        keep_draft: do not hand it in; what is missing may come later.

    Raises:
        RefusedError: an answer is wrong, or one is missing; every problem at once, nothing written.
        NotAllowedError: the period was closed meanwhile.
        StoreError: it cannot be written; what was there stays.
    """
    started, check = draft(office, target), standing(office, target)
    if started is None and check is not None:
        target = in_words_of(office, target, check)
    base, lost = _still_asked(target, started or check)
    merged = base | _named(target, answers)
    if rest_met:
        merged |= {criterion.code: make_answer(Rating.MET) for criterion in unanswered(target.asked, merged)}
    given = _sound(target, merged, whole=not keep_draft)
    if keep_draft:
        return save_draft(office, target, given)
    lost += dropped(office, target) if started else []
    return _saying_lost(_hand_in(office, target, given, "amended"), lost)


def withdraw(office: Office, target: Target, reason: str) -> Receipt:
    """Take back a check entered for the wrong person or month; it stays in the book, and counts as not done.

    Raises:
        NotFoundError: there is none.
        RefusedError: no reason is given.
        NotAllowedError: the period is closed.
    """
    if is_blank(reason):
        raise RefusedError("check.reason_required", [Problem("check.reason_required", where="--withdraw")])
    period = target.period.key
    with office.edit(period) as edit:
        check = _standing_now(office, edit, target)
        if check is None:
            raise NotFoundError("check.none", officer=target.officer, period=period)
        withdrawn = structs.replace(check, state=CheckState.WITHDRAWN, reason=reason.strip(), confirmed_by="")
        document = to_document(withdrawn)
        edit.put(period, CHECKS, target.officer, document, action="withdrawn", reason=withdrawn.reason)
    command = f"civicode check {target.officer} --period {period}"
    return office.receipt(
        "withdrawn", "check", target.officer, edit, period=period, next=command, facts={"officer": target.whose}
    )


def _still_asked(target: Target, check: SelfCheck | None) -> tuple[dict[str, AnyAnswer], list[str]]:
    """What may stay of an earlier check, and the codes that are no longer asked (a post was corrected, say)."""
    asked = {criterion.code for criterion in target.asked}
    answers = check.answers if check else {}
    return (
        {code: answer for code, answer in answers.items() if code in asked},
        [code for code in answers if code not in asked],
    )


def _named(target: Target, answers: Answers) -> dict[str, AnyAnswer]:
    stored, problems = normalised(answers, target.catalogue.criteria)
    _refuse("check.refused", target, problems)
    return stored


def _sound(target: Target, answers: Answers, whole: bool) -> dict[str, AnyAnswer]:
    """The answers in the order of the criteria when nothing is wrong with them nor, of a whole check, missing."""
    stored, problems = normalised(answers, target.catalogue.criteria)
    problems += answer_problems(stored, target.asked, target.catalogue.criteria)
    missing = missing_problems(target.asked, stored) if whole else []
    _refuse("check.refused" if problems else "check.incomplete", target, problems + missing)
    return {criterion.code: stored[criterion.code] for criterion in target.asked if criterion.code in stored}


def _refuse(code: str, target: Target, problems: list[Problem]) -> None:
    if problems:
        facts = {"officer": target.officer, "period": target.period.key, "asked": len(target.asked)}
        raise RefusedError(code, problems, n=len(problems), **facts)


def _standing_now(office: Office, edit: Edit, target: Target) -> SelfCheck | None:
    """What the book holds under the lock; somebody may have closed it or written since it was read."""
    book = edit.book(target.period.key)
    require_open(office, book)
    return standing_in(book, target.officer)


def _hand_in(office: Office, target: Target, answers: Mapping[str, AnyAnswer], change: str) -> Receipt:
    period = target.period.key
    office.versions.keep(target.digest)
    with office.edit(period) as edit:
        old = _standing_now(office, edit, target)
        new = _handed_in(office, target, answers, old)
        action = _action(old, new, change)
        if action != "unchanged":
            edit.put(period, CHECKS, target.officer, to_document(new), action=action)
    remove_handed_in(office, target)
    return office.receipt(
        action,
        "check",
        target.officer,
        edit,
        period=period,
        next=_NEXT,
        facts=_facts(target, new),
        notes=_notes(target, old, new) if action != "unchanged" else (),
    )


def _saying_lost(receipt: Receipt, codes: list[str]) -> Receipt:
    if not codes:
        return receipt
    facts = {**receipt.facts, "dropped": codes}
    return structs.replace(receipt, notes=(*receipt.notes, "receipt.answers_dropped"), facts=facts)


def _handed_in(office: Office, target: Target, answers: Answers, old: SelfCheck | None) -> SelfCheck:
    settings = office.settings
    return SelfCheck(
        officer=target.officer,
        state=CheckState.SUBMITTED,
        catalogue=target.digest,
        answers=answers,
        submitted_on=old.submitted_on if old else office.today,
        entered_by=office.actor,
        late=old.late if old else is_late(target.period, office.today, settings.window),
    )


def _action(old: SelfCheck | None, new: SelfCheck, change: str) -> str:
    """`unchanged` for the same answers to the same words, unless a leader returned them: then they stand again."""
    if old is None:
        return "created"
    same = dict(old.answers) == dict(new.answers) and old.catalogue == new.catalogue
    return "unchanged" if same and old.state is not CheckState.RETURNED else change


def _facts(target: Target, check: SelfCheck) -> dict[str, object]:
    ratings = [answer.rating for answer in check.answers.values()]
    return {
        "officer": target.whose,
        "met": ratings.count(Rating.MET),
        "not_met": ratings.count(Rating.NOT_MET),
        "not_applicable": ratings.count(Rating.NOT_APPLICABLE),
        "asked": len(target.asked),
        "entered_by": check.entered_by,
    }


def _notes(target: Target, old: SelfCheck | None, new: SelfCheck) -> tuple[str, ...]:
    notes = {
        "receipt.confirmation_dropped": old is not None and old.state is CheckState.CONFIRMED,
        "receipt.resubmitted": old is not None and old.state is CheckState.RETURNED,
        "receipt.late": old is None and new.late,
        "receipt.entered_for": target.member is not None and new.entered_by != new.officer,
    }
    return tuple(key for key, applies in notes.items() if applies)
