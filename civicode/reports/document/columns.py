"""The columns of lists, reports and files: the kind of what each key holds, under its title in words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from civicode.i18n import Words
from civicode.reports.document.document import Column, Kind

_KEYS: Mapping[Kind, str] = {
    Kind.CODE: (
        "actor, after, before, book, by, clause, closed_by, code, criterion, digest, draft, export, hash, head, id, "
        "item, key, mode, new_code, officer, prev, recorder, reopened_by, seal, section, table, task, undone_by"
    ),
    Kind.PERIOD: "period",
    Kind.NUMBER: (
        "added, bytes, catalogues, column, confirmed, days_since_act, drafts, due, entries, line, met, missing, "
        "not_applicable, not_met, not_met_before, observations, officers, order, read, records, repeated, repeats, "
        "replaced, schema_version, seq, skipped, staff, submitted, unchanged, unreviewed, version, violations"
    ),
    Kind.PERCENT: "percent, rate_percent",
    Kind.DATE: (
        "due_on, entered_on, from, last_backup, noticed_on, occurred_on, on, opens_on, since, submitted_on, until"
    ),
    Kind.MOMENT: "at, closed_at, reopened_at, undone_at",
    Kind.FLAG: "late, leader, na_allowed, readable",
    Kind.TERM: (
        "access, action, audience, category, field, kind, note_required_for, office_check, origin, rating, review, "
        "side, state"
    ),
    Kind.LIST: (
        "books, cases, criteria, here, missing_officers, names, new, old, periods, repeaters, replaces, rules, "
        "since_closing"
    ),
}
"""The keys of each kind, parted by commas; any other is free text."""

TERMS: Mapping[str, str] = {
    "access": "access",
    "action": "action",
    "audience": "audience",
    "category": "category",
    "field": "case_field",
    "note_required_for": "rating",
    "office_check": "progress_state",
    "origin": "origin",
    "rating": "rating",
    "review": "rating",
    "side": "archive_side",
}
"""The room of words for what a key of kind `term` holds, where it is the same everywhere."""

_KINDS: Mapping[str, Kind] = {key: kind for kind, keys in _KEYS.items() for key in keys.split(", ")}

_NONE: Mapping[str, Any] = MappingProxyType({})


def column(key: str, title: str, **about: Any) -> Column:
    """The column `key` of the kind that it has everywhere; `about` is what else a `Column` says."""
    kind = about.pop("kind", _KINDS.get(key, Kind.TEXT))
    terms = about.pop("terms", TERMS.get(key, "") if kind is Kind.TERM else "")
    return Column(key, title, kind, terms, **about)


def list_columns(
    words: Words,
    keys: str,
    *,
    wide: str = "",
    file_only: str = "",
    kinds: Mapping[str, Kind] = _NONE,
    terms: Mapping[str, str] = _NONE,
) -> tuple[Column, ...]:
    """The columns of `keys`, parted by commas, under the titles of lists.

    Args:
        wide: those of them that a screen shows only where there is room.
        file_only: those of them that are for scripts alone.
        kinds: of a key that holds something else here than elsewhere.
        terms: the room of words of a key that is looked up here in another one than elsewhere.
    """
    return tuple(
        column(
            key,
            words(f"list.{key}"),
            wide=key in wide.split(", "),
            file_only=key in file_only.split(", "),
            **({"kind": kinds[key]} if key in kinds else {}),
            **({"kind": Kind.TERM, "terms": terms[key]} if key in terms else {}),
        )
        for key in keys.split(", ")
    )


def report_column(key: str, words: Words, **about: Any) -> Column:
    """The column `key` of a report under its title; `about` is what else a `Column` says, another title among it."""
    title = about.pop("title", None) or words(f"report.column.{key}")
    return column(key, title, **about)


def report_columns(words: Words, *keys: str) -> tuple[Column, ...]:
    """The columns of `keys` in a report, each as it is by nature."""
    return tuple(report_column(key, words) for key in keys)
