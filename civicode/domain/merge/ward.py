"""The people of a ward that joins: under which code each goes on here, and everything that stands in the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from msgspec.structs import replace

from civicode.domain.staff.register import absence_problems, joining_problems, left, moved
from civicode.domain.staff.staff import Absence, StaffMember, in_order
from civicode.domain.text.name import same_name
from civicode.domain.text.text import folded
from civicode.errors import Problem


class ArrivalState(StrEnum):
    """What becomes of somebody: the code is free, somebody else's, a name occurs in both, or they are here already."""

    FREE = "free"
    CODE_TAKEN = "code_taken"
    SAME_NAME = "same_name"
    SAME_PERSON = "same_person"


class CodeRow(NamedTuple):
    """A row of the mapping file.

    Attributes:
        code: there.
        name: there, for whoever reads the file; empty is none.
        new_code: here; that of somebody here says that they are the same person; empty decides nothing.
        line: in the file, from 1.
        where: the file.
    """

    code: str
    name: str
    new_code: str
    line: int
    where: str


class Arrival(NamedTuple):
    """Somebody of the other ward.

    Attributes:
        member: as on its register from the day on.
        code: here; empty while it is not decided.
        state: see `ArrivalState`.
        like: the codes here of whoever has the code or the name, or is the same person.
    """

    member: StaffMember
    code: str
    state: ArrivalState
    like: tuple[str, ...] = ()


class Absent(NamedTuple):
    """An absence that comes along, under the code here."""

    key: str
    absence: Absence


def from_day(member: StaffMember, since: date) -> StaffMember | None:
    """Somebody as they are on their register from `since` on; None when they are not on it any more.

    Who begins there later comes along from that day; posts to come and a last day stay.
    """
    if member.until is not None and member.until < since:
        return None
    later = tuple(post for post in member.posts if post.since is not None and post.since > since)
    held = member.posts[: len(member.posts) - len(later)]
    serves = held and (held[-1].until is None or held[-1].until >= since)
    now = (replace(held[-1], since=since),) if serves else ()
    return replace(member, posts=(*now, *later)) if now or later else None


def arrivals(
    theirs: Iterable[StaffMember],
    ours: Sequence[StaffMember],
    rows: Sequence[CodeRow],
    given_up: Mapping[str, str] | None = None,
) -> tuple[list[Arrival], list[Problem]]:
    """What becomes of each of `theirs` (`from_day`), in the order of lists, and all that is not decided or wrong.

    Without a row, or with one that names no code, a person keeps their code if it is free and their name is nobody's
    here.

    Args:
        given_up: codes here that were given up for others (`staff merge`), each with the one that stands: they are
            that person's.
    """
    people = in_order(theirs)
    decided, problems = _by_code(people, rows)
    by_code = {one.code: one for one in ours}
    holders = {**{old: by_code[into] for old, into in (given_up or {}).items() if into in by_code}, **by_code}
    found = [_arrival(one, holders, decided.get(one.code)) for one in people]
    for one in found:
        problems += _problems(one, holders, decided.get(one.member.code))
    return found, [*problems, *_two_to_one(found, decided)]


def joined(arrival: Arrival, ours: Sequence[StaffMember]) -> tuple[StaffMember, list[Problem]]:
    """Somebody whose code is decided as they stand on our register then.

    The same person keeps name, place in lists and every post before, and holds the posts that they come with.
    """
    if arrival.state is not ArrivalState.SAME_PERSON:
        made = replace(arrival.member, code=arrival.code)
        return made, [one._replace(where=arrival.member.code) for one in joining_problems(made)]
    made = next(one for one in ours if one.code == arrival.code)
    problems: list[Problem] = []
    for post in arrival.member.posts:
        assert post.since is not None
        held = {"position": post.position, "unit": post.unit, "leader": post.leader}
        made, wrong = moved(made, post.since, held | ({"category": post.category} if post.category else {}))
        problems += wrong
        if until := post.until or (arrival.member.until if post is arrival.member.posts[-1] else None):
            made, wrong = left(made, until)
            problems += wrong
    return made, [one._replace(where=arrival.member.code) for one in problems]


def reaching(
    absences: Iterable[Absence], arrival: Arrival, made: StaffMember, since: date, ours: Sequence[Absence]
) -> tuple[list[Absent], list[Problem]]:
    """The absences of somebody that last beyond `since`, from that day on; one that ours covers is left out."""
    found, problems = list[Absent](), list[Problem]()
    own = [one for one in ours if one.officer == arrival.code]
    for one in absences:
        if one.officer != arrival.member.code or one.until < since:
            continue
        away = replace(one, officer=arrival.code, since=max(one.since, since))
        if any(other.since <= away.since and away.until <= other.until for other in own):
            continue
        problems += [wrong._replace(where=one.officer) for wrong in absence_problems(away, made, own)]
        found.append(Absent(f"{away.officer}:{away.since.isoformat()}", away))
    return found, problems


