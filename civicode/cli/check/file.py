"""`civicode check --answers`: a whole check from a file, which may name its officer and period."""

from __future__ import annotations

from pathlib import Path

from civicode.domain.calendar import Period, read_period
from civicode.domain.check.check import answer_problems, normalised
from civicode.domain.receipt import Receipt
from civicode.domain.staff.staff import OFFICE
from civicode.errors import CivicodeError, Problem, RefusedError, UsageError
from civicode.services.check.check import keep, submit, target
from civicode.services.office.office import Office
from civicode.sources.fields.answers import OFFICER, PERIOD, AnswersFile, load_answers
from civicode.sources.file.text import read_file
from civicode.sources.marked.nodes import placed


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
    data = read_file(Path(file))
    sheet, problems = load_answers(data, file)
    if sheet is None:
        raise _refused(problems)
    whose, wrong_officer = _officer_in(office, officer, sheet)
    when, wrong_period = _period_in(office, period, sheet)
    problems += [_at(problem, file, sheet) for problem in (*wrong_officer, *wrong_period)]
    if problems:
        problems += [_at(problem, file, sheet) for problem in _wrong_answers(office, whose, when, sheet)]
        raise _refused(placed(problems, file))
    try:
        meant = target(office, whose, when)
        return keep(office, meant, sheet.answers) if keep_draft else submit(office, meant, sheet.answers)
    except RefusedError as error:
        raise RefusedError(error.code, [_at(one, file, sheet) for one in error.problems], **error.facts) from error
    except UsageError as error:
        if period is not None or error.code != "check.other_calendar":
            raise
        raise _refused([_at(Problem(error.code, error.facts, where=PERIOD), file, sheet)]) from error


def _officer_in(office: Office, officer: str | None, sheet: AnswersFile) -> tuple[str | None, list[Problem]]:
    """Whom the command line, else the file, means; a problem where the file means nobody or somebody else."""
    if not sheet.officer:
        return officer, []
    try:
        found = _code(office, sheet.officer)
    except CivicodeError as error:
        return officer, [Problem(error.code, error.facts, where=OFFICER)]
    given = _code(office, officer) if officer is not None else found
    if given != found:
        return given, [Problem("cli.other_officer", {"given": given, "found": found}, where=OFFICER)]
    return found, []


def _period_in(office: Office, period: Period | None, sheet: AnswersFile) -> tuple[Period | None, list[Problem]]:
    """The period that the command line, else the file, names; a problem where the file names none or another."""
    if not sheet.period:
        return period, []
    found = read_period(sheet.period, office.today, office.settings.period)
    if found is None:
        return period, [Problem("cli.bad_period", {"option": "period", "given": sheet.period}, where=PERIOD)]
    if period is not None and period != found:
        return period, [Problem("cli.other_period", {"given": period.key, "found": found.key}, where=PERIOD)]
    return found, []


def _wrong_answers(office: Office, officer: str | None, period: Period | None, sheet: AnswersFile) -> list[Problem]:
    """What is wrong with the answers that could be read; nothing where it is not clear what is asked of whom."""
    try:
        meant = target(office, officer, period, reading=True)
    except CivicodeError:
        return []
    stored, problems = normalised(sheet.answers, meant.catalogue.criteria)
    return problems + answer_problems(stored, meant.asked, meant.catalogue.criteria)


def _code(office: Office, officer: str) -> str:
    return OFFICE if officer.strip().upper() == OFFICE else office.member(officer).code


def _refused(problems: list[Problem]) -> RefusedError:
    return RefusedError("cli.answers_refused", problems, n=len(problems))


def _at(problem: Problem, file: str, sheet: AnswersFile) -> Problem:
    """A problem with its place; what is missing in the file has none but the file."""
    line, column = sheet.places.get(problem.where, (None, None))
    return problem._replace(where=file, line=line, column=column)
