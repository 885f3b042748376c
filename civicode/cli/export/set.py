"""A period's set of reports in a folder, with an index."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import typer

from civicode import lazy
from civicode.cli.command import receipt
from civicode.cli.command.file_out import require_free, write_whole
from civicode.cli.command.opening import office_of
from civicode.cli.command.output import with_missing_books
from civicode.cli.command.session import Session
from civicode.cli.command.values import period_of
from civicode.domain.calendar import Period, due_now
from civicode.errors import NotAllowedError, StoreError, UsageError, reason_of
from civicode.exporters import file_bytes
from civicode.exporters.layout.index import Entry, index
from civicode.services.export.entry import Made, enter_all, made_of
from civicode.services.export.set import Item, items
from civicode.services.office.office import Office
from civicode.services.report.report import build

INDEX = "index.html"
"""The file from which the others are reached."""


class _File(NamedTuple):
    made: Made
    title: str


def export_set(ctx: typer.Context, folder: str, *, period: str | None, names: bool | None, force: bool) -> None:
    """Put the reports of a period into `folder`: all are made before the first is written."""
    session: Session = ctx.obj
    if "form" in session.flags:
        raise UsageError("export.not_with", options=["--format"], what="all")
    office = office_of(session)
    settings = office.settings
    when = period_of(period, office) or due_now(office.today, settings.period, settings.window)
    place = Path(folder)
    _require_folder(place)
    files = _files(office, when, place, names, session)
    content = _index(files, when, session)
    for path in (place / INDEX, *(Path(one.made.file) for one in files)):
        require_free(str(path), force=force)
    done = enter_all(office, [one.made for one in files], folder, when)
    if not office.dry_run:
        _write(place, files, content)
    receipt.show(done, session)


def _files(office: Office, period: Period, place: Path, names: bool | None, session: Session) -> list[_File]:
    wanted = list(items(office, period))
    label, plain = session.words("export.making"), session.config.plain or session.quiet
    found: list[_File] = []
    for item in lazy.progress.counted(wanted, label, len(wanted), plain=plain):
        found += _of_item(office, item, place, names, session)
    return found


def _of_item(office: Office, item: Item, place: Path, names: bool | None, session: Session) -> list[_File]:
    named = None if item.officer else names
    built = build(office, item.report, period=item.period, officer=item.officer, names=named, words=session.words)
    document = with_missing_books(built, office, session)
    title = document.title if item.officer is None else f"{document.title}: {item.officer}"
    return [
        _File(made_of(office, document, str(place / f"{item.file}.{form}"), form, content), title)
        for form in item.forms
        for content in [file_bytes(form, document, session.words)]
    ]


def _index(files: Sequence[_File], period: Period, session: Session) -> str:
    entries = [
        Entry(Path(one.made.file).name, one.title, one.made.form, hashlib.sha256(one.made.data).hexdigest())
        for one in files
    ]
    return index(session.words("export.index", period=period.key), entries, session.words)


def _require_folder(place: Path) -> None:
    if place.exists() and not place.is_dir():
        raise NotAllowedError("export.not_a_folder", path=str(place))


def _write(place: Path, files: Sequence[_File], content: str) -> None:
    """The index comes last: where it is, the set is whole."""
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError("cli.output_failed", path=str(place), reason=reason_of(error)) from error
    for one in files:
        write_whole(one.made.file, one.made.data)
    write_whole(str(place / INDEX), content)
