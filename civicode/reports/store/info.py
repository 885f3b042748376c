"""The store as a whole: what is in it, and what reading all of it found."""

from __future__ import annotations

from collections.abc import Sequence

from civicode.domain.store.facts import ArchiveFacts, BookFacts, StoreCheck, StoreFacts
from civicode.i18n import Words
from civicode.reports.document.cell import plain_object
from civicode.reports.document.columns import list_columns
from civicode.reports.document.document import Column, Document, Kind, Row, Table
from civicode.reports.document.problems import problem_line, problem_object


def info_document(facts: StoreFacts, words: Words) -> Document:
    """The place, who can read it, and a row a book."""
    about = {
        "location": facts.location,
        "kind": facts.kind,
        "schema_version": facts.schema_version,
        "mode": _mode(facts.mode),
        "access": facts.access,
        "last_backup": facts.last_backup,
        "drafts": facts.drafts,
        "catalogues": facts.catalogues,
    }
    place, books = plain_object(about), [_book(one) for one in facts.books]
    archives = [plain_object(_archive(one)) for one in facts.archives]
    return Document(
        name="store",
        title=words("list.store.title"),
        tables=(
            Table("store", "", _place_columns(words), [place], record=True),
            Table("books", "", _book_columns(words), books, empty=words("list.store.empty")),
            *([_archives_table(archives, words)] if archives else []),
        ),
        payload={**place, "books": books, "archives": archives},
    )


def check_document(found: StoreCheck, words: Words) -> Document:
    """The result in sentences, one line a problem."""
    counts: dict[str, object] = {"books": found.books, "drafts": found.drafts, "catalogues": found.catalogues}
    result = words("list.store.ok" if found.ok else "list.store.not_ok", n=len(found.problems), **counts)
    lead = [result, *(problem_line(one, words) for one in found.problems)]
    if found.access:
        access = words("list.store.access", access=found.access, mode=_mode(found.mode) or "")
        lead.append(access)
    rows = [problem_object(one, words) for one in found.problems]
    about = {"ok": found.ok, "location": found.location, **counts, "mode": _mode(found.mode), "access": found.access}
    return Document(
        name="store_check",
        title="",
        lead=tuple(lead),
        tables=(Table("problems", "", _problem_columns(words), rows),),
        payload={**plain_object(about), "problems": rows},
    )


def _mode(mode: int | None) -> str | None:
    return None if mode is None else f"{mode:04o}"


def _book(facts: BookFacts) -> dict[str, object]:
    return {
        "book": facts.book,
        "bytes": facts.size_bytes,
        "records": facts.records,
        "entries": facts.entries,
        "head": facts.head,
        "version": facts.version,
        "readable": facts.readable,
    }


def _archive(facts: ArchiveFacts) -> dict[str, object]:
    return {
        "file": facts.file,
        "side": facts.side or None,
        "from": facts.since,
        "office": facts.office or None,
        "bytes": facts.size_bytes,
    }


def _archives_table(rows: Sequence[Row], words: Words) -> Table:
    columns = (
        Column("file", words("list.store.archive"), Kind.CODE),
        Column("side", words("list.store.archive_of"), Kind.TERM, terms="archive_side"),
        Column("from", words("list.store.archive_before"), Kind.DATE),
        Column("office", words("list.store.archive_office")),
        Column("bytes", words("list.store.bytes"), Kind.NUMBER),
    )
    return Table("archives", words("list.store.archives"), columns, rows)


def _place_columns(words: Words) -> tuple[Column, ...]:
    return (
        Column("location", words("list.store.location")),
        Column("kind", words("list.store.kind"), Kind.TERM, terms="store_kind"),
        Column("schema_version", words("list.store.version"), Kind.NUMBER),
        Column("mode", words("list.store.mode"), Kind.CODE),
        Column("access", words("list.store.readers"), Kind.TERM, terms="access"),
        Column("last_backup", words("list.store.last_backup"), Kind.DATE),
        Column("drafts", words("list.drafts"), Kind.NUMBER),
        Column("catalogues", words("list.store.catalogues"), Kind.NUMBER),
    )


def _book_columns(words: Words) -> tuple[Column, ...]:
    return (
        Column("book", words("list.book"), Kind.CODE),
        Column("bytes", words("list.store.bytes"), Kind.NUMBER),
        Column("records", words("list.store.records"), Kind.NUMBER),
        Column("entries", words("list.store.entries"), Kind.NUMBER),
        Column("head", words("list.head"), Kind.CODE),
        Column("version", words("list.store.version"), Kind.NUMBER, wide=True),
        Column("readable", words("list.store.readable"), Kind.FLAG),
    )


def _problem_columns(words: Words) -> tuple[Column, ...]:
    """For scripts alone: people are shown the lines."""
    return list_columns(words, "where, code, message", file_only="where, code, message")
