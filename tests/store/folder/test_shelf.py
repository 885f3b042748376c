"""Shelves in a folder: whole, durable, told truly when the disk fails."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from civicode.errors import StoreError
from civicode.store.folder.folder import FolderStore
from tests.store.simulated.disks import WatchedFiles, failing_at, no_lock


def test_the_files_are_named_as_people_expect(tmp_path: Path) -> None:
    store = FolderStore(str(tmp_path / "data"))
    store.drafts.write("2026-11.007", "{}")
    store.catalogues.write("9f2c", "a: đ\n")
    assert (tmp_path / "data/drafts/2026-11.007.json").read_bytes() == b"{}"
    assert (tmp_path / "data/catalogues/9f2c.yaml").read_bytes() == "a: đ\n".encode()
    assert store.names() == []


def test_a_draft_is_two_syncs(tmp_path: Path) -> None:
    FolderStore(str(tmp_path)).drafts.write("2026-11.007", "old")
    files = WatchedFiles()
    FolderStore(str(tmp_path), files=files, lock=no_lock).drafts.write("2026-11.007", "new")
    assert [call for call in files.calls if call not in {"mode", "names"}] == [
        "create", "write", "fsync", "close", "replace", "fsync_folder",
    ]  # fmt: skip


def test_removing_is_durable_and_what_is_not_there_costs_no_sync(tmp_path: Path) -> None:
    FolderStore(str(tmp_path)).drafts.write("2026-11.007", "old")
    files = WatchedFiles()
    shelf = FolderStore(str(tmp_path), files=files, lock=no_lock).drafts
    shelf.remove("2026-11.007")
    shelf.remove("2026-11.007")
    assert files.calls == ["names", "unlink", "fsync_folder", "names", "unlink"]


@pytest.mark.parametrize("step", ["mode", "names", "create", "write", "fsync", "close", "replace"])
def test_a_failed_save_leaves_the_old_draft(tmp_path: Path, step: str) -> None:
    FolderStore(str(tmp_path)).drafts.write("2026-11.007", "old")
    files = WatchedFiles(failing_at(step, errno.ENOSPC))
    with pytest.raises(StoreError) as caught:
        FolderStore(str(tmp_path), files=files, lock=no_lock).drafts.write("2026-11.007", "new")
    assert caught.value.code == "store.full"
    assert FolderStore(str(tmp_path)).drafts.read("2026-11.007") == "old"
    assert [path.name for path in (tmp_path / "drafts").iterdir() if "tmp" in path.name] == []


def test_what_a_killed_save_left_is_removed_by_the_next(tmp_path: Path) -> None:
    store = FolderStore(str(tmp_path))
    store.drafts.write("2026-11.007", "old")
    left = tmp_path / "drafts" / ".civicode.2026-11.008.json.4711.tmp"
    left.write_text("half")
    assert store.drafts.names() == ["2026-11.007"]
    store.drafts.write("2026-11.007", "new")
    assert not left.exists()


def test_the_shelf_and_the_books_have_locks_of_their_own(tmp_path: Path, author: object) -> None:
    store = FolderStore(str(tmp_path))
    with store.edit("2026-11", author=author):  # type: ignore[arg-type]
        store.drafts.write("2026-11.007", "saved while an import holds the books")
    assert store.drafts.read("2026-11.007")


def test_a_file_that_is_no_text_is_damaged(tmp_path: Path) -> None:
    store = FolderStore(str(tmp_path))
    store.drafts.write("2026-11.007", "x")
    (tmp_path / "drafts/2026-11.007.json").write_bytes(b"ab\xff")
    with pytest.raises(StoreError) as caught:
        store.drafts.read("2026-11.007")
    assert (caught.value.code, caught.value.facts["byte"]) == ("store.damaged", 2)
