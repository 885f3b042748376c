"""Staff from a file: each row a person in a post, known by code and first day."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from civicode.domain.batch import COLUMNS, BatchKind
from civicode.domain.record import to_document
from civicode.domain.staff.entry import StaffEntry, entered
from civicode.domain.staff.given_up import given_up
from civicode.domain.staff.staff import StaffMember
from civicode.domain.tables import STAFF
from civicode.errors import Problem
from civicode.services.intake.intake import Change, Desk, Intake
from civicode.sources.table.columns import WRONG
from civicode.store import OFFICE_BOOK, Book

_FIELDS = {"from": "since", "until": "until"}
_KEYS = tuple(_FIELDS.get(key, key) for key in COLUMNS[BatchKind.STAFF])


class StaffIntake(Intake):
    """Takes people in."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._entries: dict[str, dict[date | None, tuple[int, StaffEntry]]] = {}
        self._unread: dict[int, set[str]] = {}

    def take(self, line: int, values: Sequence[Any]) -> None:
        """A person in a post."""
        said = dict(zip(_KEYS, values, strict=False))
        self._desk.require(line, code=said["code"])
        if not said["code"]:
            return
        unread = self._unread[line] = {key for key, value in said.items() if value is WRONG}
        known: dict[str, Any] = {key: None if value is WRONG else value for key, value in said.items()}
        entry = StaffEntry(**known, says_since="from" in self._desk.request.titles)
        code = self._desk.people.code_like(entry.code) or entry.code
        if "since" in unread:
            self._find_all(line, entry, unread)
            return
        rows = self._entries.setdefault(code.casefold(), {})
        if entry.since in rows:
            facts = {"key": f"{code} {entry.since or ''}".strip(), "first_line": rows[entry.since][0]}
            self._desk.wrong(Problem("batch.twice", facts), line)
            return
        first = next(iter(rows.values()), None)
        rows[entry.since] = line, entry._replace(code=first[1].code if first else code)

    def _find_all(self, line: int, entry: StaffEntry, unread: Container[str]) -> None:
        """Everything else that is wrong with a row whose post nobody can place; somebody known may leave blanks."""
        if not isinstance(self._desk.people.find(entry.code), StaffMember):
            made = entered(None, [entry])
            self._desk.wrongs((one for one in made.problems if one.where.removeprefix("--") not in unread), line)

    def books(self) -> Iterable[str]:
        """The office's own."""
        return [OFFICE_BOOK]

    def changes(self, book: Book) -> Iterator[Change]:
        """Everybody who is new, or differs from what the register says."""
        kept = {code.casefold(): code for code in book.table(STAFF)}
        for key, rows in self._entries.items():
            change = self._change(book, kept.get(key), list(rows.values()))
            if change:
                yield change

    def _change(self, book: Book, code: str | None, rows: Sequence[tuple[int, StaffEntry]]) -> Change | None:
        desk, line = self._desk, rows[0][0]
        old = book.one(STAFF, code, StaffMember, own="code") if code else None
        made = entered(old, [entry for _, entry in rows])
        lines = {entry: row for row, entry in rows}
        desk.lines[line] = [row for row, _ in rows]
        unread = set[str]().union(*(self._unread[row] for row, _ in rows))
        gone = given_up(desk.office.merged, rows[0][1].code)
        desk.wrongs(gone, line)
        if made.problems or unread or gone:
            desk.wrongs((one for one in made.problems if one.where.removeprefix("--") not in unread), line)
            return None
        document = to_document(made.member)
        was = book.table(STAFF)[code] if code else None
        if document == was:
            desk.tally.unchanged += 1
            return None
        if made.differing:
            entry = made.differing[0][0]
            if not desk.may_replace(lines[entry], entry.code, list(dict.fromkeys(one for _, one in made.differing))):
                return None
        if made.differing:
            desk.tally.replaced += 1
        else:
            desk.tally.added += 1
        return STAFF, made.member.code, document, was
