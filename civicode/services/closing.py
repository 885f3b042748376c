"""Closing a period and reopening it: its book first, then its seal in the office's own.

A crash between the two leaves a closed book without a seal, whether it was being closed or reopened: `unsealed` finds
it, and the next change of the office's book seals it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import structs

from civicode import lazy
from civicode.domain.calendar import Period
from civicode.domain.criteria.rating import Rating
from civicode.domain.period.seal import CLOSED, OPEN, REOPENED, seal_of
from civicode.domain.period.snapshot import Before, Share, Snapshot, frozen
from civicode.domain.period.standing import HANDED_IN, ProgressState
from civicode.domain.receipt import Receipt
from civicode.domain.record import to_document
from civicode.domain.staff.staff import serving_in
from civicode.domain.tables import AUDIT, BOOK_KEY, META, SEALS, SNAPSHOTS
from civicode.domain.text.text import collapsed
from civicode.errors import Fact, NotAllowedError, Problem, UsageError
from civicode.reports.report.figures import ratings_in, totals_of
from civicode.reports.report.records import PeriodRecords, not_met
from civicode.services.check.draft import open_drafts
from civicode.services.check.target import asks_office
from civicode.services.office.office import Office
from civicode.services.office.seals import SEALED, is_sealed, put_seal, seal_in
from civicode.services.period.period import hindrances, require_known, shown
from civicode.services.period.records import records_of
from civicode.store import OFFICE_BOOK, Edit

__all__ = ["close", "reopen"]


def close(office: Office, period: Period, *, accept_missing: str | None = None) -> Receipt:
    """Close a period: its checks and reviews are frozen, its figures kept as they are.

    Unchanged when it is closed already; a closing that a crash cut off is finished.

    Args:
        accept_missing: why it may be closed although checks are missing, unfinished or, where required, unreviewed.

    Raises:
        NotAllowedError: it has not ended, or something stands in the way; with every problem.
        UsageError: the reason is empty; this office does not run such a period.
        NotFoundError: it is older than the office's records.
    """
    reason = "" if accept_missing is None else collapsed(accept_missing)
    if accept_missing is not None and not reason:
        raise UsageError("closing.reason_required", option="--accept-missing")
    require_known(office, period)
    if office.today <= period.last_day:
        raise NotAllowedError("closing.not_over", period=period.key, last_day=period.last_day, today=office.today)
    if office.load(period.key).state == CLOSED:
        return _closed_before(office, period)
    office.versions.keep(office.versions.digest_on(period.last_day))
    with office.edit(period.key, OFFICE_BOOK) as edit:
        office.reread()
        if edit.book(period.key).state == CLOSED:  # by somebody else, since it was read
            return _receipt(office, "unchanged", period, None, facts={"state": CLOSED})
        detail = shown(office, period)
        snapshot = _frozen(office, period)
        found = [*hindrances(office, detail), *_before_left_out(office, period)]
        if found and not reason:
            raise NotAllowedError("closing.refused", found, period=period.key, n=len(found))
        accepted = reason if found else ""
        _put(edit, period, CLOSED, accepted, snapshot)
        put_seal(edit, edit.book(period.key), reason=accepted)
    lacks_own = detail.office_check not in HANDED_IN and asks_office(office, period)
    notes = {"receipt.closed_with_gaps": bool(found), "receipt.no_office_check": lacks_own}
    facts = {"submitted": snapshot.totals.submitted, "staff": snapshot.totals.staff, "n": len(found), "reason": reason}
    return _receipt(office, "closed", period, edit, facts=facts, notes=[key for key, so in notes.items() if so])


def reopen(office: Office, period: Period, *, reason: str) -> Receipt:
    """Open a closed period again; the seal says so from then on. Unchanged when it is open.

    The office's book is published first: whatever a crash leaves is a closed book without a seal, as in closing.

    Raises:
        UsageError: no reason is given; this office does not run such a period.
        NotFoundError: it is older than the office's records.
    """
    why = collapsed(reason)
    if not why:
        raise UsageError("closing.reason_required", option="--reason")
    require_known(office, period)
    with office.edit(OFFICE_BOOK, period.key) as edit:
        office.reread()
        book = edit.book(period.key)
        kept = seal_in(edit.book(OFFICE_BOOK), period.key)
        if book.state != CLOSED and not (kept and kept.is_closed):
            return _receipt(office, "unchanged", period, None, facts={"state": OPEN})
        seal = kept or seal_of(period.key, book.table(AUDIT))
        if seal:
            at = office.now.isoformat(timespec="seconds")
            opened = structs.replace(seal, state=OPEN, reopened_at=at, reopened_by=office.actor, reopening_reason=why)
            edit.put(OFFICE_BOOK, SEALS, period.key, to_document(opened), action=REOPENED, reason=why)
        if book.state == CLOSED and office.merged:
            lazy.staff_merge.move_given_up(office, edit, period.key, why)
        if book.state == CLOSED:  # else another book lies in its place; from now on it may be put right
            _put(edit, period, OPEN, why)
    return _receipt(office, "reopened", period, edit, facts={"reason": why})


def _closed_before(office: Office, period: Period) -> Receipt:
    """Of a closing whose seal is there, `unchanged`; else it is put now, if not on entering the edit."""
    if is_sealed(office.book, period.key):
        return _receipt(office, "unchanged", period, None, facts={"state": CLOSED})
    with office.edit(OFFICE_BOOK) as edit:
        office.reread()
        put_seal(edit, office.load(period.key), action=SEALED)
    done = _receipt(office, SEALED, period, None)
    return done if office.dry_run else structs.replace(done, audit=office.book.head)


def _put(edit: Edit, period: Period, state: str, reason: str, snapshot: Snapshot | None = None) -> None:
    """Set the book's state, as the last entry, so that it is the one that the seal names."""
    if snapshot:
        edit.put(period.key, SNAPSHOTS, period.key, to_document(snapshot), action=CLOSED)
    meta = edit.book(period.key).table(META)[BOOK_KEY]
    action = CLOSED if state == CLOSED else REOPENED
    edit.put(period.key, META, BOOK_KEY, {**meta, "state": state}, action=action, reason=reason)


