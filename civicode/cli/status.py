"""`civicode status`: what is due."""

from __future__ import annotations

import typer

from civicode.cli.command.opening import office_of
from civicode.cli.command.output import show_with_missing_books
from civicode.cli.command.session import Session
from civicode.reports.status import document
from civicode.services.status import status as service


def status(ctx: typer.Context) -> None:
    """What waits for whoever asks, and for the clerk."""
    session: Session = ctx.obj
    office = office_of(session)
    names = {member.code: member.name for member in office.members}
    show_with_missing_books(document(service(office), names, session.words), office, session)
