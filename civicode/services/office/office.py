"""The office as a service sees it: its store, settings, catalogue, and who is asking when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Any, TypeVar

from civicode import lazy
from civicode.domain.office import OfficeSettings
from civicode.domain.receipt import Receipt
from civicode.domain.staff.staff import Absence, StaffMember, in_order, members_found
from civicode.domain.tables import ABSENCES, STAFF
from civicode.errors import Fact, NotFoundError, Problem, StoreError, UsageError
from civicode.services.office.given_up import codes_given_up
from civicode.services.office.seals import finish_closing
from civicode.services.office.versions import Versions
from civicode.store import OFFICE_BOOK, Author, Book, Edit, Store

__all__ = ["Office"]

_T = TypeVar("_T")


@dataclass(frozen=True)
class Office:
    """Everything that a request needs to know; services take it as their first argument.

    What was read is kept until the office itself changes it, so that one command reads a book once.

    Attributes:
        actor: who acts: a staff code, or `system:NAME`.
        now: the time at UTC+7.
        clock_set: whether `now` was set from outside.
        criteria_path: the criteria file in use, while none was adopted that it does not have yet.
        own_criteria: the office's own criteria file, there or not yet; None where only the shipped one can be used.
        dry_run: run the real path, publish nothing.
    """

    store: Store
    settings: OfficeSettings
    actor: str
    now: datetime
    criteria_path: Path
    clock_set: bool = False
    dry_run: bool = False
    own_criteria: Path | None = None
    _books: dict[str, Book] = field(default_factory=dict, init=False, repr=False, compare=False)
    _left_out: dict[str, StoreError] = field(default_factory=dict, init=False, repr=False, compare=False)

    @staticmethod
    def open(
        location: str | PathLike[str],
        *,
        actor: str | None = None,
        now: datetime | None = None,
        criteria: str | PathLike[str] | None = None,
        create: bool = False,
        dry_run: bool = False,
    ) -> Office:
        """The office at `location`, for a program of one's own; what is meant, and raised: `office_opening.open_at`."""
        return lazy.office_opening.open_at(
            location, actor=actor, now=now, criteria=criteria, create=create, dry_run=dry_run
        )

    @property
    def today(self) -> date:
        """The day at UTC+7; of an archive the one on which it was made: what came later is not missing in it."""
        made_on = self.store.made_on
        return self.now.date() if made_on is None else min(made_on, self.now.date())

    @property
    def book(self) -> Book:
        """The office's own book."""
        return self.load(OFFICE_BOOK)

    @cached_property
    def members(self) -> tuple[StaffMember, ...]:
        """Everyone who is or was on the register."""
        return tuple(self.book.each(STAFF, StaffMember, own="code").values())

    @cached_property
    def merged(self) -> Mapping[str, str]:
        """Codes given up by `staff merge`, each with the one under which that person is on the register."""
        return codes_given_up(self.book)

    def code_now(self, code: str) -> str:
        """The code under which the person of `code` is on the register."""
        return self.merged.get(code, code)

    def codes_of(self, code: str) -> tuple[str, ...]:
        """Every code of the person on the register under `code`: that one first, then those given up for it."""
        return (code, *(old for old, into in self.merged.items() if into == code))

    @cached_property
    def roster(self) -> tuple[StaffMember, ...]:
        """`members` in the order of lists."""
        return tuple(in_order(self.members))

    @cached_property
    def absences(self) -> tuple[Absence, ...]:
        """Every absence recorded."""
        return tuple(self.book.each(ABSENCES, Absence).values())

    @property
    def me(self) -> StaffMember | None:
        """Who acts, when that is somebody on the register."""
        return next((member for member in self.members if member.code == self.actor), None)

    @property
    def leads(self) -> bool:
        """Whether who acts is on the register today, in a post that leads."""
        me, today = self.me, self.today
        return me is not None and me.on_register(today, today) and me.post_on(today).leader

    @cached_property
    def versions(self) -> Versions:
        """The versions of its criteria."""
        return Versions(self.store, self.criteria_path, self.own_criteria, lambda: self.book, dry_run=self.dry_run)

    def adopted(self) -> None:
        """Forget which criteria were in use: this office has put others to use."""
        self.__dict__.pop("versions", None)

    def remember(self, book: Book) -> None:
        """Take a book as it was read already."""
        self._books[book.name] = book

    def load(self, name: str) -> Book:
        """A book of the store, read once."""
        if name not in self._books:
            self._books[name] = self.store.load(name)
        return self._books[name]

    def read_each(self, names: Iterable[str], read: Callable[[Book], _T]) -> dict[str, _T]:
        """What `read` makes of each book that can be read, by name; the others are left out, and told in `left_out`.

        For work that goes over several books: what needs just one book loads it, and fails with it.
        """
        found: dict[str, _T] = {}
        for name in names:
            try:
                found[name] = read(self.load(name))
            except StoreError as error:
                self._left_out[name] = error
        return found

    @property
    def left_out(self) -> list[Problem]:
        """What is wrong with each book that had to be left out so far, with its name as the place."""
        return [Problem(error.code, error.facts, where=name) for name, error in sorted(self._left_out.items())]

    def member(self, text: str) -> StaffMember:
        """Who is meant by a code (any case), or by a name or part of one without diacritics when only one fits.

        Raises:
            UsageError: several fit; the fact `candidates` names them.
            NotFoundError: nobody fits.
        """
        given_up = {old.casefold(): into for old, into in self.merged.items()}
        found = members_found(self.members, given_up.get(text.strip().casefold(), text))
        if len(found) > 1:
            candidates = [self._told_apart(one, found) for one in found]
            raise UsageError("staff.ambiguous", text=text, candidates=candidates)
        if not found:
            raise NotFoundError("staff.not_found" if self.members else "staff.nobody_yet", text=text)
        return found[0]

    def _told_apart(self, member: StaffMember, others: Sequence[StaffMember]) -> str:
        """Code and name; position and unit, too, where one of `others` has the same name."""
        if sum(one.name == member.name for one in others) == 1:
            return f"{member.code} {member.name}"
        post = member.post_on(self.today)
        return f"{member.code} {member.name} ({post.position}, {post.unit})"

    @contextmanager
    def edit(self, *books: str) -> Iterator[Edit]:
        """Exclusive work on `books` in the name of who acts; nothing of a dry run is published.

        Before the office's own book is changed, closings that a crash cut off are finished.
        """
        author = Author(actor=self.actor, now=self.now, clock_set=self.clock_set)
        if OFFICE_BOOK in books and not self.dry_run and finish_closing(self.store, self.book, self.load, author):
            self._forget((OFFICE_BOOK,))
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

    def reread(self) -> None:
        """Forget what was read: under the lock of an `edit`, the next reading sees what no other writer can change."""
        self._forget((*self._books, OFFICE_BOOK))

    def _forget(self, books: tuple[str, ...]) -> None:
        for name in books:
            self._books.pop(name, None)
        if OFFICE_BOOK in books:
            for made_of_it in _OF_OFFICE_BOOK:
                self.__dict__.pop(made_of_it, None)


_OF_OFFICE_BOOK = ("members", "merged", "roster", "absences")
# What was read of the office's book goes with it. The criteria in use stay: a command works by one version.
