"""Opening the office that the settings lead to, or that another program names."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from civicode.domain.period import VIETNAM
from civicode.domain.staff import is_staff_code
from civicode.errors import NotFoundError, UsageError
from civicode.services.config import DATA, Config, is_office_folder, resolve
from civicode.services.merged_staff import merged_in
from civicode.services.office import STAFF, Office
from civicode.services.office_files import settings_of
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
    store = open_store(config.store, create=True)
    settings = settings_of(store, config.folder)
    book = store.load(OFFICE_BOOK)
    office = Office(
        store=store,
        settings=settings,
        actor=_actor(config, book),
        now=now,
        criteria_path=config.criteria,
        clock_set=clock_set,
        dry_run=dry_run,
        own_criteria=None if store.is_read_only else config.own_criteria,
    )
    office.remember(book)
    return office


def open_at(
    location: str | Path,
    *,
    actor: str = "",
    now: datetime | None = None,
    criteria: str | Path | None = None,
    create: bool = False,
    dry_run: bool = False,
) -> Office:
    """The office at `location`; neither the environment nor the user's own settings have a say.

    Args:
        location: an office folder (with `office.yaml`, `criteria.yaml` or `data/`), the folder of a store, a backup,
            which can only be read, or `postgresql://…`. The `data/` of an office folder is that office's.
        actor: who acts, a staff code; empty is the system's user.
        now: the time; one without a zone is at UTC+7. None is the clock, anything else is noted in the audit.
        criteria: the criteria file, in place of the office's own or the shipped one.
        create: there need be nothing yet: the first write makes an office folder's store.
        dry_run: the real path, unpublished.

    Raises:
        NotFoundError: nothing lies there, and nothing may be made.
        UsageError: `actor` can be no staff code; the address is of no kind that is known.
        RefusedError: `office.yaml` is wrong; with every problem.
        StoreError: the store cannot be opened or read.
    """
    store, home = _place(str(location), create=create)
    flags = {"as": actor or None, "store": store, "criteria": str(Path(criteria).resolve()) if criteria else None}
    config = resolve(flags, {"CIVICODE_CONFIG": os.devnull}, home)
    return open_office(config, _moment(now), clock_set=now is not None, dry_run=dry_run)


def _place(location: str, *, create: bool) -> tuple[str | None, Path]:
    """The store, None where it is that of an office folder; and that folder, the root of all where there is none."""
    if "://" in location:
        return location, Path(os.sep)
    path = Path(location).resolve()
    if is_office_folder(path):
        return None, path
    if path.name == DATA and is_office_folder(path.parent):
        return None, path.parent
    if path.is_file() or (path.is_dir() and any(path.iterdir())):
        return str(path), Path(os.sep)
    if not create:
        raise NotFoundError("store.no_folder", folder=str(path))
    return str(path / DATA), Path(os.sep)


def _moment(now: datetime | None) -> datetime:
    if now is None:
        return datetime.now(VIETNAM)
    return now.astimezone(VIETNAM) if now.tzinfo else now.replace(tzinfo=VIETNAM)


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
