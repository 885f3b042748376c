"""`civicode check --answers`: a whole check from a file, which may name its officer and period."""

from __future__ import annotations

import sys
from pathlib import Path

from civicode.domain.period import Period, read_period
from civicode.domain.receipt import Receipt
from civicode.domain.staff import OFFICE
from civicode.errors import CivicodeError, Problem, RefusedError, UsageError
from civicode.services.check import Target, keep, submit, target
from civicode.services.office import Office
from civicode.sources.answers import AnswersFile, load_answers
from civicode.sources.text_file import read_file

STDIN = "-"
"""Stands for a file where answers are piped in."""


def by_file(office: Office, officer: str | None, period: Period | None, file: str, *, keep_draft: bool) -> Receipt:
    """Hand in the whole check that a file holds, in place of what there is.

    Args:
        officer: as typed, `CQ` for the office check; None is whom the file names, else oneself.
        period: None is the one that the file names, else the one due now.
        file: its path; `-` is stdin.
        keep_draft: do not hand it in.

    Raises:
        NotFoundError: there is no such file.
        RefusedError: anything in it is wrong; with every problem at its line and column.
    """
    sheet = _read(file)
    meant = _target_in(office, officer, period, file, sheet)
    try:
        return keep(office, meant, sheet.answers) if keep_draft else submit(office, meant, sheet.answers)
    except RefusedError as error:
        raise _placed(error, file, sheet) from error


def _read(file: str) -> AnswersFile:
    data = sys.stdin.buffer.read() if file == STDIN else read_file(Path(file))
    sheet, problems = load_answers(data, file)
    if sheet is None:
        raise RefusedError("cli.answers_refused", problems, n=len(problems))
    return sheet


def _target_in(office: Office, officer: str | None, period: Period | None, file: str, sheet: AnswersFile) -> Target:
    """The check that the command line and the file name together; RefusedError where they differ."""
    period_there = _period_in(office, file, sheet)
    if period and period_there and period != period_there:
        raise _refused(RefusedError("cli.other_period", given=period.key, found=period_there.key), file)
    officer_there = _officer_in(office, file, sheet)
    meant = target(office, officer or officer_there, period or period_there)
    if officer_there and meant.officer != officer_there:
        raise _refused(RefusedError("cli.other_officer", given=meant.officer, found=officer_there), file)
    return meant


def _period_in(office: Office, file: str, sheet: AnswersFile) -> Period | None:
    if not sheet.period:
        return None
    period = read_period(sheet.period, office.today, office.settings.period)
    if period is None:
        raise _refused(UsageError("cli.bad_period", option="period", given=sheet.period), file)
    return period


def _officer_in(office: Office, file: str, sheet: AnswersFile) -> str | None:
    if not sheet.officer or sheet.officer.strip().upper() == OFFICE:
        return sheet.officer and OFFICE
    try:
        return office.member(sheet.officer).code
    except CivicodeError as error:
        raise _refused(error, file) from error


def _refused(error: CivicodeError, file: str) -> RefusedError:
    """What is wrong with the officer or period that a file names is its fault, not the command line's."""
    return RefusedError("cli.answers_refused", [Problem(error.code, error.facts, where=file)], n=1)


def _placed(error: RefusedError, file: str, sheet: AnswersFile) -> RefusedError:
    problems = [_at(problem, file, sheet) for problem in error.problems]
    return RefusedError(error.code, problems, **error.facts)


def _at(problem: Problem, file: str, sheet: AnswersFile) -> Problem:
    """A problem of an answer with its place; what is missing in the file has none but the file."""
    line, column = sheet.places.get(problem.where, (None, None))
    return problem._replace(where=file, line=line, column=column)
