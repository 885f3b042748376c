"""The records of a kind as a table in the columns that an import reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from civicode.domain.batch import COLUMNS, BatchKind
from civicode.i18n import Words
from civicode.reports.document.cell import plain_object
from civicode.reports.document.document import Column, Document, Kind, Row, Table

_KINDS: Mapping[str, Column] = {
    column.key: column
    for column in (
        Column("code", "", Kind.CODE),
        Column("category", "", Kind.TERM, terms="category"),
        Column("leader", "", Kind.FLAG),
        Column("from", "", Kind.DATE),
        Column("until", "", Kind.DATE),
        Column("order", "", Kind.NUMBER),
        Column("officer", "", Kind.CODE),
        Column("period", "", Kind.CODE),
        Column("criterion", "", Kind.LIST),
        Column("rating", "", Kind.TERM, terms="rating"),
        Column("reviewer", "", Kind.CODE),
        Column("id", "", Kind.CODE),
        Column("occurred_on", "", Kind.DATE),
        Column("noticed_on", "", Kind.DATE),
        Column("task", "", Kind.CODE),
        Column("on", "", Kind.DATE),
        Column("percent", "", Kind.NUMBER),
    )
}
"""Those that are no free text."""


def data_columns(kind: BatchKind, words: Words) -> tuple[Column, ...]:
    """The columns of a kind, under the words that an import finds them by."""
    return tuple(data_column(key, words) for key in COLUMNS[kind])


def data_column(key: str, words: Words) -> Column:
    """The column `key` of any kind."""
    return _KINDS.get(key, Column(key, "", verbatim=True))._replace(title=words(f"column.{key}"))


def data_document(
    kind: BatchKind, rows: Sequence[Row], words: Words, *, notes: Sequence[str] = (), objects: Sequence[Row] = ()
) -> Document:
    """The records of a kind.

    Args:
        rows: by the keys of its columns.
        objects: what a file of objects has instead of the rows; none are the rows.
    """
    title = words(f"batch_kind.{kind.value}")
    return Document(
        name=kind.value,
        title=title,
        tables=(Table(kind.value, title, data_columns(kind, words), rows),),
        notes=tuple(notes),
        payload={kind.value: [_filled(one) for one in objects or rows]},
    )


def _filled(row: Row) -> dict[str, object]:
    """Plain values, without what is blank: an empty cell says nothing."""
    return {key: value for key, value in plain_object(row).items() if value not in (None, "")}
