"""Observations from a file: each row one, known by the sender's own reference, held to the rules of any observation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace

from civicode.domain.batch import Conflict
from civicode.domain.calendar import Period
from civicode.domain.record import Record, encode_record, fields_of, to_document
from civicode.domain.staff.staff import StaffMember
from civicode.domain.tables import VIOLATIONS
from civicode.domain.violation.observation import Subject, bond, bond_problems, date_problems
from civicode.domain.violation.violation import CaseEvent, CaseState, Observation, Violation, month_of
from civicode.errors import Problem
from civicode.services.intake.case_ids import CaseIds, is_foreign
from civicode.services.intake.case_lookup import KnownCriteria, Subjects
from civicode.services.intake.cases import StoredViolations, differences
from civicode.services.intake.intake import Change, Desk, Intake
from civicode.services.office.books import book_of, books_between
from civicode.services.office.closed import require_unreplaced
from civicode.services.violation.casebook import LAST_IDS, cases_in
from civicode.services.violation.correction import noted
from civicode.store import Book
from civicode.store import Record as Document

_NAME = "name"
_NEEDED = {"officer": "officer", "criteria": "criterion", "occurred_on": "occurred_on", "what": "what"}
"""Fields that every row must have, with their columns."""


class _Row(NamedTuple):
    """An observation of a file.

    Attributes:
        seen: the violation that it would be, still without an id.
        says_noticed: whether the day of notice is its own; one that it leaves blank is that of the batch.
    """

    line: int
    seen: Violation
    says_noticed: bool


class _Reference(Record, frozen=True, kw_only=True):
    """Of a violation only by what its sender knows it."""

    ref: str = ""


class ViolationIntake(Intake):
    """Takes observations in; a rule is asked once for all rows that have in common what it depends on."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._today = desk.office.today
        self._fields = (*(one.name for one in fields_of(Observation)), _NAME)
        self._codes = KnownCriteria(desk.office.versions.known)
        self._subjects = Subjects()
        first = CaseEvent(
            state=CaseState.REPORTED, at=desk.office.now.isoformat(timespec="seconds"), by=desk.office.actor
        )
        self._shared: dict[str, Any] = {
            "id": "",
            "entered_on": self._today,
            "recorder": desk.office.actor,
            "events": (first,),
        }
        self._sound_days: set[tuple[date, date]] = set()
        self._sound_bonds: set[tuple[object, ...]] = set()
        self._firsts: dict[object, int] = {}
        self._books: dict[str, list[_Row]] = {}
        self._rows_on: dict[date, list[_Row]] = {}
        self._last_ids: dict[str, dict[str, int]] = {}
        self._elsewhere: Mapping[str, str] | None = None

    def take(self, line: int, values: Sequence[Any]) -> None:
        """An observation."""
        said = {name: value for name, value in zip(self._fields, values, strict=True) if value is not None}
        name = said.pop(_NAME, "")
        officer, criteria = said.get("officer"), said.get("criteria")
        member = self._desk.people.find(officer) if officer else None
        codes = self._codes.find(criteria) if criteria else ()
        if (
            isinstance(member, Problem)
            or isinstance(codes, Problem)
            or not all(map(said.get, _NEEDED))
            or line in self._desk.findings.lines
        ):
            self._refuse(line, said, member, codes)
        else:
            subject = self._subjects.on(member, said["occurred_on"])
            says_noticed = "noticed_on" in said
            said.setdefault("noticed_on", self._today)
            said |= self._shared
            said |= {"officer": subject.code, "position": subject.position, "unit": subject.unit, "criteria": codes}
            row = _Row(line, seen := Violation(**said), says_noticed)
            if problems := self._problems(seen, subject, member, name):
                self._desk.wrongs(problems, line)
            elif self._is_first(row):
                self._keep(row)

    def books(self) -> Iterable[str]:
        """Those of the days of the acts, by time."""
        return sorted(self._books)

    def changes(self, book: Book) -> Iterator[Change]:
        """Every observation that is new, or differs from the one of its reference."""
        require_unreplaced(self._desk.office, book)
        stored = StoredViolations(cases_in(book))
        rows = self._books[book.name]
        ids = CaseIds(self._desk.office, book, [row.seen.ref for row in rows])
        is_first = not stored and not self._references()
        for row in rows:
            seen = row.seen
            was = None if is_first else stored.find(seen)
            if was is not None:
                if change := self._change(book, row, was):
                    yield change
            elif is_first or not self._is_elsewhere(row):
                self._desk.tally.added += 1
                case_id = ids.next(seen.occurred_on, seen.ref)
                yield VIOLATIONS, case_id, encode_record(replace(seen, id=case_id)).decode(), None
        self._last_ids[book.name] = ids.given

    def beside(self, book: str) -> Document:
        """The highest ids given."""
        return {LAST_IDS: self._last_ids.get(book, {})}

    def _keep(self, row: _Row) -> None:
        day = row.seen.occurred_on
        rows = self._rows_on.get(day)
        if rows is None:
            rows = self._rows_on[day] = self._books.setdefault(book_of(self._desk.office, day), [])
        rows.append(row)

    def _refuse(self, line: int, said: Mapping[str, Any], member: object, codes: object) -> None:
        """Take in everything that is wrong with a row that cannot be an observation."""
        self._desk.require(line, **{column: said.get(name) for name, column in _NEEDED.items()})
        for problem, column in ((member, "officer"), (codes, "criterion")):
            if isinstance(problem, Problem):
                self._desk.wrong(problem, line, column)
        if day := said.get("occurred_on"):
            noticed = said.get("noticed_on") or self._today
            self._desk.wrongs(
                self._day_problems(Observation(officer="", criteria=(), occurred_on=day, noticed_on=noticed)), line
            )

    def _problems(self, seen: Violation, subject: Subject, member: StaffMember | None, name: str) -> list[Problem]:
        problems: list[Problem] = []
        if (seen.occurred_on, seen.noticed_on) not in self._sound_days:
            problems += self._day_problems(seen)
        if (key := bond(seen, subject)) not in self._sound_bonds:
            found = bond_problems(seen, subject, self._desk.office.versions.on(seen.occurred_on))
            problems += [one._replace(where="officer") if one.where == subject.code else one for one in found]
            if not found:
                self._sound_bonds.add(key)
        if seen.ref and is_foreign(seen.ref, seen.occurred_on):
            facts: dict[str, object] = {"key": seen.ref, "day": seen.occurred_on}
            problems.append(Problem("batch.id_of_other_month", facts, where="id"))
        if name and member and not self._desk.people.is_called(member, name):
            facts = {"code": subject.code, "name": subject.name, "found": name}
            problems.append(Problem("batch.other_name", facts, where="officer"))
        return problems

    def _day_problems(self, seen: Observation) -> list[Problem]:
        period = self._desk.request.period
        problems = date_problems(seen, self._today)
        if period and not period.first_day <= seen.occurred_on <= period.last_day:
            facts = {"given": period.key, "found": Period.of(seen.occurred_on).key}
            problems.append(Problem("cli.other_period", facts, where="occurred_on"))
        if not problems:
            self._sound_days.add((seen.occurred_on, seen.noticed_on))
        return problems

    def _is_first(self, row: _Row) -> bool:
        """Whether no row before says the same; rows without a reference are known by what they say."""
        seen = row.seen
        key = seen.ref or (seen.officer, seen.criteria, seen.occurred_on, seen.what, seen.where)
        first = self._firsts.setdefault(key, row.line)
        if first != row.line:
            facts = {"key": seen.ref or f"{seen.officer} {seen.occurred_on}", "first_line": first}
            self._desk.wrong(Problem("batch.twice", facts), row.line)
        return first == row.line

    def _references(self) -> Mapping[str, str]:
        if self._elsewhere is None:
            self._elsewhere = _references(self._desk)
        return self._elsewhere

    def _is_elsewhere(self, row: _Row) -> bool:
        """Whether the reference is that of a case in another book: the day of the act would change its month."""
        found = self._references().get(row.seen.ref) if row.seen.ref else None
        if found and self._desk.request.conflict is Conflict.SKIP:
            self._desk.tally.skipped += 1
        elif found:
            self._desk.wrong(_other_month(row.seen, found), row.line, "occurred_on")
        return found is not None

    def _change(self, book: Book, row: _Row, was: Violation) -> Change | None:
        """The case that is there, with what the row says of it; what it leaves blank stays."""
        desk = self._desk
        seen = row.seen if row.says_noticed else replace(row.seen, noticed_on=was.noticed_on)
        differing = differences(seen, was)
        if not differing:
            desk.tally.unchanged += 1
            return None
        if not desk.may_replace(row.line, seen.ref or was.id, differing):
            return None
        if desk.office.actor.casefold() == was.officer.casefold():
            desk.wrong(Problem("batch.own_case", {"id": was.id}), row.line, "officer")
            return None
        if month_of(was.id) != Period.of(seen.occurred_on).key:
            desk.wrong(_other_month(seen, was.id), row.line, "occurred_on")
            return None
        wanted: dict[str, Any] = {name: getattr(seen, name) for name in (*differing, "position", "unit")}
        new = noted(desk.office, was, replace(was, **wanted), Path(desk.findings.where).name)
        desk.tally.replaced += 1
        return VIOLATIONS, was.id, to_document(new), book.table(VIOLATIONS)[was.id]


def _other_month(seen: Observation, case_id: str) -> Problem:
    """A case whose act moves to another month gets another id: no batch does that, `violation correct` does."""
    return Problem("batch.other_month", {"key": seen.ref, "id": case_id, "day": seen.occurred_on})


def _references(desk: Desk) -> dict[str, str]:
    """The id of every case by its reference, in every book of the store: an act may have been corrected since."""
    found: dict[str, str] = {}
    for name in books_between(desk.office):
        for key, one in desk.office.store.load(name).each(VIOLATIONS, _Reference).items():
            found |= {one.ref: key, key: key} if one.ref else {key: key}
    return found
