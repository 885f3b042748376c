"""Checks as objects, as `check --answers` has them: read in a hurry where all is plain, else every fault is placed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from civicode.domain.check.check import AnyAnswer, make_answer
from civicode.domain.check.entry import CheckEntry
from civicode.domain.criteria.rating import Rating, read_rating
from civicode.errors import Problem
from civicode.sources.batch.columns import Calendar
from civicode.sources.batch.json_objects import Piece, keys_in, quick_value
from civicode.sources.fields.answers import load_answers
from civicode.sources.table.cell import period_reader, quoted, read_code, read_prose
from civicode.sources.table.columns import WRONG
from civicode.sources.table.findings import Findings

_HEADS = frozenset({"officer", "period", "answers"})
_MOST_KEPT = 20_000
_ANSWER = frozenset({"rating", "note", "evidence"})


class JsonChecks:
    """Reads checks, each from the text of its object."""

    def __init__(self, calendar: Calendar, findings: Findings) -> None:
        self._period = period_reader(*calendar)
        self._periods: dict[object, object] = {}
        self._shared: dict[tuple[str, ...], tuple[str, ...] | None] = {}
        self._ratings: dict[str, AnyAnswer] = {"met": Rating.MET}
        self._answers: dict[tuple[tuple[str, Any], ...], AnyAnswer] = {}
        self._findings = findings

    def entries(self, pieces: Iterator[Piece]) -> Iterator[CheckEntry]:
        """The checks that can be read; what is wrong with others is found."""
        for piece in pieces:
            entry = self._quick(piece) or self._careful(piece)
            if entry:
                yield entry
            else:
                self._findings.lost += 1

    def _quick(self, piece: Piece) -> CheckEntry | None:
        """The check when nothing about it asks for a second look; else None."""
        try:
            found = quick_value(piece.text)
            officer, period, given = found["officer"], found["period"], found["answers"]
            keys = len(found) + len(given)
            others: dict[str, AnyAnswer] = {}
            for code, value in given.items():
                if value != "met":
                    answer = self._answer(value) if type(value) is dict else self._ratings.get(value)
                    answer = answer or self._word(value)
                    if answer is not Rating.MET:
                        others[code] = answer
                    keys += len(value) if type(value) is dict else 0
            codes = self._codes(tuple(given))
            when = self._periods.get(period) or self._month(period)
        except (ValueError, LookupError, TypeError, AttributeError):
            return None
        if codes is None or keys != keys_in(piece.text) or found.keys() != _HEADS or type(officer) is not str:
            return None
        return CheckEntry(piece.line, officer, codes, others, when)

    def _answer(self, value: Mapping[str, Any]) -> AnyAnswer:
        """The answer in an object, read once where its words are those of another one."""
        key = tuple(value.items())
        found = self._answers.get(key)
        if found is None:
            found = _answer(value)
            if len(self._answers) < _MOST_KEPT:
                self._answers[key] = found
        return found

    def _codes(self, given: tuple[str, ...]) -> tuple[str, ...] | None:
        """The one tuple that all checks share which answer these criteria; None when they are not plainly spelled."""
        if given not in self._shared:
            plain = all(code == code.strip().upper() and code.isascii() for code in given)
            self._shared[given] = given if plain else None
        return self._shared[given]

    def _word(self, value: object) -> AnyAnswer:
        if type(value) is not str:
            raise TypeError
        rating = read_rating(value)
        if rating is None:
            raise ValueError(value)
        return self._ratings.setdefault(value, rating)

    def _month(self, period: object) -> object:
        read = self._period(period) if isinstance(period, str) else None
        if read is None or isinstance(read, Problem):
            raise ValueError(period)
        return self._periods.setdefault(period, read)

    def _careful(self, piece: Piece) -> CheckEntry | None:
        sheet, problems = load_answers(piece.text, self._findings.where)
        for one in problems:
            self._findings.add(one._replace(line=piece.line + (one.line or 1) - 1))
        if sheet is None:
            return None
        period: object = self._period(sheet.period) if sheet.period else None
        if isinstance(period, Problem):
            facts = {"column": "period", "found": quoted(sheet.period)}
            self._findings.add(Problem(period.code, facts, line=piece.line, column="period"))
            period = WRONG
        others = {code: answer for code, answer in sheet.answers.items() if answer is not Rating.MET}
        code = read_code(sheet.officer)
        officer = code if isinstance(code, str) else ""
        return CheckEntry(piece.line, officer, tuple(sheet.answers), others, period)


def _answer(value: Any) -> AnyAnswer:
    """The answer in an object; TypeError, ValueError or KeyError when it needs a second look."""
    if type(value) is not dict or not _ANSWER.issuperset(value):
        raise TypeError
    rating = _RATINGS[value["rating"]]
    note, evidence = (_text(value, name) for name in ("note", "evidence"))
    return make_answer(rating, note, evidence)


def _text(value: Mapping[str, Any], name: str) -> str:
    given = value.get(name, "")
    if type(given) is not str:
        raise TypeError
    read = read_prose(given) if given else ""
    if isinstance(read, Problem):
        raise TypeError
    return read or ""


_RATINGS = {rating.value: rating for rating in Rating}
