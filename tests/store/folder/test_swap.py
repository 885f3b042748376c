"""A new store in the place of a folder: the old one or the new one, whole, whatever breaks."""

from __future__ import annotations

import errno
import threading
from pathlib import Path

import pytest

from civicode.errors import NotAllowedError, StoreError
from civicode.store import Author
from civicode.store.disk.files import Files
from civicode.store.disk.lock import FolderLock
from civicode.store.folder.folder import FolderStore
from civicode.store.folder.swap import put_in_place
from civicode.store.memory import MemoryStore
from civicode.store.opening import open_store
from tests.store.simulated.disks import WatchedFiles, no_lock

TIME = "20261202-083000"


class PowerCutError(BaseException):
    """The process ends here."""


class Disk(WatchedFiles):
    """Counts and fails as the other one does; what is synced makes no difference where no power goes."""

    def fsync(self, handle: int) -> None:
        pass

    def fsync_folder(self, path: Path) -> None:
        pass


def made(author: Author, number: int = 1) -> MemoryStore:
    store = MemoryStore()
    with store.edit("2026-11", "office", author=author) as edit:
        edit.put("2026-11", "self_checks", "007", {"n": number}, action="created")
        edit.put("office", "staff", "007", {"n": number}, action="created")
    store.drafts.write("2026-11.008", f"{number}")
    store.catalogues.write("abc", f"{number}")
    return store


def number_in(place: Path) -> int:
    """Which store lies there, when it is whole; 0 for none."""
    store = open_store(str(place), create=True)
    if not store.names():
        assert store.drafts.names() == store.catalogues.names() == []
        return 0
    found = {
        store.load(book).table(table)["007"]["n"] for book, table in (("2026-11", "self_checks"), ("office", "staff"))
    }
    found |= {int(store.drafts.read("2026-11.008") or 0), int(store.catalogues.read("abc") or 0)}
    assert len(found) == 1
    return int(found.pop())


def test_a_place_with_nothing_gets_the_store(author: Author, tmp_path: Path) -> None:
    place = tmp_path / "deep" / "data"
    assert put_in_place(made(author), str(place), TIME) is None
    assert number_in(place) == 1
    assert place.stat().st_mode & 0o777 == 0o700
    assert (place / "2026-11.json").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in place.parent.iterdir()] == ["data"]


def test_an_empty_folder_is_replaced_and_keeps_its_mode(author: Author, tmp_path: Path) -> None:
    place = tmp_path / "data"
    place.mkdir()
    place.chmod(0o770)
    assert put_in_place(made(author), str(place), TIME) is None
    assert place.stat().st_mode & 0o777 == 0o770
    assert (place / "office.json").stat().st_mode & 0o777 == 0o660
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_a_living_store_stays_unless_forced(author: Author, tmp_path: Path) -> None:
    place = tmp_path / "data"
    put_in_place(made(author), str(place), TIME)
    with pytest.raises(NotAllowedError) as caught:
        put_in_place(made(author, 2), str(place), TIME)
    assert caught.value.code == "store.not_empty"
    assert number_in(place) == 1
    old = put_in_place(made(author, 2), str(place), TIME, force=True)
    assert old == tmp_path / f"data.before-{TIME}"
    assert (number_in(place), number_in(old)) == (2, 1)
    again = put_in_place(made(author, 3), str(place), TIME, force=True)
    assert again == tmp_path / f"data.before-{TIME}-2"
    assert (number_in(place), number_in(again), number_in(old)) == (3, 2, 1)


def test_a_link_to_the_folder_stays_a_link(author: Author, tmp_path: Path) -> None:
    place, link = tmp_path / "disk" / "data", tmp_path / "data"
    put_in_place(made(author), str(place), TIME)
    link.symlink_to(place)
    put_in_place(made(author, 2), str(link), TIME, force=True)
    assert link.is_symlink()
    assert number_in(link) == number_in(place) == 2


def count_calls(author: Author, place: Path) -> int:
    disk = Disk()
    put_in_place(made(author, 2), str(place), TIME, force=True, files=disk, lock=no_lock)
    return len(disk.calls)


@pytest.mark.parametrize("living", [False, True])
def test_whatever_call_is_the_last_the_old_or_the_new_store_is_whole(
    author: Author, tmp_path: Path, living: bool
) -> None:
    before = 1 if living else 0

    def prepared(name: str) -> Path:
        place = tmp_path / name / "data"
        if living:
            put_in_place(made(author), str(place), TIME, lock=no_lock, files=Disk())
        return place

    total = count_calls(author, prepared("count"))
    seen = set()
    for number in range(1, total + 1):
        place = prepared(f"crash-{number}")
        disk = Disk(lambda at, _, number=number: PowerCutError() if at >= number else None)  # type: ignore[misc]
        with pytest.raises(PowerCutError):
            put_in_place(made(author, 2), str(place), TIME, force=True, files=disk, lock=no_lock)
        seen.add(found := number_in(place))
        assert found in (before, 2)
        put_in_place(made(author, 3), str(place), TIME, force=True, lock=no_lock, files=Disk())
        assert number_in(place) == 3
        assert not [path for path in place.parent.iterdir() if path.name.endswith(("restoring", "restored"))]
    assert seen == {before, 2}


def test_whatever_call_fails_the_old_or_the_new_store_is_whole(author: Author, tmp_path: Path) -> None:
    place = tmp_path / "count" / "data"
    put_in_place(made(author), str(place), TIME, lock=no_lock)
    for number in range(1, count_calls(author, place) + 1):
        place = tmp_path / f"fail-{number}" / "data"
        put_in_place(made(author), str(place), TIME, lock=no_lock, files=Disk())
        error = OSError(errno.EIO, "told to fail")
        disk = Disk(lambda at, _, number=number, error=error: error if at == number else None)  # type: ignore[misc]
        try:
            put_in_place(made(author, 2), str(place), TIME, force=True, files=disk, lock=no_lock)
        except StoreError:
            assert number_in(place) in (1, 2)
        else:
            assert number_in(place) == 2


def test_a_writer_who_waits_goes_on_in_the_new_store(author: Author, tmp_path: Path) -> None:
    place = tmp_path / "data"
    put_in_place(made(author), str(place), TIME)
    waiting, done = threading.Event(), threading.Event()

    class Slow(FolderLock):
        def __enter__(self):  # type: ignore[no-untyped-def]
            entered = super().__enter__()
            waiting.set()
            return entered

        def __exit__(self, *error) -> None:  # type: ignore[no-untyped-def]
            assert not done.wait(0.2)
            super().__exit__(*error)

    def write() -> None:
        waiting.wait()
        store = FolderStore(str(place))
        with store.edit("2026-11", author=author) as edit:
            edit.put("2026-11", "self_checks", "008", {"n": 9}, action="created")
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    with_slow = lambda folder: Slow(folder, Files()) if folder == place else FolderLock(folder, Files())  # noqa: E731
    put_in_place(made(author, 2), str(place), TIME, force=True, lock=with_slow)
    writer.join()
    checks = FolderStore(str(place)).load("2026-11").table("self_checks")
    assert checks == {"007": {"n": 2}, "008": {"n": 9}}
