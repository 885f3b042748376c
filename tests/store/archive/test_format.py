"""A store as a zip and back; whatever no backup holds is refused whole."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from civicode.errors import NotFoundError, RefusedError, StoreError
from civicode.store import Author
from civicode.store.archive.format import MANIFEST, entries_of, write_archive
from civicode.store.archive.unpacking import MOST_ENTRIES, unpack
from civicode.store.memory import MemoryStore
from tests.store.simulated.disks import WatchedFiles

MADE_AT = "2026-12-02T08:30:00+07:00"


@pytest.fixture
def source(author: Author) -> MemoryStore:
    store = MemoryStore()
    with store.edit("2026-11", "office", author=author) as edit:
        edit.put("2026-11", "self_checks", "007", {"note": "đi trễ\u202e 2 lần"}, action="created")
        edit.put("office", "staff", "007", {"name": "Trần Minh Đức"}, action="created")
    store.drafts.write("2026-11.008", "{}")
    store.catalogues.write("abc", "schema_version: 1\n")
    return store


def archived(path: Path, store: MemoryStore) -> Path:
    write_archive(path, store, program="1.2.3", made_at=MADE_AT, problems=0)
    return path


def codes(path: Path) -> list[str]:
    """What a refusal finds wrong."""
    with pytest.raises(RefusedError) as caught:
        unpack(path)
    assert caught.value.code == "store.backup_refused"
    return [problem.code for problem in caught.value.problems]


def test_what_is_packed_is_unpacked(source: MemoryStore, tmp_path: Path) -> None:
    path = archived(tmp_path / "a.zip", source)
    found = unpack(path)
    assert dict(entries_of(found.store)) == dict(entries_of(source))
    assert found.store.load("2026-11", strict=True) == source.load("2026-11", strict=True)
    assert found.manifest.program == "1.2.3"
    assert found.manifest.made_at == MADE_AT
    assert found.manifest.heads == (source.load("office").head, source.load("2026-11").head)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["a.zip"]


def test_it_is_a_plain_zip_of_the_folder(source: MemoryStore, tmp_path: Path) -> None:
    with zipfile.ZipFile(archived(tmp_path / "a.zip", source)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            MANIFEST, "office.json", "2026-11.json", "drafts/2026-11.008.json", "catalogues/abc.yaml",
        ]  # fmt: skip
        manifest = json.loads(archive.read(MANIFEST))
    assert (manifest["kind"], manifest["schema_version"], manifest["problems"]) == ("civicode-backup", 1, 0)


def test_the_same_store_makes_the_same_bytes(source: MemoryStore, tmp_path: Path) -> None:
    one, other = (archived(tmp_path / name, source).read_bytes() for name in ("a.zip", "b.zip"))
    assert one == other


def test_whatever_call_fails_what_was_there_stays(source: MemoryStore, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    disk = WatchedFiles()
    write_archive(path, source, program="1", made_at=MADE_AT, problems=0, files=disk)
    assert disk.calls.count("fsync") == disk.calls.count("fsync_folder") == 1
    assert disk.calls[-2:] == ["replace", "fsync_folder"]
    for number in range(1, len(disk.calls)):
        path.write_bytes(b"old")
        error = OSError(errno.ENOSPC, "told to fail")
        failing = WatchedFiles(lambda at, _, number=number, error=error: error if at == number else None)  # type: ignore[misc]
        with pytest.raises(StoreError, match=r"store\.full"):
            write_archive(path, source, program="1", made_at=MADE_AT, problems=0, files=failing)
        assert path.read_bytes() == b"old"
        assert [one.name for one in tmp_path.iterdir()] == ["a.zip"]


Change = Callable[[zipfile.ZipFile], None]


def add(name: str, data: bytes = b"{}", mode: int = 0o100600, **fields: int) -> Change:
    def change(archive: zipfile.ZipFile) -> None:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = mode << 16
        entry.compress_type = zipfile.ZIP_DEFLATED
        for key, value in fields.items():
            setattr(entry, key, value)
        archive.writestr(entry, data)

    return change


HOSTILE: Mapping[str, tuple[Change, str]] = {
    "up": (add("../2026-12.json"), "store.zip_outside"),
    "up within": (add("drafts/../../x.json"), "store.zip_outside"),
    "up on Windows": (add("drafts\\..\\..\\x.json"), "store.zip_outside"),
    "absolute": (add("/etc/passwd"), "store.zip_outside"),
    "a drive": (add("C:/x.json"), "store.zip_outside"),
    "a share": (add("\\\\host\\share\\x.json"), "store.zip_outside"),
    "a link": (add("2026-12.json", b"/etc/passwd", mode=0o120777), "store.zip_link"),
    "a pipe": (add("2026-12.json", mode=0o010600), "store.zip_foreign"),
    "a folder": (add("drafts/"), "store.zip_foreign"),
    "foreign": (add("virus.exe"), "store.zip_foreign"),
    "no month": (add("2026-13.json"), "store.zip_foreign"),
    "a hidden one": (add("drafts/.lock"), "store.zip_foreign"),
    "another folder": (add("other/2026-11.json"), "store.zip_foreign"),
    "deeper": (add("drafts/a/b.json"), "store.zip_foreign"),
    "not in the list": (add("2026-12.json"), "store.zip_foreign"),
    "bzip2": (add("2026-12.json", compress_type=zipfile.ZIP_BZIP2), "store.zip_method"),
    "a bomb": (add("2026-12.json", bytes(20 << 20)), "store.zip_bomb"),
    "another case": (add("DRAFTS/2026-11.008.json"), "store.zip_foreign"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_no_backup_holds_is_refused(kind: str, source: MemoryStore, tmp_path: Path) -> None:
    path = archived(tmp_path / "a.zip", source)
    change, code = HOSTILE[kind]
    with zipfile.ZipFile(path, "a") as archive:
        change(archive)
    assert codes(path) == [code]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_everything_wrong_is_told_at_once(source: MemoryStore, tmp_path: Path) -> None:
    path = archived(tmp_path / "a.zip", source)
    with zipfile.ZipFile(path, "a") as archive:
        for change in (add("../x"), add("office.json"), add("virus.exe")):
            change(archive)
    assert codes(path) == ["store.zip_outside", "store.zip_twice", "store.zip_foreign"]


def test_names_that_differ_by_case_alone_are_the_same_name(source: MemoryStore, tmp_path: Path) -> None:
    path = archived(tmp_path / "a.zip", source)
    with zipfile.ZipFile(path, "a") as archive:
        add("catalogues/ABC.yaml")(archive)
    assert codes(path) == ["store.zip_twice"]


def rewritten(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The same archive with other contents."""
    with zipfile.ZipFile(path) as archive:
        texts = {name: archive.read(name) for name in archive.namelist()}
    change(texts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return path


def test_a_list_and_its_files_must_agree(source: MemoryStore, tmp_path: Path) -> None:
    path = archived(tmp_path / "a.zip", source)

    def change(texts: dict[str, bytes]) -> None:
        texts["office.json"] = texts["office.json"].replace("Trần".encode(), "Trân".encode())
        del texts["drafts/2026-11.008.json"]

    assert codes(rewritten(path, change)) == ["store.zip_missing", "store.zip_changed"]


@pytest.mark.parametrize(
    ("text", "found"),
    [(b"", "store.zip_manifest"), (b"[]", "store.zip_manifest"), (b'{"kind":"x"}', "store.zip_manifest")],
)
def test_a_list_that_cannot_be_read(source: MemoryStore, tmp_path: Path, text: bytes, found: str) -> None:
    path = rewritten(archived(tmp_path / "a.zip", source), lambda texts: texts.update({MANIFEST: text}))
    assert codes(path) == [found]
    assert codes(rewritten(path, lambda texts: texts.__delitem__(MANIFEST))) == ["store.zip_no_manifest"]


def with_list(path: Path, **about: object) -> Path:
    def change(texts: dict[str, bytes]) -> None:
        texts[MANIFEST] = json.dumps({**json.loads(texts[MANIFEST]), **about}).encode()

    return rewritten(path, change)


def test_a_newer_backup_is_told_as_one(source: MemoryStore, tmp_path: Path) -> None:
    path = with_list(archived(tmp_path / "a.zip", source), schema_version=2)
    with pytest.raises(StoreError) as caught:
        unpack(path)
    assert (caught.value.code, dict(caught.value.facts)) == ("store.backup_newer", {"found": 2, "known": 1})


def test_unreadable_books_are_refused_with_file_and_byte(author: Author, source: MemoryStore, tmp_path: Path) -> None:
    path = archived(tmp_path / "a.zip", source)

    def change(texts: dict[str, bytes]) -> None:
        texts["office.json"] = texts["office.json"][:40]

    rewritten(path, change)
    with zipfile.ZipFile(path) as archive:
        files = json.loads(archive.read(MANIFEST))["files"]
        files["office.json"] = hashlib.sha256(archive.read("office.json")).hexdigest()
    with_list(path, files=files)
    with pytest.raises(RefusedError) as caught:
        unpack(path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.where, problem.facts["byte"]) == ("store.damaged", "office.json", 34)


def test_encrypted_entries_are_refused(source: MemoryStore, tmp_path: Path) -> None:
    path = archived(tmp_path / "a.zip", source)
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02", 0, data.index(b"2026-11.json", data.index(b"PK\x01\x02")))
    data[at + 8] |= 1
    path.write_bytes(data)
    assert codes(path) == ["store.zip_encrypted"]


def test_an_entry_that_lies_about_its_size_is_not_unpacked_whole(source: MemoryStore, tmp_path: Path) -> None:
    """A bomb of 60 MB that says it holds 10 bytes."""
    path = tmp_path / "a.zip"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, "{}")
        archive.writestr("office.json", bytes(60 << 20))
    data = bytearray(buffer.getvalue())
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    path.write_bytes(data)
    assert codes(path) == ["store.zip_not_whole"]


def test_too_many_entries(source: MemoryStore, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(MANIFEST, "{}")
        for number in range(MOST_ENTRIES):
            archive.writestr(f"drafts/{number}.json", "")
    assert codes(path) == ["store.zip_too_big"]


@pytest.mark.parametrize("data", [b"", b"PK", b"hello", b"PK\x05\x06" + bytes(10)])
def test_no_zip_at_all(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    assert codes(path) == ["store.zip_not_whole"]


def test_any_byte_changed_is_found_or_harmless(source: MemoryStore, tmp_path: Path) -> None:
    whole = archived(tmp_path / "a.zip", source).read_bytes()
    path = tmp_path / "b.zip"
    wanted = dict(entries_of(source))
    refused = 0
    for at in range(0, len(whole), 7):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        try:
            assert dict(entries_of(unpack(path).store)) == wanted
        except RefusedError:
            refused += 1
    assert refused > len(whole) // 14


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "none.zip", tmp_path):
        with pytest.raises(NotFoundError) as caught:
            unpack(path)
        assert caught.value.code == "store.backup_not_found"
