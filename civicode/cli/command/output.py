"""A document on its way out, in the form that was asked for."""

from __future__ import annotations

import io
from contextlib import redirect_stdout

from civicode import lazy
from civicode.cli.command.outlet import TABLE, form_of, goes_to_stdout, printing, put, warn
from civicode.cli.command.session import Session
from civicode.exporters import render
from civicode.reports.document.document import Document
from civicode.reports.document.left_out import left_out_sentence, noted
from civicode.services.office.office import Office


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


def show_with_missing_books(document: Document, office: Office, session: Session) -> None:
    """Print a document over several books; those that could not be read are named in it, and on stderr."""
    show(noted(document, office.left_out, session.words), session)
    _warn_of_missing_books(office, session)


def with_missing_books(document: Document, office: Office, session: Session) -> Document:
    """The document with the books that could not be read named in it, and on stderr."""
    _warn_of_missing_books(office, session)
    return noted(document, office.left_out, session.words)


def _warn_of_missing_books(office: Office, session: Session) -> None:
    for problem in office.left_out:
        warn("cli.left_out", session, sentence=left_out_sentence(problem, session.words))
