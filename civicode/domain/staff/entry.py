"""The register as rows, a person in one post a row, as an office's lists have it, and what they make of a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from civicode.domain.staff.register import entry_problems, joining_problems
from civicode.domain.staff.staff import Category, Post, StaffMember
from civicode.domain.text.name import same_name
from civicode.errors import Problem

_DAY = timedelta(days=1)


class StaffEntry(NamedTuple):
    """One row; what it leaves blank is None, and erases nothing.

    Attributes:
        since: first day in the post; None is before the records, or not said (`says_since`).
        until: last day in it, inclusive, when they then left.
        order: place in lists.
        says_since: false where the rows have no column for it; the newest post is then meant.
    """

    code: str
    name: str | None = None
    position: str | None = None
    unit: str | None = None
    category: Category | None = None
    leader: bool | None = None
    since: date | None = None
    until: date | None = None
    order: int | None = None
    says_since: bool = True


class Entered(NamedTuple):
    """What entries make of a person.

    Attributes:
        differing: the fields in which an entry says something else than the register does, as (entry, field).
        problems: what is wrong with the person as they would be.
    """

    member: StaffMember
    differing: tuple[tuple[StaffEntry, str], ...]
    problems: tuple[Problem, ...]


def entries_of(member: StaffMember) -> Iterator[StaffEntry]:
    """The person as rows, one a post, by time; `entered` makes the same person of them."""
    for post in _with_ends(member):
        yield StaffEntry(
            code=member.code,
            name=member.name,
            position=post.position,
            unit=post.unit,
            category=post.category,
            leader=post.leader,
            since=post.since,
            until=post.until,
            order=member.order,
        )


def entered(member: StaffMember | None, entries: Sequence[StaffEntry]) -> Entered:
    """The person after `entries`, all of one code: a post that begins on a day that none began on is added.

    A new post of somebody known takes over what its entry leaves blank; of somebody new it must say all.
    """
    posts = {post.since: post for post in _with_ends(member)} if member else {}
    differing: list[tuple[StaffEntry, str]] = []
    for entry in sorted(entries, key=lambda one: one.since or date.min):
        since = entry.since if _is_a_day_of(entry, posts) else max(posts, key=lambda day: day or date.min)
        if since in posts:
            posts[since], fields = _amended(posts[since], entry)
            differing += [(entry, field) for field in fields]
        else:
            _insert(posts, entry, known=member is not None)
    new, of_person = _person(member, entries)
    differing += of_person
    made = _rebuilt(new, [posts[day] for day in sorted(posts, key=lambda day: day or date.min)])
    return Entered(made, tuple(differing), (*_wrong(made), *_disagreeing(entries)))


def _is_a_day_of(entry: StaffEntry, posts: dict[date | None, Post]) -> bool:
    """Whether the entry is about the post that begins on its own day; else it is about the newest one."""
    return entry.since is not None or not posts or (entry.says_since and None in posts)


def _with_ends(member: StaffMember) -> list[Post]:
    """The posts, the last one with the last day on the register."""
    return [*member.posts[:-1], replace(member.posts[-1], until=member.until)]


def _amended(post: Post, entry: StaffEntry) -> tuple[Post, list[str]]:
    said = {name: getattr(entry, name) for name in ("position", "unit", "category", "leader", "until")}
    other = {name: value for name, value in said.items() if value is not None and value != getattr(post, name)}
    return replace(post, **other), list(other)


def _insert(posts: dict[date | None, Post], entry: StaffEntry, *, known: bool) -> None:
    """A new post; the one before it ends where it begins, and hands on a last day that lies later."""
    earlier = [day for day in posts if entry.since is not None and (day is None or day < entry.since)]
    before = posts[max(earlier, key=lambda day: day or date.min)] if earlier else None
    until = entry.until
    if before and before.until and entry.since and before.until >= entry.since:
        until = until or before.until
        posts[before.since] = replace(before, until=None)
    held = before if known and before else Post(since=None, position="", unit="", leader=False, category=None)
    posts[entry.since] = Post(
        since=entry.since,
        position=held.position if entry.position is None else entry.position,
        unit=held.unit if entry.unit is None else entry.unit,
        leader=held.leader if entry.leader is None else entry.leader,
        category=held.category if entry.category is None else entry.category,
        until=until,
    )


def _person(
    member: StaffMember | None, entries: Sequence[StaffEntry]
) -> tuple[StaffMember, list[tuple[StaffEntry, str]]]:
    """Code, name and order; the posts come later."""
    name = next((one.name for one in entries if one.name), "")
    order = next((one.order for one in entries if one.order is not None), None)
    if member is None:
        return StaffMember(code=entries[0].code, name=name, posts=(), order=order, until=None), []
    fields = []
    if name and not same_name(name, member.name):
        fields.append((entries[0], "name"))
        member = replace(member, name=name)
    if order is not None and order != member.order:
        fields.append((entries[0], "order"))
        member = replace(member, order=order)
    return member, fields


def _rebuilt(member: StaffMember, posts: Sequence[Post]) -> StaffMember:
    """With `posts` by time: an end that the next post just follows is none."""
    kept = [
        replace(post, until=None) if post.until and later.since and post.until + _DAY == later.since else post
        for post, later in pairwise(posts)
    ]
    last = posts[-1]
    return replace(member, posts=(*kept, replace(last, until=None)), until=last.until)


def _wrong(made: StaffMember) -> list[Problem]:
    problems = joining_problems(made)
    for post, later in pairwise(made.posts):
        older = replace(made, posts=(post,), until=post.until)
        problems += [one for one in entry_problems(older) if one not in problems]
        if post.until and later.since and post.until >= later.since:
            facts = {"since": later.since, "before": post.until}
            problems.append(Problem("staff.post_not_after", facts, where="--from"))
    return problems


def _disagreeing(entries: Sequence[StaffEntry]) -> list[Problem]:
    """That the rows of one person do not have one name and one place in lists."""
    names = [one.name for one in entries if one.name]
    orders = {one.order for one in entries if one.order is not None}
    problems = []
    if names and not all(same_name(name, names[0]) for name in names):
        problems.append(Problem("staff.two_names", {"code": entries[0].code, "names": sorted(set(names))}))
    if len(orders) > 1:
        problems.append(Problem("staff.two_orders", {"code": entries[0].code, "orders": sorted(orders)}))
    return problems
