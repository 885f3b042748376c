"""Widths of columns on paper: the room is used up, short ones stay whole, texts share the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civicode.exporters.layout.page import cells, columns_of
from civicode.exporters.layout.widths import UPRIGHT_MM, fitted, is_across, need_of, text_mm
from civicode.i18n import Lang, Words
from civicode.reports.document.document import Column, Kind
from tests.exporters.papers import report

VI = Words(Lang.VI)
CODE, TEXT, RATE = Column("id", "Mã", Kind.CODE), Column("what", "Nội dung"), Column("rate", "Tỷ lệ đạt", Kind.PERCENT)


def test_a_short_column_has_what_it_needs_and_a_text_the_rest() -> None:
    size, widths, is_roomy = fitted((CODE, TEXT, RATE), [["TD-06", "Không đi trễ, về sớm", "91,7 %"]], UPRIGHT_MM)
    assert (size, is_roomy) == (12.0, True)
    assert sum(widths) == pytest.approx(UPRIGHT_MM)
    assert widths[0] >= text_mm("TD-06", 12)
    assert widths[1] > widths[0] + widths[2]


def test_a_column_in_which_nothing_stands_can_be_written_in() -> None:
    _, widths, _ = fitted((CODE, TEXT, Column("note", "Ghi chú")), [["TD-06", "x" * 300, ""]], UPRIGHT_MM)
    assert widths[2] >= 20


def test_many_columns_are_set_smaller_and_then_laid_across() -> None:
    many = tuple(Column(f"c{n}", "Nội dung dài") for n in range(12))
    size, widths, is_roomy = fitted(many, [["chữ " * 40] * 12], UPRIGHT_MM)
    assert (size, is_roomy) == (10.0, False)
    assert sum(widths) == pytest.approx(UPRIGHT_MM)
    assert is_across(report(), VI)


def test_long_lists_are_set_a_little_smaller() -> None:
    assert fitted((CODE, TEXT), [["TD-06", "Không đi trễ"]] * 26, UPRIGHT_MM).size_pt == 11.0


@pytest.mark.parametrize(("code", "ems"), [("CM-01", 2.89), ("MWQ-01", 3.89), ("NB-15", 2.72), ("D4-HS-1A2", 4.89)])
def test_a_code_of_wide_letters_has_its_room(code: str, ems: float) -> None:
    """Widths in Times New Roman."""
    assert text_mm(code, 12) >= ems * 12 * 0.3528


def test_accents_take_no_room() -> None:
    assert text_mm("Nguyễn", 12) == text_mm("Nguyen", 12)
    assert need_of(TEXT, ["a bb ccc"], 12).word < need_of(TEXT, ["a bb ccc"], 12).line


@given(
    st.lists(st.sampled_from(Kind), min_size=1, max_size=14),
    st.lists(st.text(max_size=60), min_size=1, max_size=4),
)
def test_the_room_is_always_used_up(kinds: list[Kind], texts: list[str]) -> None:
    columns = tuple(Column(f"c{at}", "Tên cột", kind) for at, kind in enumerate(kinds))
    found = fitted(columns, [[text] * len(columns) for text in texts], UPRIGHT_MM)
    assert sum(found.widths_mm) == pytest.approx(UPRIGHT_MM)
    assert all(width > 0 for width in found.widths_mm)


def test_the_numbers_of_rows_come_first() -> None:
    table = report().tables[0]
    assert columns_of(table, VI)[0].title == "STT"
    assert [row[0] for row in cells(table, VI)] == ["1", "2", "3"]
