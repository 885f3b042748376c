"""Files as Vietnamese offices have them: what each one brings in, and what is said of it to the letter."""

import pytest

from tests.cli.files.told import FILES, GOLDEN, THEMES, outcome, told

_PARTS = GOLDEN.read_text(encoding="utf-8").removesuffix("\n").split("\n\n")


@pytest.mark.parametrize("title", FILES)
def test_a_file_comes_in_whole_or_is_refused_in_words(title: str) -> None:
    became = outcome(FILES[title])
    assert (became.code, list(became.kept)) == (FILES[title].code, list(FILES[title].kept))
    assert told(title, became) in _PARTS, "look at it, then run: python -m tests.cli.files.told"


def test_every_kind_of_file_is_told_of_once() -> None:
    assert [part.partition("\n")[0] for part in _PARTS] == [f"# {title}" for title in FILES]
    assert len(FILES) == sum(len(theme.FILES) for theme in THEMES) >= 100
