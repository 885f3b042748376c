"""`civicode criteria adopt`: a new version of the criteria put to use, after a look at what it changes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from civicode import lazy
from civicode.cli.command import receipt
from civicode.cli.command.opening import office_of
from civicode.cli.command.outlet import JSON, form_of, goes_to_stdout
from civicode.cli.command.output import show as show_document
from civicode.cli.command.session import Session
from civicode.cli.command.values import period_of
from civicode.console.screen.terminal import can_ask, is_screen
from civicode.reports.criteria import diff as diff_document
from civicode.services.criteria import adoption as service


def adopt(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="help.meta_file", help="help.arg_new_criteria")],
    since: Annotated[str | None, typer.Option("--from", metavar="help.meta_period", help="help.opt_adopt_from")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="help.opt_adopt_yes")] = False,
) -> None:
    """Put a new version of the criteria to use from a period on."""
    session: Session = ctx.obj
    office = office_of(session)
    seen = service.preview(office, Path(file), period_of(since, office, "--from"))
    if not session.quiet and form_of(session) != JSON and goes_to_stdout(session) and is_screen():
        show_document(diff_document.document(seen.changes, seen.old, seen.new, session.words), session)
    asks = can_ask() and not (yes or session.config.no_input or session.dry_run)
    if asks and seen.new != seen.old and not _confirmed(seen, session):
        receipt.show(service.left(office, seen), session)
        return
    receipt.show(service.adopt(office, seen), session)


def _confirmed(seen: service.Preview, session: Session) -> bool:
    question = session.words("adoption.question", period=seen.since.key)
    return lazy.confirm.confirmed(question, session.words, plain=session.config.plain)
