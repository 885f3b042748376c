"""`civicode store merge`: another ward joins from a day on, after a look at what it brings."""

from __future__ import annotations

from typing import Annotated

import typer

from civicode.cli.command import receipt
from civicode.cli.command.opening import office_of
from civicode.cli.command.outlet import say
from civicode.cli.command.output import show as show_document
from civicode.cli.command.session import Session, current_folder
from civicode.cli.command.values import day_of
from civicode.reports.store import merge as document
from civicode.services.config.config import read_setting
from civicode.services.merge import ward as service
from civicode.sources.table.code_map import read_code_map


def merge(
    ctx: typer.Context,
    other: Annotated[str, typer.Argument(metavar="help.meta_other", help="help.arg_other")],
    reason: Annotated[str | None, typer.Option("--reason", metavar="help.meta_reason", help="help.opt_reason")] = None,
    since: Annotated[str | None, typer.Option("--from", metavar="help.meta_date", help="help.opt_merge_from")] = None,
    mapping: Annotated[str | None, typer.Option("--mapping", metavar="help.meta_file", help="help.opt_mapping")] = None,
    accept_open: Annotated[
        str | None, typer.Option("--accept-open", metavar="help.meta_reason", help="help.opt_accept_open")
    ] = None,
) -> None:
    """Another ward joins this one from a day on."""
    session: Session = ctx.obj
    office = office_of(session)
    asked = service.Asked(
        location=str(read_setting("store", other, "OTHER", current_folder())),
        since=day_of(since, "--from"),
        rows=read_code_map(mapping) if mapping is not None else (),
        reason=reason,
        accepted=accept_open,
        folder=session.config.folder,
    )
    if not session.dry_run:
        receipt.show(service.merge(office, asked), session)
        return
    _show(service.preview(office, asked), asked, session)


def _show(seen: service.Preview, asked: service.Asked, session: Session) -> None:
    """The preview; what stands in the way is then told as it would be, with its exit code."""
    if seen.done:
        say("list.merger.done", session, since=seen.since)
    made = document.document(
        seen.people,
        seen.since,
        session.words,
        office=seen.name,
        problems=seen.problems,
        unfinished=seen.unfinished,
    )
    show_document(made, session)
    service.require_clear(seen, asked)
    say("list.merger.would", session, **seen.counts)
