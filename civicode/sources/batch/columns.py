"""The columns of every kind of batch: how the cells of each are read, and which a file cannot do without."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from civicode.domain.batch import COLUMNS, BatchKind
from civicode.domain.calendar import PeriodKind
from civicode.domain.staff.staff import Category
from civicode.i18n import Lang, Words
from civicode.sources.table.cell import (
    choice_key,
    choice_reader,
    flag_in,
    percent_reader,
    period_reader,
    rating_of,
    read_code,
    read_codes,
    read_day,
    read_line,
    read_prose,
    whole_number,
)
from civicode.sources.table.columns import Column

NAME, NUMBER, REASON = "name", "number", "reason"
"""Columns that files for people have beside those of their kind: whose row it is, which one, why it was refused."""

NEEDED: Mapping[BatchKind, tuple[Collection[str], ...]] = {
    BatchKind.STAFF: ({"code"},),
    BatchKind.CHECKS: ({"officer", "criterion", "rating"},),
    BatchKind.REVIEWS: ({"officer", "criterion", "rating"},),
    BatchKind.VIOLATIONS: ({"officer", "criterion", "occurred_on", "what"},),
    BatchKind.PLAN: ({"task", "note"},),
}
"""Sets of columns of which a table must have one whole."""

_PASSED_OVER = (NUMBER, REASON)


class Calendar(NamedTuple):
    """What reading a period depends on: today, and the length of the office's periods."""

    today: date
    kind: PeriodKind


def keys_of(kind: BatchKind) -> tuple[str, ...]:
    """The columns that a table of `kind` may have: its own, and those that files for people have beside them."""
    own = COLUMNS[kind]
    return (*own, *(key for key in (NAME, *_PASSED_OVER) if key not in own))


def columns_of(kind: BatchKind, calendar: Calendar, *, from_workbook: bool) -> dict[str, Column]:
    """How the cells of a table of `kind` are read, by key; those that are only passed over are left out."""
    match kind:
        case BatchKind.STAFF:
            readers = _staff()
        case BatchKind.CHECKS:
            readers = _answers(calendar)
        case BatchKind.REVIEWS:
            readers = _answers(calendar) | {"reviewer": Column(read_code)}
        case BatchKind.VIOLATIONS:
            readers = _violations()
        case BatchKind.PLAN:
            readers = _plan(from_workbook=from_workbook)
    return {key: readers[key] for key in keys_of(kind) if key not in _PASSED_OVER and key in readers}


def _staff() -> dict[str, Column]:
    return {
        "code": Column(read_code, repeats=False),
        "name": Column(read_line, repeats=False),
        "position": Column(read_line),
        "unit": Column(read_line),
        "category": Column(choice_reader(_categories())),
        "leader": Column(flag_in),
        "from": Column(read_day),
        "until": Column(read_day),
        "order": Column(whole_number),
    }


def _answers(calendar: Calendar) -> dict[str, Column]:
    return {
        "officer": Column(read_code),
        "period": Column(period_reader(*calendar)),
        "criterion": Column(read_code),
        "rating": Column(rating_of),
        "note": Column(read_prose, repeats=False),
        "evidence": Column(read_prose, repeats=False),
        "name": Column(read_line),
    }


def _violations() -> dict[str, Column]:
    """A column without a way of its own holds a text."""
    return {
        **dict.fromkeys(COLUMNS[BatchKind.VIOLATIONS], Column(read_prose)),
        "id": Column(read_line, repeats=False),
        "officer": Column(read_code),
        "criterion": Column(read_codes),
        "occurred_on": Column(read_day),
        "noticed_on": Column(read_day),
        "what": Column(read_prose, repeats=False),
        "evidence": Column(read_prose, repeats=False),
        "name": Column(read_line),
    }


def _plan(*, from_workbook: bool) -> dict[str, Column]:
    return {
        "task": Column(read_code),
        "on": Column(read_day),
        "percent": Column(percent_reader(from_workbook=from_workbook)),
        "note": Column(read_prose, repeats=False),
    }


def _categories() -> dict[str, Category]:
    """The categories by their words in both languages, and by the values that exports have."""
    return {
        choice_key(name): category
        for category in Category
        for name in (category.value, *(words(f"category.{category.value}") for words in map(Words, Lang)))
    }
