"""The office: its names by date, its calendar, who signs; what `office.yaml` says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from civicode.domain.period import PeriodKind, Window


class ReviewRule(StrEnum):
    """Whether a month may be closed with checks that no leader has confirmed."""

    OPTIONAL = "optional"
    REQUIRED = "required"


class Agency(NamedTuple):
    """The office's name from a day on; `since` None is from the beginning."""

    name: str
    since: date | None = None
    parent: str = ""
    place: str = ""


class Signer(NamedTuple):
    """Who signs reports: authority line (KT. CHỦ TỊCH), title, name."""

    authority: str = ""
    title: str = ""
    name: str = ""


class TaskDuty(NamedTuple):
    """Who carries out a task of the plan, and by when."""

    owner: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeSettings:
    """What an office has set; each field has a default."""

    agencies: tuple[Agency, ...] = ()
    period: PeriodKind = PeriodKind.MONTH
    window: Window = field(default_factory=Window)
    review: ReviewRule = ReviewRule.OPTIONAL
    signer: Signer = field(default_factory=Signer)
    recipients: tuple[str, ...] = ()
    plan: tuple[tuple[str, TaskDuty], ...] = ()
    retention_months: int | None = None
