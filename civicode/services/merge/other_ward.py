"""The other ward: its records as they stand at one moment, what it has set, and what is not finished there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from civicode.domain.check.check import CheckState, SelfCheck
from civicode.domain.period.seal import CLOSED
from civicode.domain.tables import CHECKS
from civicode.errors import NotAllowedError, NotFoundError, Problem
from civicode.services.check.draft import open_drafts
from civicode.services.config.config import CRITERIA_FILE, shipped_criteria
from civicode.services.criteria.adoption import last_used
from civicode.services.office.books import periods_kept
from civicode.services.office.files import OFFICE_FILE, criteria_bytes, settings_of
from civicode.services.office.office import Office
from civicode.services.violation.casebook import cases_in
from civicode.store import Author, Store
from civicode.store.copying import taken
from civicode.store.opening import open_store

_DATA = "data"


def other_office(office: Office, location: str) -> Office:
    """The ward whose folder, store or backup lies at `location`, with all of its records in memory.

    Raises:
        NotFoundError: nothing lies there, or no book is in it.
        NotAllowedError: it is the store of `office` itself.
        RefusedError: its `office.yaml` is wrong.
        StoreError: it is no store, cannot be read, or is busy.
    """
    folder, store = _found(location)
    if not store.is_read_only and Path(store.location).resolve() == Path(office.store.location).resolve():
        raise NotAllowedError("merger.itself", location=location)
    copy = taken(store, Author(actor=office.actor, now=office.now))
    own = folder / CRITERIA_FILE if folder else None
    made = Office(
        store=copy,
        settings=settings_of(store, folder),
        actor=office.actor,
        now=office.now,
        criteria_path=own if own and own.is_file() else shipped_criteria(),
        own_criteria=own,
    )
    copy.papers = papers_of(made, folder)
    return made


def papers_of(office: Office, folder: Path | None) -> dict[str, bytes]:
    """What reports over the records of `office` need beside them: what it has set, and the criteria in use.

    Args:
        folder: of the office; None where only its records are known.
    """
    kept = office.store.papers
    criteria = office.versions.text
    if folder is None and CRITERIA_FILE not in kept and (digest := last_used(office)):
        criteria = (office.store.catalogues.read(digest) or "").encode() or criteria
    settings = criteria_bytes(folder / OFFICE_FILE) if folder else b""
    return {OFFICE_FILE: kept.get(OFFICE_FILE, settings), CRITERIA_FILE: criteria}


def unfinished(office: Office) -> Iterator[Problem]:
    """What nobody will finish once the records are an archive: open periods with checks, drafts, cases.

    StoreError: a book cannot be read.
    """
    for period in periods_kept(office):
        book = office.load(period.key)
        found = book.each(CHECKS, SelfCheck, own="officer").values()
        checks = [one for one in found if one.state is not CheckState.WITHDRAWN]
        if checks and book.state != CLOSED:
            yield Problem("merger.open_period", {"period": period.key, "n": len(checks)}, where=period.key)
        for case in cases_in(book):
            if not case.is_settled:
                facts = {"id": case.id, "officer": case.officer, "state": case.state}
                yield Problem("merger.open_case", facts, where=case.id)
    for key, officer in open_drafts(office):
        yield Problem("merger.open_draft", {"period": key, "officer": officer}, where=f"{key}.{officer}")


def _found(location: str) -> tuple[Path | None, Store]:
    """The office's folder, where there is one, and its store."""
    store = open_store(location, create=False)
    if store.is_read_only:
        if not store.names():
            raise NotFoundError("store.empty", location=location)
        return None, store
    inner = open_store(str(Path(location) / _DATA), create=True)
    if inner.names():
        return Path(location), inner
    if not store.names():
        raise NotFoundError("store.empty", location=location)
    place = Path(location).resolve()
    return place.parent if place.name == _DATA else None, store