def _by_code(people: Sequence[StaffMember], rows: Sequence[CodeRow]) -> tuple[dict[str, CodeRow], list[Problem]]:
    """The row of each person by their code there; of nobody's, of a wrong name, a second one."""
    decided: dict[str, CodeRow] = {}
    problems: list[Problem] = []
    by_code = {one.code: one for one in people}
    for row in rows:
        code = meant(row.code, by_code)
        facts = {"code": row.code, "name": row.name}
        if code is None:
            problems.append(_at(row, "merger.unknown_code", facts))
            continue
        if row.name and not same_name(row.name, by_code[code].name):
            problems.append(_at(row, "merger.other_name", {**facts, "found": by_code[code].name}))
        if code in decided:
            problems.append(_at(row, "merger.row_twice", {**facts, "first_line": decided[code].line}))
        decided.setdefault(code, row)
    return decided, problems


def meant(text: str, codes: Iterable[str]) -> str | None:
    """The one of `codes` that `text` is, in any case, or that a spreadsheet has made it of (007 became 7)."""
    wanted = text.strip().casefold()
    everything = list(codes)
    exact = next((one for one in everything if one.casefold() == wanted), None)
    if exact or not wanted.isdecimal():
        return exact
    alike = [one for one in everything if one.isdecimal() and one.lstrip("0") == wanted.lstrip("0")]
    return alike[0] if len(alike) == 1 else None


def _arrival(member: StaffMember, holders: Mapping[str, StaffMember], row: CodeRow | None) -> Arrival:
    if row and row.new_code:
        found = meant(row.new_code, holders)
        if found:
            code = holders[found].code
            return Arrival(member, code, ArrivalState.SAME_PERSON, (code,))
        return Arrival(member, meant(row.new_code, [member.code]) or row.new_code, ArrivalState.FREE)
    named = (one.code for one in holders.values() if not one.is_forgotten and same_name(one.name, member.name))
    if alike := tuple(dict.fromkeys(named)):
        return Arrival(member, "", ArrivalState.SAME_NAME, alike)
    if holder := _holder(member, holders):
        return Arrival(member, "", ArrivalState.CODE_TAKEN, (holder.code,))
    return Arrival(member, member.code, ArrivalState.FREE)


def _holder(member: StaffMember, holders: Mapping[str, StaffMember]) -> StaffMember | None:
    """Who has, or once had, the code that somebody has there."""
    return next((one for code, one in holders.items() if code.casefold() == member.code.casefold()), None)


def _problems(arrival: Arrival, holders: Mapping[str, StaffMember], row: CodeRow | None) -> Iterator[Problem]:
    member = arrival.member
    facts: dict[str, object] = {"code": member.code, "name": member.name, "here": list(arrival.like)}
    if arrival.state is ArrivalState.SAME_NAME:
        yield Problem("merger.same_name", facts, where=member.code)
    held = None if arrival.code else _holder(member, holders)
    if held and (arrival.state is ArrivalState.CODE_TAKEN or held.code not in arrival.like):
        yield Problem("merger.code_taken", {**facts, "holder": held.name}, where=member.code)
    if row and arrival.state is ArrivalState.SAME_PERSON:
        one = holders[arrival.code]
        told = {**facts, "new_code": one.code, "found": one.name}
        if one.is_forgotten:
            yield _at(row, "merger.forgotten", told)
        elif folded(one.name) != folded(member.name):  # a new code that happened to be somebody's
            yield _at(row, "merger.not_the_same", told)


def _two_to_one(found: Sequence[Arrival], decided: Mapping[str, CodeRow]) -> Iterator[Problem]:
    first: dict[str, Arrival] = {}
    for one in found:
        key = one.code.casefold()
        if key and key in first:
            other = first[key].member
            facts = {"code": one.member.code, "name": one.member.name, "new_code": one.code}
            facts |= {"other": other.code, "other_name": other.name}
            row = decided.get(one.member.code) or decided.get(other.code)
            problem = Problem("merger.two_to_one", facts, where=one.member.code)
            yield problem._replace(where=row.where, line=row.line) if row else problem
        first.setdefault(key, one)


def _at(row: CodeRow, code: str, facts: Mapping[str, object]) -> Problem:
    return Problem(code, facts, where=row.where, line=row.line)
