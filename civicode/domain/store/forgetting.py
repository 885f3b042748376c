"""Taking a person's name and texts out of the records: what is theirs, what is replaced, and what stays to be counted.

A text is replaced by a mark and not emptied: so a rating that needs a note still has one, and it is seen that
something stood there. Code, posts, ratings, dates and states stay: they carry the figures, and the code alone is a
pseudonym. Where the person only acted (recorder, reviewer, actor) the code stays, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import PurePath
from typing import Any, NamedTuple

from msgspec import Struct

from civicode.domain.check.check import Answer, SelfCheck
from civicode.domain.record import Personal, Record, fields_of
from civicode.domain.review import Review
from civicode.domain.staff.staff import Absence, FormerCode, StaffMember
from civicode.domain.store.audit import without_reason
from civicode.domain.store.audit_redaction import PERSONAL
from civicode.domain.store.mention import names_person
from civicode.domain.violation.violation import MovedViolation, Violation
from civicode.i18n import FORGOTTEN

Document = Mapping[str, Any]
"""A document as a book keeps it."""


class Person(NamedTuple):
    """Who is forgotten.

    Attributes:
        name: as it stood on the register; `FORGOTTEN` when it is gone already.
        cases: ids of the cases about them, former ones included.
        former: codes given up for theirs (`staff merge`).
    """

    code: str
    name: str
    cases: frozenset[str]
    former: frozenset[str] = frozenset()

    @property
    def codes(self) -> frozenset[str]:
        """Every code of theirs."""
        return self.former | {self.code}


class ForgettingRecord(Record, frozen=True, kw_only=True):
    """What a book keeps of it that somebody was forgotten: the office's of all, any other of what was taken from it.

    Attributes:
        on, by: when and by whom.
        reason: why; the office's book alone says it.
        counts: how many texts of which kind.
    """

    on: date
    by: str
    counts: Mapping[str, int]
    reason: str = ""


class Taken(NamedTuple):
    """What is taken away from a book.

    Attributes:
        documents: table, key and document as it is to stand.
        entries: of the audit, by sequence, as they are to stand.
        counts: how many texts of which kind.
    """

    documents: tuple[tuple[str, str, dict[str, Any]], ...]
    entries: Mapping[str, dict[str, Any]]
    counts: Counter[str]

    def __bool__(self) -> bool:
        return bool(self.documents or self.entries)


def cleared(table: str, key: str, document: Document, person: Person, counts: Counter[str]) -> dict[str, Any]:
    """A document without what it says of the person, whatever it is; what it took is added to `counts`.

    KeyError, TypeError, ValueError or AttributeError when it cannot be read.
    """
    if table in _OWN:
        kind = _OWN[table]
        return _without(document, kind, counts, kind) if is_theirs(table, key, document, person) else dict(document)
    return _OF_MANY[table](document, person, counts) if table in _OF_MANY else dict(document)


def is_theirs(table: str, key: str, document: Document, person: Person) -> bool:
    """Whether a document of a table of `PERSONAL` is about the person."""
    if table in ("absences", "violations"):
        return document["officer"] in person.codes
    return is_about(table, key, person)


def is_about(table: str, key: str, person: Person) -> bool:
    """Whether what has this key in a table of `PERSONAL` is about the person, as the audit names it."""
    if table in ("violations", "moved_violations"):
        return key in person.cases
    return (key.partition(":")[0] if table == "absences" else key) in person.codes


def cleared_entries(entries: Mapping[str, Document], person: Person) -> dict[str, dict[str, Any]]:
    """The entries of an audit that lose their reason, by sequence, as they are to stand."""
    return {
        key: without_reason(entry)
        for key, entry in entries.items()
        if entry.get("reason") not in (None, "", FORGOTTEN)
        and str(entry.get("table")) in PERSONAL
        and is_about(str(entry["table"]), str(entry["key"]), person)
    }


def _without(document: Document, kind: type[Struct], counts: Counter[str], whole: type[Struct]) -> dict[str, Any]:
    """A document of a kind without what the facts of its fields call personal; `whole` is the record that holds it."""
    left = dict(document)
    for field in fields_of(kind):
        value = document.get(field.key)
        if value in (None, "", FORGOTTEN):
            continue
        if field.fact.personal:
            counts[field.fact.personal] += 1
            left[field.key] = FORGOTTEN
        elif field.fact.of_fields:
            left[field.key] = _without(value, whole, counts, whole)
        elif field.holds:
            left[field.key] = _each_without(value, field.holds, counts, whole)
    dropped = {field.key for field in fields_of(kind) if field.fact.is_dropped}
    return {key: value for key, value in left.items() if key not in dropped}


def _each_without(value: Any, kind: type[Struct], counts: Counter[str], whole: type[Struct]) -> Any:
    """The documents within a field: one, a list, or some by key, of which an answer may be a rating alone."""
    if isinstance(value, list):
        return [_without(one, kind, counts, whole) for one in value]
    if kind is not Answer:
        return _without(value, kind, counts, whole)
    return {code: one if isinstance(one, str) else _without(one, kind, counts, whole) for code, one in value.items()}


def _snapshot(document: Document, person: Person, counts: Counter[str]) -> dict[str, Any]:
    """The people and the cases as they were when the period was closed."""
    return {
        **document,
        "roster": [cleared("staff", str(one["code"]), one, person, counts) for one in document["roster"]],
        "violations": [cleared("violations", str(one["id"]), one, person, counts) for one in document["violations"]],
    }


def _batch(document: Document, person: Person, counts: Counter[str]) -> dict[str, Any]:
    """The documents that it replaced, and the name of its file."""
    batch = _file(document, person, counts)
    if "before" in batch:
        batch["before"] = {
            table: {key: cleared(table, key, one, person, counts) for key, one in documents.items()}
            for table, documents in batch["before"].items()
        }
    return batch


def _file(document: Document, person: Person, counts: Counter[str]) -> dict[str, Any]:
    """The name of a file that says the person's; its digest tells it from others."""
    file = str(document.get("file", ""))
    if not names_person(file, person.name):
        return dict(document)
    counts[Personal.FILE_NAMES] += 1
    return {**document, "file": f"{FORGOTTEN}{PurePath(file).suffix}"}


_OWN: Mapping[str, type[Record]] = {
    "staff": StaffMember,
    "merged_staff": FormerCode,
    "absences": Absence,
    "self_checks": SelfCheck,
    "reviews": Review,
    "violations": Violation,
    "moved_violations": MovedViolation,
}
"""What the documents about one person are, by table: those of `PERSONAL`."""

_OF_MANY: Mapping[str, Callable[[Document, Person, Counter[str]], dict[str, Any]]] = {
    "snapshots": _snapshot,
    "batches": _batch,
    "exports": _file,
    "backups": _file,
}
"""Rules for documents in which something about the person may stand beside other things."""
