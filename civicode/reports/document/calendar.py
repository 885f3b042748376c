"""Days and periods as a document names them: ngày 16 tháng 02 năm 2024, tháng 5 năm 2026, quý IV năm 2026."""

from __future__ import annotations

from datetime import date

from civicode.domain.calendar import Period, PeriodKind
from civicode.i18n import Words

_ROMAN = ("I", "II", "III", "IV")


def period_in_full(period: Period, words: Words) -> str:
    """The period; months 1 and 2 have a 0 in front, the others don't (Nghị định 30/2020/NĐ-CP, phụ lục I)."""
    year, month = divmod(period.first_month, 12)
    match period.kind:
        case PeriodKind.MONTH:
            return words("calendar.month", month=words(f"month.{month + 1}"), year=year)
        case PeriodKind.QUARTER:
            return words("calendar.quarter", number=_ROMAN[month // 3], year=year)
        case PeriodKind.HALF:
            return words("calendar.second_half" if month else "calendar.first_half", year=year)
        case PeriodKind.YEAR:
            return words("calendar.year", year=year)


def period_in_short(period: Period, words: Words) -> str:
    """The period in a cell: tháng 11/2026, quý IV/2026."""
    year, month = divmod(period.first_month, 12)
    match period.kind:
        case PeriodKind.MONTH:
            return words("calendar.short_month", month=words(f"month.{month + 1}"), year=year)
        case PeriodKind.QUARTER:
            return words("calendar.short_quarter", number=_ROMAN[month // 3], year=year)
        case _:
            return period_in_full(period, words)


def day_in_full(day: date, words: Words) -> str:
    """The day; days below 10 have a 0 in front."""
    month = words(f"month.{day.month}")
    return words("calendar.day", day=f"{day.day:02d}", month=month, year=day.year)
