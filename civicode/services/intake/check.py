"""Checks from a file: whole ones, or an answer a row, known by person and period, held to the rules of any check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from civicode.domain.calendar import is_late
from civicode.domain.check.check import (
    Answers,
    AnyAnswer,
    CheckState,
    SelfCheck,
    answer_problems,
    make_answer,
    missing_problems,
    rule_problems,
)
from civicode.domain.check.entry import CheckEntry, taken_over
from civicode.domain.criteria.rating import Rating
from civicode.domain.record import encode_record
from civicode.domain.tables import CHECKS
from civicode.errors import Problem
from civicode.services.check.draft import remove_all_handed_in
from civicode.services.intake.intake import Change, Desk, Intake
from civicode.services.intake.rules import Asked, PeriodRules, Whose
from civicode.services.office.closed import is_closed
from civicode.store import Book, Record


@dataclass(slots=True)
class _Sheet:
    """What the file says of one check.

    Attributes:
        line: where it begins.
        codes: the criteria answered; of a check in many rows a list that grows.
        lines: of a check in many rows, the row of each criterion.
        unread: the criteria of rows that are wrong; empty for one that has none.
    """

    whose: Whose
    line: int
    codes: Sequence[str]
    others: dict[str, AnyAnswer]
    lines: dict[str, int] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)

    @property
    def answers(self) -> dict[str, AnyAnswer]:
        """All of them."""
        return {code: self.others.get(code, Rating.MET) for code in self.codes}


class CheckIntake(Intake):
    """Takes checks in."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._rules = PeriodRules(desk)
        self._books: dict[str, dict[str, _Sheet]] = {}
        self._fits: dict[tuple[int, int], bool] = {}
        self._sound: set[tuple[int, str, Rating, bool]] = set()
        self._handed_in: list[tuple[str, str]] = []

    def take(self, line: int, values: Sequence[Any]) -> None:
        """One answer of a check."""
        officer, period, criterion, rating, note, evidence, name = values[:7]
        whose = self._rules.whose(line, officer, name, period)
        self._desk.require(line, criterion=criterion, rating=rating)
        code = str(criterion or "").upper()
        if whose is None:
            self._desk.require_criteria(line, code)
            return
        sheet = self._books.setdefault(whose.period.key, {}).setdefault(whose.officer, _Sheet(whose, line, [], {}))
        if first := sheet.lines.get(code):
            facts = {"key": f"{whose.officer} {whose.period} {code}", "first_line": first}
            self._desk.wrong(Problem("batch.twice", facts), line)
        if line in self._desk.findings.lines:
            sheet.unread.add(code)
            self._desk.require_criteria(line, code)
            return
        sheet.lines[code] = line
        if rating is not Rating.MET or note or evidence:
            sheet.others[code] = make_answer(rating, note or "", evidence or "")

    def take_whole(self, entry: CheckEntry) -> None:
        """A whole check."""
        whose = self._rules.whose(entry.line, entry.officer, entry.name or None, entry.period)
        if whose is None:
            self._desk.require_criteria(entry.line, *entry.codes)
            return
        sheets = self._books.setdefault(whose.period.key, {})
        if first := sheets.get(whose.officer):
            facts = {"key": f"{whose.officer} {whose.period}", "first_line": first.line}
            self._desk.wrong(Problem("batch.twice", facts), entry.line)
            return
        sheets[whose.officer] = _Sheet(whose, entry.line, entry.codes, dict(entry.others))

    def books(self) -> Iterable[str]:
        """Those of the periods, by time."""
        return sorted(self._books)

    def changes(self, book: Book) -> Iterator[Change]:
        """Every check that is new, or differs from the one there."""
        sheets = self._books[book.name]
        period = next(iter(sheets.values())).whose.period
        office = self._desk.office
        late = is_late(period, office.today, office.settings.window)
        frame = SelfCheck(
            officer="",
            state=CheckState.SUBMITTED,
            catalogue=office.versions.digest_on(period.last_day),
            answers={},
            submitted_on=office.today,
            entered_by=office.actor,
            late=late,
        )
        stored = book.each(CHECKS, SelfCheck, own="officer")
        changes = [one for sheet in sheets.values() if (one := self._change(book, sheet, frame, stored))]
        if changes and is_closed(office, book):
            first = min(sheet.line for sheet in sheets.values())
            self._desk.wrong(Problem("check.closed", {"period": book.name}), first, "period")
            return
        self._handed_in += [(book.name, key) for _, key, _, _ in changes]
        yield from changes

    def settle(self) -> None:
        """Now that the checks are published: their drafts go."""
        remove_all_handed_in(self._desk.office, self._handed_in)

    def _change(self, book: Book, sheet: _Sheet, frame: SelfCheck, stored: Mapping[str, SelfCheck]) -> Change | None:
        if sheet.lines:
            sheet.codes = tuple(sheet.lines)
            self._desk.lines[sheet.line] = list(sheet.lines.values())
        officer = sheet.whose.officer
        old, was = stored.get(officer), book.table(CHECKS).get(officer)
        asked = self._rules.asked(sheet.whose, frame.catalogue)
        answers = {**asked.met, **sheet.others} if self._fit(sheet, asked) else None
        if old is not None and old.state is not CheckState.WITHDRAWN:
            if answers is not None and old.catalogue == frame.catalogue and old.answers == answers:
                self._desk.tally.unchanged += 1
                return None
            assert was is not None
            return self._amended(sheet, frame, old, was)
        if not self._is_sound(sheet, asked):
            return None
        self._desk.tally.added += 1
        new = replace(frame, officer=officer, answers=answers or {**asked.met, **sheet.others})
        return CHECKS, officer, encode_record(new).decode(), was

    def _fit(self, sheet: _Sheet, asked: Asked) -> bool:
        """Whether a whole check has just the criteria asked, and none of them wants words when it is met."""
        if sheet.lines:
            return False
        key = (id(sheet.codes), id(asked))
        if key not in self._fits:
            self._fits[key] = not asked.needs_words and asked.by_code.keys() == set(sheet.codes)
        return self._fits[key]

    def _is_sound(self, sheet: _Sheet, asked: Asked) -> bool:
        """Whether nothing is wrong with a check; most whole ones have just the criteria asked, and few words."""
        if self._fit(sheet, asked):
            problems = [
                one for code, answer in sheet.others.items() for one in self._rule_problems(asked, code, answer)
            ]
        else:
            problems = self._problems(sheet, sheet.answers, asked)
        self._find(sheet, problems)
        return not problems

    def _rule_problems(self, asked: Asked, code: str, answer: AnyAnswer) -> list[Problem]:
        """What a criterion's rules say: of texts, which were looked at when they were read, whether there are any."""
        key = (id(asked), code, answer.rating, bool(answer.note))
        if key in self._sound:
            return []
        problems = rule_problems(asked.by_code[code], answer)
        if not problems:
            self._sound.add(key)
        return problems

    def _problems(self, sheet: _Sheet, answers: Answers, asked: Asked) -> list[Problem]:
        criteria = tuple(asked.by_code.values())
        found = answer_problems(answers, criteria, asked.everything)
        unread = sheet.unread
        if "" in unread or (not sheet.lines and sheet.line in self._desk.findings.lines):
            return found  # what is missing may be what could not be read
        return found + [one for one in missing_problems(criteria, answers) if one.where not in unread]

    def _find(self, sheet: _Sheet, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self._desk.wrong(problem, sheet.lines.get(problem.where, sheet.line), problem.where or None)

    def _amended(self, sheet: _Sheet, frame: SelfCheck, old: SelfCheck, was: Record) -> Change | None:
        """The check there with what the file says of it, in the words that it answered."""
        desk, officer = self._desk, sheet.whose.officer
        asked = self._rules.asked(sheet.whose, old.catalogue)
        answers = taken_over(old.answers, sheet.answers, asked.by_code.keys())
        problems = self._problems(sheet, answers, asked)
        if problems:
            self._find(sheet, problems)
            return None
        ordered = {code: answers[code] for code in asked.by_code}
        if ordered == dict(old.answers):
            desk.tally.unchanged += 1
            return None
        differing = [code for code in ordered if ordered[code] != old.answers.get(code)]
        if not desk.may_replace(sheet.line, f"{officer} {sheet.whose.period}", differing):
            return None
        desk.tally.replaced += 1
        new = replace(frame, officer=officer, catalogue=old.catalogue, answers=ordered)
        new = replace(new, submitted_on=old.submitted_on, late=old.late)
        return CHECKS, officer, encode_record(new).decode(), was
