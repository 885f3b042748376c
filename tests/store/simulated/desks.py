"""An office whose real commands run over a simulated disk, and what its store says as one comparable value."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest
from filelock import Timeout

from civicode.cli import main
from civicode.domain.store.audit_walk import walk_audit
from civicode.store import Author, Store
from civicode.store.archive.unpacking import unpacked
from civicode.store.book.shapes import STEPS
from civicode.store.folder.folder import FolderStore
from civicode.store.folder.swap import finish
from tests.cli.conftest import set_up
from tests.conftest import SMALL
from tests.store.conftest import MOMENT
from tests.store.simulated.simulated import SimulatedFiles
from tests.store.simulated.simulated_disk import Content, Disk

State = Mapping[str, str]
"""Every document and draft as text by its place, and how many entries each book has."""

PROBE = "probe"
"""The table and the shelved name of what is written only to see that writing goes on."""


ZIP = "zip/"
"""Before the name of a backup in a `State`."""

_MOVES = ("office#", "office/meta/book")
"""What any write to the office's book changes beside its record."""

_READY = ".restored"
_HALF_SWAPPED = (".restoring", _READY)

_PACKED: dict[bytes, str] = {}


class Outcome(NamedTuple):
    """Exit code, seam calls, and what was said."""

    code: int
    calls: list[str]
    said: str


class SystemLock:
    """Stands in for the system's lock: held by a path's name, refused at once."""

    def __init__(self, held: set[str], path: str, **_: object) -> None:
        self._held, self._path = held, path

    def acquire(self, **_: object) -> None:
        if self._path in self._held:
            raise Timeout(self._path)
        self._held.add(self._path)

    def release(self) -> None:
        self._held.discard(self._path)


