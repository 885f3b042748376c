"""`civicode store`, by exact output."""

import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Run

CHECKED = ("--rest-met", "--met", "TD-01")


@pytest.fixture
def kept(staffed: Run) -> Run:
    """An office of two with the checks of two months and a draft."""
    for period in ("2026-10", "2026-11"):
        assert staffed("check", "007", "--period", period, *CHECKED).code == 0
    assert staffed("check", "001", "--period", "2026-11", "--met", "TD-01", "--draft").code == 0
    return staffed


def damaged(book: str = "2026-10") -> None:
    """Cut the book short."""
    file = Path("data", f"{book}.json")
    data = file.read_bytes()
    file.write_bytes(data[: data.rindex(b'"self_checks"')])


def test_a_backup_in_both_languages(kept: Run) -> None:
    said = kept("store", "backup", "../a.zip")
    assert (said.code, said.err) == (0, "")
    assert said.shown == "Đã sao lưu 3 sổ và 1 bản nháp vào ../a.zip.\nDấu nhật ký: office:4:HASH\n"
    said = kept("--lang", "en", "store", "backup", "../a.zip")
    assert (said.code, said.out) == (5, "")
    assert said.err == (
        "error: ../a.zip is there already; nothing was written\n"
        "hint: choose another name, or overwrite it with --force\n"
    )
    said = kept("--lang", "en", "store", "backup", "../a.zip", "--force", "--dry-run")
    assert said.shown.endswith("Backed up in ../a.zip (books: 3, drafts: 1).\n")
    assert kept("status", "--json").json["office"]["last_backup"] == "2026-12-02"
    assert kept("store", "backup", "../b.zip", "--json").json["action"] == "created"
    assert stat.S_IMODE(Path("../a.zip").stat().st_mode) == 0o600


def test_a_zip_is_no_stream(kept: Run) -> None:
    said = kept("store", "backup", "-")
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        "lỗi: bản sao lưu phải là một tệp, không đi qua ống được\n"
        "gợi ý: nêu tên tệp, ví dụ: civicode store backup sao-luu.zip\n"
    )
    assert kept("--lang", "en", "store", "restore", "-").code == 2
    assert not Path("-").exists()


def test_restored_elsewhere_the_heads_are_the_same(kept: Run) -> None:
    heads = kept("audit", "verify", "--json").json["heads"]
    kept("store", "backup", "../a.zip")
    said = kept("store", "restore", "../a.zip", "--store", "../new")
    new = Path("../new").resolve()
    assert said.out == f"Đã lấy lại 3 sổ và 1 bản nháp từ ../a.zip vào {new}.\n"
    assert kept("audit", "verify", "--store", "../new", "--json").json["heads"] == heads
    said = kept("--lang", "en", "store", "restore", "../a.zip", "--store", "../new")
    assert said.code == 5
    assert said.err == (
        f"error: the store {new} is not empty; nothing was written\n"
        "hint: choose an empty folder; when restoring, --force keeps the old store beside the new one\n"
    )
    said = kept("--lang", "en", "store", "restore", "../a.zip", "--store", "../new", "--force")
    assert said.out == (
        f"Restored from ../a.zip to {new} (books: 3, drafts: 1).\n"
        f"The old store is kept in {new}.before-20261202-080000.\n"
    )


def test_a_zip_that_is_no_backup_changes_nothing(kept: Run) -> None:
    with zipfile.ZipFile("../evil.zip", "w") as archive:
        archive.writestr("../../evil.json", "{}")
        archive.writestr("virus.exe", "")
    said = kept("--lang", "en", "store", "restore", "../evil.zip", "--store", "../new")
    assert said.code == 3
    assert said.err == (
        "error: ../evil.zip is not restored: 3 things in it are wrong; nothing was written\n"
        "../../evil.json: store.zip_outside: ../../evil.json leads out of the folder\n"
        "virus.exe: store.zip_foreign: virus.exe is not a file of a store\n"
        "store.zip_no_manifest: civicode-backup.json is missing\n"
        "hint: use a file that civicode store backup made and nobody has changed\n"
    )
    assert not Path("../new").exists()
    assert kept("store", "restore", "../none.zip", "--store", "../new").code == 4


def test_a_copy(kept: Run) -> None:
    said = kept("store", "copy", "data", "../copy")
    here, there = Path("data").resolve(), Path("../copy").resolve()
    assert said.out == f"Đã chép 3 sổ và 1 bản nháp từ {here} sang {there}.\n"
    assert said.err == f"tiếp theo: civicode audit verify --store {there}\n"
    assert kept("store", "copy", "data", "../copy").code == 5
    assert kept("store", "copy", "../none", "../third").code == 4
    assert kept("store", "copy", "ftp://x/y", "../third").code == 2


def test_there_is_nothing_to_bring_up_yet(kept: Run) -> None:
    said = kept("store", "upgrade")
    assert (said.code, said.out) == (0, "Mọi sổ đều ở phiên bản dữ liệu 1, không có gì phải làm.\n")


def test_what_is_in_the_store(kept: Run) -> None:
    found = kept("store", "info", "--json").json
    place = Path("data").resolve()
    assert {name: found[name] for name in ("location", "kind", "mode", "access", "last_backup", "drafts")} == {
        "location": str(place), "kind": "folder", "mode": "0700", "access": "owner", "last_backup": None, "drafts": 1,
    }  # fmt: skip
    assert [(one["book"], one["records"], one["entries"], one["readable"]) for one in found["books"]] == [
        ("office", 2, 3, True), ("2026-10", 1, 2, True), ("2026-11", 1, 2, True),
    ]  # fmt: skip


