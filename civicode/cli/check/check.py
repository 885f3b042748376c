"""`civicode check`: the self-check, by dialogue, by options, from a file; looked at, or taken back."""

from __future__ import annotations

from typing import Annotated

import typer

from civicode import lazy
from civicode.cli.check.ways import Given, by_dialogue, by_options, look_at
from civicode.cli.command import receipt
from civicode.cli.command.opening import office_of
from civicode.cli.command.options import Period
from civicode.cli.command.session import Session
from civicode.cli.command.values import period_of
from civicode.domain.staff.staff import OFFICE
from civicode.errors import UsageError
from civicode.services.check.check import target, withdraw
from civicode.services.office.office import Office

Officer = Annotated[str | None, typer.Argument(metavar="help.meta_officer", help="help.arg_check_officer")]
OfOffice = Annotated[bool, typer.Option("--office", help="help.opt_office_check")]
Met = Annotated[list[str] | None, typer.Option("--met", metavar="help.meta_codes", help="help.opt_met")]
NotMet = Annotated[list[str] | None, typer.Option("--not-met", metavar="help.meta_code_note", help="help.opt_not_met")]
Na = Annotated[list[str] | None, typer.Option("--na", metavar="help.meta_code_reason", help="help.opt_na")]
RestMet = Annotated[bool, typer.Option("--rest-met", help="help.opt_rest_met")]
Answers = Annotated[str | None, typer.Option("--answers", metavar="help.meta_file", help="help.opt_answers")]
Draft = Annotated[bool, typer.Option("--draft", help="help.opt_draft")]
Show = Annotated[bool, typer.Option("--show", help="help.opt_show")]
Yes = Annotated[bool, typer.Option("--yes", help="help.opt_yes")]
Withdraw = Annotated[str | None, typer.Option("--withdraw", metavar="help.meta_reason", help="help.opt_withdraw")]


def check(
    ctx: typer.Context,
    officer: Officer = None,
    office_check: OfOffice = False,
    period: Period = None,
    met: Met = None,
    not_met: NotMet = None,
    na: Na = None,
    rest_met: RestMet = False,
    answers: Answers = None,
    draft: Draft = False,
    show: Show = False,
    yes: Yes = False,
    reason: Withdraw = None,
) -> None:
    """Enter, look at or take back one check."""
    session: Session = ctx.obj
    given = Given(met or (), not_met or (), na or (), rest_met)
    ways = {"--answers": answers is not None, given.way: any(given), "--show": show, "--withdraw": reason is not None}
    _require_one_way(ctx, ways)
    _require_one_way(ctx, {"OFFICER": officer is not None, "--office": office_check})
    _require_one_way(ctx, {"--withdraw": reason is not None, "--draft": draft})  # it takes back no draft
    office = _office(session, somebody_named=bool(officer or office_check))
    whose, when = (OFFICE if office_check else officer), period_of(period, office)
    if show:
        look_at(office, whose, when, session, at_draft=draft)
        return
    if reason is not None:
        done = withdraw(office, target(office, whose, when), reason)
    elif answers is not None:
        done = lazy.check_file.by_file(office, whose, when, answers, keep_draft=draft)
    elif any(given):
        done = by_options(office, whose, when, given, draft)
    else:
        done = by_dialogue(office, whose, when, session, yes=yes)
    receipt.show(done, session)


def _office(session: Session, *, somebody_named: bool) -> Office:
    office = office_of(session)
    if session.config.first_write_notice and not office.members and not somebody_named:
        raise UsageError("cli.nothing_here")
    return office


def _require_one_way(ctx: typer.Context, ways: dict[str, bool]) -> None:
    chosen = [option for option, is_given in ways.items() if is_given]
    if len(chosen) > 1:
        raise UsageError("cli.not_together", options=chosen, command=ctx.command_path)
