"""A ward that joins: a look at what it brings and what stands in the way, then archives, people and record at once.

Our own store goes on; the other's history is not mixed into it. Both stores as they were are kept as archives, written
before anything else; people and record are one publication of the office's book. What a crash leaves in between are
archives that nothing speaks of, and the same merge uses them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import civicode
from civicode.domain.calendar import Period
from civicode.domain.merge.record import Archive, Merger, Side, goes_on, next_merger_id
from civicode.domain.merge.ward import Arrival, ArrivalState, CodeRow, arrivals, from_day, joined, reaching
from civicode.domain.receipt import Receipt
from civicode.domain.record import to_document
from civicode.domain.staff.staff import StaffMember
from civicode.domain.tables import ABSENCES, AUDIT, MERGERS, STAFF
from civicode.domain.text.text import collapsed
from civicode.errors import NotAllowedError, Problem, RefusedError, UsageError
from civicode.services.merge.other_ward import other_office, papers_of, unfinished
from civicode.services.office.books import periods_kept
from civicode.services.office.office import Office
from civicode.services.office.seals import is_sealed
from civicode.services.store.archives import mergers_in, unrecorded
from civicode.services.store.audit import verify
from civicode.store import OFFICE_BOOK, Edit, Record, Store
from civicode.store.archive.format import archive_bytes, entries_of
from civicode.store.archive.unpacking import unpacked
from civicode.store.copying import held
from civicode.store.memory import MemoryStore

__all__ = ["Asked", "Preview", "merge", "preview", "require_clear"]

JOINED = "joined"
"""The action of the entry."""


class Asked(NamedTuple):
    """What is to be merged.

    Attributes:
        location: of the other ward: an office's folder, a store, a backup.
        since: the first day on which its people are ours; None is the first one of the period that runs.
        rows: of the mapping file.
        reason: why, a resolution's number; None where it is not said.
        accepted: why what is unfinished there may stay so; None where it may not.
        folder: our office's own, with `office.yaml`; None when there is none.
    """

    location: str
    since: date | None
    rows: Sequence[CodeRow]
    reason: str | None = None
    accepted: str | None = None
    folder: Path | None = None


class Preview(NamedTuple):
    """What a merge would do.

    Attributes:
        since: the day from which it holds.
        other: the other ward.
        people: everybody on its register from that day on.
        documents: table, key and document of everything that our register would hold anew.
        problems: what must be decided or set right before; nothing is written while there is one.
        unfinished: what nobody will finish there any more.
        stores: what the archives will hold.
        done: the same merge, when it was entered before.
    """

    since: date
    other: Office
    people: Sequence[Arrival]
    documents: Sequence[tuple[str, str, Record]]
    problems: Sequence[Problem]
    unfinished: Sequence[Problem]
    stores: Mapping[Side, MemoryStore]
    done: Merger | None = None

    @property
    def name(self) -> str:
        """What the other ward was called on the day before; empty where that is not known."""
        agency = self.other.settings.agency_on(self.since - timedelta(days=1))
        return agency.name if agency else ""

    @property
    def counts(self) -> dict[str, int]:
        """How many people come, how many of them are here already, how many absences come along."""
        same = sum(one.state is ArrivalState.SAME_PERSON for one in self.people)
        absences = sum(table == ABSENCES for table, _, _ in self.documents)
        return {"people": len(self.people), "same": same, ABSENCES: absences}


def preview(office: Office, asked: Asked) -> Preview:
    """What the merge would do, and everything that stands in its way; nothing is written.

    Raises:
        UsageError: a reason is given, and says nothing.
        NotFoundError: there is nothing at the other's location.
        NotAllowedError: the other is ours; it joined before and is another now, or from another day; the day is not
            the first one of an open period that has begun.
        RefusedError: the other's `office.yaml` is wrong.
        StoreError: a store cannot be read, or is busy.
    """
    if any(text is not None and not collapsed(text) for text in (asked.reason, asked.accepted)):
        raise UsageError("merger.reason_required")
    since = _day(office, asked.since)
    other = other_office(office, asked.location)
    done = _done(office, other, since)
    if done:
        return Preview(since, other, (), (), (), (), {}, done)
    _require_open(office, since)
    people, problems = arrivals(_theirs(other, since), office.members, asked.rows, office.merged)
    documents, wrong = _documents(office, other, people, since)
    stores = _stores(office, other, asked.folder)
    problems = [*_unsound(stores), *problems, *wrong]
    return Preview(since, other, people, documents, problems, list(unfinished(other)), stores)


def merge(office: Office, asked: Asked) -> Receipt:
    """Enter that the other ward joined, as `preview` shows it; unchanged when that is entered already.

    Raises:
        RefusedError: something is not decided or wrong, or a store does not verify; with every problem.
        NotAllowedError: something there is not finished, and nothing accepts it, with all of it; and as `preview`.
        StoreError: a store cannot be read or written, or is busy; and as `preview`.
    """
    with office.edit(OFFICE_BOOK) as edit:
        office.reread()
        seen = preview(office, asked)
        if seen.done:
            return _receipt(office, "unchanged", seen.done, seen)
        require_clear(seen, asked)
        taken = edit.book(OFFICE_BOOK).table(MERGERS)
        merger = _merger(office, asked, seen, next_merger_id(seen.since, taken))
        document = to_document(merger)
        edit.put_batch(
            OFFICE_BOOK,
            merger.id,
            document,
            seen.documents,
            action=JOINED,
            reason=merger.reason,
            table=MERGERS,
        )
    office.reread()
    return _receipt(office, JOINED, merger, seen, edit)


def require_clear(seen: Preview, asked: Asked) -> None:
    """Raise when anything stands in the way; see `merge`."""
    waiting = [] if asked.accepted else [*seen.unfinished]
    if seen.problems:
        problems = [*seen.problems, *waiting]
        raise RefusedError("merger.refused", problems, location=asked.location, n=len(problems))
    if waiting:
        raise NotAllowedError("merger.unfinished", waiting, location=asked.location, n=len(waiting))


def _day(office: Office, since: date | None) -> date:
    """The first day of a period that has begun."""
    period = Period.of(since or office.today, office.settings.period)
    if since not in (None, period.first_day):
        raise NotAllowedError("merger.not_first_day", since=since, period=period.key, first=period.first_day)
    if period.first_day > office.today:
        raise NotAllowedError("merger.future", since=period.first_day, today=office.today)
    return period.first_day


def _require_open(office: Office, since: date) -> None:
    for period in periods_kept(office):
        if since <= period.last_day and is_sealed(office.book, period.key):
            raise NotAllowedError("merger.closed", period=period.key, since=since)


def _done(office: Office, other: Office, since: date) -> Merger | None:
    """The merger on record, when it is just this one; NotAllowedError when the other is ours, or joined otherwise."""
    ours, theirs, heads = office.book.table(AUDIT), other.book.table(AUDIT), _heads(other.store)
    if goes_on(ours, heads) or goes_on(theirs, [office.book.head] if office.book.head else []):
        raise NotAllowedError("merger.itself", location=other.store.location)
    joined_before = [one for one in mergers_in(office.book) if goes_on(theirs, one.archives[Side.OTHER].heads)]
    if not joined_before:
        return None
    before = joined_before[0]
    if before.since != since or before.archives[Side.OTHER].heads != heads:
        raise NotAllowedError("merger.joined_before", since=before.since, on=before.on, location=other.store.location)
    return before


def _theirs(other: Office, since: date) -> list[StaffMember]:
    return [found for one in other.members if (found := from_day(one, since))]


def _documents(
    office: Office, other: Office, people: Sequence[Arrival], since: date
) -> tuple[list[tuple[str, str, Record]], list[Problem]]:
    """What our register would hold anew of those whose code is decided, and what is wrong with it."""
    found, problems = list[tuple[str, str, Record]](), list[Problem]()
    for one in people:
        if not one.code:
            continue
        member, wrong = joined(one, office.members)
        away, more = reaching(other.absences, one, member, since, office.absences)
        problems += [*wrong, *more]
        found.append((STAFF, member.code, to_document(member)))
        found += [(ABSENCES, absent.key, to_document(absent.absence)) for absent in away]
    return [one for one in found if office.book.table(one[0]).get(one[1]) != one[2]], problems


def _stores(office: Office, other: Office, folder: Path | None) -> dict[Side, MemoryStore]:
    """Both as they stand, with what their reports need beside them."""
    own, theirs = held(office.store), other.store
    own.papers = papers_of(office, folder)
    for name in unrecorded(own):  # what a crash left of this very merge
        own.archives.remove(name)
    assert isinstance(theirs, MemoryStore)
    return {Side.OTHER: theirs, Side.OWN: own}


def _unsound(stores: Mapping[Side, MemoryStore]) -> list[Problem]:
    """That a store does not verify: its archive would not either."""
    counted = {store.location: len(verify(store).problems) for store in stores.values()}
    return [
        Problem("merger.not_sound", {"location": location, "n": n}, where=location)
        for location, n in counted.items()
        if n
    ]


def _merger(office: Office, asked: Asked, seen: Preview, key: str) -> Merger:
    """The record, its archives written, but for a dry run."""
    return Merger(
        id=key,
        since=seen.since,
        office=seen.name,
        on=office.today,
        by=office.actor,
        reason=collapsed(asked.reason or ""),
        accepted=collapsed(asked.accepted or "") if seen.unfinished else "",
        archives={side: _archived(office, f"{key}.{side.value}", store) for side, store in seen.stores.items()},
        codes={one.member.code: one.code for one in seen.people},
    )


def _archived(office: Office, name: str, store: MemoryStore) -> Archive:
    """The store on the shelf; one of just the same files, which a crash left there, is taken as it is."""
    shelf = office.store.archives
    data = shelf.read_bytes(name) or b""
    if not _holds(data, store):
        moment = office.now.isoformat(timespec="seconds")
        data = archive_bytes(store, program=civicode.__version__, made_at=moment)
        if not office.dry_run:
            shelf.write_bytes(name, data)
    return Archive(name=name, digest=hashlib.sha256(data).hexdigest(), heads=_heads(store))


def _holds(data: bytes, store: MemoryStore) -> bool:
    with suppress(RefusedError):
        files = unpacked(data, Path()).manifest.files
        return files == {name: hashlib.sha256(found).hexdigest() for name, found in entries_of(store)}
    return False


def _heads(store: Store) -> tuple[str, ...]:
    return tuple(head for name in store.names() if (head := store.load(name, strict=True).head))


def _receipt(office: Office, action: str, merger: Merger, seen: Preview, edit: Edit | None = None) -> Receipt:
    archives = [one.file for one in merger.archives.values()]
    named = any(one.since == merger.since for one in office.settings.agencies)
    facts = {**seen.counts, "since": merger.since, "office": merger.office, "archives": archives}
    notes = {
        "receipt.merger_absences": seen.counts[ABSENCES] > 0,
        "receipt.merger_archives": True,
        "receipt.merger_nameless": not merger.office,
        "receipt.merger_rename": not named,
    }
    return office.receipt(
        action,
        "merger",
        merger.id,
        edit,
        next="civicode staff list",
        facts=facts,
        notes=tuple(key for key, so in notes.items() if so) if action == JOINED else (),
        counts=seen.counts if action == JOINED else {},
    )
