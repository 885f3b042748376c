"""`civicode plan`: the tasks of part III, how far they are, what stands in their way."""

from __future__ import annotations

from typing import Annotated

import typer

from civicode.cli.command import output, receipt
from civicode.cli.command.opening import office_of
from civicode.cli.command.session import Session
from civicode.cli.command.values import day_of, percent_of
from civicode.reports.plan.list import list_document
from civicode.services import plan as service

Task = Annotated[str, typer.Argument(metavar="help.meta_task", help="help.arg_task")]
Note = Annotated[str, typer.Option("--note", metavar="help.meta_text", help="help.opt_task_note")]


def listed(ctx: typer.Context) -> None:
    """Where each task stands today."""
    session: Session = ctx.obj
    office = office_of(session)
    output.show(list_document(service.standings(office, office.today), session.words), session)


def progress(
    ctx: typer.Context,
    task: Task,
    note: Note = "",
    percent: Annotated[
        str | None, typer.Option("--percent", metavar="help.meta_percent", help="help.opt_percent")
    ] = None,
    done: Annotated[bool, typer.Option("--done", help="help.opt_done")] = False,
    on: Annotated[str | None, typer.Option("--on", metavar="help.meta_date", help="help.opt_task_on")] = None,
) -> None:
    """Enter how far a task is."""
    session: Session = ctx.obj
    figure, day = percent_of(percent, "--percent"), day_of(on, "--on")
    receipt.show(service.progress(office_of(session), task, note=note, percent=figure, done=done, on=day), session)


def difficulty(ctx: typer.Context, task: Task, note: Note = "") -> None:
    """Report what stands in the way of a task."""
    session: Session = ctx.obj
    receipt.show(service.difficulty(office_of(session), task, note=note), session)
