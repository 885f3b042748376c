"""What a ward that joins brings, person by person; as CSV the file that says who goes on under which code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from civicode.domain.merge.ward import Arrival
from civicode.errors import Problem
from civicode.i18n import Words
from civicode.reports.document.cell import plain_object
from civicode.reports.document.document import Column, Document, Kind, Table
from civicode.reports.document.problems import problem_object


def document(
    people: Sequence[Arrival],
    since: date,
    words: Words,
    *,
    office: str,
    problems: Sequence[Problem],
    unfinished: Sequence[Problem],
) -> Document:
    """Everybody in the order of lists: code there, code here where it is decided, and whom here to compare them with.

    Args:
        office: what the other ward is called; empty where that is not known.
        problems: what must be decided or set right before.
        unfinished: what is not finished there.
    """
    rows = [_row(one) for one in people]
    found = {"problems": problems, "unfinished": unfinished}
    told = {name: [problem_object(one, words) for one in listed] for name, listed in found.items()}
    return Document(
        name="merger",
        title=words("list.merger.title", n=len(rows), since=since),
        tables=(Table("people", "", _columns(words), rows, empty=words("list.merger.empty")),),
        payload=plain_object({"from": since, "office": office, "people": rows, **told}),
    )


def _row(arrival: Arrival) -> dict[str, object]:
    member = arrival.member
    post = member.posts[0]
    return {
        "code": member.code,
        "name": member.name,
        "new_code": arrival.code,
        "state": arrival.state,
        "here": list(arrival.like),
        "position": post.position,
        "unit": post.unit,
    }


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        Column("code", words("column.code"), Kind.CODE),
        Column("name", words("column.name")),
        Column("new_code", words("column.new_code"), Kind.CODE),
        Column("state", words("column.state"), Kind.TERM, terms="arrival_state"),
        Column("here", words("column.here"), Kind.LIST),
        Column("position", words("column.position"), wide=True),
        Column("unit", words("column.unit"), wide=True),
    )