class Desk:
    """Runs commands in process; their store lies on `disk`, everything else on the real one."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = home / "office"
        self.folder.mkdir()
        (self.folder / "criteria.yaml").write_text(SMALL.read_text(encoding="utf-8"), encoding="utf-8")
        (self.folder / "office.yaml").write_text("retention_months: 1\n", encoding="utf-8")  # for `store forget`
        set_up(self.folder, home, monkeypatch)
        self.data = self.folder / "data"
        self.disk = Disk(self.folder, {str(self.data): None})
        self._files = SimulatedFiles(self.disk)
        self._held: set[str] = set()
        self._states: dict[int, State] = {}
        monkeypatch.setattr("civicode.store.disk.lock._NATIVE", lambda path, **_: SystemLock(self._held, path))
        monkeypatch.setattr("civicode.store.opening.FolderStore", lambda place: FolderStore(place, files=self._files))
        rooms = ("archive.format", "archive.unpacking", "disk.publish", "folder.look", "folder.swap", "opening")
        for module in rooms:
            monkeypatch.setattr(f"civicode.store.{module}.Files", lambda: self._files)
        monkeypatch.setitem(STEPS, 0, lambda tables: tables)  # a shape before the first, for `store upgrade`

    def store(self, files: SimulatedFiles | None = None) -> Store:
        """The store on the disk as it is; its calls are nobody's business unless `files` counts them."""
        return FolderStore(str(self.data), files=files or SimulatedFiles(self.disk))

    def lay(self, content: Content) -> None:
        """Start anew from what a disk holds; nobody holds a lock."""
        self.disk = Disk(self.folder, content)
        self._files = SimulatedFiles(self.disk)
        self.nobody_holds_a_lock()

    def nobody_holds_a_lock(self) -> None:
        """As after the death of whoever held one."""
        self._held.clear()

    def run(
        self,
        *argv: str,
        fail: Callable[[int, str], BaseException | None] = lambda number, step: None,
        after: Callable[[int, str], None] = lambda number, step: None,
    ) -> Outcome:
        """Run a command; its calls can be failed and watched as those of `SimulatedFiles`."""
        outer, self._files = self._files, SimulatedFiles(self.disk, fail=fail, after=after)
        said = io.StringIO()
        try:
            with redirect_stdout(said), redirect_stderr(said):
                code = main(argv if self.data.parent == self.folder else ("--store", str(self.data), *argv))
            return Outcome(code, self._files.calls, said.getvalue())
        finally:
            self._files = outer

    def must(self, *argv: str) -> None:
        """Run a command that has to go well."""
        done = self.run(*argv)
        assert done.code == 0, (argv, done.said)

    @property
    def state(self) -> State:
        """What the store holds, and the other stores and backups beside it, as whoever opens them next finds them.

        AssertionError unless every book verifies and every check's words are kept.
        """
        content = self.disk.content
        key = hash((self.data, frozenset(content.items())))
        if key not in self._states:
            self._states[key] = self._state(content)
        return self._states[key]

    def _state(self, content: Content) -> State:
        files = SimulatedFiles(Disk(self.folder, content))  # another one: to look at it changes nothing
        self.open(files)
        criteria = (self.folder / "criteria.yaml").read_text(encoding="utf-8")
        found = dict(state_of(self.store(files), criteria))
        for name in files.names(self.folder):
            place = self.folder / name
            if name.endswith(".zip"):
                found[f"{ZIP}{name}"] = packed(files.read(place) or b"", criteria)
            elif place != self.data and files.is_folder(place) and not name.endswith(_HALF_SWAPPED):
                store = FolderStore(str(place), files=files)
                found |= {f"{name}:{one}": text for one, text in state_of(store, criteria).items()}
        return found

    def open(self, files: SimulatedFiles | None = None) -> None:
        """Put in place what a swap has left ready, as whoever opens a store does."""
        files = files or SimulatedFiles(self.disk)
        for name in self._is_half_swapped(files):
            finish(self.folder / name.removesuffix(_READY), files)

    def _is_half_swapped(self, files: SimulatedFiles) -> list[str]:
        return [name for name in files.names(self.folder) if name.endswith(_READY)]

    def write_a_record(self) -> None:
        """Write one record to the office's book, as the next writer would."""
        self.open()
        with self.store().edit("office", author=Author(actor="001", now=MOMENT)) as edit:
            edit.put("office", PROBE, "1", {"n": 1}, action="created")

    def write_on(self) -> None:
        """Write a little to every folder, as the next writer would, and see that nothing unfinished is left."""
        store, before = self.store(), self.state
        self.write_a_record()
        store.drafts.write(PROBE, "{}")
        store.catalogues.write(PROBE, "{}")
        store.archives.write_bytes(PROBE, b"")
        store.archives.remove(PROBE)
        after = {place: text for place, text in self.state.items() if PROBE not in place and place not in _MOVES}
        assert after == {place: text for place, text in before.items() if place not in _MOVES}
        assert [path for path in unfinished(self.disk.content) if path.startswith(f"{self.data}/")] == []


def state_of(store: Store, criteria: str) -> State:
    """What a store holds; see `Desk.state`."""
    found: dict[str, str] = {}
    for name in store.names():
        book = store.load(name, strict=True)
        assert walk_audit(name, book.tables).problems == []
        for table, documents in book.tables.items():
            if table == "audit":
                found[f"{name}#"] = str(len(documents))
                continue
            found |= {
                f"{name}/{table}/{key}": json.dumps(one, sort_keys=True) for key, one in book.table(table).items()
            }
        for check in book.table("self_checks").values():
            assert store.catalogues.read(check["catalogue"]) == criteria
    for name in store.archives.names():
        found[f"archives/{name}"] = packed(store.archives.read_bytes(name) or b"", criteria)
    return found | {f"drafts/{name}": str(store.drafts.read(name)) for name in store.drafts.names()}


def unfinished(content: Content) -> list[str]:
    """Files and whole stores that a writer had begun and nobody finished or removed."""
    names = {path: os.path.basename(path) for path in content}  # noqa: PTH119
    return [path for path, name in names.items() if name.startswith(".civicode.") or name.endswith(_HALF_SWAPPED)]


def packed(data: bytes, criteria: str) -> str:
    """What a backup would restore, or an archive holds; AssertionError unless it is whole and verifies."""
    if data not in _PACKED:
        found = unpacked(data, Path())
        assert [found.store.load(name).head for name in found.store.names()] == list(found.manifest.heads)
        _PACKED[data] = json.dumps(state_of(found.store, criteria), sort_keys=True)
    return _PACKED[data]
