"""The ways of `civicode check` that need no file: by options, by dialogue, or only looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from civicode import lazy
from civicode.cli.command.session import Session
from civicode.cli.command.values import codes_of
from civicode.console.screen.terminal import can_ask
from civicode.domain.calendar import Period
from civicode.domain.check.check import AnyAnswer, answer_problems, make_answer
from civicode.domain.criteria.rating import Rating
from civicode.domain.receipt import Receipt
from civicode.errors import NotFoundError, Problem, RefusedError, UsageError
from civicode.services.check.check import amend, draft, in_words_of, standing, target
from civicode.services.office.office import Office

_CODES = re.compile(r"[\w.,\s-]*=")
"""Codes of criteria that are met, before a note; what is no code is quoted whole when it is refused."""


class Given(NamedTuple):
    """Answers as options give them: lists of codes, each with `=NOTE` where a note goes with it; is the rest met."""

    met: Iterable[str] = ()
    not_met: Iterable[str] = ()
    na: Iterable[str] = ()
    rest_met: bool = False

    @property
    def way(self) -> str:
        """The first option that gives answers, as it is typed; empty when none does."""
        return next((f"--{name.replace('_', '-')}" for name, value in self._asdict().items() if value), "")


def by_options(office: Office, officer: str | None, period: Period | None, given: Given, keep_draft: bool) -> Receipt:
    """Complete the open draft or amend the check with what is named; asks nothing.

    Raises:
        RefusedError: anything wrong with the answers; every problem at once.
    """
    meant = target(office, officer, period)
    answers, problems = answers_of(given)
    if problems:
        problems += answer_problems(answers, meant.asked, meant.catalogue.criteria)
        raise RefusedError("cli.answers_refused", problems, n=len(problems))
    return amend(office, meant, answers, given.rest_met, keep_draft)


def answers_of(given: Given) -> tuple[dict[str, AnyAnswer], list[Problem]]:
    """The answers by code in capitals, and each criterion that is given two different ones, each note without one."""
    answers: dict[str, AnyAnswer] = {}
    problems = [
        Problem("check.no_code", {"given": one}, where=option)
        for option, noted in (("--not-met", given.not_met), ("--na", given.na))
        for one in noted
        if not codes_of([one.partition("=")[0]])
    ]
    for code, answer in _typed(given):
        if answers.setdefault(code, answer) != answer:
            problems.append(Problem("check.named_twice", {"criterion": code}, where=code))
    return answers, problems


def by_dialogue(office: Office, officer: str | None, period: Period | None, session: Session, *, yes: bool) -> Receipt:
    """Ask a person, criterion by criterion; without a terminal, or with `--no-input`, a usage error."""
    asking = can_ask() and not session.config.no_input
    if asking and office.me is None and office.members:
        office = replace(office, actor=lazy.who.who(office, session, needed=officer is None))
    meant = target(office, officer, period)
    if not asking:
        raise UsageError("cli.answers_missing", officer=meant.officer, period=meant.period.key)
    return lazy.dialogue.run(office, meant, session.words, yes=yes, plain=session.config.plain)


def look_at(office: Office, officer: str | None, period: Period | None, session: Session, *, at_draft: bool) -> None:
    """Print the check as it stands, else its draft; `at_draft` is the draft alone."""
    meant = target(office, officer, period, reading=True)
    found = draft(office, meant) if at_draft else standing(office, meant) or draft(office, meant)
    if found is None:
        raise NotFoundError(
            "check.no_draft" if at_draft else "check.none", officer=meant.officer, period=meant.period.key
        )
    catalogue = in_words_of(office, meant, found).catalogue
    name = meant.member.name if meant.member else session.words("cli.the_office")
    lazy.output.show(lazy.check_document.document(found, meant.period.key, catalogue, name, session.words), session)


def _typed(given: Given) -> Iterator[tuple[str, AnyAnswer]]:
    for one in given.met:
        named, _, note = one.partition("=") if _CODES.match(one) else (one, "", "")
        for code in codes_of([named]):
            yield code.upper(), make_answer(Rating.MET, note.strip())
    for rating, noted in ((Rating.NOT_MET, given.not_met), (Rating.NOT_APPLICABLE, given.na)):
        for one in noted:
            codes, _, note = one.partition("=")
            for code in codes_of([codes]):
                yield code.upper(), make_answer(rating, note.strip())
