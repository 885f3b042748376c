"""Whose check of which period is meant, what it asks, and whether it may be entered now."""

from __future__ import annotations

from msgspec import Struct

from civicode.domain.calendar import Period, due_now, is_future
from civicode.domain.check.check import COUNTED, CheckState, SelfCheck
from civicode.domain.criteria.catalogue import OFFICE_AUDIENCE, Catalogue, Criterion, audiences_of
from civicode.domain.staff.staff import OFFICE, StaffMember
from civicode.domain.tables import CHECKS
from civicode.errors import NotAllowedError, RefusedError, UsageError
from civicode.services.office.closed import require_open
from civicode.services.office.office import Office
from civicode.store import Book


class Target(Struct, frozen=True, kw_only=True):
    """One check to be looked at or entered.

    Attributes:
        officer: staff code as the register spells it, or `CQ`.
        member: the person; None for the office check.
        asked: the criteria to be answered, in the catalogue's order.
        digest: of `catalogue`.
    """

    officer: str
    member: StaffMember | None
    period: Period
    asked: tuple[Criterion, ...]
    catalogue: Catalogue
    digest: str

    @property
    def whose(self) -> str:
        """The person's name and code, or the code of the office."""
        return f"{self.member.name} ({self.member.code})" if self.member else self.officer


def target(
    office: Office, officer: str | None, period: Period | None, office_check: bool = False, *, reading: bool = False
) -> Target:
    """The check that is meant.

    Args:
        officer: a code, or a name or part of one; None is who acts, `CQ` the office check.
        period: None is the one due now.
        office_check: the check of the office itself.
        reading: it is only looked at: a closed month, and somebody who has left, are no obstacle.

    Raises:
        UsageError: nobody is named and who acts is not on the register; a period that this office does not run.
        NotFoundError: there is no such person.
        NotAllowedError: the period has not begun, or is closed; the criteria ask nothing of the office.
        StoreError: its book is not the one that was closed.
        RefusedError: the person was not on the register in the period.
    """
    office_check = office_check or (officer is not None and officer.strip().upper() == OFFICE)
    member = None if office_check else _member(office, officer)
    chosen = period or due_now(office.today, office.settings.period, office.settings.window)
    _require_calendar(office, chosen)
    if not reading:
        _require_begun(office, chosen)
        _require_on_register(member, chosen)
        require_open(office, office.load(chosen.key))
    digest = office.versions.digest_on(chosen.last_day)
    found = _asked_of(office.versions.of(digest), digest, member, chosen)
    if office_check and not found.asked and not reading:
        raise NotAllowedError("check.office_not_asked", period=chosen.key)
    return found


def asks_office(office: Office, period: Period) -> bool:
    """Whether the criteria of `period` hold any for the office itself."""
    return bool(office.versions.on(period.last_day).asked(OFFICE_AUDIENCE, period.last_day))


def in_words_of(office: Office, target: Target, check: SelfCheck) -> Target:
    """The target in the criteria that `check` answered: an old check is amended in the words of its day."""
    if check.catalogue == target.digest:
        return target
    catalogue = office.versions.of(check.catalogue)
    return _asked_of(catalogue, check.catalogue, target.member, target.period)


def standing(office: Office, target: Target) -> SelfCheck | None:
    """The check that is in the book, whatever its state; None when there is none or it was withdrawn."""
    book = office.load(target.period.key)
    found = (standing_in(book, code) for code in office.codes_of(target.officer))  # a closed one keeps codes given up
    return next((one for one in found if one), None)


def standing_in(book: Book, officer: str) -> SelfCheck | None:
    """The officer's check in `book`, a period's; None when there is none or it was withdrawn."""
    check = book.one(CHECKS, officer, SelfCheck, own="officer")
    return None if check is None or check.state is CheckState.WITHDRAWN else check


def previous(office: Office, target: Target) -> SelfCheck | None:
    """The same person's check of the period before, when it was handed in."""
    book = office.load(target.period.shifted(-1).key)
    found = (standing_in(book, code) for code in office.codes_of(target.officer))
    check = next((one for one in found if one), None)
    return check if check and check.state in COUNTED else None


def _member(office: Office, officer: str | None) -> StaffMember:
    if officer is not None:
        return office.member(officer)
    if office.me is None:
        raise UsageError("check.who" if office.members else "staff.nobody_yet", actor=office.actor)
    return office.me


def _require_calendar(office: Office, period: Period) -> None:
    """An office that changed from months to quarters still has the books of its months."""
    kind = office.settings.period
    if period.kind is not kind and period.key not in office.store.names():
        raise UsageError("check.other_calendar", period=period.key, kind=kind.value)


def _require_begun(office: Office, period: Period) -> None:
    if is_future(period, office.today):
        raise NotAllowedError("check.future_period", period=period.key, today=office.today, begins_on=period.first_day)


def _require_on_register(member: StaffMember | None, period: Period) -> None:
    if member and member.is_forgotten:
        raise NotAllowedError("forget.forgotten", officer=member.code)
    if member and not member.on_register(period.first_day, period.last_day):
        raise RefusedError(
            "check.not_on_register",
            officer=member.code,
            name=member.name,
            period=period.key,
            since=member.since,
            until=member.until,
        )


def _asked_of(catalogue: Catalogue, digest: str, member: StaffMember | None, period: Period) -> Target:
    audiences = audiences_of(member.post_in(period).leader) if member else OFFICE_AUDIENCE
    return Target(
        officer=member.code if member else OFFICE,
        member=member,
        period=period,
        asked=catalogue.asked(audiences, period.last_day),
        catalogue=catalogue,
        digest=digest,
    )
