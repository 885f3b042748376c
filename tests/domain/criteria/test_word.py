"""Words as they are compared, and found again."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civicode.domain.criteria.word import find_words, read_words


def bare(text: str) -> list[str]:
    return [word.bare for word in read_words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thực hiện “4 xin, 4 luôn”: xin chào;", ["Thực", "hiện", "4", "xin", "4", "luôn", "xin", "chào"]),
        ("Văn phòng - Thống kê", ["Văn", "phòng", "Thống", "kê"]),
        ("nhiệm vụ ..., cán bộ", ["nhiệm", "vụ", "cán", "bộ"]),
        ("Số 91/QĐ-UBND, ngày 14/01/2020", ["Số", "91/QĐ-UBND", "ngày", "14/01/2020"]),
        ("kịp thời./.", ["kịp", "thời"]),
        ("a’b c–d", ["a'b", "c-d"]),
        ("... —", []),
        ("", []),
    ],
)
def test_punctuation_at_the_edges_is_no_part_of_a_word(text: str, expected: list[str]) -> None:
    assert bare(text) == expected


def test_both_forms_of_unicode_are_the_same_words_and_case_counts() -> None:
    assert bare(unicodedata.normalize("NFD", "Tiêu chí")) == ["Tiêu", "chí"]
    assert bare("Tiêu") != bare("tiêu")


@given(st.text())
def test_what_is_shown_is_the_whole_text(text: str) -> None:
    words = read_words(text)
    if words:
        assert " ".join(word.shown for word in words) == " ".join(unicodedata.normalize("NFC", text).split())


@pytest.mark.parametrize(
    ("token", "ends_sentence", "ends_with_colon"),
    [
        ("lời.", True, False),
        ("lời!”", True, False),
        ("lời./.", True, False),
        ("lời;", False, False),
        ("lời ...,", False, False),
        ("lời…", False, False),
        ("lời:", False, True),
        ("“lời”:", False, True),
        ("“lời:”", False, True),
        ("lời", False, False),
    ],
)
def test_where_a_sentence_and_a_list_begin(token: str, ends_sentence: bool, ends_with_colon: bool) -> None:
    (word,) = read_words(token)
    assert (word.ends_sentence, word.ends_with_colon) == (ends_sentence, ends_with_colon)


@pytest.mark.parametrize(
    ("wanted", "text", "at"),
    [
        ("xin chào", "biết xin phép, xin chào.", 3),
        ("xin", "xin xin", 0),
        ("xin chào", "xin", None),
        ("xin chào", "xin. Chào", None),
        ("...", "xin", None),
        ("xin", "", None),
    ],
)
def test_words_are_found_in_their_order(wanted: str, text: str, at: int | None) -> None:
    assert find_words(read_words(wanted), read_words(text)) == at
