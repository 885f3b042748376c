"""The batches that came in, as a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from civicode.domain.batch import Batch
from civicode.i18n import Words
from civicode.reports.document.cell import plain_object
from civicode.reports.document.columns import list_columns
from civicode.reports.document.document import Column, Document, Kind, Table


class BatchLine(Protocol):
    """A batch, and the books that a crash kept it from."""

    @property
    def batch(self) -> Batch:
        """As the office's book keeps it."""

    @property
    def unfinished(self) -> Sequence[str]:
        """Books; the same file, sent again, finishes them."""


def list_document(lines: Iterable[BatchLine], words: Words) -> Document:
    """The batches in the order given: what came when, by whom, and whether it stands."""
    rows = [plain_object(_row(one)) for one in lines]
    return Document(
        name="batches",
        title=words("list.batch.title", n=len(rows)),
        tables=(Table("batches", "", _columns(words), rows, empty=words("list.batch.empty")),),
        payload={"batches": rows},
    )


def _row(line: BatchLine) -> dict[str, object]:
    batch = line.batch
    state = "undone" if batch.is_undone else "unfinished" if line.unfinished else "done"
    names = ("id", "kind", "file", "at", "by", "read", "added", "replaced", "unchanged", "skipped", "books")
    more = {"state": state, "undone_at": batch.undone_at or None, "undone_by": batch.undone_by or None}
    return {name: getattr(batch, name) for name in names} | more | {"digest": batch.digest}


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        Column("id", words("list.batch.id"), Kind.CODE),
        Column("kind", words("list.batch.kind"), Kind.TERM, terms="batch_kind"),
        *list_columns(words, "state, at", terms={"state": "batch_state"}),
        Column("added", words("list.batch.added"), Kind.NUMBER),
        Column("replaced", words("list.batch.replaced"), Kind.NUMBER),
        Column("unchanged", words("list.batch.unchanged"), Kind.NUMBER, wide=True),
        Column("by", words("list.actor"), Kind.CODE, wide=True),
        Column("file", words("list.batch.file"), wide=True),
        Column("read", words("list.batch.read"), Kind.NUMBER, file_only=True),
        Column("skipped", words("list.batch.skipped"), Kind.NUMBER, file_only=True),
        Column("books", words("list.batch.books"), Kind.LIST, file_only=True),
        Column("undone_at", words("list.batch.undone_at"), Kind.MOMENT, file_only=True),
        Column("undone_by", words("list.batch.undone_by"), Kind.CODE, file_only=True),
        Column("digest", words("list.batch.digest"), Kind.CODE, file_only=True),
    )
