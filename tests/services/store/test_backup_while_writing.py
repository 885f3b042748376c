"""Backups while several processes write: each is the store as it stood at one moment."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from civicode.services.office.office import Office
from civicode.services.store.audit import verify
from civicode.services.store.backup import backup
from civicode.store import Author, Edit
from civicode.store.archive.unpacking import unpack
from civicode.store.folder.folder import FolderStore
from tests.conftest import NOW

WRITE = """
import sys
from pathlib import Path
from datetime import datetime
from civicode.domain.calendar import VIETNAM
from civicode.store import Author
from civicode.store.folder.folder import FolderStore
store = FolderStore(sys.argv[1])
author = Author(actor=sys.argv[2], now=datetime(2026, 12, 2, tzinfo=VIETNAM))
number = 0
while not Path(sys.argv[1], "..", "stop").exists():
    number += 1
    with store.edit("2026-11", "office", author=author) as edit:
        for book in ("2026-11", "office"):
            edit.put(book, "marks", sys.argv[2], {"n": number}, action="created")
print(number)
"""


Clock = Callable[[], float]


def saved(office: Office, tmp_path: Path, clock: Clock, *, writers: int, backups: int, months: int) -> list[float]:
    """Back up while `writers` write both books in every edit; the seconds by `clock` that each backup held the lock."""
    place = tmp_path / "data"
    store = Timed(str(place), clock)
    author = Author(actor="setup", now=NOW)
    for month in range(1, months + 1):
        with store.edit(f"2025-{month:02}", author=author) as edit:
            for officer in range(60):
                edit.put(f"2025-{month:02}", "marks", str(officer), {"note": "đ" * 600}, action="created")
    running = [
        subprocess.Popen([sys.executable, "-c", WRITE, str(place), f"w{number}"], stdout=subprocess.PIPE)
        for number in range(writers)
    ]
    try:
        while len(store.load("office").table("marks")) < writers:
            assert [writer.poll() for writer in running] == [None] * writers, "a writer ended before it wrote"
            time.sleep(0.01)
        acting = replace(office, store=store)
        for number in range(backups):
            before = {key: one["n"] for key, one in store.load("office").table("marks").items()}
            backup(acting, tmp_path / f"{number}.zip")
            held_in(tmp_path / f"{number}.zip", before)
    finally:
        (tmp_path / "stop").touch()
        counts = [int(writer.communicate()[0]) for writer in running]
    assert min(counts) > 1
    assert verify(store).ok
    return store.held_s


def held_in(path: Path, before: dict[str, int]) -> None:
    """Both books of every edit are in it or neither, and nothing acknowledged before is missing."""
    found = unpack(path)
    assert verify(found.store).ok
    assert verify(found.store).heads == found.manifest.heads
    marks = [found.store.load(book).table("marks") for book in ("2026-11", "office")]
    assert marks[0] == marks[1]
    assert all(marks[1][key]["n"] >= number for key, number in before.items())


class Timed(FolderStore):
    """Knows how long it kept everybody else from writing."""

    def __init__(self, location: str, clock: Clock) -> None:
        super().__init__(location)
        self._clock = clock
        self.held_s: list[float] = []

    def edit(self, *books: str, author: Author, publish: bool = True):  # type: ignore[no-untyped-def]
        edit = super().edit(*books, author=author, publish=publish)
        return edit if books else Clocked(edit, self.held_s, self._clock)


class Clocked:
    def __init__(self, edit, held_s: list[float], clock: Clock) -> None:  # type: ignore[no-untyped-def]
        self._edit = edit
        self._clock = clock
        self._held_s = held_s

    def __enter__(self) -> Edit:
        edit: Edit = self._edit.__enter__()
        self._begun = self._clock()
        return edit

    def __exit__(self, *error: object) -> None:
        self._held_s.append(self._clock() - self._begun)
        self._edit.__exit__(*error)


def test_a_backup_while_two_write(empty_office: Office, tmp_path: Path) -> None:
    # By its own work: on a busy machine it stands still for longer than it works.
    held_s = saved(empty_office, tmp_path, time.process_time, writers=2, backups=2, months=3)
    assert max(held_s) < 1


@pytest.mark.slow
def test_backups_while_eight_write(empty_office: Office, tmp_path: Path) -> None:
    held_s = saved(empty_office, tmp_path, time.perf_counter, writers=8, backups=10, months=12)
    print(f"\nbackups while eight write: {len(held_s)}, longest under the lock {max(held_s) * 1000:.1f} ms")
    assert max(held_s) < 1
