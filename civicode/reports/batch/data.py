"""The records of a kind as a table in the columns that an import reads."""

from __future__ import annotations

from collections.abc import Sequence

from civicode.domain.batch import COLUMNS, BatchKind
from civicode.i18n import Words
from civicode.reports.document.cell import plain_object
from civicode.reports.document.columns import column
from civicode.reports.document.document import Column, Document, Kind, Row, Table

_KINDS = {"period": Kind.CODE, "criterion": Kind.LIST, "percent": Kind.NUMBER}
"""Of columns that hold something else in files of records than in lists."""


def data_columns(kind: BatchKind, words: Words) -> tuple[Column, ...]:
    """The columns of a kind, under the words that an import finds them by."""
    return tuple(data_column(key, words) for key in COLUMNS[kind])


def data_column(key: str, words: Words) -> Column:
    """The column `key` of any kind."""
    made = column(key, words(f"column.{key}"), **({"kind": _KINDS[key]} if key in _KINDS else {}))
    return made._replace(verbatim=made.kind is Kind.TEXT)


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
