"""A report into a file for people."""

from __future__ import annotations

from typing import Any

import typer

from civicode.cli.command.opening import office_of
from civicode.cli.command.output import with_missing_books
from civicode.cli.command.session import Session
from civicode.cli.export.deliver import deliver, form_of, style_of
from civicode.cli.report.options import narrowed
from civicode.exporters import REPORT_FILES, file_bytes
from civicode.services.export.entry import made_of
from civicode.services.report.report import build, require_report


def export_report(
    ctx: typer.Context,
    name: str,
    file: str,
    *,
    delimiter: str | None,
    raw: bool,
    force: bool,
    **asked: Any,
) -> None:
    """Put the report `name` into `file`, and enter it where it tells of persons; `asked` is what narrows it down."""
    session: Session = ctx.obj
    require_report(name)
    form = form_of(file, session, tuple(REPORT_FILES))
    style = style_of(form, delimiter, raw=raw)
    office = office_of(session)
    built = build(office, name, **narrowed(office, **asked), words=session.words)
    document = with_missing_books(built, office, session)
    content = file_bytes(form, document, session.words, **style)
    deliver(office, made_of(office, document, file, form, content), session, force=force)
