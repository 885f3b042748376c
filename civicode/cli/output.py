"""A document on its way out, in the form that was asked for."""

from __future__ import annotations

import io
from contextlib import redirect_stdout

from civicode.cli.commands import function_of
from civicode.cli.outlet import TABLE, form_of, goes_to_stdout, printing, put
from civicode.cli.session import Session
from civicode.exporters import render
from civicode.reports.document import Document

_SCREEN = "civicode.console.table:show"
"""Loaded by name: it brings Rich, which a pipe does without."""


def show(document: Document, session: Session) -> None:
    """Print a document: a table on a terminal, tab-separated lines elsewhere, or what `--format` says."""
    form = form_of(session)
    if form != TABLE:
        put(render(form, document, session.words), session)
    elif goes_to_stdout(session):
        with printing():
            function_of(_SCREEN)(document, session.words, session.config.plain)
    else:
        drawn = io.StringIO()
        with redirect_stdout(drawn):
            function_of(_SCREEN)(document, session.words, session.config.plain)
        put(drawn.getvalue(), session)
