"""Forgetting somebody who has left: name and texts go from every book and their drafts go, the figures stay.

The books of the periods come first, the office's own last: its record of the forgetting is there when all is done.
What a crash leaves are whole books, some of them cleared; the same command again clears the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from msgspec import structs

from civicode.domain.calendar import Period
from civicode.domain.receipt import Receipt
from civicode.domain.record import Personal, to_document
from civicode.domain.staff.staff import OFFICE, StaffMember
from civicode.domain.store.facts import Backup
from civicode.domain.store.forgetting import ForgettingRecord, Person, Taken, cleared, cleared_entries
from civicode.domain.store.mention import Mention, mentions, names_person
from civicode.domain.store.retention import retention_problems
from civicode.domain.tables import AUDIT, BACKUPS, CHECKS, FORGETTINGS
from civicode.domain.text.text import collapsed
from civicode.domain.violation.violation import Violation
from civicode.errors import Fact, NotAllowedError, Problem, RefusedError, StoreError, UsageError
from civicode.services.check.draft import drafts_of
from civicode.services.office.books import periods_kept
from civicode.services.office.forgotten import record_of
from civicode.services.office.office import Office
from civicode.services.store.held import held_archives, held_exports
from civicode.services.violation.casebook import cases_in
from civicode.store import OFFICE_BOOK, Book, Edit, Record
from civicode.store.folder.look import kept_beside

__all__ = ["forget"]

_DRAFTS = "drafts"
"""Stands for the book in a mention that is in a draft."""


class _Held(NamedTuple):
    """What there is about a person, as far as it decides whether they may be forgotten.

    Attributes:
        checks: the periods in which there is a check of theirs.
        cases: those about them.
        drafts: the names of theirs.
        former: codes given up for theirs.
    """

    member: StaffMember
    checks: Sequence[Period]
    cases: Sequence[Violation]
    drafts: Sequence[str]
    former: Sequence[str]

    @property
    def person(self) -> Person:
        ids = (key for case in self.cases for key in (case.id, *case.former_ids))
        return Person(self.member.code, self.member.name, frozenset(ids), frozenset(self.former))


class _Done(NamedTuple):
    """What is taken away.

    Attributes:
        changed: whether this run takes anything out of a book.
        counts: how many texts of which kind, in all runs.
        mentions: where the name still occurs.
    """

    changed: bool
    counts: Counter[str]
    mentions: list[Mention]


def forget(office: Office, officer: str, *, reason: str) -> Receipt:
    """Take the name and the texts of somebody who has left out of all books; unchanged when it is done already.

    Raises:
        UsageError: no reason; a name that fits several.
        RefusedError: the reason, which stays, names the person.
        NotFoundError: nobody of that name.
        NotAllowedError: `CQ`, which is no person; or the retention or an open case stands in the way, every problem.
        StoreError: a book cannot be read, so nobody knows what is in it; or cannot be written.
    """
    why = collapsed(reason)
    if not why:
        raise UsageError("forget.reason_required")
    if officer.strip().upper() == OFFICE:
        raise NotAllowedError("forget.office")
    with office.edit() as edit:
        office.reread()
        held = _held(office, office.member(officer))
        if names_person(why, held.member.name):
            raise RefusedError("forget.reason_refused", [Problem("forget.reason_names", where="--reason")])
        former = record_of(office, held.member.code)
        if former is None:
            _require_retention(office, held)
        remains = _remains(office, held)
        done = _taken_away(office, edit, held, why)
        if former is not None and done.changed:
            _require_retention(office, held)
    office.reread()
    if not office.dry_run:
        _drop(office, held.drafts)
    return _receipt(office, edit, held, done, remains)


def _held(office: Office, member: StaffMember) -> _Held:
    checks, cases, codes = list[Period](), list[Violation](), office.codes_of(member.code)
    for period in periods_kept(office):
        book = office.store.load(period.key)  # not kept in memory: there may be years of them
        cases += [case for case in cases_in(book) if case.officer in codes]
        checks += [period] if not book.table(CHECKS).keys().isdisjoint(codes) else []
    return _Held(member, checks, cases, drafts_of(office, member.code), codes[1:])


def _require_retention(office: Office, held: _Held) -> None:
    months = office.settings.retention_months
    problems = retention_problems(held.member, held.checks, held.cases, months, office.today)
    if problems:
        raise NotAllowedError("forget.refused", problems, officer=held.member.code, n=len(problems))


def _taken_away(office: Office, edit: Edit, held: _Held, why: str) -> _Done:
    """Every book cleared among the changes of `edit`, the office's own last."""
    code, person = held.member.code, held.person
    before, now, found = Counter[str](), Counter[str](), _in_drafts(office, held)
    for period in periods_kept(office):
        name = period.key
        edit.join(name)
        book = edit.book(name)
        taken, former = _taken_from(book, person), _counted(book, code) or Counter()
        if taken:
            edit.redact(name, code, _record(office, former + taken.counts), taken, action=FORGETTINGS)
        before, now = before + former, now + taken.counts
        found += _mentions(book, taken, person.name)
        edit.complete(name)
    edit.join(OFFICE_BOOK)
    book = edit.book(OFFICE_BOOK)
    taken, whole = _taken_from(book, person), _counted(book, code)
    found += _mentions(book, taken, person.name)
    if whole is not None and not taken and not now:
        return _Done(False, whole, found)
    taken = taken._replace(counts=taken.counts + Counter({Personal.DRAFTS.value: len(held.drafts)}))
    counts = (before if whole is None else whole) + now + taken.counts
    edit.redact(OFFICE_BOOK, code, _record(office, counts, why), taken, action=FORGETTINGS, reason=why)
    return _Done(True, counts, found)


