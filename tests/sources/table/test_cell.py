import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civicode.domain.calendar import Period, PeriodKind
from civicode.domain.criteria.rating import Rating
from civicode.domain.staff.staff import Category
from civicode.domain.text.text import LONGEST_TEXT, UNSAFE
from civicode.errors import Problem
from civicode.sources.sheet import Cell
from civicode.sources.table.cell import (
    choice_reader,
    flag_in,
    percent_reader,
    period_reader,
    plain_text,
    quoted,
    rating_of,
    read_code,
    read_codes,
    read_day,
    read_line,
    read_prose,
    whole_number,
)

TODAY = date(2026, 12, 2)
BLANK: tuple[Cell, ...] = (None, "", " ", "\u00a0", "\u200b\ufeff", "\t\r\n")
moment = datetime.fromisoformat
read_month = period_reader(TODAY, PeriodKind.MONTH)
typed_percent = percent_reader(from_workbook=False)
kept_percent = percent_reader(from_workbook=True)
read_category = choice_reader({"can bo": Category.CADRE, "cong chuc": Category.CIVIL_SERVANT})


def code_of(value: object) -> object:
    """The code of a problem; what was read, else."""
    return value.code if isinstance(value, Problem) else value


@pytest.mark.parametrize(
    "read",
    [
        *(read_line, read_prose, read_code, read_codes, read_day, read_month, rating_of, flag_in, whole_number),
        *(typed_percent, kept_percent, read_category),
    ],
)
@pytest.mark.parametrize("cell", BLANK)
def test_what_shows_nothing_means_nothing(read: Callable[[Cell], Any], cell: Cell) -> None:
    assert read(cell) is None


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (" 007\t", "007"),
        ("Chưa\u00a0đạt", "Chưa đạt"),
        ("\u200bĐạt\ufeff\u00ad", "Đạt"),
        ("\u3000x\u202f", "x"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Ưng"), "Nguyễn Thị Ưng"),
        (7.0, "7"),
        (7, "7"),
        (0.75, "0.75"),
        (1e999, "inf"),
        (True, "true"),
        (False, "false"),
        (date(2026, 3, 5), "05/03/2026"),
        (moment("2026-11-05T08:20"), "05/11/2026"),
        (time(8, 20), "08:20:00"),
    ],
)
def test_a_cell_as_one_would_type_it(cell: Cell, text: str) -> None:
    assert plain_text(cell) == text


@pytest.mark.parametrize(
    ("cell", "shown"), [("a" * 200, "a" * 59 + "…"), ("a\x1b[2J\nb", "a�[2J b"), ("\u200b", "'\\u200b'"), (7.0, "7")]
)
def test_a_cell_in_a_sentence_is_short_and_harmless(cell: Cell, shown: str) -> None:
    assert quoted(cell) == shown


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (read_line, " Phòng\n  Văn hóa ", "Phòng Văn hóa"),
        (read_line, 12.0, "12"),
        (read_prose, " trễ\r\nhai lần\r ", "trễ\nhai lần"),
        (read_prose, unicodedata.normalize("NFD", "hoà"), "hoà"),
        (read_prose, "a\u200bb", "a\u200bb"),
        (read_code, "007 ", "007"),
        (read_code, 7.0, "7"),
        (read_codes, "td-01; TD-02,gt-01\nTD-03;;", ("TD-01", "TD-02", "GT-01", "TD-03")),
        (read_codes, ";,\n", None),
        (rating_of, "CHƯA ĐẠT", Rating.NOT_MET),
        (rating_of, "Ðạt", Rating.MET),
        (rating_of, "n/a", Rating.NOT_APPLICABLE),
        (flag_in, "X", True),
        (flag_in, "Không", False),
        (flag_in, True, True),
        (flag_in, 1.0, True),
        (whole_number, 3.0, 3),
        (whole_number, "12", 12),
        (read_category, "CÔNG_CHỨC", Category.CIVIL_SERVANT),
        (read_category, "Cán-bộ", Category.CADRE),
    ],
)
def test_what_a_cell_means(read: Callable[[Cell], Any], cell: Cell, value: object) -> None:
    assert read(cell) == value


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (date(2026, 11, 5), date(2026, 11, 5)),
        (moment("2026-11-05T23:59"), date(2026, 11, 5)),
        ("5/11/2026", date(2026, 11, 5)),
        ("05-11-2026", date(2026, 11, 5)),
        ("5.11.2026", date(2026, 11, 5)),
        ("2026-11-05", date(2026, 11, 5)),
        ("2026-11-05T08:20:00+07:00", date(2026, 11, 5)),
        ("5/11/2026 0:00:00", date(2026, 11, 5)),
        (46331, date(2026, 11, 5)),
        (46331.875, date(2026, 11, 5)),
        ("46331", date(2026, 11, 5)),
        ("46331,0", date(2026, 11, 5)),
        ("29/2/2024", date(2024, 2, 29)),
    ],
)
def test_a_day_however_it_is_written(cell: Cell, day: date) -> None:
    assert read_day(cell) == day


