"""A document over several books on its way out: what it had to leave out is said."""

from __future__ import annotations

from civicode.cli.command.outlet import warn
from civicode.cli.command.output import show as show_document
from civicode.cli.command.session import Session
from civicode.reports.document.document import Document
from civicode.reports.document.left_out import left_out_sentence, noted
from civicode.services.office.office import Office


def show(document: Document, office: Office, session: Session) -> None:
    """Print a document; the books that could not be read are named in it, and on stderr."""
    show_document(noted(document, office.left_out, session.words), session)
    _warn(office, session)


def told(document: Document, office: Office, session: Session) -> Document:
    """The document with the books that could not be read named in it; said on stderr, too."""
    _warn(office, session)
    return noted(document, office.left_out, session.words)


def _warn(office: Office, session: Session) -> None:
    for problem in office.left_out:
        warn("cli.left_out", session, sentence=left_out_sentence(problem, session.words))
