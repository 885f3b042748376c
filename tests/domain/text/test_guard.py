import pytest
from hypothesis import given
from hypothesis import strategies as st

from civicode.domain.text.guard import guarded, unguarded

TEXTS = st.one_of(st.text(), st.text("'=+-@\t\r\nx", max_size=6))


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("-5", "'-5"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("'=1", "''=1"),
        ("''+", "'''+"),
        ("'", "'"),
        ("'70", "'70"),
        (" =1", " =1"),
        ("", ""),
        ("đạt", "đạt"),
    ],
)
def test_only_what_a_spreadsheet_would_run_is_guarded(text: str, safe: str) -> None:
    assert guarded(text) == safe
    assert unguarded(safe) == text


@pytest.mark.parametrize("text", ["'", "'70s", "''", "' =1", "=1"])
def test_other_apostrophes_stay(text: str) -> None:
    assert unguarded(text) == text


@given(TEXTS)
def test_the_way_out_and_in_again_changes_nothing(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(TEXTS)
def test_nothing_guarded_is_run(text: str) -> None:
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))
