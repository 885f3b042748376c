"""Opening the office that a command works in."""

from __future__ import annotations

from civicode.cli.command.outlet import say
from civicode.cli.command.session import Session, clock
from civicode.services.office.office import Office
from civicode.services.office.opening import open_office


def office_of(session: Session) -> Office:
    """The office that the settings lead to, at the time of the clock; `-v` says which one.

    Raises:
        UsageError: a setting or the clock cannot be read.
        RefusedError: `office.yaml` or the user's settings are wrong.
        StoreError: the store cannot be read.
    """
    now, clock_set = clock(session.environ)
    office = open_office(session.config, now, clock_set, session.dry_run)
    if session.verbose:
        say("cli.working_with", session, store=office.store.location, criteria=office.criteria_path, actor=office.actor)
    return office
