"""`civicode config`: every setting and where it came from, and the user's own ones."""

from __future__ import annotations

from typing import Annotated

import typer

from civicode.cli.command import receipt
from civicode.cli.command.output import show as show_document
from civicode.cli.command.session import Session
from civicode.reports.config import document
from civicode.services.config.setting import config_set


def show(ctx: typer.Context) -> None:
    """Every setting and its origin."""
    session: Session = ctx.obj
    show_document(document(session.config.settings.values(), session.words), session)


def put(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(metavar="help.meta_key", help="help.arg_setting")],
    value: Annotated[str, typer.Argument(metavar="help.meta_value", help="help.arg_value")],
) -> None:
    """Set one of the user's own settings."""
    session: Session = ctx.obj
    receipt.show(config_set(session.config, key, value, dry_run=session.dry_run), session)