def test_a_check_in_words(kept: Run) -> None:
    said = kept("store", "check", "--format", "table")
    assert (said.code, said.err) == (0, "")
    assert said.out == (
        "Đọc được tất cả: 3 sổ, 1 bản nháp, 1 bộ tiêu chí.\nAi đọc được thư mục: chỉ chủ thư mục (quyền 0700)\n"
    )
    damaged()
    said = kept("--lang", "en", "store", "check", "--format", "table")
    file = Path("data/2026-10.json").resolve()
    assert said.code == 1
    assert " ".join(said.out.split()).startswith(
        "ONE THING TO SEE TO (books: 3, drafts: 1, catalogues: 1): "
        f"2026-10.json: store.damaged: {file} is damaged at byte "
    )
    assert said.out.endswith("not JSON\nWho can read the folder: its owner alone (mode 0700)\n")
    assert kept("store", "check", "--store", "../none").code == 4


def test_the_place_itself_cannot_be_read(kept: Run) -> None:
    Path("file").write_text("", encoding="utf-8")
    assert kept("store", "check", "--store", "file").code == 6


def test_an_office_book_that_is_damaged_stops_neither_check_nor_info_nor_restore(kept: Run) -> None:
    kept("store", "backup", "../a.zip")
    Path("data/office.json").write_bytes(b"\xff")
    assert kept("store", "info").code == 0
    said = kept("store", "check", "--json")
    assert said.code == 1
    assert said.json["problems"][0]["message"].endswith("bị hỏng tại byte 0: không phải văn bản UTF-8")
    assert kept("staff", "list").code == 6
    assert kept("store", "restore", "../a.zip", "--force").code == 0
    assert kept("audit", "verify").code == 0


SEVERAL = (
    ("status",),
    ("period", "list"),
    ("violation", "list"),
    ("audit", "log"),
    ("report", "summary", "--period", "2026-Q4"),
    ("report", "summary", "--period", "2026"),
    ("report", "summary", "--period", "2026-11"),
    ("report", "progress", "--period", "2026-H2"),
)


@pytest.mark.parametrize("argv", SEVERAL, ids=" ".join)
def test_with_one_book_damaged_the_others_go_on_and_say_so(kept: Run, argv: tuple[str, ...]) -> None:
    damaged()
    said = kept("--lang", "en", *argv, "--json")
    assert said.code == 0, said.err
    assert [one["book"] for one in said.json["left_out"]] == ["2026-10"]
    file = Path("data/2026-10.json").resolve()
    assert said.err.startswith(f"note: The book 2026-10 is NOT in it: {file} is damaged at byte ")
    shown = kept("--lang", "en", *argv, "--format", "table").out
    assert "The book 2026-10 is NOT in it" in " ".join(shown.split())
    assert "Sổ 2026-10 KHÔNG" not in shown
    assert "KHÔNG tính sổ 2026-10" in " ".join(kept(*argv, "--format", "table").out.split())


JUST_THAT = (
    ("period", "show", "2026-10"),
    ("violation", "list", "--period", "2026-10"),
    ("report", "summary", "--period", "2026-10"),
    ("report", "summary", "--period", "2026-11", "--compare", "2026-10"),
    ("check", "007", "--period", "2026-10", "--show"),
    ("check", "007", "--period", "2026-10", "--rest-met"),
    ("audit", "log", "--period", "2026-10"),
    ("store", "backup", "../a.zip"),
)


@pytest.mark.parametrize("argv", JUST_THAT, ids=" ".join)
def test_what_needs_just_that_book_names_file_and_byte(kept: Run, argv: tuple[str, ...]) -> None:
    damaged()
    said = kept(*argv, "--json")
    assert said.code == 6, said.err
    assert said.out == ""
    assert said.error["code"] == "store.damaged"
    assert said.error["facts"]["file"] == str(Path("data/2026-10.json").resolve())
    assert said.error["facts"]["byte"] > 0


def test_no_gate_is_passed_without_a_book(kept: Run) -> None:
    assert kept("report", "summary", "--period", "2026-Q4", "--unit", "Văn phòng", "--fail-under", "50").code == 0
    damaged()
    said = kept("--lang", "en", "report", "summary", "--period", "2026-Q4", "--unit", "Văn phòng", "--fail-under", "50")
    assert said.code == 1
    assert "failed: " in said.err


def test_the_audit_goes_on_past_a_damaged_book(kept: Run) -> None:
    damaged()
    said = kept("audit", "verify", "--json")
    assert said.code == 1
    assert [one["book"] for one in said.json["problems"]] == ["2026-10"]
    assert [head.split(":")[0] for head in said.json["heads"]] == ["office", "2026-11"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bits")
def test_a_loose_umask_makes_nothing_loose(kept: Run, tmp_path: Path) -> None:
    script = "\n".join(
        f"assert main({argv!r}) == 0"
        for argv in (
            ("staff", "add", "001", "--name", "Lê", "--position", "X", "--unit", "U"),
            ("check", "001", "--rest-met", "--period", "2026-11"),
            ("check", "001", "--met", "TD-01", "--draft", "--period", "2026-10"),
            ("store", "backup", "../loose.zip"),
            ("store", "restore", "../loose.zip", "--force"),
            ("store", "copy", "fresh", "../copied"),
        )
    )
    environment = {**os.environ, "CIVICODE_STORE": "fresh"}
    program = f"import os\nos.umask(0)\nfrom civicode.cli import main\n{script}"
    subprocess.run([sys.executable, "-c", program], check=True, env=environment, capture_output=True)
    made = [Path("fresh"), Path("../copied"), *Path().glob("fresh.before-*")]
    assert len(made) == 3
    for folder in made:
        for path in (folder, *folder.rglob("*")):
            assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    assert stat.S_IMODE(Path("../loose.zip").stat().st_mode) == 0o600
