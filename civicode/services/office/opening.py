"""Opening an office: as the settings of a command lead to it, or at the place that a program names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from os import PathLike, devnull, fspath
from pathlib import Path

from civicode.domain.calendar import VIETNAM
from civicode.domain.staff.staff import is_staff_code
from civicode.domain.tables import STAFF
from civicode.domain.text.text import nfc
from civicode.errors import NotFoundError, UsageError
from civicode.services.config.config import DATA, Config, is_office_folder, read_setting, resolve_in
from civicode.services.office.files import settings_of
from civicode.services.office.given_up import codes_given_up
from civicode.services.office.office import Office
from civicode.store import OFFICE_BOOK, Book
from civicode.store.opening import open_store

__all__ = ["open_at", "open_office"]

_NOBODYS = {"CIVICODE_CONFIG": devnull}
"""What the environment says to a program: nothing, and that there is no file of the user's either."""

_SYSTEM = "system:"


def open_office(config: Config, now: datetime, clock_set: bool, dry_run: bool = False) -> Office:
    """The office that the settings lead to.

    Args:
        now: the time at UTC+7.
        clock_set: whether it was set from outside.

    Raises:
        RefusedError: `office.yaml` is wrong; with every problem.
        StoreError: the store cannot be read.
    """
    return _opened(config, now, clock_set, dry_run, lambda book: _actor_set(config, book))


def open_at(
    location: str | PathLike[str],
    *,
    actor: str | None = None,
    now: datetime | None = None,
    criteria: str | PathLike[str] | None = None,
    create: bool = False,
    dry_run: bool = False,
) -> Office:
    """The office at `location`, with the settings and criteria that a command would find standing in it.

    Neither environment variables nor the user's own settings have a say. An office is one look at the records at one
    moment: what was read is kept, and so is the time. A program that runs on opens it anew for each request.

    Args:
        location: an office folder (`office.yaml`, `criteria.yaml` or `data/office.json` lies in it), a store (the
            `data` of an office folder is that office), a backup, which can only be read, or the address of a database.
            A path may be relative.
        actor: who acts: a staff code in any case, or `system:NAME`; None is `system:` and the name of the user that the
            process belongs to.
        now: the time, taken to UTC+7; one without a zone is at UTC+7. None is the computer's clock, anything else is
            noted in the audit.
        criteria: the criteria file; None is the office's own, else the one that came with the program.
        create: whether `location` may become an office folder, by the first write; nothing is made before.
        dry_run: run the real path, publish nothing.

    Raises:
        NotFoundError: no office lies there, and none may be made.
        UsageError: the actor cannot be one, or the location is of a kind that no store has.
        RefusedError: `office.yaml` is wrong; with every problem.
        StoreError: the store cannot be read; or a database, which this version cannot open.
    """
    folder, store = _place(str(read_setting("store", fspath(location), "location", Path())), create)
    flags = {"store": store, "criteria": None if criteria is None else str(Path(criteria).resolve())}
    config = resolve_in(folder, flags, _NOBODYS, Path())
    return _opened(config, _moment(now), now is not None, dry_run, lambda book: _actor_named(actor, config, book))


def _opened(config: Config, now: datetime, clock_set: bool, dry_run: bool, actor_in: Callable[[Book], str]) -> Office:
    store = open_store(config.store, create=True)
    settings = settings_of(store, config.folder)
    book = store.load(OFFICE_BOOK)
    office = Office(
        store=store,
        settings=settings,
        actor=actor_in(book),
        now=now,
        criteria_path=config.criteria,
        clock_set=clock_set,
        dry_run=dry_run,
        own_criteria=None if store.is_read_only else config.own_criteria,
    )
    office.remember(book)
    return office


def _place(location: str, create: bool) -> tuple[Path | None, str | None]:
    """The office folder that is meant, or the store without one."""
    path = Path(location)
    if "://" in location:
        return None, location
    if is_office_folder(path):
        return path, None
    if path.name == DATA and is_office_folder(path.parent):
        return path.parent, None
    if open_store(location, create=create).names():
        return None, location
    if not create:
        raise NotFoundError("office.not_there", path=location)
    return path, None


def _moment(now: datetime | None) -> datetime:
    if now is None:
        return datetime.now(VIETNAM)
    return now.astimezone(VIETNAM) if now.tzinfo else now.replace(tzinfo=VIETNAM)


def _actor_set(config: Config, book: Book) -> str:
    """A code is taken as the register spells it; the system's own name says that it is one."""
    code = _code_in(book, config.actor)
    if code is None and config.actor_is_system:
        return f"{_SYSTEM}{config.actor}"
    if code is None and not is_staff_code(config.actor):
        raise UsageError("config.not_a_code", source=config.settings["as"].source, given=config.actor)
    return code or config.actor


def _actor_named(given: str | None, config: Config, book: Book) -> str:
    """A process is nobody on the register, whatever its user is called, unless the program says so."""
    if given is None:
        return f"{_SYSTEM}{config.actor}"
    name = nfc(given).strip()
    if name.startswith(_SYSTEM) and name != _SYSTEM:
        return name
    code = _code_in(book, name)
    if code is None and not is_staff_code(name):
        raise UsageError("config.not_a_code", source="actor", given=given)
    return code or name


def _code_in(book: Book, given: str) -> str | None:
    """The code that is meant, as the register spells it; one given up for another as that."""
    wanted = given.casefold()
    code = next((code for code in book.table(STAFF) if code.casefold() == wanted), None)
    return code or next(
        (into for old, into in codes_given_up(book).items() if old.casefold() == wanted),
        None,
    )
