"""The catalogue as a list, and one criterion or task in full."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import asdict

from civicode.domain.criteria.catalogue import Catalogue, Criterion, PlanTask
from civicode.i18n import Lang, Words
from civicode.reports.document.cell import plain, plain_object
from civicode.reports.document.columns import list_columns
from civicode.reports.document.document import Column, Document, Kind, Table
from civicode.reports.report.wording import section_titles, title_in


def list_document(catalogue: Catalogue, criteria: Iterable[Criterion], words: Words) -> Document:
    """Those of the catalogue's `criteria` that were asked for, with its tasks and what is not assessed."""
    chosen = tuple(criteria)
    rows = [criterion_object(one) for one in chosen]
    return Document(
        name="criteria",
        title=words("list.criteria.title", number=catalogue.document.number, n=len(chosen)),
        tables=(Table("criteria", "", _columns(words), rows, empty=words("list.criteria.empty")),),
        payload={
            "document": plain(asdict(catalogue.document)),
            "digest": catalogue.digest,
            "criteria": rows,
            "tasks": plain([asdict(one) for one in catalogue.tasks]),
            "not_assessed": plain([asdict(one) for one in catalogue.not_assessed]),
        },
    )


def show_document(catalogue: Catalogue, item: Criterion | PlanTask, words: Words) -> Document:
    """One criterion or task: the whole duty, and the plan's own words with their clause."""
    payload = criterion_object(item) if isinstance(item, Criterion) else plain_object(asdict(item))
    shown = {**payload, "text": _text_in(words, item)}
    columns = _record_columns(words)
    if isinstance(item, Criterion):
        shown["section"] = section_titles(catalogue, words).get(item.section, item.section)
        shown["replaces"] = list(item.replaces) or None
    return Document(
        name="criterion" if isinstance(item, Criterion) else "task",
        title=f"{item.code} · {title_in(words, item)}",
        tables=(Table("criterion", "", columns, [shown], record=True),),
        payload=payload,
    )


def criterion_object(criterion: Criterion) -> dict[str, object]:
    """The JSON of a criterion: everything that the file says of it, and its digest."""
    return {**plain_object(asdict(criterion)), "digest": criterion.digest}


def _text_in(words: Words, item: Criterion | PlanTask) -> str:
    return (item.text_en if words.lang is Lang.EN else "") or item.text


def _columns(words: Words) -> tuple[Column, ...]:
    """On a screen the title in the reader's language; in files every field."""
    english = words.lang is Lang.EN
    return (
        *list_columns(words, "code, section", file_only="section"),
        Column("title", words("list.criterion"), file_only=english),
        Column("title_en", words("list.criterion"), file_only=not english),
        *list_columns(
            words,
            "audience, kind, clause, na_allowed, text",
            wide="kind, clause",
            file_only="na_allowed, text",
            kinds={"clause": Kind.TEXT},
            terms={"kind": "kind"},
        ),
        Column("text_en", words("list.text"), file_only=True),
        *list_columns(words, "quote", file_only="quote"),
    )


def _record_columns(words: Words) -> tuple[Column, ...]:
    return (
        *list_columns(
            words,
            "code, section, text, clause, quote, owner, kind, audience, note_required_for, na_allowed",
            file_only="code",
            kinds={"section": Kind.TEXT, "clause": Kind.TEXT},
            terms={"kind": "kind"},
        ),
        Column("since", words("list.from"), Kind.DATE),
        *list_columns(words, "until, replaces, digest", file_only="digest"),
    )