@pytest.mark.parametrize(
    ("read", "cell", "code"),
    [
        (read_day, "31/02/2024", "cell.no_such_day"),
        (read_day, "29/2/2025", "cell.no_such_day"),
        (read_day, "11/25/2026", "cell.no_such_day"),
        (read_day, "5/11/26", "cell.short_year"),
        (read_day, "5.11.26", "cell.short_year"),
        (read_day, "hôm qua", "cell.bad_date"),
        (read_day, "5/11-2026", "cell.bad_date"),
        (read_day, 5, "cell.bad_date"),
        (read_day, "19999", "cell.bad_date"),
        (read_day, 1e999, "cell.bad_date"),
        (read_day, 10**400, "cell.bad_date"),
        (read_day, True, "cell.bad_date"),
        (read_day, time(8, 20), "cell.bad_date"),
        (read_day, date(1026, 11, 5), "cell.bad_date"),
        (read_month, "12/11/2026", "cell.bad_period"),
        (read_month, date(2026, 11, 2), "cell.day_for_period"),
        (read_month, "13/2026", "cell.bad_period"),
        (rating_of, "tốt", "cell.bad_rating"),
        (rating_of, True, "cell.bad_rating"),
        (flag_in, "có lẽ", "cell.bad_flag"),
        (whole_number, "-1", "cell.bad_number"),
        (whole_number, "2,5", "cell.bad_number"),
        (whole_number, "٣", "cell.bad_number"),
        (whole_number, "1" * 10, "cell.bad_number"),
        (typed_percent, "101", "cell.bad_percent"),
        (typed_percent, "1.2.3", "cell.bad_percent"),
        (typed_percent, "1e1", "cell.bad_percent"),
        (typed_percent, "9" * 400, "cell.bad_percent"),
        (kept_percent, -0.5, "cell.bad_percent"),
        (read_line, "a" * (LONGEST_TEXT + 1), "cell.too_long"),
        (read_prose, "a\0b", "cell.nul"),
        (read_code, "a\0b", "cell.nul"),
        (read_prose, "a\ud800b", "cell.half_character"),
    ],
)
def test_why_a_cell_means_nothing(read: Callable[[Cell], Any], cell: Cell, code: str) -> None:
    assert code_of(read(cell)) == code


@pytest.mark.parametrize("text", ["a" * LONGEST_TEXT, "\n".join("a" * (LONGEST_TEXT // 2))])
def test_the_longest_text_is_kept(text: str) -> None:
    assert read_prose(f" {text} ") == text


def test_a_choice_says_what_there_is_to_choose_from() -> None:
    found = read_category("khách")
    assert isinstance(found, Problem)
    assert (found.code, found.facts) == ("cell.bad_choice", {"accepted": ["can_bo", "cong_chuc"]})


@pytest.mark.parametrize(
    "cell",
    [
        *("2026-11", "11/2026", "tháng 11/2026", "Tháng 11 năm 2026", "THÁNG 11 2026", "kỳ 2026-11"),
        *("T11/2026", "t 11/2026", "month 11/2026", date(2026, 11, 1), moment("2026-11-01T00:00"), "last"),
    ],
)
def test_a_month_however_it_is_written(cell: Cell) -> None:
    assert read_month(cell) == Period.of(date(2026, 11, 1))


@pytest.mark.parametrize("cell", ["2026-Q4", "quý 4/2026", "Quý IV năm 2026", "quý IV/2026", "q4 2026", "Q4-2026"])
def test_a_quarter_however_it_is_written(cell: str) -> None:
    found = period_reader(TODAY, PeriodKind.QUARTER)(cell)
    assert isinstance(found, Period)
    assert found.key == "2026-Q4"


@pytest.mark.parametrize(
    ("cell", "typed", "kept"),
    [("75%", 75.0, 75.0), ("37,5 %", 37.5, 37.5), ("2.5", 2.5, 2.5), (0.375, 0.375, 37.5), (1, 1.0, 100.0), (0, 0, 0)],
)
def test_a_percentage_typed_and_as_a_workbook_keeps_it(cell: Cell, typed: float, kept: float) -> None:
    assert (typed_percent(cell), kept_percent(cell)) == (typed, kept)


@given(st.dates(date(2009, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back_from_every_form(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    forms: list[Cell] = [day, day.isoformat(), f"{day.day}/{day.month}/{day.year}", serial, f"{serial}.0"]
    assert {read_day(form) for form in forms} == {day}


@given(
    st.one_of(st.none(), st.text(), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes(), st.times())
)
def test_whatever_the_cell_it_means_something_or_a_problem_says_why(cell: Cell) -> None:
    for read in (
        read_line,
        read_prose,
        read_code,
        read_day,
        read_month,
        rating_of,
        flag_in,
        whole_number,
        kept_percent,
    ):
        found = read(cell)
        assert not isinstance(found, Problem) or found.code.startswith("cell.")
    assert UNSAFE.search(quoted(cell)) is None
