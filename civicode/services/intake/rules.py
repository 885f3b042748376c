"""Whose records of which period a batch may bring in: asked once for each person and period, however many rows."""

from __future__ import annotations

from typing import Any, NamedTuple

from civicode.domain.calendar import Period, due_now, is_future
from civicode.domain.check.check import AnyAnswer
from civicode.domain.criteria.catalogue import OFFICE_AUDIENCE, Catalogue, Criterion, audiences_of
from civicode.domain.criteria.rating import Rating
from civicode.domain.staff.staff import OFFICE, StaffMember
from civicode.domain.violation.observation import is_steady
from civicode.errors import Problem
from civicode.services.intake.intake import Desk
from civicode.services.office.office import Office
from civicode.sources.table.columns import WRONG


class Asked(NamedTuple):
    """What a check has to answer.

    Attributes:
        by_code: the criteria, in the catalogue's order.
        met: every one of them met, without a word.
        needs_words: whether a criterion wants a note even when it is met.
        everything: all criteria of the catalogue, to tell one of another audience from one that does not exist.
    """

    by_code: dict[str, Criterion]
    met: dict[str, AnyAnswer]
    needs_words: bool
    everything: tuple[Criterion, ...]


class Whose(NamedTuple):
    """A record's person (None is the office) and period."""

    member: StaffMember | None
    period: Period

    @property
    def officer(self) -> str:
        """Staff code, or `CQ`."""
        return self.member.code if self.member else OFFICE


class PeriodRules:
    """The rules of one batch."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._office: Office = desk.office
        self._kept = set(desk.office.store.names())
        self._periods: dict[Period, Problem | None] = {}
        self._found: dict[tuple[str, str | None, Period | None], Whose] = {}
        self._catalogues: dict[str, Catalogue] = {}
        self._asked: dict[tuple[str, bool | None, Period], Asked] = {}
        settings = desk.office.settings
        self._default = desk.request.period or due_now(desk.office.today, settings.period, settings.window)

    def whose(self, line: int, officer: Any, name: Any, period: Any) -> Whose | None:
        """The person and period of a row; None when one of them is wrong and found.

        Args:
            officer, name, period: as `Columns` reads them: None is blank, `WRONG` is wrong and found.
        """
        if not officer or period is WRONG:
            self._one_of_two(line, officer, period)
            return None
        key = (officer, name or None, period)
        found = self._found.get(key) or self._look_up(line, officer, name or None, period)
        if found:
            self._found[key] = found
        return found

    def asked(self, whose: Whose, digest: str) -> Asked:
        """What the check of a person and period has to answer, in the words of the catalogue of that digest."""
        leader = whose.member.post_in(whose.period).leader if whose.member else None
        key = (digest, leader, whose.period)
        if key not in self._asked:
            audiences = OFFICE_AUDIENCE if leader is None else audiences_of(leader)
            catalogue = self.catalogue(digest)
            criteria = catalogue.asked(audiences, whose.period.last_day)
            self._asked[key] = Asked(
                by_code={one.code: one for one in criteria},
                met={one.code: Rating.MET for one in criteria},
                needs_words=any(Rating.MET in one.note_required_for for one in criteria),
                everything=catalogue.criteria,
            )
        return self._asked[key]

    def catalogue(self, digest: str) -> Catalogue:
        """The criteria of that digest, read once."""
        if digest not in self._catalogues:
            self._catalogues[digest] = self._office.versions.of(digest)
        return self._catalogues[digest]

    def _one_of_two(self, line: int, officer: Any, period: Any) -> None:
        """What can be said of a row's person, or period, when the other is blank or wrong."""
        if officer is None or (officer == "" and line not in self._desk.findings.lines):
            self._desk.wrong(Problem("batch.blank", {"column": "officer"}), line, "officer")
        elif officer and isinstance(found := self._desk.people.find(officer), Problem):
            self._desk.wrong(found, line, "officer")
        if isinstance(period, Period) and (wrong := self._wrong(period)):
            self._desk.wrong(wrong, line, "period")

    def _look_up(self, line: int, officer: str, name: str | None, period: Period | None) -> Whose | None:
        when = period or self._default
        member = self._desk.people.find(officer)
        wrong = self._wrong(when)
        if wrong:
            self._desk.wrong(wrong, line, "period")
        problem = member if isinstance(member, Problem) else self._person_problem(member, name, when)
        if problem:
            self._desk.wrong(problem, line, "officer")
        if wrong or problem or isinstance(member, Problem):
            return None
        self._say_default(period)
        return Whose(member, when)

    def _person_problem(self, member: StaffMember | None, name: str | None, period: Period) -> Problem | None:
        if member and name and not self._desk.people.is_called(member, name):
            return Problem("batch.other_name", {"code": member.code, "name": member.name, "found": name})
        return _register_problem(member, period)

    def _wrong(self, period: Period) -> Problem | None:
        if period not in self._periods:
            self._periods[period] = self._period_problem(period)
        return self._periods[period]

    def _period_problem(self, period: Period) -> Problem | None:
        office, named = self._office, self._desk.request.period
        kind = office.settings.period
        if named and period != named:
            return Problem("cli.other_period", {"given": named.key, "found": period.key})
        if period.kind is not kind and period.key not in self._kept:
            return Problem("check.other_calendar", {"period": period.key, "kind": kind.value})
        if is_future(period, office.today):
            facts = {"period": period.key, "today": office.today, "begins_on": period.first_day}
            return Problem("check.future_period", facts)
        return None

    def _say_default(self, period: Period | None) -> None:
        if period is None and not self._desk.request.period:
            notice = Problem("batch.period_assumed", {"period": self._default.key})
            self._desk.notices += [] if notice in self._desk.notices else [notice]


def _register_problem(member: StaffMember | None, period: Period) -> Problem | None:
    if member is None or is_steady(member) or member.on_register(period.first_day, period.last_day):
        return None
    facts = {"officer": member.code, "name": member.name, "period": period.key}
    return Problem("check.not_on_register", {**facts, "since": member.since, "until": member.until})
