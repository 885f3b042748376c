"""Taking a store away whole and bringing it back."""

import json
import os
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from civicode.domain.store.audit import encode_document
from civicode.errors import NotAllowedError, NotFoundError, RefusedError
from civicode.services.office.office import Office
from civicode.services.status import status
from civicode.services.store.audit import verify
from civicode.services.store.backup import backup, copy, copy_into, restore, upgrade
from civicode.store import Store
from civicode.store.archive.format import MANIFEST, entries_of
from civicode.store.book.shapes import STEPS
from civicode.store.copying import held
from civicode.store.folder.folder import FolderStore
from civicode.store.memory import MemoryStore
from civicode.store.opening import open_store
from tests.conftest import NOW
from tests.services.offices import OFFICER, begin, hand_in
from tests.services.offices import office as made
from tests.store.book.test_shapes import add_late, old_book


@pytest.fixture
def office() -> Office:
    office = made()
    hand_in(office, "2026-11", OFFICER)
    begin(office, "2026-11", "001")
    return office


def files(store: Store) -> dict[str, bytes]:
    """Every file of a store as its folder would hold it."""
    return dict(entries_of(held(store)))


def heads(location: str) -> tuple[str, ...]:
    return verify(open_store(location, create=False)).heads


def test_a_backup_is_entered_after_it_was_made(office: Office, tmp_path: Path) -> None:
    before = verify(office.store).heads
    receipt = backup(office, tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        manifest = json.loads(archive.read(MANIFEST))
    assert tuple(manifest["heads"]) == before
    assert manifest["made_at"] == "2026-12-02T08:30:00+07:00"
    assert (receipt.action, receipt.kind, receipt.audit) == ("created", "backup", office.store.load("office").head)
    assert {name: receipt.facts[name] for name in ("books", "drafts")} == {"books": 2, "drafts": 1}
    assert office.store.load("office").table("backups") == {
        "1": {"on": "2026-12-02", "at": "2026-12-02T08:30:00+07:00", "file": "a.zip", "heads": list(before)}
    }
    assert status(office).office.last_backup == office.today
    backup(office, tmp_path / "b.zip")
    assert list(office.store.load("office").table("backups")) == ["1", "2"]


def test_what_is_there_is_not_overwritten(office: Office, tmp_path: Path) -> None:
    target = tmp_path / "a.zip"
    target.write_bytes(b"mine")
    with pytest.raises(NotAllowedError) as caught:
        backup(office, target)
    assert (caught.value.code, target.read_bytes()) == ("store.backup_exists", b"mine")
    with pytest.raises(NotAllowedError):
        backup(office, tmp_path, force=True)
    backup(office, target, force=True)
    assert zipfile.is_zipfile(target)


def test_a_backup_needs_a_place_and_something_to_save(office: Office, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as caught:
        backup(office, tmp_path / "none" / "a.zip")
    assert caught.value.code == "store.backup_no_folder"
    with pytest.raises(NotFoundError) as caught:
        backup(replace(office, store=MemoryStore()), tmp_path / "a.zip")
    assert caught.value.code == "store.empty"
    place = tmp_path / "data"
    copy_into(FolderStore(str(place)), office.store, NOW)  # type: ignore[arg-type]
    with pytest.raises(NotAllowedError) as refused:
        backup(replace(office, store=FolderStore(str(place))), place / "drafts" / "a.zip")
    assert refused.value.code == "store.backup_within"


def test_a_dry_run_writes_nothing(office: Office, tmp_path: Path) -> None:
    before = verify(office.store).heads
    assert backup(replace(office, dry_run=True), tmp_path / "a.zip").dry_run
    assert verify(office.store).heads == before
    backup(office, tmp_path / "a.zip")
    assert restore(str(tmp_path / "data"), tmp_path / "a.zip", NOW, dry_run=True).dry_run
    assert [one.name for one in tmp_path.iterdir()] == ["a.zip"]


def test_a_store_restored_has_the_same_heads_and_all_else(office: Office, tmp_path: Path) -> None:
    wanted, place = files(office.store), str(tmp_path / "data")
    before = verify(office.store)
    backup(office, tmp_path / "a.zip")
    receipt = restore(place, tmp_path / "a.zip", NOW)
    assert (receipt.action, receipt.notes) == ("restored", ())
    assert heads(place) == before.heads
    assert files(open_store(place, create=False)) == wanted


def test_over_a_living_store_only_when_forced_and_that_one_is_kept(office: Office, tmp_path: Path) -> None:
    place = str(tmp_path / "data")
    backup(office, tmp_path / "a.zip")
    restore(place, tmp_path / "a.zip", NOW)
    first = heads(place)
    hand_in(replace(office, store=open_store(place, create=False)), "2026-10", OFFICER)
    later = heads(place)
    with pytest.raises(NotAllowedError) as caught:
        restore(place, tmp_path / "a.zip", NOW)
    assert (caught.value.code, heads(place)) == ("store.not_empty", later)
    receipt = restore(place, tmp_path / "a.zip", NOW, force=True)
    assert receipt.notes == ("receipt.store_kept",)
    assert heads(place) == first
    assert heads(str(receipt.facts["kept"])) == later
    assert Path(str(receipt.facts["kept"])).name == "data.before-20261202-080000"


def test_a_damaged_store_can_be_replaced(office: Office, tmp_path: Path) -> None:
    place = tmp_path / "data"
    backup(office, tmp_path / "a.zip")
    restore(str(place), tmp_path / "a.zip", NOW)
    (place / "office.json").write_text("{", encoding="utf-8")
    restore(str(place), tmp_path / "a.zip", NOW, force=True)
    assert verify(open_store(str(place), create=False)).ok


def test_a_store_whose_audit_disagrees_can_be_saved_and_restored_and_says_so(office: Office, tmp_path: Path) -> None:
    book = office.store.load("2026-11", strict=True)
    check = {**book.table("self_checks")[OFFICER], "late": True}
    book.tables["self_checks"][OFFICER] = encode_document(check)
    other = MemoryStore()
    for name in office.store.names():
        other.adopt(book if name == book.name else office.store.load(name, strict=True))
    assert len(verify(other).problems) == 1
    receipt = backup(replace(office, store=other), tmp_path / "a.zip")
    assert (receipt.notes, receipt.facts["problems"]) == (("receipt.store_not_verified",), 1)
    assert restore(str(tmp_path / "data"), tmp_path / "a.zip", NOW).notes == ("receipt.store_not_verified",)
    assert len(verify(open_store(str(tmp_path / "data"), create=False)).problems) == 1


def test_a_backup_changed_by_hand_is_refused(office: Office, tmp_path: Path) -> None:
    backup(office, tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        texts = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(texts[MANIFEST])
    manifest["heads"] = manifest["heads"][:-1]
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name, text in {**texts, MANIFEST: json.dumps(manifest).encode()}.items():
            archive.writestr(name, text)
    with pytest.raises(RefusedError) as caught:
        restore(str(tmp_path / "data"), tmp_path / "a.zip", NOW)
    assert [problem.code for problem in caught.value.problems] == ["store.zip_heads"]
    assert not (tmp_path / "data").exists()


def test_a_copy_is_the_same_store_elsewhere(office: Office, tmp_path: Path) -> None:
    one, other = str(tmp_path / "one"), str(tmp_path / "other")
    copy_into(FolderStore(one), office.store, NOW)  # type: ignore[arg-type]
    receipt = copy(one, other, NOW)
    assert (receipt.action, receipt.facts["books"]) == ("copied", 2)
    assert files(FolderStore(other)) == files(FolderStore(one)) == files(office.store)
    with pytest.raises(NotAllowedError) as caught:
        copy(one, other, NOW)
    assert caught.value.code == "store.not_empty"
    with pytest.raises(NotFoundError):
        copy(str(tmp_path / "none"), str(tmp_path / "third"), NOW)
    (tmp_path / "empty").mkdir()
    with pytest.raises(NotFoundError):
        copy(str(tmp_path / "empty"), str(tmp_path / "third"), NOW)
    assert copy(one, str(tmp_path / "third"), NOW, dry_run=True).dry_run
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "one", "other"]
    memory = MemoryStore()
    copy_into(memory, office.store, NOW)  # type: ignore[arg-type]
    assert verify(memory).heads == verify(office.store).heads


def test_upgrading_saves_first_and_keeps_the_audit_whole(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert upgrade(office).action == "unchanged"
    monkeypatch.setitem(STEPS, 0, add_late)
    place = FolderStore(str(tmp_path / "data"))
    copy_into(place, office.store, NOW)  # type: ignore[arg-type]
    place.adopt(old_book("2026-09"))
    old = replace(office, store=place)
    assert upgrade(replace(old, dry_run=True)).facts["books"] == ["2026-09"]
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
    receipt = upgrade(old)
    assert (receipt.action, receipt.facts["n"], receipt.audit) == ("upgraded", 1, place.load("2026-09").head)
    assert verify(place).ok
    assert place.load("2026-09", strict=True).table("self_checks")["007"]["late"] is False
    assert upgrade(old).action == "unchanged"
    kept = Path(str(receipt.facts["file"]))
    assert kept == tmp_path / "civicode-v1-20261202-083000.zip"
    restore(str(tmp_path / "back"), kept, NOW)
    assert FolderStore(str(tmp_path / "back")).load("2026-09", strict=True) == old_book("2026-09")


def test_a_folder_of_other_files_is_nobodys_store(office: Office, tmp_path: Path) -> None:
    backup(office, tmp_path / "a.zip")
    source, place = tmp_path / "source", tmp_path / "mine"
    restore(str(source), tmp_path / "a.zip", NOW)
    place.mkdir()
    (place / "letter.txt").write_text("x", encoding="utf-8")
    acts: tuple[Callable[[], object], ...] = (
        lambda: restore(str(place), tmp_path / "a.zip", NOW),
        lambda: copy(str(source), str(place), NOW),
    )
    for act in acts:
        with pytest.raises(NotAllowedError) as caught:
            act()
        assert (caught.value.code, caught.value.facts["names"]) == ("store.other_files", ["letter.txt"])
    assert [one.name for one in place.iterdir()] == ["letter.txt"]


def test_a_store_is_not_copied_into_itself(office: Office, tmp_path: Path) -> None:
    backup(office, tmp_path / "a.zip")
    source = tmp_path / "source"
    restore(str(source), tmp_path / "a.zip", NOW)
    with pytest.raises(NotAllowedError) as caught:
        copy(str(source), str(source / "in"), NOW)
    assert caught.value.code == "store.copy_within"
    assert not (source / "in").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files on this system")
def test_what_is_no_plain_file_is_not_replaced(office: Office, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotAllowedError) as caught:
        backup(office, tmp_path / "pipe", force=True)
    assert (caught.value.code, (tmp_path / "pipe").is_fifo()) == ("store.backup_exists", True)
