"""Which store a location means."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from civicode.errors import CivicodeError
from civicode.store.folder.folder import FolderStore
from civicode.store.opening import open_store


def test_a_path_is_a_folder_store_and_nothing_is_made_before_the_first_write(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "new"), create=True)
    assert isinstance(store, FolderStore)
    assert store.location == str(tmp_path / "new")
    assert store.names() == []
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("location", "code", "exit_code"),
    [
        ("postgresql://me:secret@host/db", "store.postgres_missing", 6),
        ("Postgres://host/db", "store.postgres_missing", 6),
        ("https://example.org/data", "store.unknown_scheme", 2),
        ("file:///data", "store.unknown_scheme", 2),
        ("{tmp}/file", "store.not_a_folder", 6),
        ("{tmp}/none", "store.no_folder", 4),
    ],
)
def test_what_cannot_be_opened_is_told(tmp_path: Path, location: str, code: str, exit_code: int) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(CivicodeError) as caught:
        open_store(location.format(tmp=tmp_path), create=False).names()
    assert (caught.value.code, caught.value.exit_code) == (code, exit_code)
    assert "secret" not in str(caught.value.facts)


def test_a_folder_below_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(CivicodeError) as caught:
        open_store(str(tmp_path / "file" / "data"), create=True).names()
    assert caught.value.code == "store.not_a_folder"


READ = """
import sys
from civicode.store.opening import open_store
store = open_store(sys.argv[1], create=True)
store.load("2026-11"), store.names(), store.drafts.names()
print(sorted({"tinydb", "filelock", "socket", "logging"} & set(sys.modules)))
"""


def test_reading_loads_neither_library(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", READ, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
