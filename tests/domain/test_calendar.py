from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civicode.domain.calendar import (
    VIETNAM,
    Period,
    PeriodKind,
    Window,
    due_now,
    is_future,
    is_late,
    read_date,
    read_now,
    read_period,
)

TODAY = date(2026, 12, 2)
DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31))
KINDS = st.sampled_from(PeriodKind)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2026-11", "2026-11"),
        ("2026-1", "2026-01"),
        ("11/2026", "2026-11"),
        (" 1/2026 ", "2026-01"),
        ("2026-Q4", "2026-Q4"),
        ("2026q1", "2026-Q1"),
        ("2026-H2", "2026-H2"),
        ("2026-h1", "2026-H1"),
        ("2026", "2026"),
        ("this", "2026-12"),
        ("LAST", "2026-11"),
        ("2026-13", None),
        ("2026-00", None),
        ("0/2026", None),
        ("2026-Q5", None),
        ("2026-H3", None),
        ("26-11", None),
        ("1899-12", None),
        ("3000", None),
        ("2026-11-05", None),
        ("", None),
        ("next", None),
    ],
)
def test_reading_a_period(text: str, key: str | None) -> None:
    found = read_period(text, TODAY)
    assert (found.key if found else None) == key


def test_this_and_last_follow_the_offices_calendar() -> None:
    this, last = (read_period(word, TODAY, PeriodKind.QUARTER) for word in ("this", "last"))
    assert (str(this), str(last)) == ("2026-Q4", "2026-Q3")


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-H1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_first_and_last_day(key: str, first: date, last: date) -> None:
    period = read_period(key, TODAY)
    assert period is not None
    assert (period.first_day, period.last_day) == (first, last)


@given(DAYS, KINDS)
def test_a_period_holds_its_day_and_is_read_back_from_its_key(day: date, kind: PeriodKind) -> None:
    period = Period.of(day, kind)
    assert period.first_day <= day <= period.last_day
    assert period.kind is kind
    assert read_period(period.key, TODAY) == period


@given(st.dates(date(1950, 1, 1), date(2950, 12, 31)), KINDS)
def test_periods_follow_each_other_without_a_gap(day: date, kind: PeriodKind) -> None:
    period = Period.of(day, kind)
    assert period.shifted(1).first_day == period.last_day + timedelta(days=1)
    assert period.shifted(1).shifted(-1) == period
    assert period < period.shifted(1)


def test_splitting() -> None:
    year = Period.of(TODAY, PeriodKind.YEAR)
    assert [str(one) for one in year.split(PeriodKind.QUARTER)] == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]
    assert len(year.split(PeriodKind.MONTH)) == 12
    assert Period.of(TODAY).split(PeriodKind.QUARTER) == (Period.of(TODAY),)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-05", date(2026, 11, 5)),
        ("5/11/2026", date(2026, 11, 5)),
        ("05-11-2026", date(2026, 11, 5)),
        (" 5.11.2026 ", date(2026, 11, 5)),
        ("29/2/2028", date(2028, 2, 29)),
        ("29/2/2026", None),
        ("11/30/2026", None),
        ("5/11/26", None),
        ("5/11-2026", None),
        ("1/1/0026", None),
        ("1/1/3000", None),
        ("hôm nay", None),
        ("", None),
    ],
)
def test_reading_a_date(text: str, day: date | None) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-12-02", datetime(2026, 12, 2, tzinfo=VIETNAM)),
        ("2026-12-02T08:30", datetime(2026, 12, 2, 8, 30, tzinfo=VIETNAM)),
        ("2026-12-02T20:00:00Z", datetime(2026, 12, 3, 3, tzinfo=VIETNAM)),
        ("2026-12-02T08:00+09:00", datetime(2026, 12, 2, 6, tzinfo=VIETNAM)),
        ("0001-01-01T00:00+14:00", None),
        ("mai", None),
        ("", None),
    ],
)
def test_reading_the_clock(text: str, moment: datetime | None) -> None:
    found = read_now(text)
    assert found == moment
    assert found is None or found.utcoffset() == timedelta(hours=7)


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2026, 12, 1), "2026-11"),
        (date(2026, 12, 31), "2026-11"),
        (date(2027, 1, 1), "2026-12"),
    ],
)
def test_the_period_due_now_is_the_latest_whose_window_has_opened(today: date, due: str) -> None:
    assert due_now(today, PeriodKind.MONTH, Window()).key == due


def test_a_window_that_opens_later_leaves_the_period_before_due() -> None:
    window = Window(opens=5, due=8)
    days = [date(2026, 12, 4), date(2026, 12, 5)]
    assert [due_now(day, PeriodKind.MONTH, window).key for day in days] == ["2026-10", "2026-11"]
    quarters = [due_now(day, PeriodKind.QUARTER, window).key for day in (date(2027, 1, 4), date(2027, 1, 5))]
    assert quarters == ["2026-Q3", "2026-Q4"]


def test_a_day_that_the_month_does_not_have_is_its_last() -> None:
    window = Window(opens=30, due=31)
    january = Period.of(date(2026, 1, 1))
    assert (window.opens_on(january), window.due_on(january)) == (date(2026, 2, 28), date(2026, 2, 28))


def test_future_and_late() -> None:
    november = Period.of(date(2026, 11, 1))
    assert [is_future(november, day) for day in (date(2026, 10, 31), date(2026, 11, 1))] == [True, False]
    assert [is_late(november, day, Window()) for day in (date(2026, 12, 3), date(2026, 12, 4))] == [False, True]


@given(DAYS.filter(lambda day: date(1901, 1, 1) < day), st.integers(1, 31))
def test_what_is_due_is_over_and_its_window_is_open(today: date, opens: int) -> None:
    due = due_now(today, PeriodKind.MONTH, Window(opens, 31))
    assert due.last_day < today
    assert Window(opens, 31).opens_on(due) <= today < Window(opens, 31).opens_on(due.shifted(1))
