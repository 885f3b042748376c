"""That a file was made of what the store holds: who took what out of it is entered before the file is there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from civicode import lazy
from civicode.domain.calendar import Period, read_period
from civicode.domain.receipt import Receipt
from civicode.domain.record import to_document
from civicode.domain.store.export import Export, next_export_id
from civicode.domain.tables import EXPORTS
from civicode.reports.document.document import Document
from civicode.services.office.office import Office
from civicode.store import OFFICE_BOOK

__all__ = ["Made", "enter", "enter_all", "made_of"]


EXPORTED = "exported"
"""The action of its entries."""

SET = "set"
"""What a receipt calls several files that were made together."""


class Made(NamedTuple):
    """A file that is ready to be written.

    Attributes:
        what: see `Export`.
        file: its path; empty when it is piped out.
        rows: how many it holds.
        is_personal: it tells of persons, by name or by code.
    """

    what: str
    file: str
    form: str
    data: bytes
    rows: int
    period: Period | None = None
    is_personal: bool = True

    @property
    def takes_away(self) -> bool:
        """Whether persons are told of: an empty file takes nothing away."""
        return self.is_personal and self.rows > 0


def made_of(office: Office, document: Document, file: str, form: str, content: bytes) -> Made:
    """The file of a report, ready to be entered and written."""
    period = read_period(str(document.payload["period"]), office.today)
    rows = sum(len(table.rows) for table in document.tables)
    return Made(document.name, file, form, content, rows, period, document.is_personal)


def enter(office: Office, made: Made) -> Receipt:
    """Enter in the office's book that the file is made: before it is written, so that none is without its entry.

    One that takes nothing away is not entered. NotAllowedError: it is made of an archive that no store keeps.
    """
    facts: dict[str, Any] = {"what": made.what, "file": made.file, "n": made.rows}
    period = made.period.key if made.period else None
    if not made.takes_away:
        return office.receipt(EXPORTED, "export", "", period=period, facts=facts)
    with _keeper(office).edit(OFFICE_BOOK) as edit:
        (key,) = _put(office, edit, [made])
    return office.receipt(EXPORTED, "export", key, edit, period=period, facts=facts)


def enter_all(office: Office, files: Sequence[Made], folder: str, period: Period) -> Receipt:
    """Enter the files of a set, in one publication; see `enter`."""
    facts: dict[str, Any] = {"what": SET, "file": folder, "n": len(files)}
    taking = [made for made in files if made.takes_away]
    if not taking:
        return office.receipt(EXPORTED, "set", folder, period=period.key, facts=facts)
    with _keeper(office).edit(OFFICE_BOOK) as edit:
        _put(office, edit, taking)
    return office.receipt(EXPORTED, "set", folder, edit, period=period.key, facts=facts)


def _keeper(office: Office) -> Office:
    """Where it is entered: an archive takes no entry, the store that keeps it does."""
    if not office.store.is_read_only:
        return office
    return lazy.archives.keeper_of(office)


def _put(office: Office, edit: Any, files: Iterable[Made]) -> list[str]:
    keys = []
    for made in files:
        export = Export(
            id=next_export_id(f"{office.today:%Y-%m}", edit.book(OFFICE_BOOK).table(EXPORTS)),
            what=made.what,
            file=Path(made.file).name,
            form=made.form,
            digest=hashlib.sha256(made.data).hexdigest(),
            rows=made.rows,
            period=made.period.key if made.period else "",
            at=office.now.isoformat(timespec="seconds"),
            by=office.actor,
            archive=Path(office.store.location).stem if office.store.is_read_only else "",
        )
        edit.put(OFFICE_BOOK, EXPORTS, export.id, to_document(export), action=EXPORTED)
        keys.append(export.id)
    return keys
