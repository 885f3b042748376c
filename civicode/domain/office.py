"""The office: its names by date, its calendar, who signs; what `office.yaml` says."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct, field

from civicode.domain.calendar import PeriodKind, Window


class ReviewRule(StrEnum):
    """Whether a month may be closed with checks that no leader has confirmed."""

    OPTIONAL = "optional"
    REQUIRED = "required"


class Agency(NamedTuple):
    """The office's name from a day on; `since` None is from the beginning.

    Attributes:
        mark: its short name in the numbers of papers, `BVSM` of `12/BC-BVSM`.
    """

    name: str
    since: date | None = None
    parent: str = ""
    place: str = ""
    mark: str = ""


class Signer(NamedTuple):
    """Who signs reports: authority line (KT. CHỦ TỊCH), title, name."""

    authority: str = ""
    title: str = ""
    name: str = ""


class TaskDuty(NamedTuple):
    """Who carries out a task of the plan, and by when."""

    owner: str = ""
    due_on: date | None = None


class OfficeSettings(Struct, frozen=True, kw_only=True):
    """What an office has set; each field has a default."""

    agencies: tuple[Agency, ...] = ()
    period: PeriodKind = PeriodKind.MONTH
    window: Window = field(default_factory=Window)
    review: ReviewRule = ReviewRule.OPTIONAL
    signer: Signer = field(default_factory=Signer)
    recipients: tuple[str, ...] = ()
    plan: tuple[tuple[str, TaskDuty], ...] = ()
    retention_months: int | None = None

    def agency_on(self, day: date) -> Agency | None:
        """The office's name on `day`; None where none is set."""
        named = sorted(self.agencies, key=lambda one: one.since or date.min)
        return next((one for one in reversed(named) if one.since is None or one.since <= day), None)


_COMMON_WORDS = (
    "Ủy ban nhân dân", "Uỷ ban nhân dân", "Hội đồng nhân dân", "Văn phòng", "UBND", "HĐND", "phường", "xã", "đặc khu",
    "thị trấn", "thị xã", "thành phố", "quận", "huyện", "tỉnh", "và", "Bệnh viện", "Đa khoa", "Trung tâm", "Y tế",
    "khu vực", "Tiểu học", "Trung học cơ sở", "Trung học phổ thông", "Mầm non", "THCS", "THPT", "Giáo dục", "Đào tạo",
    "Thư viện",
)  # fmt: skip
"""As they are written within a sentence; every other word of a name has a capital."""


_COMMITTEE = ("ủy ban nhân dân", "uỷ ban nhân dân", "ubnd")


def mark_of(agency: Agency) -> str:
    """The end of the numbers of its papers: its mark; UBND of a People's Committee or a nameless office; else ""."""
    is_committee = not agency.name or agency.name.casefold().startswith(_COMMITTEE)
    return agency.mark or ("UBND" if is_committee else "")


def spoken(name: str) -> str:
    """A name in capitals as a sentence has it: ỦY BAN NHÂN DÂN PHƯỜNG MỸ THẠNH, Ủy ban nhân dân phường Mỹ Thạnh."""
    if not name.isupper():
        return name
    said = f" {name.title()} "
    for word in _COMMON_WORDS:
        said = said.replace(f" {word.title()} ", f" {word} ")
    said = said.strip()
    return said[:1].upper() + said[1:]
