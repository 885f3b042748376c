"""Checks as objects, as `check --answers` has them: read in a hurry where all is plain, else every fault is placed."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, json

from civicode.domain.check.check import AnyAnswer, make_answer
from civicode.domain.check.entry import CheckEntry
from civicode.domain.criteria.rating import Rating
from civicode.errors import Problem
from civicode.sources.batch.columns import Calendar
from civicode.sources.batch.json_objects import Piece, keys_in
from civicode.sources.fields.answers import load_answers
from civicode.sources.table.cell import period_reader, quoted, read_code, read_prose
from civicode.sources.table.columns import WRONG
from civicode.sources.table.findings import Findings

_MOST_KEPT = 20_000


class _Check(Struct, frozen=True, forbid_unknown_fields=True):
    """A check in the words of the contract."""

    officer: str
    period: str
    answers: dict[str, AnyAnswer]


_DECODER = json.Decoder(_Check)


class JsonChecks:
    """Reads checks, each from the text of its object."""

    def __init__(self, calendar: Calendar, findings: Findings) -> None:
        self._period = period_reader(*calendar)
        self._periods: dict[str, object] = {}
        self._shared: dict[tuple[str, ...], tuple[str, ...] | None] = {}
        self._answers: dict[AnyAnswer, AnyAnswer] = {}
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
        """The check when it is in the words of the contract, and nothing about it asks for a second look; else None."""
        try:
            check = _DECODER.decode(piece.text)
            noted = [(code, one) for code, one in check.answers.items() if one is not Rating.MET]
            others = {code: read for code, one in noted if (read := self._read_again(one)) is not Rating.MET}
            when = self._periods.get(check.period) or self._month(check.period)
        except (ValueError, RecursionError):
            return None
        codes = self._codes(tuple(check.answers))
        keys = len(_Check.__struct_fields__) + len(check.answers) + sum(_keys(one) for _, one in noted)
        if codes is None or keys != keys_in(piece.text):  # a key stands twice, perhaps
            return None
        return CheckEntry(piece.line, check.officer, codes, others, when)

    def _read_again(self, answer: AnyAnswer) -> AnyAnswer:
        """The answer with its texts as they are kept, read once where several say the same."""
        found = self._answers.get(answer)
        if found is None:
            found = make_answer(answer.rating, _text(answer.note), _text(answer.evidence))
            if len(self._answers) < _MOST_KEPT:
                self._answers[answer] = found
        return found

    def _codes(self, given: tuple[str, ...]) -> tuple[str, ...] | None:
        """The one tuple that all checks share which answer these criteria; None when they are not plainly spelled."""
        if given not in self._shared:
            plain = all(code == code.strip().upper() and code.isascii() for code in given)
            self._shared[given] = given if plain else None
        return self._shared[given]

    def _month(self, period: str) -> object:
        read = self._period(period)
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


def _text(given: str) -> str:
    read = read_prose(given) if given else ""
    if isinstance(read, Problem):
        raise ValueError(given)
    return read or ""


def _keys(answer: AnyAnswer) -> int:
    """How many keys an answer is written with, when none of them is empty."""
    return 0 if isinstance(answer, Rating) else 1 + bool(answer.note) + bool(answer.evidence)
