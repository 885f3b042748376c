import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civicode.domain.text.text import collapsed, folded, has_surrogates, is_blank, nfc, shown, shown_line


def test_nfc() -> None:
    decomposed = unicodedata.normalize("NFD", "đi trễ")
    assert nfc(decomposed) == "đi trễ"
    assert nfc("abc") == "abc"


def test_collapsed() -> None:
    assert collapsed("  đi\u00a0 trễ \n 2\tlần ") == "đi trễ 2 lần"


@pytest.mark.parametrize(
    ("text", "plain"), [("Đạt", "dat"), ("HÒA", "hoa"), ("hoà", "hoa"), ("Ưu  Ơn", "uu on"), ("ß", "ss"), ("", "")]
)
def test_folded(text: str, plain: str) -> None:
    assert folded(text) == plain


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    "unsafe", ["\x1b", "\x07", "\x9b", "\x7f", "\r", "\u202e", "\u200b", "\u2066", "\ufeff", "\u061c", "\xad", "\udcc3"]
)
def test_what_could_harm_a_screen_is_made_visible(unsafe: str) -> None:
    assert shown(f"a{unsafe}b") == "a\ufffdb"


@pytest.mark.parametrize("text", ["ghi chú [/] xong", ":smile:", "=1+1", "[red]x", "hai\ndòng\tcột", "đi trễ"])
def test_everything_else_is_shown_as_it_is(text: str) -> None:
    assert shown(text) == text


def test_on_one_line() -> None:
    assert shown_line("a\r\n\r\nb\tc\x1b") == "a b c\ufffd"


@pytest.mark.parametrize(
    ("text", "blank"), [("", True), (" \t\n\xa0", True), ("\u200b\x00\u202e", True), ("\u200ba", False)]
)
def test_blank(text: str, blank: bool) -> None:
    assert is_blank(text) is blank


def test_half_a_character() -> None:
    assert has_surrogates("tr\udcc3")
    assert not has_surrogates("trễ 👍")
