"""Days and periods as documents name them."""

from datetime import date

import pytest

from civicode.i18n import Lang, Words
from civicode.reports.document.calendar import day_in_full, period_in_full, period_in_short
from tests.reports.samples import month

VI, EN = Words(Lang.VI), Words(Lang.EN)


@pytest.mark.parametrize(
    ("key", "full", "short", "english"),
    [
        ("2026-01", "tháng 01 năm 2026", "tháng 01/2026", "January 2026"),
        ("2026-02", "tháng 02 năm 2026", "tháng 02/2026", "February 2026"),
        ("2026-05", "tháng 5 năm 2026", "tháng 5/2026", "May 2026"),
        ("2026-11", "tháng 11 năm 2026", "tháng 11/2026", "November 2026"),
        ("2026-Q4", "quý IV năm 2026", "quý IV/2026", "quarter IV of 2026"),
        ("2026-H1", "6 tháng đầu năm 2026", "6 tháng đầu năm 2026", "the first half of 2026"),
        ("2026-H2", "6 tháng cuối năm 2026", "6 tháng cuối năm 2026", "the second half of 2026"),
        ("2026", "năm 2026", "năm 2026", "the year 2026"),
    ],
)
def test_periods(key: str, full: str, short: str, english: str) -> None:
    period = month(key)
    assert (period_in_full(period, VI), period_in_short(period, VI), period_in_full(period, EN)) == (
        full,
        short,
        english,
    )


def test_days() -> None:
    assert day_in_full(date(2024, 2, 16), VI) == "ngày 16 tháng 02 năm 2024"
    assert day_in_full(date(2026, 5, 3), VI) == "ngày 03 tháng 5 năm 2026"
    assert day_in_full(date(2026, 5, 3), EN) == "03 May 2026"
