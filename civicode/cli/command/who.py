"""Asking who sits at a PC that several people share."""

from __future__ import annotations

from civicode.cli.command.session import Session
from civicode.console.screen.prompt import Terminal
from civicode.domain.text.text import shown_line
from civicode.errors import NotFoundError, UsageError
from civicode.services.office.office import Office


def who(office: Office, session: Session, *, needed: bool, terminal: Terminal | None = None) -> str:
    """The staff code of the person at the terminal; asked again until somebody is found.

    Args:
        needed: whether Enter alone is no answer; else it leaves the actor as it is.
    """
    place = terminal or Terminal(session.words, plain=session.config.plain)
    while True:
        try:
            typed = place.ask(session.words("cli.who") + " ")
        except EOFError:
            raise KeyboardInterrupt from None
        if not typed.strip():
            if needed:
                continue
            return office.actor
        try:
            return office.member(typed).code
        except (NotFoundError, UsageError) as error:
            place.show([shown_line(session.words.message(error))])
