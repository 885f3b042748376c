"""`civicode period`: the periods of the checks, where each stands, closing and reopening one."""

from __future__ import annotations

from typing import Annotated

import typer

from civicode.cli.command import receipt
from civicode.cli.command.opening import office_of
from civicode.cli.command.options import Reason
from civicode.cli.command.output import show as show_document
from civicode.cli.command.output import show_with_missing_books
from civicode.cli.command.session import Session
from civicode.cli.command.values import required_period
from civicode.domain.calendar import Period
from civicode.reports.period import list as document
from civicode.services import closing
from civicode.services.office.office import Office
from civicode.services.period.period import periods, shown

Key = Annotated[str, typer.Argument(metavar="help.meta_period", help="help.arg_period")]


def listed(ctx: typer.Context) -> None:
    """Every period that has a book, is due, or was missed."""
    session: Session = ctx.obj
    office = office_of(session)
    show_with_missing_books(document.list_document(periods(office), session.words), office, session)


def show(ctx: typer.Context, period: Key) -> None:
    """One period in full."""
    session: Session = ctx.obj
    office = office_of(session)
    show_document(document.show_document(shown(office, _wanted(office, period)), session.words), session)


def close(
    ctx: typer.Context,
    period: Key,
    accept_missing: Annotated[
        str | None, typer.Option("--accept-missing", metavar="help.meta_reason", help="help.opt_accept_missing")
    ] = None,
) -> None:
    """Freeze a period."""
    session: Session = ctx.obj
    office = office_of(session)
    receipt.show(closing.close(office, _wanted(office, period), accept_missing=accept_missing), session)


def reopen(ctx: typer.Context, period: Key, reason: Reason) -> None:
    """Open a closed period again."""
    session: Session = ctx.obj
    office = office_of(session)
    receipt.show(closing.reopen(office, _wanted(office, period), reason=reason), session)


def _wanted(office: Office, period: str) -> Period:
    return required_period(period, office.today, office.settings.period, "PERIOD")
