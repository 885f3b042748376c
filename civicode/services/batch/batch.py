"""Bringing many records in from a file: everything is looked at first, then all of it is published, or nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from msgspec import Raw, structs

from civicode import lazy
from civicode.domain.batch import Batch, BatchKind, Conflict, next_batch_id
from civicode.domain.calendar import Period
from civicode.domain.record import to_document
from civicode.domain.store.audit_redaction import PERSONAL
from civicode.domain.tables import BATCHES
from civicode.errors import Problem, RefusedError
from civicode.services.batch.file import Reading, Rows, open_rows
from civicode.services.intake.intake import Change, Desk, Intake, Request
from civicode.services.intake.people import People
from civicode.services.office.office import Office
from civicode.sources.file.data import DataFile, data_file
from civicode.sources.file.text import STDIN
from civicode.sources.table.findings import Findings
from civicode.store import OFFICE_BOOK, Book, Documents, Edit, Record

__all__ = ["Asked", "Outcome", "Refused", "Watch", "bring_in"]

IMPORTED = "imported"
"""The action of a batch's entries."""

REPLACED = "before"
"""In a batch's own document: the documents as they were, by key, by table."""

_INTAKES: Mapping[BatchKind, Callable[[], Callable[[Desk], Intake]]] = {
    BatchKind.STAFF: lambda: lazy.staff_intake.StaffIntake,
    BatchKind.CHECKS: lambda: lazy.check_intake.CheckIntake,
    BatchKind.REVIEWS: lambda: lazy.review_intake.ReviewIntake,
    BatchKind.VIOLATIONS: lambda: lazy.violation_intake.ViolationIntake,
    BatchKind.PLAN: lambda: lazy.plan_intake.PlanIntake,
}
# Who brings in staff needs none of the rules of violations.

_STEP = 500
"""Rows after which somebody who watches is told."""


class Watch(Protocol):
    """Somebody who watches a long import."""

    def stage(self, name: str, total: int) -> None:
        """Another stage begins: reading, checking, writing; `total` in the units of `at`, 0 when it is not known."""

    def at(self, done: int, rows: int) -> None:
        """So much of the stage is done, and so many rows."""


class Unwatched:
    """Nobody watches."""

    def stage(self, name: str, total: int) -> None:
        """Nothing."""

    def at(self, done: int, rows: int) -> None:
        """Nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a batch did.

    Attributes:
        batch: as the office's book keeps it; its id is empty where nothing was written.
        heads: `book:sequence:hash` of each book that it changed.
        notices: what must be said although nothing was wrong.
    """

    batch: Batch
    heads: tuple[str, ...]
    notices: tuple[Problem, ...]
    dry_run: bool


class Asked(NamedTuple):
    """What somebody asks of an import.

    Attributes:
        file: the path, `-` for stdin.
        reading: how the file is read.
        period: see `Request`.
        errors: is handed the file, its reading, and the reasons by line when the batch is refused.
    """

    kind: BatchKind
    file: str
    reading: Reading
    period: Period | None = None
    conflict: Conflict = Conflict.FAIL
    errors: Callable[[Refused], None] | None = None


class Refused(NamedTuple):
    """A batch that was refused, for whoever writes its rows into a file to be mended.

    Attributes:
        reasons: by the line of each row that has to be sent again; those that only belong to one that is wrong have
            none.
    """

    kind: BatchKind
    file: DataFile
    reading: Reading
    reasons: dict[int, list[Problem]]


def bring_in(office: Office, asked: Asked, watch: Watch | None = None) -> Outcome:
    """Bring in all that a file holds, or nothing.

    Raises:
        NotFoundError: no such file or sheet.
        UsageError: an option that does not fit the file.
        RefusedError: anything is wrong with any row: every problem, with the facts `read` and `refused`.
        StoreError: it cannot be written; nothing was, or whole books (`store.partly`), and the same file finishes it.
    """
    watch = watch or Unwatched()
    file = data_file(asked.file)
    findings = Findings(asked.file)
    desk = Desk(office, People(office), Request(asked.period, asked.conflict), findings)
    rows = open_rows(office, asked.kind, file, asked.reading, findings)
    desk.request = desk.request._replace(titles=rows.titles)
    intake = _INTAKES[asked.kind]()(desk)
    watch.stage("reading", file.size)
    read = _taken_in(rows, intake, file.size, watch) + findings.lost
    findings.extend(rows.late_problems())
    batch, heads = _written(office, asked, file, desk, intake, read, watch)
    notices = (*rows.notices, *desk.notices, *desk.people.notices.values())
    return Outcome(batch=batch, heads=heads, notices=notices, dry_run=office.dry_run)


def _taken_in(rows: Rows, intake: Intake, size: int, watch: Watch) -> int:
    read = told = 0
    for count in rows.feed(intake):
        read += count
        if read - told >= _STEP:
            told = read
            watch.at(int(rows.share() * size), read)
    return read


