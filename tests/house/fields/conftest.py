"""Offices in folders of their own, laid out once and copied for each test."""

from pathlib import Path

import pytest

from tests.cli.conftest import set_up
from tests.house.fields.place import Place, new_place


@pytest.fixture(scope="session")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return new_place(tmp_path_factory.mktemp("fields") / "office")


@pytest.fixture
def place(laid_out: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """An office in which nothing was entered but its people; commands are run in it."""
    made = laid_out.copied(tmp_path / "office")
    set_up(made.folder, tmp_path, monkeypatch)
    return made


@pytest.fixture
def other_place(laid_out: Place, tmp_path: Path) -> Place:
    """Another office of the same people."""
    return laid_out.copied(tmp_path / "other")
