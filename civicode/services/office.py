"""The office as a service sees it: its store, settings, catalogue, and who is asking when."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from civicode.domain.catalogue import Catalogue
from civicode.domain.office import OfficeSettings
from civicode.domain.receipt import Receipt
from civicode.domain.staff import Absence, StaffMember, absence_from_document, member_from_document, members_found
from civicode.errors import Fact, NotFoundError, RefusedError, StoreError, UsageError
from civicode.services import parsed_catalogue
from civicode.sources.text_file import decoded, read_file
from civicode.store import OFFICE_BOOK, Author, Book, Edit, Store
from civicode.store.opening import open_store

if TYPE_CHECKING:
    from civicode.services.config import Config

_CRITERIA_READER = "civicode.sources.criteria"
_OFFICE_READER = "civicode.sources.office_file"
"""Readers of YAML, loaded by name: a command that needs none does not pay for them."""

OFFICE_FILE = "office.yaml"
"""What an office has set, in its folder."""


@dataclass(frozen=True)
class Office:
    """Everything that a request needs to know; services take it as their first argument.

    What was read is kept until the office itself changes it, so that one command reads a book once.

    Attributes:
        actor: who acts: a staff code, or `system:NAME`.
        now: the time at UTC+7.
        clock_set: whether `now` was set from outside.
        criteria_path: the criteria file in use.
        dry_run: run the real path, publish nothing.
    """

    store: Store
    settings: OfficeSettings
    actor: str
    now: datetime
    criteria_path: Path
    clock_set: bool = False
    dry_run: bool = False
    _books: dict[str, Book] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def today(self) -> date:
        """The day at UTC+7."""
        return self.now.date()

    @property
    def book(self) -> Book:
        """The office's own book."""
        return self.load(OFFICE_BOOK)

    @cached_property
    def members(self) -> tuple[StaffMember, ...]:
        """Everyone who is or was on the register."""
        return tuple(member_from_document(one) for one in self.book.table("staff").values())

    @cached_property
    def absences(self) -> tuple[Absence, ...]:
        """Every absence recorded."""
        return tuple(absence_from_document(one) for one in self.book.table("absences").values())

    @property
    def me(self) -> StaffMember | None:
        """Who acts, when that is somebody on the register."""
        return next((member for member in self.members if member.code == self.actor), None)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The criteria in use; RefusedError with every problem of the file, NotFoundError when there is none."""
        kept = parsed_catalogue.found(self.store.catalogues, self._criteria_bytes)
        return kept or catalogue_at(self.criteria_path)

    @cached_property
    def _criteria_bytes(self) -> bytes:
        return read_file(self.criteria_path) if self.criteria_path.is_file() else b""

    @cached_property
    def digest(self) -> str:
        """Of the criteria in use."""
        return self.catalogue.digest

    def catalogue_of(self, digest: str) -> Catalogue:
        """The criteria that a check names by `digest`, in the words of their day; StoreError when they are lost."""
        if digest == self.digest:
            return self.catalogue
        text = self.store.catalogues.read(digest)
        catalogue: Catalogue | None = None
        if text is not None:
            catalogue, _ = _reader(_CRITERIA_READER).read_criteria(text, f"catalogues/{digest}.yaml")
        if catalogue is None or catalogue.digest != digest:
            raise StoreError("office.catalogue_lost", digest=digest, location=self.store.location)
        return catalogue

    def keep_catalogue(self, digest: str) -> None:
        """Put the criteria in use on their shelf before a check names them, so that none names words not kept."""
        shelf = self.store.catalogues
        if self.dry_run or digest != self.digest:
            return
        names = shelf.names()
        if digest not in names:
            shelf.write(digest, str(decoded(self._criteria_bytes)))
        if not parsed_catalogue.is_kept(names, self._criteria_bytes):
            parsed_catalogue.keep(shelf, self._criteria_bytes, self.catalogue)

    def load(self, name: str) -> Book:
        """A book of the store, read once."""
        if name not in self._books:
            self._books[name] = self.store.load(name)
        return self._books[name]

    def member(self, text: str) -> StaffMember:
        """Who is meant by a code (any case), or by a name or part of one without diacritics when only one fits.

        Raises:
            UsageError: several fit; the fact `candidates` names them.
            NotFoundError: nobody fits.
        """
        found = members_found(self.members, text)
        if len(found) > 1:
            candidates = [f"{one.code} {one.name}" for one in found]
            raise UsageError("staff.ambiguous", text=text, candidates=candidates)
        if not found:
            raise NotFoundError("staff.not_found" if self.members else "staff.nobody_yet", text=text)
        return found[0]

    @contextmanager
    def edit(self, *books: str) -> Iterator[Edit]:
        """Exclusive work on `books` in the name of who acts; nothing of a dry run is published."""
        author = Author(actor=self.actor, now=self.now, clock_set=self.clock_set)
        try:
            with self.store.edit(*books, author=author, publish=not self.dry_run) as edit:
                yield edit
        finally:
            self._forget(books)

    def receipt(self, action: str, kind: str, key: str, edit: Edit | None = None, **about: Any) -> Receipt:
        """The receipt of a change; `about` is what else a Receipt holds, and `facts` of its sentences."""
        facts: dict[str, Fact] = {"key": key, "period": about.get("period"), **about.pop("facts", {})}
        heads = list(edit.heads.values()) if edit and not self.dry_run else []
        audit = heads[-1] if heads else None
        return Receipt(action=action, kind=kind, key=key, audit=audit, facts=facts, dry_run=self.dry_run, **about)

    def _forget(self, books: tuple[str, ...]) -> None:
        for name in books:
            self._books.pop(name, None)
        if OFFICE_BOOK in books:
            self.__dict__.pop("members", None)
            self.__dict__.pop("absences", None)


def open_office(config: Config, now: datetime, clock_set: bool, dry_run: bool = False) -> Office:
    """The office that the settings lead to.

    Args:
        now: the time at UTC+7.
        clock_set: whether it was set from outside.

    Raises:
        RefusedError: `office.yaml` is wrong; with every problem.
        StoreError: the store cannot be read.
    """
    settings = _settings(config.folder / OFFICE_FILE) if config.folder else OfficeSettings()
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
    )
    office._books[OFFICE_BOOK] = book
    return office


def catalogue_at(path: Path) -> Catalogue:
    """The criteria in the file at `path`; RefusedError with all its problems, NotFoundError when there is no file."""
    if not path.is_file():
        raise NotFoundError("office.criteria_not_found", path=str(path))
    catalogue: Catalogue | None
    catalogue, problems = _reader(_CRITERIA_READER).load_criteria(path)
    if catalogue is None or problems:
        raise RefusedError("office.criteria_wrong", problems, path=str(path), n=len(problems))
    return catalogue


def _settings(path: Path) -> OfficeSettings:
    if not path.is_file() or _sets_nothing(path):
        return OfficeSettings()
    settings: OfficeSettings
    settings, problems = _reader(_OFFICE_READER).load_office_file(path)
    if problems:
        raise RefusedError("office.file_wrong", problems, path=str(path), n=len(problems))
    return settings


def _sets_nothing(path: Path) -> bool:
    """Whether all of it is comment, as `init` writes it: then no reader is needed."""
    return all(line.strip()[:1] in (b"", b"#") for line in read_file(path).splitlines())


def _actor(config: Config, book: Book) -> str:
    """A name is taken as the register spells it; the system's own name says that it is one."""
    code = next((code for code in book.table("staff") if code.casefold() == config.actor.casefold()), None)
    if code is None and config.actor_is_system:
        return f"system:{config.actor}"
    return code or config.actor


def _reader(module: str) -> Any:
    return import_module(module)
