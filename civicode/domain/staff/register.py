"""What may happen on the register: joining, a new post, a corrected entry, leaving, being away; each dated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace

from civicode.domain.staff.staff import OFFICE, Absence, Post, StaffMember, is_staff_code
from civicode.domain.text.text import LONGEST_TEXT, has_surrogates, is_blank
from civicode.errors import Problem

Change = tuple[StaffMember, list[Problem]]
"""Somebody as they would stand on the register, and why they may not."""

_DAY = timedelta(days=1)
_ON_POST = frozenset({"position", "unit", "leader", "category"})


def joining_problems(member: StaffMember) -> list[Problem]:
    """What is wrong with a new entry, all of it but a code that is taken."""
    problems: list[Problem] = []
    if member.code.upper() == OFFICE:
        problems.append(Problem("staff.code_reserved", {"code": member.code}, where="CODE"))
    elif not is_staff_code(member.code):
        problems.append(Problem("staff.code_invalid", {"code": member.code}, where="CODE"))
    return problems + entry_problems(member)


def entry_problems(member: StaffMember) -> list[Problem]:
    """What is wrong with the texts and the order of dates of an entry."""
    newest = member.posts[-1]
    texts = {"--name": member.name, "--position": newest.position, "--unit": newest.unit}
    problems = [one for option, text in texts.items() for one in text_problems(option, text)]
    if member.order is not None and member.order < 0:
        problems.append(Problem("staff.order_negative", {"order": member.order}, where="--order"))
    if len(member.posts) > 1:
        before = member.posts[-2].until or member.posts[-2].since
        if before and (newest.since is None or newest.since <= before):
            problems.append(Problem("staff.post_not_after", {"since": newest.since, "before": before}, where="--from"))
    if newest.since and member.until and member.until < newest.since:
        facts = {"since": newest.since, "until": member.until}
        problems.append(Problem("staff.leaves_before_post", facts, where="--until"))
    return problems


def text_problems(option: str, text: str) -> list[Problem]:
    """What is wrong with a text that must not be empty."""
    if is_blank(text):
        return [Problem("staff.empty", {"option": option}, where=option)]
    problems: list[Problem] = []
    if has_surrogates(text):
        problems.append(Problem("staff.text_broken", {"option": option}, where=option))
    if len(text) > LONGEST_TEXT:
        facts = {"option": option, "length": len(text), "longest": LONGEST_TEXT}
        problems.append(Problem("staff.text_too_long", facts, where=option))
    return problems


def moved(member: StaffMember, since: date, changes: Mapping[str, Any]) -> Change:
    """In a post as `changes` say from `since` on; the rest of it stays as it was on that day.

    A post that begins on that very day is set anew; later posts stay. Somebody who had left comes back on `since`.
    """
    if member.since is not None and since < member.since:
        return member, [Problem("staff.before_register", {"since": since, "first": member.since}, where="--from")]
    if member.until is not None and since > member.until:
        return _returned(member, since, changes)
    held = member.post_on(since)
    away = held.until is not None and held.until < since  # between two times on the register
    if not away and all(getattr(held, name) == value for name, value in changes.items()):
        return member, []
    new = replace(held, since=since, **changes)
    before = () if held.since == since else (_without_gap(held, since),)
    return _with_posts(member, held, (*before, new))


def corrected(member: StaffMember, changes: Mapping[str, Any]) -> Change:
    """The entry as it should have been: name, order and last day, and the newest post with its first day."""
    post = {name: value for name, value in changes.items() if name in _ON_POST or name == "since"}
    rest = {name: value for name, value in changes.items() if name not in post}
    newest = replace(member.posts[-1], **post)
    new = replace(member, posts=(*member.posts[:-1], newest), **rest)
    return new, entry_problems(new)


def left(member: StaffMember, until: date) -> Change:
    """Off the register after `until`, the last day served."""
    new = replace(member, until=until)
    return new, entry_problems(new)


def absence_problems(absence: Absence, member: StaffMember, others: Iterable[Absence]) -> list[Problem]:
    """What is wrong with an absence; `others` are those recorded, of anybody.

    One that begins on the same day as a recorded one takes its place; any other overlap is a mistake.
    """
    problems = text_problems("--reason", absence.reason)
    facts: dict[str, object] = {"since": absence.since, "until": absence.until}
    if absence.until < absence.since:
        return [*problems, Problem("staff.absence_backwards", facts, where="--until")]
    if not member.on_register(absence.since, absence.until):
        problems.append(Problem("staff.absence_off_register", facts | {"officer": member.code}, where="--from"))
    problems += [
        Problem("staff.absence_overlaps", facts | {"other_since": one.since, "other_until": one.until}, where="--from")
        for one in others
        if one.officer == absence.officer
        and one.since != absence.since
        and one.since <= absence.until
        and absence.since <= one.until
    ]
    return problems


def _returned(member: StaffMember, since: date, changes: Mapping[str, Any]) -> Change:
    last = member.posts[-1]
    assert member.until is not None
    seamless = since == member.until + _DAY
    if seamless and all(getattr(last, name) == value for name, value in changes.items()):
        return replace(member, until=None), []
    ended = last if seamless else replace(last, until=member.until)
    new = replace(last, since=since, **changes)
    return replace(member, posts=(*member.posts[:-1], ended, new), until=None), []


def _without_gap(held: Post, since: date) -> Post:
    """The post that ends when the one from `since` begins; a gap after it then follows the new one."""
    return replace(held, until=None) if held.until is None or since <= held.until else held


def _with_posts(member: StaffMember, held: Post, posts: Sequence[Post]) -> Change:
    at = member.posts.index(held)
    *before, new = posts
    if held.until is not None and new.since is not None and new.since > held.until:
        new = replace(new, until=None)
    new_member = replace(member, posts=(*member.posts[:at], *before, new, *member.posts[at + 1 :]))
    return new_member, [one for text in ("position", "unit") for one in text_problems(f"--{text}", getattr(new, text))]
