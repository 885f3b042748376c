"""`civicode period`: the periods of the checks, and where each stands."""

from __future__ import annotations

from typing import Annotated

import typer

from civicode.cli.opening import office_of
from civicode.cli.output import show as show_document
from civicode.cli.session import Session
from civicode.cli.values import required_period
from civicode.reports import period as document
from civicode.services.period import periods, shown


def listed(ctx: typer.Context) -> None:
    """Every period that has a book, is due, or was missed."""
    session: Session = ctx.obj
    show_document(document.list_document(periods(office_of(session)), session.words), session)


def show(
    ctx: typer.Context,
    period: Annotated[str, typer.Argument(metavar="help.meta_period", help="help.arg_period")],
) -> None:
    """One period in full."""
    session: Session = ctx.obj
    office = office_of(session)
    wanted = required_period(period, office.today, office.settings.period, "PERIOD")
    show_document(document.show_document(shown(office, wanted), session.words), session)
