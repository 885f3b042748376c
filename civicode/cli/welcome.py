"""`civicode` alone: what this is and where to begin; in an office that is set up, what is due."""

from __future__ import annotations

import typer

from civicode.cli.command.outlet import JSON, form_of, tell
from civicode.cli.command.session import Session
from civicode.cli.status import status


def welcome(ctx: typer.Context) -> None:
    """Lead a newcomer by hand; tell everyone else what is due."""
    session: Session = ctx.obj
    if session.config.first_write_notice and form_of(session) != JSON:
        tell(session.words("cli.welcome") + "\n", session)
    else:
        status(ctx)
