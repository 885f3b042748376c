import pytest
from hypothesis import given
from hypothesis import strategies as st

from civicode.console.screen.columns import cut, joined, padded, spread, wrapped
from civicode.domain.text.text import columns

WORDS = st.lists(st.text("ab đẹ漢", min_size=1, max_size=12), max_size=12).map(" ".join)


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("đẹp", 3), ("đe\u0323p", 3), ("漢字", 4), ("", 0)])
def test_columns(text: str, width: int) -> None:
    assert columns(text) == width


@pytest.mark.parametrize(
    ("text", "width", "kept"),
    [
        ("đẹp", 3, "đẹp"),
        ("đẹp đẽ", 4, "đẹp…"),
        ("đẹp đẽ", 5, "đẹp…"),
        ("漢字", 3, "漢…"),
        ("abc", 1, "…"),
        ("abc", 0, ""),
    ],
)
def test_cut(text: str, width: int, kept: str) -> None:
    assert cut(text, width) == kept


def test_padded_counts_columns() -> None:
    assert padded("漢", 4) == "漢  "


@pytest.mark.parametrize(
    ("left", "rights", "line"),
    [
        ("trái", ["phải dài quá", "phải"], "trái        phải"),
        ("trái", ["phải dài"], "trái    phải dài"),
        ("trái dài hơn cả", ["phải dài", "phải"], "trái dài…   phải"),
        ("trái", [""], "trái"),
        ("trái dài hơn cả dòng", [""], "trái dài hơn cả…"),
    ],
)
def test_spread_takes_the_first_right_part_that_fits(left: str, rights: list[str], line: str) -> None:
    assert spread(left, rights, 16) == line


def test_joined_breaks_between_parts() -> None:
    assert joined(["a b", "c d", "e f"], "   ", 9) == ["a b   c d", "e f"]
    assert joined([], " ", 9) == []


@given(WORDS, st.integers(2, 20))
def test_wrapped_keeps_every_word_and_the_width(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(columns(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_wrapped_indents() -> None:
    assert wrapped("một hai ba bốn", 9, "  ") == ["  một hai", "  ba bốn"]
