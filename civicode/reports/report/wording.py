"""What reports say around their tables: titles in the reader's language, the figures in sentences, the JSON object."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from msgspec.structs import asdict

from civicode.domain.criteria.catalogue import Catalogue
from civicode.domain.criteria.rating import rate_percent
from civicode.domain.period.figures import Totals
from civicode.i18n import Lang, Words
from civicode.reports.document.cell import plain
from civicode.reports.document.document import Column, Document, Kind, Row, Table
from civicode.reports.report.figures import Report


class Titled(Protocol):
    """Something of the catalogue that has a title in both languages."""

    @property
    def title(self) -> str:
        """In Vietnamese."""

    @property
    def title_en(self) -> str:
        """In English; empty when nobody has translated it."""


_JSON_KINDS = {Kind.CODE: "text", Kind.PERIOD: "text", Kind.LIST: "text", Kind.TERM: "text", Kind.MOMENT: "date"}
"""Kinds that only matter to how a table is drawn; the others go by their own names."""


def title_in(words: Words, item: Titled | None) -> str:
    """The title in the reader's language; the Vietnamese one where there is no other, empty for None."""
    if item is None:
        return ""
    return (item.title_en if words.lang is Lang.EN else "") or item.title


def criterion_titles(catalogue: Catalogue, words: Words) -> Mapping[str, str]:
    """Titles of criteria by code."""
    return {one.code: title_in(words, one) for one in catalogue.criteria}


def section_titles(catalogue: Catalogue, words: Words) -> Mapping[str, str]:
    """Titles of sections by code."""
    return {one.code: title_in(words, one) for one in catalogue.sections}


def with_titles(rows: Sequence[Row], key: str, titles: Mapping[str, str]) -> list[Row]:
    """The rows with the `title` of what each has under `key`; empty where nothing is called so."""
    return [{**row, "title": titles.get(str(row[key]), "")} for row in rows]


def report_payload(report: Report, tables: Iterable[Table]) -> Mapping[str, object]:
    """The JSON object of a report, as the contract of the commands has it."""
    return {
        "report": report.name,
        "period": None if report.is_whole else report.period.key,
        "closed": report.closed,
        "totals": asdict(report.totals),
        "tables": [
            {"name": one.name, "columns": [_column(column) for column in one.columns], "rows": rows_of(one)}
            for one in tables
        ],
    }


def rows_of(table: Table) -> list[dict[str, object]]:
    """The rows of a table as JSON objects: the keys of its columns, in their order."""
    return [{column.key: plain(row.get(column.key)) for column in table.columns} for row in table.rows]


def report_document(
    report: Report,
    words: Words,
    *,
    title: str,
    tables: Sequence[Table],
    lead: Sequence[str] = (),
    notes: Sequence[str] = (),
    is_personal: bool = False,
) -> Document:
    """The report in words; its JSON object comes from the same tables.

    Args:
        is_personal: its rows tell of persons by code, whether they are named or not.
    """
    return Document(
        name=report.name,
        title=title,
        tables=tuple(tables),
        lead=tuple(lead),
        notes=(*notes, *_origin(report, words)),
        payload=report_payload(report, tables),
        is_personal=report.named or report.officer is not None or is_personal,
    )


def period_title(report: Report, words: Words) -> str:
    """The period of the report, and whether its books are still open."""
    key = "report.period.closed" if report.closed else "report.period.open"
    return words(key, period=report.period.key)


def submitted_sentence(report: Report, words: Words) -> str:
    """How many checks are in, of how many, and how it was in the period compared."""
    totals = report.totals
    if not totals.staff:
        return words("report.lead.nobody")
    facts: dict[str, object] = {"submitted": totals.submitted, "staff": totals.staff, "missing": totals.missing}
    facts["share"] = words.percent(rate_percent(totals.submitted, totals.missing))
    if report.compared is None or not report.compared[1].submitted:
        return words("report.lead.submitted", **facts)
    period, then = report.compared
    return words("report.lead.submitted_then", **facts, period=period.key, then=f"{then.submitted}/{then.staff}")


def rate_sentence(report: Report, words: Words) -> str:
    """The rate with its denominator, and the difference in points from the period compared."""
    totals = report.totals
    rate = totals.rate_percent
    if rate is None:
        return words("report.lead.no_rate")
    facts: dict[str, object] = {"met": totals.met, "assessed": totals.met + totals.not_met}
    facts["rate"] = words.percent(rate)
    period, then = report.compared or (report.period, Totals())
    if then.rate_percent is None:
        return words("report.lead.rate", **facts)
    change = round(rate - then.rate_percent, 1)
    difference = f"{'+' if change > 0 else ''}{words.decimal(change)}"
    return words(
        "report.lead.rate_then", **facts, period=period.key, then=words.percent(then.rate_percent), change=difference
    )


def cases_sentence(report: Report, words: Words) -> str:
    """Confirmed cases, and observations apart."""
    totals = report.totals
    return words("report.lead.cases", violations=totals.violations, observations=totals.observations)


def scope_notes(report: Report, words: Words) -> list[str]:
    """What was left out, what counts as one over a longer period, what came after the closing, what was reworded."""
    notes = []
    if report.excused:
        notes.append(words("report.note.excused", n=report.excused))
    if report.checks_per_person > 1:
        notes.append(words("report.note.several_checks", n=report.checks_per_person))
    if report.since_closing:
        notes.append(words("report.note.after_closing", ids=report.since_closing))
    for period in sorted(set(report.reworded.values())):
        codes = [code for code, since in report.reworded.items() if since == period]
        notes.append(words("report.note.reworded", codes=codes, period=period.key))
    return notes


def _origin(report: Report, words: Words) -> list[str]:
    return [words("report.note.books", heads=list(report.heads))] if report.heads else []


def _column(column: Column) -> dict[str, str]:
    kind = "rating" if column.terms == "rating" else _JSON_KINDS.get(column.kind, column.kind.value)
    return {"key": column.key, "title": column.title, "kind": kind}
