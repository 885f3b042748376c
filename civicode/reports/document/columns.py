"""The columns of reports: the kind of what each key holds, under its title in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from civicode.i18n import Words
from civicode.reports.document.document import Column, Kind

_KINDS: Mapping[str, Column] = {
    column.key: column
    for column in (
        Column("criterion", "", Kind.CODE),
        Column("section", "", Kind.CODE),
        Column("officer", "", Kind.CODE),
        Column("id", "", Kind.CODE),
        Column("task", "", Kind.CODE),
        Column("period", "", Kind.PERIOD),
        Column("table", "", Kind.CODE),
        Column("draft", "", Kind.CODE),
        Column("export", "", Kind.CODE),
        Column("field", "", Kind.TERM, terms="case_field"),
        Column("criteria", "", Kind.LIST),
        Column("periods", "", Kind.LIST),
        Column("cases", "", Kind.LIST),
        Column("names", "", Kind.LIST),
        Column("repeaters", "", Kind.LIST),
        Column("officers", "", Kind.NUMBER),
        Column("staff", "", Kind.NUMBER),
        Column("due", "", Kind.NUMBER),
        Column("submitted", "", Kind.NUMBER),
        Column("missing", "", Kind.NUMBER),
        Column("met", "", Kind.NUMBER),
        Column("not_met", "", Kind.NUMBER),
        Column("not_met_before", "", Kind.NUMBER),
        Column("not_applicable", "", Kind.NUMBER),
        Column("repeated", "", Kind.NUMBER),
        Column("repeats", "", Kind.NUMBER),
        Column("violations", "", Kind.NUMBER),
        Column("rate_percent", "", Kind.PERCENT),
        Column("percent", "", Kind.PERCENT),
        Column("rating", "", Kind.TERM, terms="rating"),
        Column("review", "", Kind.TERM, terms="rating"),
        Column("late", "", Kind.FLAG),
        Column("leader", "", Kind.FLAG),
        Column("submitted_on", "", Kind.DATE),
        Column("occurred_on", "", Kind.DATE),
        Column("noticed_on", "", Kind.DATE),
        Column("due_on", "", Kind.DATE),
        Column("on", "", Kind.DATE),
        Column("from", "", Kind.DATE),
        Column("until", "", Kind.DATE),
        Column("at", "", Kind.MOMENT),
        Column("order", "", Kind.NUMBER),
        Column("category", "", Kind.TERM, terms="category"),
        Column("action", "", Kind.TERM, terms="action"),
    )
}
"""Those that are no free text."""


def report_column(key: str, words: Words, **about: Any) -> Column:
    """The column `key` under its title; `about` is what else a `Column` says, another title among it."""
    title = about.pop("title", None) or words(f"report.column.{key}")
    return _KINDS.get(key, Column(key, ""))._replace(title=title, **about)


def report_columns(words: Words, *keys: str) -> tuple[Column, ...]:
    """The columns of `keys`, each as it is by nature."""
    return tuple(report_column(key, words) for key in keys)