def _frozen(office: Office, period: Period) -> Snapshot:
    records, earlier = records_of(office, period), period.shifted(-1)
    before = office.read_each([earlier.key], lambda _: _before(records_of(office, earlier).under(office.merged)))
    standing = records.standing
    return Snapshot(
        opens_on=standing.opens_on,
        due_on=standing.due_on,
        catalogue=office.versions.digest_on(period.last_day),
        members=tuple(frozen(one, period) for one in serving_in(office.roster, period)),
        excused=frozenset(one.officer for one in standing.people if one.state is ProgressState.EXCUSED),
        drafts=frozenset(officer for key, officer in open_drafts(office) if key == period.key),
        cases=records.cases,
        before=before.get(earlier.key, Before(shares={}, not_met={})),
        totals=totals_of([records]),
    )


def _before_left_out(office: Office, period: Period) -> list[Problem]:
    """That the book of the period before cannot be read: what is compared with it would stay empty for good."""
    before = period.shifted(-1).key
    facts = {"book": before, "period": period.key}
    return [Problem("closing.before_left_out", facts, where=before) for one in office.left_out if one.where == before]


def _before(records: PeriodRecords) -> Before:
    ratings = {one[0].officer: ratings_in([one]) for one in records.exceptions}
    shares = {}
    for one in records.standing.people:
        count = ratings.get(one.officer, Counter())
        shares[one.officer] = Share(
            unit=one.unit,
            staff=int(one.state is not ProgressState.EXCUSED),
            submitted=int(one.state in HANDED_IN),
            met=count[Rating.MET],
            not_met=count[Rating.NOT_MET],
            not_applicable=count[Rating.NOT_APPLICABLE],
        )
    not_met_by: dict[str, list[str]] = {}
    for code, officer in sorted(not_met(records)):
        not_met_by.setdefault(code, []).append(officer)
    return Before(shares=shares, not_met={code: tuple(officers) for code, officers in not_met_by.items()})


def _receipt(
    office: Office,
    action: str,
    period: Period,
    edit: Edit | None,
    *,
    facts: Mapping[str, Fact] | None = None,
    notes: Sequence[str] = (),
) -> Receipt:
    """Proof of what was done to the period's book: that mark, not the office's, is the one to note down."""
    command = f"civicode period show {period.key}"
    done = office.receipt(
        action, "period", period.key, period=period.key, next=command, facts=facts or {}, notes=tuple(notes)
    )
    return structs.replace(done, audit=edit.heads.get(period.key) if edit and not office.dry_run else None)
