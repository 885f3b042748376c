"""`civicode template`: a sheet to be filled in and imported."""

from __future__ import annotations

from typing import Annotated

import typer

from civicode.cli.command.opening import office_of
from civicode.cli.command.options import Period
from civicode.cli.command.session import Session
from civicode.cli.command.values import period_of
from civicode.cli.export.data import kind_of
from civicode.cli.export.deliver import Force, deliver, form_of
from civicode.domain.batch import DATED
from civicode.errors import UsageError
from civicode.exporters import file_bytes
from civicode.reports.batch.template import template_document
from civicode.services.export import template as service
from civicode.services.export.entry import Made

Kind = Annotated[str, typer.Argument(metavar="help.meta_batch_kind", help="help.arg_batch_kind")]
File = Annotated[str, typer.Argument(metavar="help.meta_template", help="help.arg_template")]

_FORMS = ("xlsx", "csv")


def template(ctx: typer.Context, kind: Kind, file: File, period: Period = None, force: Force = False) -> None:
    """Make a sheet of a kind to be filled in."""
    session: Session = ctx.obj
    office = office_of(session)
    chosen = kind_of(kind)
    form = form_of(file, session, _FORMS)
    when = period_of(period, office)
    if when and chosen not in DATED:
        raise UsageError("batch.no_periods", kind=chosen, command=ctx.command_path)
    blank = service.blank(office, chosen, when)
    document = template_document(blank, session.words)
    content = file_bytes(form, document, session.words)
    deliver(
        office, Made(f"template_{chosen.value}", file, form, content, len(blank.roster), when), session, force=force
    )
