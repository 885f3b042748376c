"""The register as a list on a day, and one person with every post and absence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec.structs import asdict

from civicode.domain.staff.staff import Absence, Post, StaffMember
from civicode.domain.store.forgetting import ForgettingRecord
from civicode.i18n import Words
from civicode.reports.document.cell import plain, plain_object
from civicode.reports.document.columns import list_columns
from civicode.reports.document.document import Column, Document, Table


def list_document(members: Iterable[StaffMember], day: date, words: Words) -> Document:
    """Who is on the register, with the post held on `day`, in the order given."""
    rows = [_object(one, one.post_on(day)) for one in members]
    return Document(
        name="staff",
        title=words("list.staff.title", n=len(rows), on=day),
        tables=(Table("staff", "", _columns(words), rows, empty=words("list.staff.empty")),),
        payload={"staff": [plain(row) for row in rows]},
    )


def show_document(
    member: StaffMember,
    absences: Iterable[Absence],
    day: date,
    words: Words,
    *,
    forgotten: ForgettingRecord | None = None,
    former: Sequence[str] = (),
) -> Document:
    """One person: the post held on `day`, every post by its first day, and absences.

    Args:
        forgotten: the record of their forgetting; None when they were not forgotten.
        former: codes given up for theirs.
    """
    today = _object(member, member.post_on(day))
    posts = [_post_object(post) for post in member.posts]
    away = [
        {"from": one.since, "until": one.until, "reason": one.reason}
        for one in sorted(absences, key=lambda one: one.since)
        if one.officer == member.code
    ]
    return Document(
        name="staff_member",
        title=words.value(f"{member.code} · {member.name}"),
        tables=(
            Table("staff", "", _columns(words), [today], record=True),
            *([_posts_table(posts, words)] if len(posts) > 1 else []),
            *([_absences_table(away, words)] if away else []),
        ),
        notes=(
            *([words("list.staff.forgotten", **asdict(forgotten))] if forgotten else []),
            *([words("list.staff.merged", codes=list(former))] if former else []),
        ),
        payload=plain_object(
            {**today, "posts": posts, "absences": away, **({"forgotten": asdict(forgotten)} if forgotten else {})}
            | ({"former": list(former)} if former else {})
        ),
    )


def _object(member: StaffMember, post: Post) -> dict[str, object]:
    return {
        "code": member.code,
        "name": member.name,
        "position": post.position,
        "unit": post.unit,
        "category": post.category.value if post.category else None,
        "leader": post.leader,
        "from": member.since,
        "until": member.until,
        "order": member.order,
    }


def _post_object(post: Post) -> dict[str, object]:
    return {
        "from": post.since,
        "position": post.position,
        "unit": post.unit,
        "category": post.category.value if post.category else None,
        "leader": post.leader,
    }


def _columns(words: Words) -> tuple[Column, ...]:
    return list_columns(
        words,
        "code, name, position, unit, category, leader, from, until, order",
        wide="category, from, until",
        file_only="order",
    )


def _posts_table(rows: list[dict[str, object]], words: Words) -> Table:
    return Table(
        "posts",
        words("list.posts"),
        list_columns(words, "from, position, unit, category, leader", wide="category"),
        rows,
    )


def _absences_table(rows: list[dict[str, object]], words: Words) -> Table:
    return Table(
        "absences",
        words("list.absences"),
        list_columns(words, "from, until, reason"),
        rows,
    )