def _written(
    office: Office, asked: Asked, file: DataFile, desk: Desk, intake: Intake, read: int, watch: Watch
) -> tuple[Batch, tuple[str, ...]]:
    """The batch, published; of one that is refused the books are still compared, so that everything is told."""
    books = list(intake.books())
    digest = file.digest
    trying = replace(office, dry_run=office.dry_run or bool(desk.findings))
    watch.stage("checking", len(books))
    with trying.edit(OFFICE_BOOK) as edit:
        office.reread()
        course = _begun(office, edit, asked, digest, read)
        changed: list[str] = []
        for done, name in enumerate(books, start=1):
            edit.join(name)
            if _put(edit, name, course, desk, intake):
                changed.append(name)
            watch.at(done, read)
        if desk.findings:
            raise _refusal(asked, file, desk, read)
        batch = _counted(course.batch, desk, changed)
        if course.is_new and changed and OFFICE_BOOK not in changed:
            edit.put(OFFICE_BOOK, BATCHES, batch.id, to_document(batch), action=IMPORTED)
        if changed and asked.kind is BatchKind.CHECKS:
            office.versions.keep(office.versions.digest)
        watch.stage("writing", 0)
    office.reread()
    if office.dry_run or not changed:
        return structs.replace(batch, id=batch.id if changed else ""), ()
    intake.settle()
    return batch, tuple(edit.heads.values())


class _Course:
    """The batch under way: a new one, or that of the same file, which a crash cut off and which goes on.

    Which of them it is shows in the first book that changes: what is cut off is not in it. So no book need be read to
    find out, of the many that do not change when a file comes again.
    """

    def __init__(self, new: Batch, former: Batch | None) -> None:
        self.batch = new
        self.is_new = True
        self._former = former

    def at(self, book: Book) -> Batch:
        """The batch, now that `book` is to change."""
        former, self._former = self._former, None
        if former and book.name in former.books and former.id not in book.table(BATCHES):
            self.batch, self.is_new = structs.replace(former, read=self.batch.read), False
        return self.batch


def _put(edit: Edit, name: str, course: _Course, desk: Desk, intake: Intake) -> int:
    """Set what the batch changes in one book, and let go of it; how many documents that are."""
    book = edit.book(name)
    changes = intake.changes(book)
    first = next(changes, None)
    if first is None:
        if name != OFFICE_BOOK:
            edit.complete(name)
        return 0
    batch = course.at(book)
    own = dict(book.table(BATCHES).get(batch.id, {}))  # what a crash cut off goes on under its own id
    documents = _documents(_remembered(chain([first], changes), desk), own)
    if desk.findings:  # nothing is published any more; the rest is only looked at
        return sum(1 for _ in documents)

    def all_of_them() -> Documents:
        yield from documents
        own.update(intake.beside(name))
        if name == OFFICE_BOOK:
            own.update(to_document(_counted(batch, desk, [name])))

    edit.put_batch(name, batch.id, own, all_of_them(), action=IMPORTED)
    if name != OFFICE_BOOK and not desk.findings:
        edit.complete(name)
    return 1


def _documents(changes: Iterable[Change], own: Record) -> Documents:
    """The documents to be set; those that they replace are kept in the batch's own document, for its being undone."""
    replaced: dict[str, dict[str, Record]] = own.setdefault(REPLACED, {})
    for table, key, document, old in changes:
        if old is not None:
            replaced.setdefault(table, {}).setdefault(key, old)
        yield table, key, Raw(document.encode()) if isinstance(document, str) else document


def _remembered(changes: Iterable[Change], desk: Desk) -> Iterator[Change]:
    """The changes; a problem for each that would write about somebody forgotten."""
    gone = {one.code for one in desk.office.members if one.is_forgotten}
    for change in changes:
        if gone and (whose := _whose(change)) in gone:
            desk.findings.extend([Problem("forget.forgotten", {"officer": whose})])
        yield change


def _whose(change: Change) -> str:
    table, key, document, _ = change
    made: Any = json.loads(document) if isinstance(document, str) else document
    return str(made.get("officer", key)) if table in PERSONAL else ""


def _begun(office: Office, edit: Edit, asked: Asked, digest: str, read: int) -> _Course:
    known = edit.book(OFFICE_BOOK).each(BATCHES, Batch, own="id")
    same = [one for one in known.values() if (one.digest, one.kind, one.is_undone) == (digest, asked.kind, False)]
    new = Batch(
        id=next_batch_id(f"{office.today:%Y-%m}", known),
        kind=asked.kind,
        file="" if asked.file == STDIN else Path(asked.file).name,
        digest=digest,
        at=office.now.isoformat(timespec="seconds"),
        by=office.actor,
        read=read,
        added=0,
        replaced=0,
        unchanged=0,
        skipped=0,
        books=(),
    )
    return _Course(new, max(same, key=lambda one: one.id, default=None))


def unfinished(office: Office, batch: Batch) -> list[str]:
    """The books that a batch was to change, and that a crash kept from it."""
    return [name for name in batch.books if batch.id not in office.load(name).table(BATCHES)]


def _counted(batch: Batch, desk: Desk, books: Sequence[str]) -> Batch:
    return structs.replace(batch, **asdict(desk.tally), books=tuple(books))


def _refusal(asked: Asked, file: DataFile, desk: Desk, read: int) -> RefusedError:
    findings = desk.findings
    reasons: dict[int, list[Problem]] = {line: [] for line in findings.lines}
    for problem in findings.kept:
        if problem.line is not None:
            reasons[problem.line].append(problem)
    for lines in desk.lines.values():
        if not reasons.keys().isdisjoint(lines):
            reasons |= {line: [] for line in lines if line not in reasons}
    if asked.errors:
        asked.errors(Refused(asked.kind, file, asked.reading, reasons))
    problems = findings.in_order
    return RefusedError(
        "batch.refused", problems, file=asked.file, read=read, refused=min(len(findings.lines), read), n=findings.count
    )
