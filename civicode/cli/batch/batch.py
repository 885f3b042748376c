"""`civicode import`: records of many from a file, whole or not at all; listing batches and taking one back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

from civicode import lazy
from civicode.cli.batch.outcome import refused, tell
from civicode.cli.command import receipt
from civicode.cli.command.opening import office_of
from civicode.cli.command.options import Period
from civicode.cli.command.output import show as show_document
from civicode.cli.command.session import Session
from civicode.cli.command.values import choice_of, period_of
from civicode.console.screen.terminal import is_watched
from civicode.domain.batch import DATED, BatchKind, Conflict
from civicode.errors import NotAllowedError, RefusedError, UsageError
from civicode.reports.batch import list as document
from civicode.services.batch import batch as service
from civicode.services.batch import undo as batch_undo
from civicode.services.batch.file import Reading
from civicode.services.office.closed import is_closed
from civicode.services.office.office import Office
from civicode.sources.file.data import FileForm

File = Annotated[str, typer.Argument(metavar="help.meta_file_or_stdin", help="help.arg_import_file")]
Type = Annotated[str | None, typer.Option("--type", metavar="help.meta_file_type", help="help.opt_file_type")]
OnConflict = Annotated[str, typer.Option("--on-conflict", metavar="help.meta_conflict", help="help.opt_conflict")]
Errors = Annotated[str | None, typer.Option("--errors", metavar="help.meta_csv", help="help.opt_errors")]
SheetName = Annotated[str | None, typer.Option("--sheet", metavar="help.meta_text", help="help.opt_sheet")]
Encoding = Annotated[str | None, typer.Option("--encoding", metavar="help.meta_encoding", help="help.opt_encoding")]
Delimiter = Annotated[str | None, typer.Option("--delimiter", metavar="help.meta_delimiter", help="help.opt_delimiter")]
IgnoreColumns = Annotated[bool, typer.Option("--ignore-columns", help="help.opt_ignore_columns")]
BatchId = Annotated[str, typer.Argument(metavar="help.meta_batch", help="help.arg_batch")]


def _importer(kind: BatchKind) -> Callable[..., None]:
    def bring_in(
        ctx: typer.Context,
        file: File,
        file_type: Type = None,
        period: Period = None,
        on_conflict: OnConflict = Conflict.FAIL.value,
        errors: Errors = None,
        sheet: SheetName = None,
        encoding: Encoding = None,
        delimiter: Delimiter = None,
        ignore_columns: IgnoreColumns = False,
    ) -> None:
        """Bring the records of a file in."""
        session: Session = ctx.obj
        office = office_of(session)
        form = choice_of(file_type, {one.value: one for one in FileForm}, "--type")
        conflict = choice_of(on_conflict, {one.value: one for one in Conflict}, "--on-conflict") or Conflict.FAIL
        asked = service.Asked(
            kind,
            file,
            Reading(form, sheet, encoding, delimiter, ignore_columns),
            _period(office, kind, period, ctx),
            conflict,
            lazy.batch_errors.writer(office, errors, file, session) if errors is not None else None,
        )
        _bring_in(office, asked, session)

    return bring_in


staff: Callable[..., None] = _importer(BatchKind.STAFF)
checks: Callable[..., None] = _importer(BatchKind.CHECKS)
reviews: Callable[..., None] = _importer(BatchKind.REVIEWS)
violations: Callable[..., None] = _importer(BatchKind.VIOLATIONS)
plan: Callable[..., None] = _importer(BatchKind.PLAN)


def listed(ctx: typer.Context) -> None:
    """The batches that came in."""
    session: Session = ctx.obj
    show_document(document.list_document(batch_undo.listed(office_of(session)), session.words), session)


def undo(ctx: typer.Context, batch: BatchId) -> None:
    """Take a batch back."""
    session: Session = ctx.obj
    receipt.show(batch_undo.undo(office_of(session), batch), session)


def _bring_in(office: Office, asked: service.Asked, session: Session) -> None:
    try:
        if is_watched() and not session.quiet and not session.config.plain:
            with lazy.import_progress.ImportProgress(session.words) as watch:
                outcome = service.bring_in(office, asked, watch)
        else:
            outcome = service.bring_in(office, asked)
    except RefusedError as error:
        refused(error, session)
        raise
    tell(outcome, session)


def _period(office: Office, kind: BatchKind, text: str | None, ctx: typer.Context) -> Any:
    """The period asked for; one that is closed or to come is refused at once, before any row is read."""
    period = period_of(text, office)
    if period is None:
        return None
    if kind not in DATED:
        raise UsageError("batch.no_periods", kind=kind, command=ctx.command_path)
    if period.first_day > office.today:
        facts: dict[str, Any] = {"today": office.today, "begins_on": period.first_day}
        raise NotAllowedError("check.future_period", period=period.key, **facts)
    if kind is not BatchKind.VIOLATIONS and is_closed(office, office.load(period.key)):
        raise NotAllowedError("check.closed", period=period.key)
    return period
