"""`civicode review`: a leader confirms checks, or returns one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated

import typer

from civicode import lazy
from civicode.cli.command import receipt
from civicode.cli.command.opening import office_of
from civicode.cli.command.options import Period
from civicode.cli.command.session import Session
from civicode.cli.command.values import period_of
from civicode.console.screen.terminal import can_ask
from civicode.domain.check.check import AnyAnswer, make_answer
from civicode.domain.criteria.rating import read_rating
from civicode.domain.receipt import Receipt
from civicode.domain.staff.staff import OFFICE
from civicode.errors import Problem, RefusedError, UsageError
from civicode.services.review import rating as review_rating
from civicode.services.review import review as service

Officer = Annotated[str | None, typer.Argument(metavar="help.meta_officer", help="help.arg_officer")]
OfOffice = Annotated[bool, typer.Option("--office", help="help.opt_office_check")]
Everyone = Annotated[bool, typer.Option("--all-submitted", help="help.opt_all_submitted")]
Confirm = Annotated[bool, typer.Option("--confirm", help="help.opt_confirm")]
Rate = Annotated[list[str] | None, typer.Option("--rate", metavar="help.meta_rate", help="help.opt_rate")]
Return = Annotated[str | None, typer.Option("--return", metavar="help.meta_reason", help="help.opt_return")]


def review(
    ctx: typer.Context,
    officer: Officer = None,
    office_check: OfOffice = False,
    everyone: Everyone = False,
    period: Period = None,
    confirm: Confirm = False,
    reason: Return = None,
    rate: Rate = None,
) -> None:
    """Decide about the checks that are meant, or go through all that wait."""
    session: Session = ctx.obj
    whom = {"OFFICER": officer is not None, "--office": office_check, "--all-submitted": everyone}
    ways = {"--confirm": confirm, "--return": reason is not None, "--rate": bool(rate)}
    if not any((*whom.values(), *ways.values())) and can_ask() and not session.config.no_input:
        receipt.show(_walked(session, period), session)
        return
    _require_one(ctx, whom)
    _require_one(ctx, ways)
    if everyone and not confirm:
        option = next(name for name, is_given in ways.items() if is_given)
        raise UsageError("cli.not_together", options=["--all-submitted", option], command=ctx.command_path)
    ratings = _ratings(rate or ())
    office = office_of(session)
    whose, when = (officer or OFFICE), period_of(period, office)
    if everyone:
        done = service.confirm_all(office, when)
    elif reason is not None:
        done = service.send_back(office, whose, when, reason=reason)
    elif rate:
        done = review_rating.rate(office, whose, when, ratings)
    else:
        done = service.confirm(office, whose, when)
    receipt.show(done, session)


def _walked(session: Session, period: str | None) -> Receipt:
    office = office_of(session)
    if office.me is None and office.members:
        office = replace(office, actor=lazy.who.who(office, session, needed=True))
    when = period_of(period, office)
    done: Receipt = lazy.review_walk.run(office, session.words, when, plain=session.config.plain)
    return done


def _ratings(given: Iterable[str]) -> dict[str, AnyAnswer]:
    """`CODE=RATING:REASON` by code; RefusedError with everything that cannot be read."""
    ratings: dict[str, AnyAnswer] = {}
    problems = []
    for one in given:
        code, equals, said = one.partition("=")
        word, _, why = said.partition(":")
        rating = read_rating(word)
        if not code.strip() or not equals or rating is None:
            problems.append(Problem("review.rating_unreadable", {"given": one}, where="--rate"))
        elif ratings.setdefault(code.strip().upper(), make_answer(rating, why.strip())) != make_answer(
            rating, why.strip()
        ):
            problems.append(Problem("check.named_twice", {"criterion": code.strip().upper()}, where="--rate"))
    if problems:
        raise RefusedError("review.rating_refused", problems, n=len(problems))
    return ratings


def _require_one(ctx: typer.Context, ways: dict[str, bool]) -> None:
    chosen = [option for option, is_given in ways.items() if is_given]
    if not chosen:
        raise UsageError("cli.one_needed", options=list(ways), command=ctx.command_path)
    if len(chosen) > 1:
        raise UsageError("cli.not_together", options=chosen, command=ctx.command_path)
