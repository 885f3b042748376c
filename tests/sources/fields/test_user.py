from pathlib import Path

import pytest

from civicode.errors import NotFoundError
from civicode.sources.fields.user import load_user_file, read_settings


@pytest.mark.parametrize(
    ("text", "settings"),
    [
        ("", {}),
        ("# nothing yet\n", {}),
        ("me: 007\nlang: EN\nplain: có\n", {"me": "007", "lang": "en", "plain": True}),
        ('store: "/a: b"\ncriteria: ~/criteria.yaml\n', {"store": "/a: b", "criteria": "~/criteria.yaml"}),
        ("me:\nplain: no\n", {"plain": False}),
    ],
)
def test_settings(text: str, settings: dict[str, str | bool]) -> None:
    assert read_settings(text, "config.yaml") == (settings, [])


def test_everything_wrong_with_its_line() -> None:
    _, problems = read_settings("lang: fr\nme: [a]\ncolour: red\nlang: vi\n", "config.yaml")
    assert [(problem.line, problem.where) for problem in problems] == [(line, "config.yaml") for line in (1, 2, 3, 4)]


def test_a_file(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        load_user_file(tmp_path / "config.yaml")
    (tmp_path / "config.yaml").write_text("me: a\n", encoding="utf-8")
    assert load_user_file(tmp_path / "config.yaml") == ({"me": "a"}, [])
