"""A ward that joins: what a crash leaves is used again, and nothing else is; all people are made up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from civicode.domain.merge.record import Side
from civicode.errors import NotAllowedError, RefusedError, StoreError
from civicode.services.merge import ward as merger
from civicode.services.office.office import Office
from civicode.services.staff import add, leave
from civicode.services.store.archives import archive_facts, archive_problems, mergers_in, opened, unrecorded
from civicode.services.store.audit import verify
from civicode.services.store.info import check
from civicode.store import Author, Edit
from civicode.store.folder.folder import FolderStore
from civicode.store.memory import MemoryStore
from tests.services.offices import CLERK, WORKER, close, hand_in, new_office, office, ready

CAME = {"B1": "Vũ Thị Mơ", "B2": "Bùi Văn Ba"}


class Breaking(MemoryStore):
    """Publishes nothing while it is told to break."""

    breaks = False

    @contextmanager
    def edit(self, *books: str, author: Author, publish: bool = True) -> Iterator[Edit]:
        with super().edit(*books, author=author, publish=publish and not self.breaks) as edit:
            yield edit
        if self.breaks and books:
            raise StoreError("store.full", file="office.json")


@pytest.fixture
def place(tmp_path: Path) -> str:
    """The other ward's store; B3 has left."""
    there = ready(replace(new_office(), store=FolderStore(str(tmp_path / "other"))))
    for code, name in (*CAME.items(), ("B3", "Đỗ Đã Nghỉ")):
        add(there, code=code, name=name, position="Kế toán", unit="Tài chính")
    leave(there, "B3", until=date(2026, 11, 30))
    return str(tmp_path / "other")


def asked(place: str, **about: object) -> merger.Asked:
    return merger.Asked(place, None, (), "resolution 12")._replace(**about)  # type: ignore[arg-type]


def ours() -> Office:
    made = office()
    store = Breaking()
    assert isinstance(made.store, MemoryStore)
    store._books = made.store._books
    return ready(replace(made, store=store))


def archives(made: Office) -> dict[str, bytes | None]:
    return {name: made.store.archives.read_bytes(name) for name in made.store.archives.names()}


def test_what_a_crash_left_is_used_again(place: str) -> None:
    made = ours()
    assert isinstance(made.store, Breaking)
    made.store.breaks = True
    with pytest.raises(StoreError):
        merger.merge(made, asked(place))
    left = archives(made)
    assert sorted(left) == unrecorded(made.store) == ["2026-12-01.other", "2026-12-01.own"]
    assert [one.code for one in check(made.store).problems] == ["store.archive_unrecorded"] * 2
    assert mergers_in(made.store.load("office")) == []
    made.store.breaks = False
    later = ready(replace(made, now=made.now + timedelta(hours=1)))
    assert merger.merge(later, asked(place)).action == "joined"
    assert archives(made) == left
    assert unrecorded(made.store) == []


def test_what_was_written_since_is_in_the_archive(place: str) -> None:
    made = ours()
    assert isinstance(made.store, Breaking)
    made.store.breaks = True
    with pytest.raises(StoreError):
        merger.merge(made, asked(place))
    made.store.breaks = False
    left = archives(made)
    hand_in(made, "2026-11", CLERK)
    merger.merge(made, asked(place))
    now = archives(made)
    assert now["2026-12-01.other"] == left["2026-12-01.other"]
    (record,) = mergers_in(made.book)
    own = opened(made.store, record.archives[Side.OWN])
    assert "001" in own.load("2026-11").table("self_checks")
    assert [one for one in own.names() if own.load(one).head] == ["office", "2026-11"]
    assert record.archives[Side.OWN].heads == verify(own).heads


def test_the_register_and_the_record(place: str) -> None:
    made = office()
    before = {one.code: one for one in made.members}
    done = merger.merge(made, asked(place))
    assert (done.action, done.key, done.counts) == ("joined", "2026-12-01", {"people": 2, "same": 0, "absences": 0})
    found = {one.code: one for one in made.members}
    assert {code: one.name for code, one in found.items() if code not in before} == CAME
    assert all(found[code] == one for code, one in before.items())
    assert all(found[code].since == date(2026, 12, 1) for code in CAME)
    (record,) = mergers_in(made.book)
    assert record.codes == {code: code for code in CAME}
    entry = max(made.book.table("audit").values(), key=lambda one: int(one["seq"]))
    assert (entry["action"], entry["table"], entry["key"], entry["reason"]) == (
        "joined",
        "mergers",
        "2026-12-01",
        "resolution 12",
    )
    assert sorted(entry["documents"]["staff"]) == sorted(CAME)
    assert verify(made).ok
    assert archive_problems(made.store) == []
    assert [(one.file, one.side) for one in archive_facts(made.store)] == [
        ("2026-12-01.other.zip", "other"),
        ("2026-12-01.own.zip", "own"),
    ]
    assert merger.merge(made, asked(place)).action == "unchanged"


def test_trying_writes_nothing(place: str) -> None:
    made = replace(office(), dry_run=True)
    done = merger.merge(ready(made), asked(place))
    assert (done.action, done.dry_run, done.audit) == ("joined", True, None)
    assert archives(made) == {}
    assert made.book.table("mergers") == {}


def test_a_store_that_does_not_verify_is_not_kept(place: str) -> None:
    book = Path(place, "office.json")
    book.write_text(book.read_text(encoding="utf-8").replace("Vũ Thị Mơ", "Vũ Thị Mai"), encoding="utf-8")
    made = office()
    with pytest.raises(RefusedError) as refused:
        merger.merge(made, asked(place))
    assert [one.code for one in refused.value.problems] == ["merger.not_sound"]
    assert archives(made) == {}


def test_from_a_month_before_while_it_is_open(place: str) -> None:
    made = office()
    first = date(2026, 11, 1)
    merger.merge(made, asked(place, since=first))
    assert all(made.member(code).since == first for code in CAME)
    close(made, "2026-11")
    with pytest.raises(NotAllowedError) as refused:
        merger.merge(made, asked(place, since=date(2026, 12, 1)))
    assert refused.value.code == "merger.joined_before"
    assert made.member(WORKER).since == date(2026, 11, 16)
