"""What is held about one person beside checks and cases: drafts, what the audit tells, files that may name them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from civicode import lazy
from civicode.domain.calendar import Period
from civicode.domain.check.check import SelfCheck
from civicode.domain.merge.record import Merger
from civicode.domain.staff.staff import StaffMember
from civicode.domain.store.audit_redaction import PERSONAL
from civicode.domain.store.export import Export, may_name
from civicode.domain.store.forgetting import Person, is_about
from civicode.domain.tables import EXPORTS, MERGERS
from civicode.domain.violation.violation import Violation
from civicode.errors import StoreError
from civicode.reports.report.records import HeldArchive, HeldDraft
from civicode.services.check.draft import draft_named, drafts_of, period_and_officer
from civicode.services.office.office import Office
from civicode.services.store import audit
from civicode.store import Record

Entries = Mapping[tuple[str, int], Mapping[str, Any]]
"""Entries of the audit by book and sequence."""


def held_drafts(office: Office, code: str) -> list[HeldDraft]:
    """Every draft of a person, those put aside among them; of one that cannot be read, that it is there."""
    return [HeldDraft(name, period_and_officer(name)[0], _read(office, name)) for name in drafts_of(office, code)]


def held_exports(office: Office, member: StaffMember, checks: Iterable[Period]) -> list[Export]:
    """The files made of the store that may tell of a person, the oldest first.

    Args:
        checks: the periods in which there is a check of theirs.
    """
    made = office.book.each(EXPORTS, Export, own="id").values()
    periods = list(checks)
    codes = office.codes_of(member.code)
    came = {name for merger in _mergers(office) for code in codes for name in _archives_of(merger, code)}
    return [one for one in made if (one.archive in came if one.archive else may_name(one, member, periods))]


def held_archives(office: Office, code: str) -> list[HeldArchive]:
    """The stores from before a ward joined that hold something about a person; where none did nothing is loaded."""
    if not office.book.table(MERGERS):
        return []
    return lazy.archives.held_in(office, code)


def held_entries(office: Office, code: str, cases: Iterable[Violation]) -> Entries:
    """What the audit tells of a person: what they did, and what was done to their records.

    Args:
        cases: of everybody; one that was once about them counts, and so do the ids that theirs bore before.
    """
    person = Person(code, "", frozenset(_ids(code, cases)))
    told = [*audit.log(office, actor=code), *audit.log(office, target=code)]
    told += [one for one in audit.log(office) if _tells(one, person)]
    return {(str(one["book"]), int(one["seq"])): one for one in told}


def _mergers(office: Office) -> Iterable[Merger]:
    return office.book.each(MERGERS, Merger, own="id").values()


def _archives_of(merger: Merger, code: str) -> list[str]:
    """The archives in which the person who has `code` here may be."""
    return [one.name for side, one in merger.archives.items() if merger.code_in(side, code)]


def _ids(code: str, cases: Iterable[Violation]) -> Collection[str]:
    about = [one for one in cases if code in (one.officer, *(entry.old.get("officer") for entry in one.corrections))]
    return {key for case in about for key in (case.id, *case.former_ids)}


def _tells(entry: Record, person: Person) -> bool:
    """Whether an entry, or a document that one of a batch lists, is about the person."""
    documents = entry.get("documents")
    places = [(str(entry.get("table")), str(entry.get("key")))]
    if isinstance(documents, dict):
        places += [(table, key) for table, listed in documents.items() if isinstance(listed, dict) for key in listed]
    return any(table in PERSONAL and is_about(table, key, person) for table, key in places)


def _read(office: Office, name: str) -> SelfCheck | None:
    try:
        return draft_named(office, name)
    except StoreError:
        return None
