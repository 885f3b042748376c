"""That named data left the store: who took what of it, when, into which file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from civicode.domain.calendar import Period, read_period
from civicode.domain.record import Record, next_in
from civicode.domain.staff.staff import StaffMember


class Export(Record, frozen=True, kw_only=True):
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
        archive: the archive of the store that it was made of; empty where it was made of the store itself.
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
    archive: str = ""


def may_name(export: Export, member: StaffMember, checks: Iterable[Period]) -> bool:
    """Whether a file may tell of a person: they were on the register in its period, or have a check in it.

    Args:
        checks: the periods in which there is a check of theirs.
    """
    span = read_period(export.period, date.min)
    if span is None:  # it is of everything
        return True
    inside = any(span.first_day <= one.first_day and one.last_day <= span.last_day for one in checks)
    return inside or member.on_register(span.first_day, span.last_day)


def next_export_id(month: str, taken: Iterable[str]) -> str:
    """The next free id of what is exported in `month` (`2026-12`)."""
    return next_in(f"XT-{month}-", taken)
