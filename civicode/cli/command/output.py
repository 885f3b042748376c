"""A document on its way out, in the form that was asked for."""

from __future__ import annotations

import io
from contextlib import redirect_stdout

from civicode import lazy
from civicode.cli.command.outlet import TABLE, form_of, goes_to_stdout, printing, put
from civicode.cli.command.session import Session
from civicode.exporters import render
from civicode.reports.document.document import Document


def show(document: Document, session: Session) -> None:
    """Print a document: a table on a terminal, tab-separated lines elsewhere, or what `--format` says."""
    form = form_of(session)
    if form != TABLE:
        put(render(form, document, session.words), session)
    elif goes_to_stdout(session):
        with printing():
            lazy.screen_table.show(document, session.words, session.config.plain)
    else:
        drawn = io.StringIO()
        with redirect_stdout(drawn):
            lazy.screen_table.show(document, session.words, session.config.plain)
        put(drawn.getvalue(), session)
