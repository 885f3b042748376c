"""Observations from a file: each row one, known by the sender's own reference, held to the rules of any observation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from civicode.domain.batch import Conflict
from civicode.domain.calendar import Period
from civicode.domain.case_text import CaseFrame
from civicode.domain.record import to_document
from civicode.domain.tables import VIOLATIONS
from civicode.domain.violation.observation import Observation, bond_problems, content_problems
from civicode.domain.violation.violation import CaseEvent, CaseState, month_of
from civicode.errors import Problem
from civicode.services.intake.case_ids import CaseIds, is_foreign
from civicode.services.intake.case_lookup import KnownCriteria, Subjects
from civicode.services.intake.cases import Kept, KeptCases, differences
from civicode.services.intake.intake import Change, Desk, Intake
from civicode.services.intake.sound_cases import CaseRow, SoundCases
from civicode.services.office.books import book_of, books_between
from civicode.services.office.closed import require_unreplaced
from civicode.services.violation.casebook import LAST_IDS, case_of
from civicode.services.violation.correction import noted
from civicode.store import Book, Record


class ViolationIntake(Intake):
    """Takes observations in; what was found sound once is not asked again of a hundred thousand rows."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._today = desk.office.today
        self._find_officer = desk.people.find
        self._codes = KnownCriteria(desk.office.versions.known)
        self._subjects = Subjects()
        self._firsts: dict[object, int] = {}
        self._sound = SoundCases(desk, self._codes, self._subjects, self._firsts)
        self._books: dict[str, list[CaseRow]] = {}
        self._rows_on: dict[date, list[CaseRow]] = {}
        self._last_ids: dict[str, dict[str, int]] = {}
        self._elsewhere: Mapping[str, str] | None = None

    def take(self, line: int, values: Sequence[Any]) -> None:
        """An observation."""
        ref, officer, criteria, occurred, noticed, what, where, source, evidence, name = values[:10]
        member = self._find_officer(officer) if officer else None
        codes = self._codes.find(criteria) if criteria else ()
        is_whole = officer and codes and occurred and what and line not in self._desk.findings.lines
        if is_whole and not isinstance(codes, Problem) and not isinstance(member, Problem):
            texts = (what, where or "", source or "", evidence or "", ref or "")
            seen = Observation(codes, occurred, noticed or self._today, *texts)
            self._take_in((line, member, self._subjects.on(member, occurred), seen, noticed is not None), name)
            return
        self._desk.require(line, officer=officer, criterion=criteria, occurred_on=occurred, what=what)
        self._find_all(line, member, codes, occurred, noticed)

    def take_some(self, lines: Sequence[int], columns: Sequence[Sequence[Any]]) -> None:
        """Some observations: together where nothing is wrong with any of them, else one by one."""
        rows = self._sound.rows(lines, columns)
        if rows is None:
            super().take_some(lines, columns)
            return
        for row in rows:
            self._keep(row)

    def books(self) -> Iterable[str]:
        """Those of the days of the acts, by time."""
        return sorted(self._books)

    def changes(self, book: Book) -> Iterator[Change]:
        """Every observation that is new, or differs from the one of its reference."""
        office = self._desk.office
        require_unreplaced(office, book)
        kept = KeptCases(book)
        rows = self._books[book.name]
        ids = CaseIds(office, book, [seen.ref for _, _, _, seen, _ in rows])
        first = CaseEvent(state=CaseState.REPORTED, at=office.now.isoformat(timespec="seconds"), by=office.actor)
        frame = CaseFrame(office.today, office.actor, [to_document(first)])
        find, is_elsewhere, next_id, text = kept.find, self._is_elsewhere, ids.next, frame.text
        is_first = not kept and not self._references()
        for row in rows:
            _, _, subject, seen, _ = row
            case = None if is_first else find(subject.code, seen)
            if case is not None:
                change = self._change(book, row, case)
                if change:
                    yield change
            elif is_first or not is_elsewhere(row):
                self._desk.tally.added += 1
                case_id = next_id(seen.occurred_on, seen.ref)
                yield VIOLATIONS, case_id, text(case_id, subject, seen), None
        self._last_ids[book.name] = ids.given

    def beside(self, book: str) -> Record:
        """The highest ids given."""
        return {LAST_IDS: self._last_ids.get(book, {})}

    def _take_in(self, row: CaseRow, name: str | None) -> None:
        if problems := self._problems(row, name):
            self._desk.wrongs(problems, row[0])
        elif self._is_first(row):
            self._keep(row)

    def _keep(self, row: CaseRow) -> None:
        day = row[3].occurred_on
        rows = self._rows_on.get(day)
        if rows is None:
            rows = self._rows_on[day] = self._books.setdefault(book_of(self._desk.office, day), [])
        rows.append(row)

    def _find_all(self, line: int, member: object, codes: object, occurred: Any, noticed: Any) -> None:
        """Everything else that is wrong with a row that is wrong already."""
        for problem, column in ((member, "officer"), (codes, "criterion")):
            if isinstance(problem, Problem):
                self._desk.wrong(problem, line, column)
        if occurred:
            seen = Observation((), occurred, noticed or self._desk.office.today, "-")
            self._desk.wrongs(self._day_problems(seen), line)

    def _problems(self, row: CaseRow, name: str | None) -> list[Problem]:
        _, member, subject, seen, _ = row
        problems = self._day_problems(seen)
        found = bond_problems(seen, subject, self._desk.office.versions.on(seen.occurred_on))
        problems += [one._replace(where="officer") if one.where == subject.code else one for one in found]
        if seen.ref and is_foreign(seen.ref, seen.occurred_on):
            facts: dict[str, object] = {"key": seen.ref, "day": seen.occurred_on}
            problems.append(Problem("batch.id_of_other_month", facts, where="id"))
        if name and member and not self._desk.people.is_called(member, name):
            facts = {"code": subject.code, "name": subject.name, "found": name}
            problems.append(Problem("batch.other_name", facts, where="officer"))
        return problems

    def _day_problems(self, seen: Observation) -> list[Problem]:
        period = self._desk.request.period
        problems = content_problems(seen._replace(what="-"), self._desk.office.today)
        if period and not period.first_day <= seen.occurred_on <= period.last_day:
            facts = {"given": period.key, "found": Period.of(seen.occurred_on).key}
            problems.append(Problem("cli.other_period", facts, where="occurred_on"))
        return problems

    def _is_first(self, row: CaseRow) -> bool:
        """Whether no row before says the same; rows without a reference are known by what they say."""
        line, _, subject, seen, _ = row
        key = seen.ref or (subject.code, seen.criteria, seen.occurred_on, seen.what, seen.where)
        first = self._firsts.setdefault(key, line)
        if first != line:
            facts = {"key": seen.ref or f"{subject.code} {seen.occurred_on}", "first_line": first}
            self._desk.wrong(Problem("batch.twice", facts), line)
        return first == line

    def _references(self) -> Mapping[str, str]:
        if self._elsewhere is None:
            self._elsewhere = _references(self._desk)
        return self._elsewhere

    def _is_elsewhere(self, row: CaseRow) -> bool:
        """Whether the reference is that of a case in another book: the day of the act would change its month."""
        line, _, _, seen, _ = row
        found = self._references().get(seen.ref) if seen.ref else None
        if found and self._desk.request.conflict is Conflict.SKIP:
            self._desk.tally.skipped += 1
        elif found:
            self._desk.wrong(_other_month(seen, found), line, "occurred_on")
        return found is not None

    def _change(self, book: Book, row: CaseRow, kept: Kept) -> Change | None:
        """The case that is there, with what the row says of it; what it leaves blank stays."""
        desk = self._desk
        line, _, subject, seen, says_noticed = row
        differing = differences(subject.code, seen, kept.document, says_noticed=says_noticed)
        if not differing:
            desk.tally.unchanged += 1
            return None
        if not desk.may_replace(line, seen.ref or kept.id, differing):
            return None
        case = case_of(book, kept.id)
        if desk.office.actor.casefold() == case.officer.casefold():
            desk.wrong(Problem("batch.own_case", {"id": case.id}), line, "officer")
            return None
        if month_of(case.id) != Period.of(seen.occurred_on).key:
            desk.wrong(_other_month(seen, case.id), line, "occurred_on")
            return None
        wanted: dict[str, Any] = {name: getattr(seen, name) for name in differing if name != "officer"}
        wanted |= {"officer": subject.code, "position": subject.position, "unit": subject.unit}
        new = noted(desk.office, case, replace(case, **wanted), Path(desk.findings.where).name)
        desk.tally.replaced += 1
        return VIOLATIONS, case.id, to_document(new), kept.document


def _other_month(seen: Observation, case_id: str) -> Problem:
    """A case whose act moves to another month gets another id: no batch does that, `violation correct` does."""
    return Problem("batch.other_month", {"key": seen.ref, "id": case_id, "day": seen.occurred_on})


def _references(desk: Desk) -> dict[str, str]:
    """The id of every case by its reference, in every book of the store: an act may have been corrected since."""
    found: dict[str, str] = {}
    for name in books_between(desk.office):
        for key, document in desk.office.store.load(name).table(VIOLATIONS).items():
            found |= {str(document["ref"]): key} if document.get("ref") else {}
            found[key] = key
    return found
