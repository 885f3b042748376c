"""The versions of an office's criteria: those in use, those that a day is held against, those that a check answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from civicode.domain.criteria.adoption import Adoption, by_time, digest_on
from civicode.domain.criteria.catalogue import Catalogue, merged
from civicode.domain.tables import ADOPTIONS
from civicode.errors import StoreError
from civicode.services.config.config import CRITERIA_FILE
from civicode.services.office import parsed_catalogue
from civicode.services.office.files import catalogue_in, criteria_bytes, read_catalogue
from civicode.sources.file.text import decoded
from civicode.store import Book, Store

__all__ = ["Versions"]


class Versions:
    """The versions of one office; each is read once, and a request works by the one that was in use when it began.

    Args:
        path: the criteria file in use, while none was adopted that it does not have yet.
        own: the office's own criteria file, there or not yet; None where only the shipped one can be used.
        book: reads the office's book.
        dry_run: nothing is put on the shelf.
    """

    def __init__(
        self, store: Store, path: Path, own: Path | None, book: Callable[[], Book], *, dry_run: bool = False
    ) -> None:
        self._store = store
        self._path = path
        self._own = own
        self._book = book
        self._dry_run = dry_run
        self._read: dict[str, Catalogue] = {}

    @cached_property
    def adoptions(self) -> tuple[Adoption, ...]:
        """Those put to use, in the order in which they took effect."""
        return by_time(self._book().each(ADOPTIONS, Adoption).values())

    @cached_property
    def in_use(self) -> Catalogue:
        """The criteria in use; RefusedError with every problem of the file, NotFoundError when there is none."""
        kept = parsed_catalogue.found(self._store.catalogues, self.text)
        return kept or catalogue_in(self.text, self._path)

    @cached_property
    def text(self) -> bytes:
        """What the criteria in use are read from: what was kept with the records, else the file.

        The shipped file gives way to a version that was adopted, and so does one whose replacement was cut off.
        """
        if kept := self._store.papers.get(CRITERIA_FILE):
            return kept
        found = criteria_bytes(self._path)
        last = self.adoptions[-1] if self.adoptions else None
        if last and (self._path != self._own or sha256(found).hexdigest() == last.was_file):
            return self._kept(last.catalogue).encode()
        return found

    @cached_property
    def digest(self) -> str:
        """Of the criteria in use."""
        return self.in_use.digest

    @cached_property
    def known(self) -> Catalogue:
        """Every criterion that some day is held against, each in its newest words; StoreError as `of`."""
        digests = dict.fromkeys([*(one.before for one in self.adoptions), self.digest])
        return merged(tuple(map(self.of, digests)))

    def digest_on(self, day: date) -> str:
        """Of the criteria that a day, or the period that it ends, is held against."""
        return digest_on(self.adoptions, day, self.digest) if self.adoptions else self.digest

    def on(self, day: date) -> Catalogue:
        """The criteria that a day, or the period that it ends, is held against; StoreError as `of`."""
        return self.of(self.digest_on(day))

    def of(self, digest: str) -> Catalogue:
        """The criteria that a check names by `digest`, in the words of their day; StoreError when they are lost."""
        if digest == self.digest:
            return self.in_use
        if digest not in self._read:
            catalogue, _ = read_catalogue(self._kept(digest), f"catalogues/{digest}.yaml")
            if catalogue is None or catalogue.digest != digest:
                raise self._lost(digest)
            self._read[digest] = catalogue
        return self._read[digest]

    def keep(self, digest: str) -> None:
        """Put the criteria in use on their shelf before a check names them, so that none names words not kept."""
        shelf = self._store.catalogues
        if self._dry_run or digest != self.digest:
            return
        names = shelf.names()
        if digest not in names:
            shelf.write(digest, str(decoded(self.text)))
        if not parsed_catalogue.is_kept(names, self.text):
            parsed_catalogue.keep(shelf, self.text, self.in_use)

    def _kept(self, digest: str) -> str:
        text = self._store.catalogues.read(digest)
        if text is None:
            raise self._lost(digest)
        return text

    def _lost(self, digest: str) -> StoreError:
        return StoreError("office.catalogue_lost", digest=digest, location=self._store.location)
