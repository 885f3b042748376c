"""`civicode store`: the place of the records as a whole: looked at, saved, brought back, copied, brought up, a person
forgotten in it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from civicode import lazy
from civicode.cli.command import receipt
from civicode.cli.command.opening import office_of
from civicode.cli.command.options import Officer, Reason
from civicode.cli.command.outlet import FOUND_EXIT
from civicode.cli.command.output import show as show_document
from civicode.cli.command.session import Session, clock, current_folder
from civicode.errors import UsageError
from civicode.reports.store import info as document
from civicode.services.config.config import read_setting
from civicode.services.store import backup as service
from civicode.services.store import info as storage
from civicode.store import Store
from civicode.store.opening import open_store

Archive = Annotated[str, typer.Argument(metavar="help.meta_zip", help="help.arg_zip")]


def info(ctx: typer.Context) -> None:
    """What is in the store."""
    session: Session = ctx.obj
    show_document(document.info_document(storage.info(_store(session)), session.words), session)


def check(ctx: typer.Context) -> int:
    """Read everything; exit 1 when something is not as it should be."""
    session: Session = ctx.obj
    found = storage.check(_store(session))
    show_document(document.check_document(found, session.words), session)
    return 0 if found.ok else FOUND_EXIT


def backup(
    ctx: typer.Context,
    file: Archive,
    force: Annotated[bool, typer.Option("--force", help="help.opt_force_file")] = False,
) -> None:
    """Put the whole store into a zip."""
    session: Session = ctx.obj
    receipt.show(service.backup(office_of(session), _zip(file), force=force), session)


def restore(
    ctx: typer.Context,
    file: Archive,
    force: Annotated[bool, typer.Option("--force", help="help.opt_force_store")] = False,
) -> None:
    """Bring a store back from a zip."""
    session: Session = ctx.obj
    now, _ = clock(session.environ)
    done = service.restore(session.config.store, _zip(file), now, force=force, dry_run=session.dry_run)
    receipt.show(done, session)


def copy(
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(metavar="help.meta_from", help="help.arg_copy_from")],
    target: Annotated[str, typer.Argument(metavar="help.meta_to", help="help.arg_copy_to")],
) -> None:
    """Copy a store to another place."""
    session: Session = ctx.obj
    now, _ = clock(session.environ)
    receipt.show(service.copy(_place(source), _place(target), now, dry_run=session.dry_run), session)


def upgrade(ctx: typer.Context) -> None:
    """Bring books of an older shape up."""
    session: Session = ctx.obj
    receipt.show(service.upgrade(office_of(session)), session)


def forget(ctx: typer.Context, officer: Officer, reason: Reason) -> None:
    """Take name and texts of somebody who has left out of the records."""
    session: Session = ctx.obj
    receipt.show(lazy.forget.forget(office_of(session), officer, reason=reason), session)


def _place(given: str) -> str:
    return str(read_setting("store", given, "--store", current_folder()))


def _store(session: Session) -> Store:
    """Not through the office: its own book may be the one that is damaged."""
    return open_store(session.config.store, create=False)


def _zip(file: str) -> Path:
    """The zip's path; UsageError for `-`, since a zip is put in place whole and is no stream."""
    if file == "-":
        raise UsageError("store.zip_no_stream")
    return Path(file)
