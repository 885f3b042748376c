"""`civicode review`: a leader confirms checks, or returns one."""

from __future__ import annotations

from typing import Annotated

import typer

from civicode.cli import receipt
from civicode.cli.opening import office_of
from civicode.cli.options import Period
from civicode.cli.session import Session
from civicode.cli.values import period_of
from civicode.domain.staff import OFFICE
from civicode.errors import UsageError
from civicode.services import review as service

Officer = Annotated[str | None, typer.Argument(metavar="help.meta_officer", help="help.arg_officer")]
OfOffice = Annotated[bool, typer.Option("--office", help="help.opt_office_check")]
Everyone = Annotated[bool, typer.Option("--all-submitted", help="help.opt_all_submitted")]
Confirm = Annotated[bool, typer.Option("--confirm", help="help.opt_confirm")]
Return = Annotated[str | None, typer.Option("--return", metavar="help.meta_reason", help="help.opt_return")]


def review(
    ctx: typer.Context,
    officer: Officer = None,
    office_check: OfOffice = False,
    everyone: Everyone = False,
    period: Period = None,
    confirm: Confirm = False,
    reason: Return = None,
) -> None:
    """Confirm the checks that are meant, or return one."""
    session: Session = ctx.obj
    _require_one(ctx, {"OFFICER": officer is not None, "--office": office_check, "--all-submitted": everyone})
    _require_one(ctx, {"--confirm": confirm, "--return": reason is not None})
    if everyone and reason is not None:
        raise UsageError("cli.not_together", options=["--all-submitted", "--return"], command=ctx.command_path)
    office = office_of(session)
    whose, when = (officer or OFFICE), period_of(period, office)
    if everyone:
        done = service.confirm_all(office, when)
    elif reason is not None:
        done = service.send_back(office, whose, when, reason=reason)
    else:
        done = service.confirm(office, whose, when)
    receipt.show(done, session)


def _require_one(ctx: typer.Context, ways: dict[str, bool]) -> None:
    chosen = [option for option, is_given in ways.items() if is_given]
    if not chosen:
        raise UsageError("cli.one_needed", options=list(ways), command=ctx.command_path)
    if len(chosen) > 1:
        raise UsageError("cli.not_together", options=chosen, command=ctx.command_path)
