"""Leaders' ratings from a file: an answer a row beside the officer's own; they confirm nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from civicode.domain.check.check import COUNTED, AnyAnswer, SelfCheck, answer_problems, make_answer
from civicode.domain.check.entry import taken_over
from civicode.domain.record import to_document
from civicode.domain.review import Decision, Review
from civicode.domain.staff.staff import StaffMember
from civicode.domain.tables import REVIEWS
from civicode.domain.text.text import is_blank
from civicode.errors import Problem
from civicode.services.check.target import standing_in
from civicode.services.intake.intake import Change, Desk, Intake
from civicode.services.intake.rules import PeriodRules, Whose
from civicode.services.office.closed import is_closed
from civicode.sources.table.columns import WRONG
from civicode.store import Book, Record


@dataclass(slots=True)
class _Sheet:
    """What the file says of one review; the row of each criterion."""

    whose: Whose
    line: int
    reviewer: str
    answers: dict[str, AnyAnswer] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


class ReviewIntake(Intake):
    """Takes reviews in."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._rules = PeriodRules(desk)
        self._books: dict[str, dict[str, _Sheet]] = {}

    def take(self, line: int, values: Sequence[Any]) -> None:
        """One rating of a review."""
        officer, period, criterion, rating, note, evidence, reviewer, name = values[:8]
        whose = self._rules.whose(line, officer, name, period)
        if criterion is None and rating is None and note is None:
            return  # a row of the template that nobody filled in
        self._desk.require(line, criterion=criterion, rating=rating)
        by = self._reviewer(line, whose, reviewer) if whose and reviewer is not WRONG else None
        if whose is None or by is None or line in self._desk.findings.lines:
            self._desk.require_criteria(line, str(criterion or "").upper())
            return
        sheets = self._books.setdefault(whose.period.key, {})
        sheet = sheets.setdefault(whose.officer, _Sheet(whose, line, by))
        self._add(sheet, line, str(criterion).upper(), by, make_answer(rating, note or "", evidence or ""))

    def books(self) -> Iterable[str]:
        """Those of the periods, by time."""
        return sorted(self._books)

    def changes(self, book: Book) -> Iterator[Change]:
        """Every review that is new, or differs from the one there."""
        sheets = self._books[book.name]
        changes = [one for sheet in sheets.values() if (one := self._change(book, sheet))]
        if changes and is_closed(self._desk.office, book):
            first = min(sheet.line for sheet in sheets.values())
            self._desk.wrong(Problem("check.closed", {"period": book.name}), first, "period")
            return
        yield from changes

    def _reviewer(self, line: int, whose: Whose, text: str | None) -> str | None:
        """Who rates: named in the row, else who acts; a leader, never of their own check, nor of that of who acts."""
        office = self._desk.office
        found = self._desk.people.find(text or office.actor)
        problem = found if isinstance(found, Problem) else self._right_problem(found, whose)
        if problem:
            self._desk.wrong(problem, line, "reviewer")
            return None
        assert isinstance(found, StaffMember)
        return found.code

    def _right_problem(self, reviewer: StaffMember | None, whose: Whose) -> Problem | None:
        office, period = self._desk.office, whose.period
        own = {one.casefold() for one in (office.actor, reviewer.code if reviewer else "")}
        if whose.officer.casefold() in own:
            return Problem("review.own", {"officer": whose.officer})
        days = (period.last_day, office.today)
        if reviewer is None or not any(reviewer.on_register(day, day) and reviewer.post_on(day).leader for day in days):
            return Problem("batch.no_leader", {"reviewer": reviewer.code if reviewer else office.actor})
        return None

    def _add(self, sheet: _Sheet, line: int, code: str, by: str, answer: AnyAnswer) -> None:
        if by != sheet.reviewer:
            facts = {"first": sheet.reviewer, "found": by, "first_line": sheet.line}
            self._desk.wrong(Problem("batch.two_reviewers", facts), line, "reviewer")
        elif first := sheet.lines.get(code):
            facts = {"key": f"{sheet.whose.officer} {sheet.whose.period} {code}", "first_line": first}
            self._desk.wrong(Problem("batch.twice", facts), line)
        else:
            sheet.lines[code] = line
            sheet.answers[code] = answer

    def _change(self, book: Book, sheet: _Sheet) -> Change | None:
        officer, desk = sheet.whose.officer, self._desk
        desk.lines[sheet.line] = list(sheet.lines.values())
        check = standing_in(book, officer)
        if check is None or check.state not in COUNTED:
            facts = {"officer": officer, "period": book.name}
            desk.wrong(Problem("check.none" if check is None else "batch.check_returned", facts), sheet.line, "officer")
            return None
        was = book.table(REVIEWS).get(officer)
        old = book.one(REVIEWS, officer, Review, own="officer")
        kept = dict(old.ratings) if old else {}
        answers = taken_over(kept, sheet.answers, {*kept, *sheet.answers})
        if problems := self._problems(sheet, check, answers):
            for problem in problems:
                desk.wrong(problem, sheet.lines.get(problem.where, sheet.line), problem.where or None)
            return None
        ordered = {code: answers[code] for code in check.answers if code in answers}
        if ordered == kept and old and old.reviewer == sheet.reviewer:
            desk.tally.unchanged += 1
            return None
        differing = [code for code in ordered if code in kept and ordered[code] != kept[code]]
        if kept and old and old.reviewer != sheet.reviewer:
            differing.append("reviewer")
        return self._put(sheet, old, ordered, differing, was)

    def _put(
        self,
        sheet: _Sheet,
        old: Review | None,
        answers: dict[str, AnyAnswer],
        differing: Sequence[str],
        was: Record | None,
    ) -> Change | None:
        desk, officer = self._desk, sheet.whose.officer
        if differing and not desk.may_replace(sheet.line, f"{officer} {sheet.whose.period}", differing):
            return None
        if differing:
            desk.tally.replaced += 1
        else:
            desk.tally.added += 1
        review = Review(
            officer=officer,
            reviewer=sheet.reviewer,
            on=desk.office.today,
            decision=old.decision if old else Decision.RATED,
            reason=old.reason if old else "",
            ratings=answers,
        )
        return REVIEWS, officer, to_document(review), was

    def _problems(self, sheet: _Sheet, check: SelfCheck, answers: dict[str, AnyAnswer]) -> list[Problem]:
        """Ratings of what was not answered, and those that differ from the officer's own without a reason."""
        asked = self._rules.asked(sheet.whose, check.catalogue)
        given = {code: answers[code] for code in sheet.answers}
        differing = {code: one for code, one in given.items() if one.rating is not check.answers.get(code, one).rating}
        criteria = [one for code, one in asked.by_code.items() if code in check.answers]
        everything = self._rules.catalogue(check.catalogue).criteria
        agreeing = {
            code: make_answer(one.rating, one.note or "-", one.evidence)
            for code, one in given.items()
            if code not in differing
        }
        problems = answer_problems(agreeing, criteria, everything)
        problems += answer_problems(differing, criteria, everything)
        told = {problem.where for problem in problems}
        bare = [code for code, one in differing.items() if is_blank(one.note) and code not in told]
        problems += [Problem("batch.no_reason", asked.by_code[code].facts, where=code) for code in bare]
        return problems
