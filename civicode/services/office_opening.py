"""Opening the office that the settings lead to."""

from __future__ import annotations

from datetime import datetime

from civicode.domain.office import OfficeSettings
from civicode.domain.staff import is_staff_code
from civicode.errors import UsageError
from civicode.services.config import Config
from civicode.services.merged_staff import merged_in
from civicode.services.office import OFFICE_FILE, STAFF, Office
from civicode.services.office_files import settings_in
from civicode.store import OFFICE_BOOK, Book
from civicode.store.opening import open_store


def open_office(config: Config, now: datetime, clock_set: bool, dry_run: bool = False) -> Office:
    """The office that the settings lead to.

    Args:
        now: the time at UTC+7.
        clock_set: whether it was set from outside.

    Raises:
        RefusedError: `office.yaml` is wrong; with every problem.
        StoreError: the store cannot be read.
    """
    settings = settings_in(config.folder / OFFICE_FILE) if config.folder else OfficeSettings()
    store = open_store(config.store, create=True)
    book = store.load(OFFICE_BOOK)
    office = Office(
        store=store,
        settings=settings,
        actor=_actor(config, book),
        now=now,
        criteria_path=config.criteria,
        clock_set=clock_set,
        dry_run=dry_run,
        own_criteria=config.own_criteria,
    )
    office.remember(book)
    return office


def _actor(config: Config, book: Book) -> str:
    """A code is taken as the register spells it, one given up for another as that; the system's name says it is one."""
    given = config.actor.casefold()
    code = next((code for code in book.table(STAFF) if code.casefold() == given), None)
    code = code or next((into for old, into in merged_in(book).items() if old.casefold() == given), None)
    if code is None and config.actor_is_system:
        return f"system:{config.actor}"
    if code is None and not is_staff_code(config.actor):
        raise UsageError("config.not_a_code", source=config.settings["as"].source, given=config.actor)
    return code or config.actor
