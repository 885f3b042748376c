"""`civicode audit`: what was done, and whether the records are still those that it speaks of."""

from __future__ import annotations

from typing import Annotated

import typer

from civicode.cli.command.opening import office_of
from civicode.cli.command.options import Period
from civicode.cli.command.outlet import FOUND_EXIT
from civicode.cli.command.output import show as show_document
from civicode.cli.command.output import show_with_missing_books
from civicode.cli.command.session import Session, clock
from civicode.cli.command.values import period_of, required_period
from civicode.reports.store import audit as document
from civicode.services.store import audit as service
from civicode.store.opening import open_store


def log(
    ctx: typer.Context,
    period: Period = None,
    actor: Annotated[str | None, typer.Option("--actor", metavar="help.meta_officer", help="help.opt_actor")] = None,
    target: Annotated[str | None, typer.Option("--target", metavar="help.meta_record", help="help.opt_target")] = None,
) -> None:
    """The entries that are asked for, oldest first."""
    session: Session = ctx.obj
    office = office_of(session)
    entries = service.log(office, period=period_of(period, office), actor=actor, target=target)
    show_with_missing_books(document.log_document(entries, session.words), office, session)


def verify(
    ctx: typer.Context,
    expect: Annotated[
        list[str] | None, typer.Option("--expect", metavar="help.meta_head", help="help.opt_expect")
    ] = None,
    period: Period = None,
) -> int:
    """Walk every book; exit 1 when something does not agree."""
    session: Session = ctx.obj
    now, _ = clock(session.environ)
    span = required_period(period, now.date()) if period else None
    # Not through the office: its own book may be the one that is damaged.
    found = service.verify(open_store(session.config.store, create=False), period=span, expect=expect or ())
    show_document(document.verify_document(found, session.words), session)
    return 0 if found.ok else FOUND_EXIT