def _taken_from(book: Book, person: Person) -> Taken:
    """What a book loses; StoreError when a document of it cannot be read."""
    counts = Counter[str]()
    documents = [
        (table, key, new)
        for table in book.tables
        if table not in (AUDIT, FORGETTINGS)
        for key, old in book.table(table).items()
        if (new := book.one(table, key, partial(_cleared, table, key, person, counts))) is not None and new != old
    ]
    entries = cleared_entries(book.table(AUDIT), person)
    counts[Personal.AUDIT_REASONS] += len(entries)
    return Taken(tuple(documents), entries, Counter({kind.value: counts[kind] for kind in Personal if counts[kind]}))


def _cleared(table: str, key: str, person: Person, counts: Counter[str], document: Record) -> Record:
    return cleared(table, key, document, person, counts)


def _counted(book: Book, code: str) -> Counter[str] | None:
    """What earlier runs took out of the book, of the office's out of all; None when there was none."""
    record = book.one(FORGETTINGS, code, ForgettingRecord)
    return None if record is None else Counter(record.counts)


def _record(office: Office, counts: Mapping[str, int], reason: str = "") -> Record:
    return to_document(ForgettingRecord(on=office.today, by=office.actor, counts=counts, reason=reason))


def _mentions(book: Book, taken: Taken, name: str) -> list[Mention]:
    tables: dict[str, dict[str, Any]] = {table: dict(book.table(table)) for table in book.tables}
    for table, key, document in taken.documents:
        tables[table][key] = document
    tables[AUDIT] |= taken.entries
    return list(mentions(book.name, tables, name))


def _in_drafts(office: Office, held: _Held) -> list[Mention]:
    shelf = office.store.drafts
    others = [name for name in shelf.names() if name not in held.drafts]
    return [Mention(_DRAFTS, "", one) for one in others if names_person(shelf.read(one) or "", held.member.name)]


def _drop(office: Office, drafts: Sequence[str]) -> None:
    """StoreError `forget.drafts_stay`: the books are done, a draft could not be removed."""
    try:
        for name in drafts:
            office.store.drafts.remove(name)
    except StoreError as error:
        raise StoreError("forget.drafts_stay", names=list(drafts), location=office.store.location) from error


def _remains(office: Office, held: _Held) -> dict[str, list[Record]]:
    """What the program knows of and leaves as it is: backups, exported files, archives, stores kept beside this one."""
    backups = office.book.each(BACKUPS, Backup).values()
    exports = held_exports(office, held.member, held.checks)
    return {
        "backups": [{"file": one.file, "on": one.on} for one in backups],
        "exports": [{"id": one.id, "file": one.file, "what": one.what, "on": _day(one.at)} for one in exports],
        "archives": [{"file": one.file, "code": one.officer} for one in held_archives(office, held.member.code)],
        "stores": [{"folder": name} for name in kept_beside(office.store)],
    }


def _day(moment: str) -> date | str:
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return moment


def _receipt(office: Office, edit: Edit, held: _Held, done: _Done, remains: Mapping[str, list[Record]]) -> Receipt:
    member, found = held.member, {**remains, "mentions": [one._asdict() for one in done.mentions]}
    facts: dict[str, Fact] = {
        **{kind.value: done.counts[kind] for kind in Personal},
        "officer": f"{member.name} ({member.code})",
        "backups": {one["file"]: one["on"] for one in remains["backups"]},
        "exports": {one["file"] or one["id"]: one["on"] for one in remains["exports"]},
        "archives": [one["file"] for one in remains["archives"]],
        "stores": [one["folder"] for one in remains["stores"]],
        "mentions": [str(one) for one in done.mentions],
    }
    is_done = done.changed or bool(held.drafts)
    notes = [f"forgot.{kind}" for kind, there in found.items() if there]
    receipt = office.receipt(
        FORGETTINGS if is_done else "unchanged",
        "person",
        member.code,
        edit,
        next="civicode audit verify",
        facts=facts,
        notes=(*(["forgot.counts"] if is_done else []), *notes, "forgot.elsewhere"),
        counts={kind.value: done.counts[kind] for kind in Personal},
    )
    return structs.replace(receipt, remains={kind: [_plain(one) for one in there] for kind, there in found.items()})


def _plain(one: Record) -> Record:
    return {**one, "on": str(one["on"])} if "on" in one else one
