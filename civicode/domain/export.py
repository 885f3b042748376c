"""That named data left the store: who took what of it, when, into which file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from civicode.domain.numbering import next_in


class Export(NamedTuple):
    """One file that was made.

    Attributes:
        id: `XT-2026-12-0001`: the month in which it was made, and a running number.
        what: the kind of records, or the report, that it holds; `template_KIND` of a sheet with people's names.
        file: its name, without the folder; empty when it was piped out.
        form: csv, xlsx and the like.
        digest: SHA-256 in hex of its bytes.
        rows: how many it holds.
        period: key of the period that it is limited to; empty for everything.
        at: ISO time at UTC+7.
        by: who made it.
    """

    id: str
    what: str
    file: str
    form: str
    digest: str
    rows: int
    period: str
    at: str
    by: str


def export_to_document(export: Export) -> dict[str, Any]:
    """The form in which the office's book keeps it."""
    return export._asdict()


def next_export_id(month: str, taken: Iterable[str]) -> str:
    """The next free id of what is exported in `month` (`2026-12`)."""
    return next_in(f"XT-{month}-", taken)
