"""One write, call by call: what is synced when, what a failure leaves, who may read the files."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from civicode.domain.store.audit_walk import walk_audit
from civicode.errors import StoreError
from civicode.store import Author
from civicode.store.disk.files import Files
from civicode.store.folder.folder import FolderStore
from tests.store.simulated.disks import WatchedFiles, at_call, failing_at, no_lock

posix = pytest.mark.skipif(os.name != "posix", reason="permission bits and umask are POSIX")


def put(store: FolderStore, author: Author, number: int, *books: str) -> None:
    names = books or ("2026-11",)
    with store.edit(*names, author=author) as edit:
        for name in names:
            edit.put(name, "self_checks", "007", {"n": number}, action="created")


def numbers(path: Path, *books: str) -> list[int | None]:
    store = FolderStore(str(path))
    found = [store.load(name, strict=True) for name in books or ("2026-11",)]
    assert [walk_audit(book.name, book.tables).problems for book in found] == [[]] * len(found)
    return [book.table("self_checks").get("007", {}).get("n") for book in found]


def leftovers(path: Path) -> list[str]:
    return [one.name for one in path.iterdir() if one.name.endswith(".tmp")]


@pytest.fixture
def place(tmp_path: Path, author: Author) -> Path:
    """A store that holds 1 in two books."""
    put(FolderStore(str(tmp_path / "data")), author, 1, "2026-11", "office")
    return tmp_path / "data"


def test_a_record_is_two_syncs_in_this_order(place: Path, author: Author) -> None:
    files = WatchedFiles()
    put(FolderStore(str(place), files=files, lock=no_lock), author, 2)
    assert files.calls == [
        "mode", "names", "read", "create", "write", "fsync", "close", "replace", "fsync_folder",
    ]  # fmt: skip
    assert numbers(place) == [2]


def test_with_the_systems_lock_a_record_is_at_most_thirty_calls(place: Path, author: Author) -> None:
    files = WatchedFiles()
    put(FolderStore(str(place), files=files), author, 2)
    assert len(files.calls) <= 15
    assert [call for call in files.calls if "fsync" in call] == ["fsync", "fsync_folder"]


def test_an_edit_without_changes_writes_nothing(place: Path, author: Author) -> None:
    files = WatchedFiles()
    put(FolderStore(str(place), files=files, lock=no_lock), author, 1)
    assert files.calls == ["mode", "names", "read"]


def test_a_dry_run_only_reads(tmp_path: Path, author: Author) -> None:
    files = WatchedFiles()
    with FolderStore(str(tmp_path / "new"), files=files).edit("2026-11", author=author, publish=False) as edit:
        edit.put("2026-11", "self_checks", "007", {"n": 1}, action="created")
    assert files.calls == ["read"]
    assert not (tmp_path / "new").exists()


def test_two_books_are_both_written_before_the_first_takes_its_place(place: Path, author: Author) -> None:
    files = WatchedFiles()
    put(FolderStore(str(place), files=files, lock=no_lock), author, 2, "2026-11", "office")
    staged = ["create", "write", "fsync", "close"]
    published = ["replace", "fsync_folder"]
    assert files.calls == ["mode", "names", "read", "read", *staged, *staged, *published, *published]


def test_a_new_folder_is_made_durable_from_the_top(tmp_path: Path, author: Author) -> None:
    files = WatchedFiles()
    put(FolderStore(str(tmp_path / "office" / "data"), files=files, lock=no_lock), author, 1)
    made = files.calls[: files.calls.index("names")]
    assert [call for call in made if call != "mode"] == [
        "fsync_folder", "mkdir", "fsync_folder", "mkdir", "fsync_folder",
    ]  # fmt: skip


def test_a_folder_whose_maker_was_killed_is_made_durable_by_the_next_writer(tmp_path: Path, author: Author) -> None:
    (tmp_path / "data").mkdir()
    files = WatchedFiles()
    put(FolderStore(str(tmp_path / "data"), files=files, lock=no_lock), author, 1)
    assert files.calls[:3] == ["mode", "names", "fsync_folder"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "store.full"),
        (errno.EDQUOT, "store.full"),
        (errno.EFBIG, "store.full"),
        (errno.EROFS, "store.read_only"),
        (errno.EACCES, "store.no_permission"),
        (errno.EPERM, "store.no_permission"),
        (errno.EIO, "store.disk_fault"),
        (errno.EMFILE, "store.failed"),
    ],
)
@pytest.mark.parametrize("step", ["create", "write", "fsync", "close", "replace"])
def test_before_the_rename_a_failure_changes_nothing(
    place: Path, author: Author, step: str, number: int, code: str
) -> None:
    files = WatchedFiles(failing_at(step, number))
    with pytest.raises(StoreError) as caught:
        put(FolderStore(str(place), files=files, lock=no_lock), author, 2)
    assert (caught.value.code, caught.value.exit_code) == (code, 6)
    assert numbers(place) == [1]
    assert leftovers(place) == []


def test_a_disk_that_will_not_confirm_the_rename_is_not_called_done(place: Path, author: Author) -> None:
    files = WatchedFiles(failing_at("fsync_folder", errno.EIO))
    with pytest.raises(StoreError) as caught:
        put(FolderStore(str(place), files=files, lock=no_lock), author, 2, "2026-11", "office")
    assert caught.value.code == "store.unconfirmed"
    assert numbers(place, "2026-11", "office") == [2, 1]
    assert leftovers(place) == []


def test_whichever_call_fails_the_books_are_whole_and_told_truly(place: Path, author: Author) -> None:
    for at in range(1, 25):
        files = WatchedFiles(at_call(at, OSError(errno.EIO, "told to fail")))
        before = numbers(place, "2026-11", "office")
        try:
            put(FolderStore(str(place), files=files), author, at + 1, "2026-11", "office")
        except StoreError:
            after = numbers(place, "2026-11", "office")
            assert after in (before, [at + 1, before[1]], [at + 1, at + 1])
        else:
            assert numbers(place, "2026-11", "office") == [at + 1, at + 1]


class Killed(BaseException):
    """The process ends here: nothing after it happens."""


def test_killed_at_any_call_leaves_old_or_new_and_the_next_write_tidies_up(place: Path, author: Author) -> None:
    for at in range(1, 14):
        before = numbers(place)[0]
        files = WatchedFiles(at_call(at, Killed(), for_ever=True))
        try:
            put(FolderStore(str(place), files=files, lock=no_lock), author, at + 1)
        except Killed:
            assert numbers(place)[0] in (before, at + 1)
        put(FolderStore(str(place)), author, at + 100)
        assert numbers(place) == [at + 100]
        assert leftovers(place) == []


def test_only_what_killed_writers_left_is_removed(place: Path, author: Author) -> None:
    ours = place / ".civicode.2026-11.json.4711.tmp"
    others = [place / "notes.tmp", place / ".civicode.txt", place / "2026-11 (copy).json"]
    for path in (ours, *others):
        path.write_text("x")
    put(FolderStore(str(place)), author, 2)
    assert not ours.exists()
    assert all(path.exists() for path in others)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@posix
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077, 0o177])
def test_a_new_folder_is_its_owners_alone_whatever_the_umask(tmp_path: Path, author: Author, mask: int) -> None:
    with umask(mask):
        store = FolderStore(str(tmp_path / "a" / "data"))
        put(store, author, 1)
        store.drafts.write("2026-11.007", "x")
    data = tmp_path / "a" / "data"
    assert [mode_of(path) for path in (data.parent, data, data / "drafts")] == [0o700] * 3
    files = [path for path in data.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {".lock", ".lock.who", "2026-11.json", "2026-11.007.json"}
    assert {mode_of(path) for path in files} == {0o600}


@posix
@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o770, 0o660), (0o2770, 0o660), (0o755, 0o644)])
@pytest.mark.parametrize("mask", [0o000, 0o077])
def test_a_shared_folder_stays_shared(
    tmp_path: Path, author: Author, folder_mode: int, file_mode: int, mask: int
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    data.chmod(folder_mode)
    with umask(mask):
        store = FolderStore(str(data))
        put(store, author, 1)
        put(store, author, 2)
        store.catalogues.write("9f2c", "x")
    assert [mode_of(path) for path in (data, data / "catalogues")] == [folder_mode] * 2
    assert {mode_of(data / name) for name in ("2026-11.json", ".lock", ".lock.who", "catalogues/9f2c.yaml")} == {
        file_mode
    }


def test_windows_readers_are_waited_for() -> None:
    class Busy(Files):
        pass

    waited: list[float] = []
    files = Busy(pause=waited.append)
    answers = iter([_shared(32), _shared(5), None])

    class Source:
        def replace(self, target: Path) -> None:
            if error := next(answers):
                raise error

    files.replace(Source(), Path("x"))  # type: ignore[arg-type]
    assert waited == [0.01, 0.02]


def test_windows_readers_are_waited_for_two_and_a_half_seconds_at_most() -> None:
    waited: list[float] = []

    class Source:
        def replace(self, target: Path) -> None:
            raise _shared(32)

    with pytest.raises(PermissionError):
        Files(pause=waited.append).replace(Source(), Path("x"))  # type: ignore[arg-type]
    assert sum(waited) == pytest.approx(2.5)


def test_other_refusals_are_not_waited_for(tmp_path: Path) -> None:
    waited: list[float] = []

    class Source:
        def replace(self, target: Path) -> None:
            raise PermissionError(errno.EACCES, "no")

    with pytest.raises(PermissionError):
        Files(pause=waited.append).replace(Source(), tmp_path)  # type: ignore[arg-type]
    assert waited == []


def _shared(number: int) -> PermissionError:
    error = PermissionError(errno.EACCES, "shared")
    error.winerror = number  # type: ignore[attr-defined]
    return error
