from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civicode.domain.criteria.rating import Rating, rate_percent, read_flag, read_rating


@pytest.mark.parametrize(
    ("words", "rating"),
    [
        (["met", "đạt", "Đạt", "dat", "d", "đ", " MET "], Rating.MET),
        (["not_met", "not-met", "chưa đạt", "chua dat", "chua-dat", "CHƯA ĐẠT", "c"], Rating.NOT_MET),
        (["not_applicable", "không áp dụng", "khong ap dung", "k", "n/a", "N/A"], Rating.NOT_APPLICABLE),
        (["", "x", "ok", "không", "0", "đạt tốt"], None),
    ],
)
def test_the_words_for_a_rating(words: list[str], rating: Rating | None) -> None:
    assert {read_rating(word) for word in words} == {rating}


@pytest.mark.parametrize(
    ("words", "flag"),
    [
        (["có", "co", "x", "X", "yes", "y", "TRUE", "1"], True),
        (["không", "khong", "no", "n", "false", "0", "", "  "], False),
        (["maybe", "2", "đúng"], None),
    ],
)
def test_the_words_for_yes_and_no(words: list[str], flag: bool | None) -> None:
    assert {read_flag(word) for word in words} == {flag}


@pytest.mark.parametrize(
    ("met", "not_met", "percent"),
    [
        (0, 0, None),
        (0, 3, 0.0),
        (3, 0, 100.0),
        (1, 2, 33.3),
        (2, 1, 66.7),
        (1, 7, 12.5),
        (1, 1999, 0.1),
        (1, 2000, 0.0),
    ],
)
def test_rate_with_one_decimal_half_up(met: int, not_met: int, percent: float | None) -> None:
    assert rate_percent(met, not_met) == percent


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_the_rate_is_never_off_by_more_than_half_a_tenth(met: int, not_met: int) -> None:
    percent = rate_percent(met, not_met)
    if percent is None:
        assert met + not_met == 0
    else:
        off = Fraction(round(percent * 10), 10) - Fraction(100 * met, met + not_met)
        assert Fraction(-1, 20) < off <= Fraction(1, 20)
