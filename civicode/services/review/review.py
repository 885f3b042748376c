"""A leader's review: confirming checks that were handed in, one or all of a period, or returning one with a reason."""

from __future__ import annotations

from msgspec.structs import replace

from civicode.domain.calendar import Period, due_now
from civicode.domain.check.check import CheckState, SelfCheck
from civicode.domain.receipt import Receipt
from civicode.domain.record import to_document
from civicode.domain.review import Decision, Review
from civicode.domain.tables import CHECKS, REVIEWS
from civicode.domain.text.text import collapsed
from civicode.errors import NotAllowedError, NotFoundError, UsageError
from civicode.services.check.target import Target, standing_in, target
from civicode.services.office.closed import require_open
from civicode.services.office.forgotten import require_remembered
from civicode.services.office.office import Office
from civicode.services.period.period import require_known
from civicode.store import Edit

__all__ = ["confirm", "confirm_all", "send_back"]


def confirm(office: Office, officer: str, period: Period | None = None) -> Receipt:
    """Confirm the check of `officer` (`CQ` the office's own); unchanged when it is confirmed already.

    Raises:
        NotAllowedError: it is one's own, who acts does not lead, the period is closed or has not begun, the check was
            returned and not handed in again.
        NotFoundError: nobody of that name, no check handed in.
        UsageError: a name that fits several; a period that this office does not run.
    """
    return _reviewed(office, target(office, officer, period, reading=True), Decision.CONFIRMED)


def send_back(office: Office, officer: str, period: Period | None = None, *, reason: str) -> Receipt:
    """Return the check of `officer`, also one confirmed before: it has to be handed in again.

    Raises:
        UsageError: no reason is given; see also `confirm`.
        NotAllowedError, NotFoundError: see `confirm`.
    """
    why = collapsed(reason)
    if not why:
        raise UsageError("review.reason_required")
    return _reviewed(office, target(office, officer, period, reading=True), Decision.RETURNED, why)


def confirm_all(office: Office, period: Period | None = None) -> Receipt:
    """Confirm every check of a period that waits for it, the office's own among them, but one's own.

    Raises:
        NotAllowedError: who acts does not lead; the period is closed, or has not begun.
        UsageError, NotFoundError: this office does not run such a period, or did not yet.
    """
    require_leader(office)
    chosen = period or due_now(office.today, office.settings.period, office.settings.window)
    require_known(office, chosen)
    key = chosen.key
    with office.edit(key) as edit:
        book = edit.book(key)
        require_open(office, book)
        checks = book.each(CHECKS, SelfCheck, own="officer").values()
        waiting = [check for check in checks if check.state is CheckState.SUBMITTED]
        own = [check.officer for check in waiting if _is_own(office, check.officer)]
        others = [check for check in waiting if check.officer not in own]
        for check in others:
            _put(office, edit, key, check, Decision.CONFIRMED)
    return office.receipt(
        "confirmed" if others else "unchanged",
        "reviews",
        key,
        edit,
        period=key,
        next=f"civicode period show {key}",
        facts={"n": len(others), "own": own, "officers": [check.officer for check in others]},
        notes=("receipt.own_check_left",) if own else (),
        counts={"confirmed": len(others), "own": len(own)},
    )


def _reviewed(office: Office, whose: Target, decision: Decision, reason: str = "") -> Receipt:
    require_reviewer(office, whose)
    key = whose.period.key
    with office.edit(key) as edit:
        check = required_check(office, edit, whose)
        is_done = (check.state.value, check.reason) == (decision.value, reason)
        if check.state is CheckState.RETURNED and not is_done:
            raise NotAllowedError("review.returned_already", officer=whose.whose, period=key, reason=check.reason)
        if not is_done:
            _put(office, edit, key, check, decision, reason)
    return office.receipt(
        "unchanged" if is_done else decision.value,
        "review",
        whose.officer,
        edit,
        period=key,
        next=f"civicode period show {key}",
        facts={"officer": whose.whose, "state": check.state if is_done else decision, "reason": reason},
    )


def required_check(office: Office, edit: Edit, whose: Target) -> SelfCheck:
    """The check that a review is about, as it stands under the lock.

    Raises:
        NotAllowedError: the period is closed.
        NotFoundError: there is no check, or it was withdrawn.
    """
    book = edit.book(whose.period.key)
    require_open(office, book)
    check = standing_in(book, whose.officer)
    if check is None:
        raise NotFoundError("check.none", officer=whose.whose, period=book.name)
    return check


def require_reviewer(office: Office, whose: Target) -> None:
    """Raise unless who acts may review the check of `whose` at all.

    Raises:
        NotAllowedError: it is one's own, or who acts does not lead.
        UsageError, NotFoundError: this office does not run such a period, or did not yet.
    """
    if _is_own(office, whose.officer):
        raise NotAllowedError("review.own", officer=whose.officer)
    require_leader(office)
    require_remembered(office, whose.officer)
    require_known(office, whose.period)


def require_leader(office: Office) -> None:
    """NotAllowedError: who acts does not lead."""
    if not office.leads:
        raise NotAllowedError("review.no_right", actor=office.actor)


def _is_own(office: Office, officer: str) -> bool:
    return officer.casefold() == office.actor.casefold()


def _put(office: Office, edit: Edit, period: str, check: SelfCheck, decision: Decision, reason: str = "") -> None:
    """The decision, and in the same publication the state that it gives the check."""
    confirmed = decision is Decision.CONFIRMED
    state = CheckState.CONFIRMED if confirmed else CheckState.RETURNED
    decided = replace(check, state=state, reason=reason, confirmed_by=office.actor if confirmed else "")
    before = edit.book(period).one(REVIEWS, check.officer, Review, own="officer")
    review = Review(
        officer=check.officer,
        reviewer=office.actor,
        on=office.today,
        decision=decision,
        reason=reason,
        ratings=before.ratings if before else {},
    )
    for table, document in ((REVIEWS, to_document(review)), (CHECKS, to_document(decided))):
        edit.put(period, table, check.officer, document, action=decision.value, reason=reason)
