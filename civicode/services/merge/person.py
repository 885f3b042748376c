"""Making one of two entries of the same person: what is open moves, what is closed stays and is counted with it.

The books of the periods come first, the office's own last: until that one both codes are on the register, so that the
same command finishes what a crash cut off. Drafts follow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import NamedTuple

from civicode.domain.calendar import Period
from civicode.domain.check.check import CheckState, SelfCheck
from civicode.domain.merge.person import (
    absence_problem,
    case_problem,
    check_problem,
    closed_problem,
    gives_way,
    joined,
    moved_case,
    review_problem,
    reviews_problem,
)
from civicode.domain.period.seal import CLOSED
from civicode.domain.receipt import Receipt
from civicode.domain.record import to_document
from civicode.domain.review import Review
from civicode.domain.staff.staff import Absence, FormerCode, StaffMember
from civicode.domain.tables import ABSENCES, CHECKS, MERGED_STAFF, REVIEWS, STAFF, VIOLATIONS
from civicode.domain.text.name import same_name
from civicode.domain.text.text import collapsed
from civicode.errors import NotAllowedError, Problem, RefusedError, UsageError
from civicode.services.check.draft import drafts_of, move_drafts, readdressed
from civicode.services.office.books import periods_kept
from civicode.services.office.forgotten import require_remembered
from civicode.services.office.office import Office
from civicode.services.office.seals import is_sealed
from civicode.services.violation.casebook import cases_in
from civicode.store import OFFICE_BOOK, Book, Edit

__all__ = ["merge"]

MERGED = "merged"
"""The action of every entry of a merge."""


class _Two(NamedTuple):
    """The two entries of one person.

    Attributes:
        olds: every code that `old` ever had, the one of today first.
        news: every code that `new` ever had.
    """

    old: StaffMember
    new: StaffMember
    olds: tuple[str, ...]
    news: tuple[str, ...]

    @property
    def codes(self) -> tuple[str, str]:
        return self.old.code, self.new.code


def merge(office: Office, old: str, new: str, *, reason: str) -> Receipt:
    """Give up the code `old` for `new`, the same person; unchanged when that is done already.

    Raises:
        UsageError: no reason; both are the same; a name that fits several.
        NotFoundError: nobody of that name or code.
        NotAllowedError: one of them was forgotten, or `old` was given up for somebody else.
        RefusedError: their records cannot be one person's; every problem, nothing written.
        StoreError: a book cannot be read or written.
    """
    why = collapsed(reason)
    if not why:
        raise UsageError("staff_merge.reason_required")
    given_up = next((code for code in office.merged if code.casefold() == old.strip().casefold()), None)
    if given_up:
        return _done_before(office, given_up, office.member(new))
    two = _two(office, old, new)
    if two.old.code == two.new.code:
        raise UsageError("staff_merge.the_same", code=two.new.code)
    for code in two.codes:
        require_remembered(office, code)
    with office.edit() as edit:
        office.reread()
        two = _two(office, *two.codes)
        open_periods, closed_periods = _periods(office, two.olds)
        problems = [one for period in closed_periods for one in _closed_problems(office.load(period.key), two)]
        problems += [one for book in _open_books(office) for one in _open_problems(book, two)]
        problems += [*_absence_problems(office, two), *_draft_problems(office, two)]
        if problems:
            raise RefusedError("staff_merge.refused", problems, old=two.old.code, new=two.new.code, n=len(problems))
        counts = Counter(periods_closed=len(closed_periods), drafts=len(drafts_of(office, two.old.code)))
        for period in open_periods:
            edit.join(period.key)
            _move(office, edit, period.key, two.codes, why, counts)
        edit.join(OFFICE_BOOK)
        _enter(office, edit, two, why, counts)
    office.reread()
    if not office.dry_run:
        move_drafts(office, two.old.code, two.new.code)
    return _receipt(office, edit, two, counts, [one.key for one in closed_periods])


def _two(office: Office, old: str, new: str) -> _Two:
    entries = office.member(old), office.member(new)
    return _Two(*entries, *(office.codes_of(one.code) for one in entries))


def _done_before(office: Office, old: str, new: StaffMember) -> Receipt:
    """Nothing to enter; drafts that a crash left under the old code move now."""
    if office.code_now(old) != new.code:
        raise NotAllowedError("staff_merge.elsewhere", old=old, into=office.code_now(old))
    if not office.dry_run:
        move_drafts(office, old, new.code)
    facts = {"old": old, "new": new.code, "name": new.name}
    return office.receipt("unchanged", "staff", new.code, next=f"civicode staff show {new.code}", facts=facts)


def _periods(office: Office, codes: Collection[str]) -> tuple[list[Period], list[Period]]:
    """The open and the closed periods in whose books there is something of one of `codes`."""
    found: tuple[list[Period], list[Period]] = ([], [])
    for period in periods_kept(office):
        book = office.load(period.key)
        named = {*book.table(CHECKS), *book.table(REVIEWS), *(case.officer for case in cases_in(book))}
        if not named.isdisjoint(codes):
            found[_is_closed(office, book)].append(period)
    return found


def _open_books(office: Office) -> list[Book]:
    """Every book of an open period: one code may have judged what the other did in any of them."""
    books = [office.load(period.key) for period in periods_kept(office)]
    return [book for book in books if not _is_closed(office, book)]


def _is_closed(office: Office, book: Book) -> bool:
    return book.state == CLOSED or is_sealed(office.book, book.name)


def _check(book: Book, code: str) -> SelfCheck | None:
    return book.one(CHECKS, code, SelfCheck, own="officer")


def _closed_problems(book: Book, two: _Two) -> Iterator[Problem]:
    olds, news = ([one for code in codes if (one := _check(book, code))] for codes in (two.olds, two.news))
    yield from (one for one in (closed_problem(book.name, olds, news),) if one)


def _open_problems(book: Book, two: _Two) -> Iterator[Problem]:
    old, new = (_check(book, code) for code in two.codes)
    found = [check_problem(book.name, old, new)]
    for officer, others in ((two.old.code, two.news), (two.new.code, two.olds)):
        review = book.one(REVIEWS, officer, Review, own="officer")
        found.append(review_problem(book.name, officer, others, review))
    reviews = [book.table(REVIEWS).get(code) for code in two.codes]
    found.append(reviews_problem(book.name, (old, reviews[0]), (new, reviews[1])))
    found += [case_problem(case, (*two.olds, *two.news)) for case in cases_in(book)]
    yield from (one for one in found if one)


def _absence_problems(office: Office, two: _Two) -> Iterator[Problem]:
    theirs = [[one for one in office.absences if one.officer == code] for code in two.codes]
    yield from (problem for one in theirs[0] if (problem := absence_problem(one, theirs[1])))


def _draft_problems(office: Office, two: _Two) -> Iterator[Problem]:
    names = {readdressed(name, two.new.code) for name in drafts_of(office, two.old.code)}
    for name in sorted(names.intersection(drafts_of(office, two.new.code))):
        yield Problem("staff_merge.two_drafts", {"name": name}, where=name)


def move_given_up(office: Office, edit: Edit, name: str, reason: str) -> None:
    """What a period that is open again holds under codes given up since it was closed, under those of today."""
    for old, new in office.merged.items():
        _move(office, edit, name, (old, new), reason, Counter())


def _move(office: Office, edit: Edit, name: str, codes: tuple[str, str], why: str, counts: Counter[str]) -> None:
    """What an open period holds under the old code, under the new one."""
    book, (old, new) = edit.book(name), codes
    check, there = _check(book, old), _check(book, new)
    is_kept = check is not None and gives_way(there, check)
    stands = check is None or check.state is not CheckState.WITHDRAWN
    for table in (CHECKS, REVIEWS):
        document = book.table(table).get(old)
        if document is None:
            continue
        if is_kept or (table == REVIEWS and stands and new not in book.table(REVIEWS)):
            edit.put(name, table, new, {**document, "officer": new}, action=MERGED, reason=why)
            counts["checks" if table == CHECKS else "reviews"] += 1
        edit.remove(name, table, old, action=MERGED, reason=why)
    if is_kept and there is not None and there.state is CheckState.WITHDRAWN and old not in book.table(REVIEWS):
        edit.remove(name, REVIEWS, new, action=MERGED, reason=why)  # it judged the check that was taken back
    at = office.now.isoformat(timespec="seconds")
    for case in (one for one in cases_in(book) if one.officer == old):
        document = to_document(moved_case(case, new, at, office.actor, why))
        edit.put(name, VIOLATIONS, case.id, document, action=MERGED, reason=why)
        counts["violations"] += 1


def _enter(office: Office, edit: Edit, two: _Two, why: str, counts: Counter[str]) -> None:
    """The register and the absences, and where the old code went."""
    book, (old, new) = edit.book(OFFICE_BOOK), two.codes
    for key, absence in book.each(ABSENCES, Absence).items():
        if absence.officer == old:
            document = {**book.table(ABSENCES)[key], "officer": new}
            edit.put(OFFICE_BOOK, ABSENCES, f"{new}:{absence.since.isoformat()}", document, action=MERGED, reason=why)
            edit.remove(OFFICE_BOOK, ABSENCES, key, action=MERGED, reason=why)
            counts["absences"] += 1
    edit.put(OFFICE_BOOK, STAFF, new, to_document(joined(two.old, two.new)), action=MERGED, reason=why)
    edit.remove(OFFICE_BOOK, STAFF, old, action=MERGED, reason=why)
    given_up = FormerCode(into=new, on=office.today, by=office.actor, reason=why, member=two.old)
    edit.put(OFFICE_BOOK, MERGED_STAFF, old, to_document(given_up), action=MERGED, reason=why)


def _receipt(office: Office, edit: Edit, two: _Two, counts: Counter[str], closed: list[str]) -> Receipt:
    kinds = ("checks", "reviews", "violations", "absences", "drafts", "periods_closed")
    found = {kind: counts[kind] for kind in kinds}
    notes = {
        "receipt.merge_other_name": not same_name(two.old.name, two.new.name),
        "receipt.merge_closed": closed,
    }
    facts = {**found, "old": two.old.code, "new": two.new.code, "name": two.new.name, "closed": closed}
    facts["old_name"] = two.old.name
    return office.receipt(
        MERGED,
        "staff",
        two.new.code,
        edit,
        next=f"civicode staff show {two.new.code}",
        facts=facts,
        notes=tuple(key for key, applies in notes.items() if applies),
        counts=found,
    )
