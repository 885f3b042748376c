"""What the tables of a summary come to, in the sentences that stand before them on paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from civicode.i18n import Words
from civicode.reports.document.document import Row

_MOST_NAMED = 5


def told_of_contradictions(rows: Sequence[Row], words: Words) -> tuple[str, ...]:
    """How many criteria, and how often."""
    return (words("told.contradictions", n=len(rows), people=sum(_number(row, "officers") for row in rows)),)


def told_of_units(rows: Sequence[Row], words: Words) -> tuple[str, ...]:
    """How many units are complete, and which are not."""
    owing = [row for row in rows if row["staff"]]
    behind = [f"{row['unit']} ({row['missing']})" for row in owing if row["missing"]]
    counted = words("told.units", n=len(owing), complete=len(owing) - len(behind))
    return (counted, words("told.behind", units=_some(behind, words))) if behind else (counted,)


def told_of_sections(rows: Sequence[Row], words: Words) -> tuple[str, ...]:
    """The section with the lowest rate, with its denominator; nothing where all are met."""
    known: list[tuple[float, Row]] = [(rate, row) for row in rows if isinstance(rate := row["rate_percent"], float)]
    rate, lowest = min(known, key=lambda one: one[0], default=(100.0, {}))
    if rate >= 100.0:
        return ()
    met, not_met = _number(lowest, "met"), _number(lowest, "not_met")
    return (words("told.sections", title=lowest["title"], rate=words.percent(rate), met=met, assessed=met + not_met),)


def told_of_exceptions(rows: Sequence[Row], words: Words) -> tuple[str, ...]:
    """How many criteria, the one most often not met, and in how many somebody repeats."""
    most = max(_number(row, "not_met") for row in rows) if rows else 0
    titles = [str(row["title"] or row["criterion"]) for row in rows if row["not_met"] == most]
    repeated = sum(bool(row["repeated"]) for row in rows)
    return (words("told.exceptions", n=len(rows), titles=_some(titles, words), most=most, repeated=repeated),)


def _number(row: Row, key: str) -> int:
    value: Any = row.get(key)
    return int(value or 0)


def _some(names: Sequence[str], words: Words) -> str:
    """The first few, and how many there are beside them."""
    shown = "; ".join(names[:_MOST_NAMED])
    return words("told.and_more", names=shown, n=len(names) - _MOST_NAMED) if len(names) > _MOST_NAMED else shown
