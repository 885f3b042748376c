"""Stores to try: every test that takes `store` runs against each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from civicode.domain.calendar import VIETNAM
from civicode.store import Author, Store
from civicode.store.folder.folder import FolderStore
from civicode.store.memory import MemoryStore

MOMENT = datetime(2026, 12, 2, 8, 30, tzinfo=VIETNAM)

MAKERS: dict[str, Callable[[Path], Store]] = {
    "folder": lambda path: FolderStore(str(path / "data")),
    "memory": lambda _: MemoryStore(),
}


@pytest.fixture(params=sorted(MAKERS))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return MAKERS[request.param](tmp_path)


@pytest.fixture
def author() -> Author:
    return Author(actor="007", now=MOMENT)
