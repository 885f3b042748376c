"""Putting a new version of the criteria to use: what it would change, then the entry and the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from civicode.domain.calendar import Period, read_period
from civicode.domain.check.check import COUNTED, CheckState
from civicode.domain.criteria.adoption import Adoption, reuse_problems
from civicode.domain.criteria.catalogue import Catalogue
from civicode.domain.criteria.diff import ChangeKind, CriterionChange, catalogue_diff
from civicode.domain.receipt import Receipt
from civicode.domain.record import to_document
from civicode.domain.tables import ADOPTIONS, CHECKS
from civicode.errors import NotAllowedError, NotFoundError, RefusedError, StoreError, UsageError
from civicode.services.check.draft import open_drafts
from civicode.services.office.books import periods_kept
from civicode.services.office.files import catalogue_in, criteria_bytes
from civicode.services.office.office import Office
from civicode.services.office.seals import is_sealed
from civicode.sources.file.text import decoded, read_file
from civicode.store import OFFICE_BOOK
from civicode.store.disk.publish import put_whole

__all__ = ["Preview", "adopt", "left", "preview"]

_LOOKED_AT = 12
# Books, the newest first, in which answers are sought: an old office does not read its whole history for it.


class Preview(NamedTuple):
    """What a version would change.

    Attributes:
        since: the first check period held against it.
        old, new: the criteria until then and from then on.
        text: of the new file, as bytes.
        drafts: unfinished checks from `since` on: they keep the answers whose words stay.
        handed_in: checks from `since` on that were handed in: they stay in the words that they answered.
    """

    since: Period
    old: Catalogue
    new: Catalogue
    changes: tuple[CriterionChange, ...]
    text: bytes
    drafts: int
    handed_in: int

    @property
    def counts(self) -> dict[str, int]:
        """How many criteria change in which way."""
        counted = Counter(one.kind for one in self.changes)
        return {kind.value: counted[kind] for kind in ChangeKind}


def preview(office: Office, file: Path, since: Period | None = None) -> Preview:
    """What putting the criteria in `file` to use would change.

    Args:
        since: the first check period held against them; None is the one that runs today.

    Raises:
        NotFoundError: there is no such file.
        RefusedError: it is wrong, or uses a code again for something else; with every problem.
        UsageError: the office does not check by such periods.
        NotAllowedError: a period from `since` on is closed, or holds a later version already.
    """
    if not file.is_file():
        raise NotFoundError("office.criteria_not_found", path=str(file))
    text = read_file(file)
    new = catalogue_in(text, file)
    start = since or Period.of(office.today, office.settings.period)
    _require_free(office, start)
    old = _until_now(office, new)
    _require_new_codes(office, old, new, file)
    drafts = sum(_is_from(start, key) for key, _ in open_drafts(office))
    return Preview(start, old, new, tuple(catalogue_diff(old, new)), text, drafts, sum(_handed_in(office, start)))


def adopt(office: Office, seen: Preview) -> Receipt:
    """Put the version to use: both on their shelf, the entry in the office's book, then the office's criteria file.

    Unchanged when it is in use already. A crash before the last step leaves the old file, which the entry overrides.

    Raises:
        StoreError: it cannot be written; `adoption.file_stays`: all is entered, and holds, but the file is the old one.
    """
    digest, before = seen.new.digest, seen.old.digest
    if digest == before:
        return _finished(office, seen)
    if not office.dry_run:
        office.versions.keep(office.versions.digest)
        office.store.catalogues.write(digest, str(decoded(seen.text)))
    with office.edit(OFFICE_BOOK) as edit:
        kept = edit.book(OFFICE_BOOK).table(ADOPTIONS)
        replaced = seen.since.key in kept
        was_file = sha256(criteria_bytes(office.criteria_path)).hexdigest()
        first = kept[seen.since.key]["before"] if replaced else before
        made = Adoption(
            period=seen.since.key,
            before=first,
            catalogue=digest,
            was_file=was_file,
            on=office.today,
            by=office.actor,
        )
        edit.put(OFFICE_BOOK, ADOPTIONS, seen.since.key, to_document(made), action="adopted")
    office.adopted()
    _put_file(office, seen.text)
    return _receipt(office, "adopted", seen, edit)


def left(office: Office, seen: Preview) -> Receipt:
    """That nothing was done: the criteria stay as they are."""
    return _receipt(office, "left", seen)


def last_used(office: Office) -> str | None:
    """The digest of the version adopted last, else of the one answered last; None where nothing was answered lately."""
    if office.versions.adoptions:
        return office.versions.adoptions[-1].catalogue
    for period in periods_kept(office)[: -_LOOKED_AT - 1 : -1]:
        with suppress(StoreError):  # whoever needs that book is told; the one before it will do here
            answered = [str(one["catalogue"]) for one in office.load(period.key).table(CHECKS).values()]
            if answered:
                return Counter(answered).most_common(1)[0][0]
    return None


def _until_now(office: Office, new: Catalogue) -> Catalogue:
    """The criteria that `new` takes the place of; of a file edited where it lies those used last, else itself."""
    digest = office.versions.digest if new.digest != office.versions.digest else last_used(office)
    return office.versions.of(digest) if digest else office.versions.in_use


def _require_free(office: Office, since: Period) -> None:
    kind = office.settings.period
    if since.kind is not kind:
        raise UsageError("adoption.other_calendar", period=since.key, kind=kind.value)
    later = next((one.since for one in office.versions.adoptions if since.first_day < one.since.first_day), None)
    if later:
        raise NotAllowedError("adoption.later_one", period=since.key, later=later.key)
    for period in periods_kept(office):
        if since.first_day <= period.last_day and is_sealed(office.book, period.key):
            raise NotAllowedError("adoption.closed", period=since.key, closed=period.key)


def _require_new_codes(office: Office, old: Catalogue, new: Catalogue, file: Path) -> None:
    earlier = [office.versions.of(one.before) for one in office.versions.adoptions]
    problems = [one._replace(where=str(file)) for one in reuse_problems([*earlier, old], new)]
    if problems:
        raise RefusedError("adoption.refused", problems, path=str(file), n=len(problems))


def _is_from(since: Period, key: str) -> bool:
    period = read_period(key, since.first_day)
    return period is not None and since.first_day <= period.first_day


def _handed_in(office: Office, since: Period) -> Iterator[int]:
    """How many checks each period from `since` on holds that count; of one that cannot be read nothing is said."""
    for period in periods_kept(office):
        if since.first_day <= period.first_day:
            with suppress(StoreError):
                states = [CheckState(one["state"]) for one in office.load(period.key).table(CHECKS).values()]
                yield sum(one in COUNTED for one in states)


def _finished(office: Office, seen: Preview) -> Receipt:
    """Nothing to enter; where a crash kept the file from its place, it is put there now."""
    last = office.versions.adoptions[-1] if office.versions.adoptions else None
    found = criteria_bytes(office.criteria_path)
    if last and last.catalogue == seen.new.digest and sha256(found).hexdigest() == last.was_file:
        _put_file(office, seen.text)
    return _receipt(office, "unchanged", seen)


def _put_file(office: Office, text: bytes) -> None:
    """The new version in the place of the office's own criteria file; the shipped one is never written to."""
    target = office.own_criteria
    if office.dry_run or target is None or criteria_bytes(target) == text:
        return
    try:
        put_whole(target, text)
    except StoreError as error:
        raise StoreError("adoption.file_stays", path=str(target), reason=error.code) from error


def _receipt(office: Office, action: str, seen: Preview, edit: object = None) -> Receipt:
    facts = {**seen.counts, "drafts": seen.drafts, "handed_in": seen.handed_in, "path": str(office.own_criteria or "")}
    notes = {
        "receipt.drafts_ask_again": seen.drafts,
        "receipt.checks_keep_words": seen.handed_in,
        "receipt.criteria_in_store": office.own_criteria is None,
    }
    return office.receipt(
        action,
        "catalogue",
        seen.new.digest,
        edit,  # type: ignore[arg-type]
        period=seen.since.key,
        next="civicode criteria list",
        facts=facts,
        notes=tuple(key for key, so in notes.items() if so) if action == "adopted" else (),
        counts=seen.counts if action == "adopted" else {},
    )
