"""Sections of a page, and how they are numbered."""

import pytest

from civicode.exporters.layout.page import blocks, is_loud, roman
from civicode.i18n import Lang, Words
from tests.exporters.papers import report

VI = Words(Lang.VI)


@pytest.mark.parametrize(
    ("number", "sign"), [(1, "I"), (4, "IV"), (5, "V"), (9, "IX"), (10, "X"), (14, "XIV"), (19, "XIX"), (20, "XX")]
)
def test_roman_numbers(number: int, sign: str) -> None:
    assert roman(number) == sign


def test_what_is_told_first_then_each_table() -> None:
    found = blocks(report(), VI)
    assert [(one.title, one.sentences, one.table is not None) for one in found] == [
        ("Kết quả chung", ("Tổng số 24 cán bộ; 22 người đã tự đánh giá, đạt 91,7 %.",), False),
        ("Kết quả theo đơn vị", ("Có 2 đơn vị.",), True),
        ("Vụ việc", ("Không có vụ việc nào.",), False),
    ]


def test_what_asks_for_attention() -> None:
    assert is_loud("not_met")
    assert not is_loud("met")
    assert not is_loud(None)
