"""A period's whole set of reports: which ones, in which forms, under which names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from civicode.domain.calendar import Period, PeriodKind
from civicode.domain.staff.staff import OFFICE, serving_in
from civicode.services.check.target import asks_office, standing_in
from civicode.services.office.office import Office

__all__ = ["Item", "items"]

_FORMS: Mapping[str, tuple[str, ...]] = {
    "summary": ("docx", "xlsx", "html"),
    "criteria": ("docx", "xlsx"),
    "violations": ("docx", "xlsx"),
    "trend": ("docx", "xlsx"),
    "office": ("docx",),
    "plan": ("docx",),
    "progress": ("docx", "xlsx"),
    "emulation": ("docx", "xlsx"),
}
"""The reports of everybody, in the order of the index."""

_FORM_OF_ONE = "docx"


class Item(NamedTuple):
    """One report of a set.

    Attributes:
        officer: staff code, where it is of one person.
        forms: in which it is made.
        file: name without what the form adds.
    """

    report: str
    period: Period
    forms: tuple[str, ...]
    file: str
    officer: str | None = None


def items(office: Office, period: Period) -> Iterator[Item]:
    """The reports of `period`; emulation is of its year, and everyone on the register has a phiếu.

    Of the office's own criteria and of tasks only where the plan has some.
    """
    year = Period.of(period.first_day, PeriodKind.YEAR)
    told = {"office": _tells_of_office(office, period), "plan": bool(office.versions.on(period.last_day).tasks)}
    for report, forms in _FORMS.items():
        if not told.get(report, True):
            continue
        when = year if report == "emulation" else period
        yield Item(report, when, forms, f"{report}-{when.key}")
    for member in serving_in(office.roster, period):
        yield Item("officer", period, (_FORM_OF_ONE,), f"officer-{member.code}-{period.key}", member.code)


def _tells_of_office(office: Office, period: Period) -> bool:
    """Whether the office's own criteria are asked in the check periods of `period`, or were answered there."""
    for one in period.split(office.settings.period):
        if asks_office(office, one) or standing_in(office.load(one.key), OFFICE):
            return True
    return False
