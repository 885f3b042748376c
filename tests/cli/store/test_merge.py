"""`civicode store merge`: two wards of made-up people become one; what was before stays byte for byte."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.built_once import BuiltOnce
from tests.cli.conftest import Run, Said

MERGE = ("store", "merge", "../other", "--reason", "NQ 12")
POST = ("--position", "Kế toán", "--unit", "Tài chính")
ARCHIVE = "data/archives/2026-12-01.other.zip"
CODES = "Mã CB,Họ và tên,Mã mới\n007,Phạm Văn Ơn,B07\nB1,Lê Thị Ánh,001\n"
REPORTS = ("summary", "progress", "criteria", "violations", "trend", "office", "plan", "emulation")


def must(run: Run, *argv: str) -> Said:
    said = run(*argv)
    assert said.code == 0, (argv, said.err)
    return said


@pytest.fixture
def wards(staffed: Run, tmp_path: Path, built_once: BuiltOnce) -> Run:
    """Ours, 001 and 007, with October closed; the other ward beside it, whose 007 is somebody else."""
    built_once.lay("wards", tmp_path, lambda: _two_wards(staffed))
    return staffed


def _two_wards(staffed: Run) -> None:
    Path("office.yaml").write_text('office:\n  - {name: "UBND PHƯỜNG MẪU A", place: A}\n', encoding="utf-8")
    must(staffed, "check", "001", "--period", "2026-10", "--rest-met")
    must(staffed, "check", "007", "--period", "2026-10", "--not-met", "TD-02=đi trễ", "--rest-met")
    must(staffed, "period", "close", "2026-10", "--accept-missing", "x")
    must(staffed, "check", "007", "--period", "2026-11", "--rest-met")
    other = Path("../other")
    other.mkdir()
    (other / "office.yaml").write_text('office:\n  - {name: "UBND PHƯỜNG MẪU B", place: B}\n', encoding="utf-8")
    (other / "criteria.yaml").write_text(Path("criteria.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    there = ("--store", "../other/data")
    for code, name in (("007", "Phạm Văn Ơn"), ("B1", "Lê Thị Ánh"), ("B2", "Nguyễn Thị Đào"), ("B3", "Vũ Đã Nghỉ")):
        must(staffed, "staff", "add", code, "--name", name, *POST, *there)
    must(staffed, "staff", "leave", "B3", "--until", "2026-10-31", *there)
    must(staffed, "staff", "excuse", "B2", "--from", "2026-11-20", "--until", "2026-12-10", "--reason", "ốm", *there)
    must(staffed, "check", "007", "--period", "2026-11", "--rest-met", *there)
    must(staffed, "period", "close", "2026-11", "--accept-missing", "x", *there)
    Path("codes.csv").write_text(CODES, encoding="utf-8")


def merged(wards: Run, *more: str) -> Said:
    return must(wards, *MERGE, "--mapping", "codes.csv", *more)


def stored(folder: str = "data") -> dict[str, bytes]:
    files = Path(folder).rglob("*")
    return {
        str(one.relative_to(folder)): one.read_bytes() for one in files if one.is_file() and ".lock" not in one.name
    }


def test_what_is_not_decided_is_told_at_once_and_nothing_is_written(wards: Run) -> None:
    before, theirs = stored(), stored("../other")
    said = wards("--lang", "en", *MERGE)
    assert (said.code, said.out) == (3, "")
    assert said.err.splitlines()[1:3] == [
        "B1: merger.same_name: Lê Thị Ánh (B1) has the name of 001 here",
        "007: merger.code_taken: the code 007 of Phạm Văn Ơn is that of Trần Minh Đức here",
    ]
    assert (stored(), stored("../other")) == (before, theirs)


def test_the_preview_is_the_skeleton_of_the_mapping_file(wards: Run) -> None:
    before = stored()
    said = wards(*MERGE, "--dry-run", "--format", "csv", "-o", "map.csv")
    assert said.code == 3
    lines = Path("map.csv").read_text(encoding="utf-8").splitlines()
    assert lines == [
        "code,name,new_code,state,here,position,unit",
        "B1,Lê Thị Ánh,,same_name,001,Kế toán,Tài chính",
        "B2,Nguyễn Thị Đào,B2,free,,Kế toán,Tài chính",
        "007,Phạm Văn Ơn,,code_taken,007,Kế toán,Tài chính",
    ]
    filled = "\n".join(lines).replace("Ánh,,", "Ánh,B1,").replace("007,Phạm Văn Ơn,,", "7,Phạm Văn Ơn,B07,")
    Path("map.csv").write_text(filled, encoding="utf-8")
    said = must(wards, "--lang", "en", *MERGE, "--mapping", "map.csv", "--dry-run", "--json")
    assert [(one["code"], one["new_code"], one["state"]) for one in said.json["people"]] == [
        ("B1", "B1", "free"),
        ("B2", "B2", "free"),
        ("007", "B07", "free"),
    ]
    assert said.json["problems"] == said.json["unfinished"] == []
    assert stored() == before


def test_a_merge_in_both_languages(wards: Run) -> None:
    said = merged(wards)
    assert said.shown == (
        "Từ ngày 01/12/2026, 3 người của cơ quan kia có trong danh sách (1 người đã có từ trước).\n"
        "Đợt nghỉ đi kèm: 1.\n"
        "Hai kho trước khi sáp nhập được lưu trong archives: 2026-12-01.other.zip, 2026-12-01.own.zip. "
        "Mở để đọc bằng --store.\n"
        "Nếu cơ quan mang tên mới từ ngày 01/12/2026, hãy ghi tên đó vào office.yaml với from: 01/12/2026.\n"
        "Dấu nhật ký: office:5:HASH\n"
    )
    before = stored()
    again = must(wards, "--lang", "en", *MERGE, "--mapping", "codes.csv")
    assert again.out == "This merger is entered already, from 01/12/2026 on; nothing was written.\n"
    assert stored() == before


def test_a_merge_needs_no_reason(wards: Run) -> None:
    must(wards, "store", "merge", "../other", "--mapping", "codes.csv")
    entries = wards("audit", "log", "--target", "mergers", "--json").json["entries"]
    assert [one.get("reason") for one in entries] == [None]
    assert wards("audit", "verify").code == 0


def test_the_receipt_for_scripts_and_the_register(wards: Run) -> None:
    said = merged(wards, "--json").json
    assert said.pop("audit").startswith("office:5:")
    assert said == {
        "schema_version": 1,
        "action": "joined",
        "kind": "merger",
        "key": "2026-12-01",
        "period": None,
        "next": "civicode staff list",
        "counts": {"people": 3, "same": 1, "absences": 1},
    }
    staff = {one["code"]: one for one in wards("staff", "list", "--json").json["staff"]}
    assert {code: (one["name"], one["unit"], one["from"]) for code, one in staff.items()} == {
        "001": ("Lê Thị Ánh", "Tài chính", None),
        "007": ("Trần Minh Đức", "Văn phòng", None),
        "B07": ("Phạm Văn Ơn", "Tài chính", "2026-12-01"),
        "B2": ("Nguyễn Thị Đào", "Tài chính", "2026-12-01"),
    }
    absences = wards("staff", "show", "B2", "--json").json["absences"]
    assert absences == [{"from": "2026-12-01", "until": "2026-12-10", "reason": "ốm"}]
    assert {one["code"] for one in wards("staff", "list", "--on", "2026-11-30", "--json").json["staff"]} == {
        "001",
        "007",
    }
    assert wards("staff", "show", "001", "--json").json["posts"][0]["unit"] == "Lãnh đạo"
    assert wards("audit", "verify").code == 0
    assert wards("store", "check").code == 0


@pytest.mark.parametrize("form", ["json", "csv", "docx", "xlsx", "html"])
def test_every_earlier_report_is_the_same_bytes(wards: Run, form: str) -> None:
    def all_of_them() -> dict[str, bytes]:
        found = {}
        for name in REPORTS:
            for period in ("2026-10", "2026-11", "2026-Q3"):
                file = f"{name}-{period}.{form}"
                must(wards, "export", name, file, "--period", period, "--force")
                found[file] = Path(file).read_bytes()
        for officer in ("001", "007"):
            must(wards, "export", "officer", f"x.{form}", "--officer", officer, "--period", "2026-11", "--force")
            found[officer] = Path(f"x.{form}").read_bytes()
        return found

    before = all_of_them()
    merged(wards)
    assert all_of_them() == before
    assert stored()["2026-10.json"]


def test_books_of_months_are_not_touched(wards: Run) -> None:
    before = stored()
    merged(wards)
    after = stored()
    assert {name for name in after if after[name] != before.get(name)} == {
        "office.json",
        "archives/2026-12-01.other.zip",
        "archives/2026-12-01.own.zip",
    }


def test_what_is_unfinished_there_refuses_unless_it_is_accepted(wards: Run) -> None:
    there = ("--store", "../other/data")
    must(wards, "check", "B1", "--period", "2026-12", "--met", "TD-01", "--draft", *there)
    must(wards, "violation", "add", "007", "--criterion", "TD-02", "--on", "2026-12-01", "--what", "đi trễ", *there)
    must(wards, "check", "007", "--period", "2026-12", "--rest-met", *there)
    before = stored()
    said = wards(*MERGE, "--mapping", "codes.csv", "--json")
    assert said.code == 5
    assert said.error["code"] == "merger.unfinished"
    assert [one["code"] for one in said.error["problems"]] == [
        "merger.open_period",
        "merger.open_case",
        "merger.open_draft",
    ]
    assert stored() == before
    merged(wards, "--accept-open", "không ai làm tiếp")
    document = json.loads(Path("data/office.json").read_text(encoding="utf-8"))["mergers"]["2026-12-01"]
    assert (document["accepted"], document["reason"], document["office"]) == (
        "không ai làm tiếp",
        "NQ 12",
        "UBND PHƯỜNG MẪU B",
    )
    assert document["codes"] == {"B1": "001", "B2": "B2", "007": "B07"}


@pytest.mark.parametrize(
    ("argv", "code", "sentence"),
    [
        (("store", "merge", "../nowhere", "--reason", "x"), 4, "store.no_folder"),
        (("store", "merge", ".", "--reason", "x"), 5, "merger.itself"),
        (("store", "merge", "data", "--reason", "x"), 5, "merger.itself"),
        ((*MERGE[:-1], " "), 2, "merger.reason_required"),
        ((*MERGE, "--accept-open", ""), 2, "merger.reason_required"),
        ((*MERGE, "--from", "2026-12-02"), 5, "merger.not_first_day"),
        ((*MERGE, "--from", "2027-01-01"), 5, "merger.future"),
        ((*MERGE, "--from", "2026-10-01"), 5, "merger.closed"),
        ((*MERGE, "--mapping", "none.csv"), 4, "text_file.missing"),
        ((*MERGE, "--mapping", "office.yaml"), 3, "merger.map_refused"),
        (("store", "merge", "codes.csv", "--reason", "x"), 6, "store.not_a_folder"),
    ],
)
def test_what_cannot_be_merged(wards: Run, argv: tuple[str, ...], code: int, sentence: str) -> None:
    before = stored()
    said = wards(*argv, "--json")
    assert (said.code, said.error["code"]) == (code, sentence)
    assert stored() == before


def test_a_ward_joins_once(wards: Run) -> None:
    merged(wards)
    for more in (("--from", "2026-11-01"), ()):
        said = wards(*MERGE, *more, "--json")
        if more:
            assert said.error["code"] == "merger.joined_before"
    must(wards, "staff", "add", "B9", "--name", "Đỗ Thị Mới", *POST, "--store", "../other/data")
    said = wards(*MERGE, "--json")
    assert (said.code, said.error["code"]) == (5, "merger.joined_before")
    backup = must(wards, "store", "copy", "data", "../copy")
    assert backup.code == 0
    said = wards("store", "merge", "../copy", "--reason", "x", "--json")
    assert (said.code, said.error["code"]) == (5, "merger.itself")


@pytest.mark.parametrize("kind", ["store", "zip"])
def test_the_other_ward_may_be_a_store_or_a_backup(wards: Run, kind: str) -> None:
    place = "../other/data"
    if kind == "zip":
        must(wards, "store", "backup", "../other.zip", "--store", place)
        place = "../other.zip"
    said = must(wards, "--lang", "en", "store", "merge", place, "--reason", "x", "--mapping", "codes.csv")
    assert ("No office.yaml names the other ward" in said.out) is (kind == "zip")
    assert wards("audit", "verify").code == 0


def test_the_archive_is_read_as_a_store_under_its_old_name(wards: Run) -> None:
    before = must(wards, "report", "summary", "--period", "2026-11", "--store", "../other/data").out
    merged(wards)
    there = ("--store", ARCHIVE)
    assert must(wards, "report", "summary", "--period", "2026-11", *there).out == before
    assert must(wards, "report", "summary", "--period", "2026-11", "--format", "table", *there).out
    must(wards, "export", "summary", "x.docx", "--period", "2026-11", *there)
    with zipfile.ZipFile("x.docx") as file:
        words = file.read("word/document.xml").decode()
    assert "PHƯỜNG MẪU B" in words
    assert "PHƯỜNG MẪU A" not in words
    must(wards, "export", "summary", "y.docx", "--period", "2026-11")
    with zipfile.ZipFile("y.docx") as file:
        assert "PHƯỜNG MẪU A" in file.read("word/document.xml").decode()
    for argv in (("audit", "verify"), ("violation", "list"), ("staff", "list"), ("store", "info"), ("store", "check")):
        must(wards, *argv, *there)
    must(wards, "report", "summary", "--period", "2026-10", "--store", ARCHIVE.replace("other", "own"))


WRITING = (
    ("staff", "add", "X1", "--name", "A B", *POST),
    ("staff", "add", "X1", "--name", "A B", *POST, "--dry-run"),
    ("check", "B1", "--period", "2026-12", "--rest-met"),
    ("check", "B1", "--period", "2026-12", "--met", "TD-01", "--draft"),
    ("violation", "add", "B1", "--criterion", "TD-02", "--on", "2026-11-05", "--what", "x"),
    ("period", "reopen", "2026-11", "--reason", "x"),
    ("plan", "progress", "NV-01", "--note", "x"),
    ("import", "staff", "staff.csv"),
    ("store", "backup", "../b.zip"),
    ("store", "restore", ARCHIVE, "--force"),
    ("store", "merge", "../other", "--reason", "x"),
)


@pytest.mark.parametrize("argv", WRITING, ids=lambda argv: " ".join(argv[:2]))
def test_what_writes_into_an_archive_is_refused(wards: Run, argv: tuple[str, ...]) -> None:
    merged(wards)
    Path("staff.csv").write_text("code,name,position,unit\nX2,Ai Đó,Kế toán,Tài chính\n", encoding="utf-8")
    before = stored()
    said = wards(*argv, "--store", ARCHIVE, "--json")
    assert said.code == 5, said
    assert said.error["code"] in {"store.archive_read_only", "store.archive_is_backup"}
    assert stored() == before


def test_named_data_out_of_an_archive_are_entered_in_the_store_that_keeps_it(wards: Run) -> None:
    merged(wards)
    argv = ("export", "officer", "x.csv", "--officer", "007", "--period", "2026-11")
    must(wards, *argv, "--store", ARCHIVE)
    made = json.loads(Path("data/office.json").read_text(encoding="utf-8"))["exports"]["XT-2026-12-0001"]
    assert (made["archive"], made["file"]) == ("2026-12-01.other", "x.csv")
    held = {one["name"]: one["rows"] for one in wards("report", "person", "--officer", "B07", "--json").json["tables"]}
    assert [one["file"] for one in held["exports"]] == ["x.csv"]
    held = {one["name"]: one["rows"] for one in wards("report", "person", "--officer", "B2", "--json").json["tables"]}
    assert len(held["exports"]) == 1
    Path("alone.zip").write_bytes(Path(ARCHIVE).read_bytes())
    said = wards(*argv, "--force", "--store", "alone.zip", "--json")
    assert (said.code, said.error["code"]) == (5, "export.archive_alone")


def test_report_person_tells_of_the_archives(wards: Run) -> None:
    assert "archives" in {one["name"] for one in wards("report", "person", "--officer", "007", "--json").json["tables"]}
    merged(wards)

    def held(officer: str) -> list[tuple[str, str, str, list[str]]]:
        tables = wards("report", "person", "--officer", officer, "--json").json["tables"]
        rows = next(one["rows"] for one in tables if one["name"] == "archives")
        return [(one["file"], one["side"], one["officer"], one["periods"]) for one in rows]

    other, own = "2026-12-01.other.zip", "2026-12-01.own.zip"
    assert held("B07") == [(other, "other", "007", ["2026-11"])]
    assert held("007") == [(own, "own", "007", ["2026-10", "2026-11"])]
    assert held("001") == [(other, "other", "B1", []), (own, "own", "001", ["2026-10"])]


def test_forgetting_names_the_archives_that_still_hold_it(wards: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    merged(wards)
    must(wards, "staff", "leave", "B07", "--until", "2026-12-31")
    Path("office.yaml").write_text("retention_months: 1\n", encoding="utf-8")
    monkeypatch.setenv("CIVICODE_NOW", "2027-07-01T08:00")
    said = must(wards, "--lang", "en", "store", "forget", "B07", "--reason", "over", "--dry-run")
    assert "Archives of mergers still hold it: 2026-12-01.other.zip." in said.out
    said = must(wards, "store", "forget", "B07", "--reason", "over", "--json")
    assert said.json["remains"]["archives"] == [{"file": "2026-12-01.other.zip", "code": "007"}]
    assert wards("audit", "verify").code == 0


def test_archives_travel_with_the_store(wards: Run) -> None:
    merged(wards)
    must(wards, "store", "backup", "../all.zip")
    must(wards, "store", "restore", "../all.zip", "--store", "../back")
    must(wards, "store", "copy", "../back", "../copy")
    for place in ("../back", "../copy"):
        assert stored(place)["archives/2026-12-01.other.zip"] == Path(ARCHIVE).read_bytes()
        assert wards("audit", "verify", "--store", place).code == 0
        archives = wards("store", "info", "--store", place, "--json").json["archives"]
        assert [(one["file"], one["side"], one["office"]) for one in archives] == [
            ("2026-12-01.other.zip", "other", "UBND PHƯỜNG MẪU B"),
            ("2026-12-01.own.zip", "own", "UBND PHƯỜNG MẪU B"),
        ]


def test_an_archive_that_is_gone_or_changed_is_found(wards: Run) -> None:
    merged(wards)
    whole = Path(ARCHIVE).read_bytes()

    def found() -> tuple[list[str], list[str]]:
        verified, checked = wards("audit", "verify", "--json"), wards("store", "check", "--json")
        assert (verified.code, checked.code) == (1, 1)
        assert {one["key"] for one in verified.json["problems"]} == {"2026-12-01"}
        return [one["code"] for one in verified.json["problems"]], [one["code"] for one in checked.json["problems"]]

    Path(ARCHIVE).write_bytes(whole[:-1] + b"x")
    assert found() == (["audit.archive_changed"],) * 2
    Path(ARCHIVE).unlink()
    assert found() == (["audit.archive_missing"],) * 2
    said = wards("report", "summary", "--store", ARCHIVE)
    assert said.code == 4
    Path(ARCHIVE).write_bytes(whole[:1000])
    assert wards("report", "summary", "--store", ARCHIVE).code == 6
    Path(ARCHIVE).write_bytes(whole)
    Path("data/archives/2020-01-01.own.zip").write_bytes(whole)
    assert wards("audit", "verify").code == 0
    assert [one["code"] for one in wards("store", "check", "--json").json["problems"]] == ["store.archive_unrecorded"]


def test_a_second_ward_joins_from_the_same_day(wards: Run) -> None:
    merged(wards)
    must(wards, "staff", "add", "C1", "--name", "Bùi Văn Ba", *POST, "--store", "../third")
    said = must(wards, "store", "merge", "../third", "--reason", "x", "--json")
    assert said.json["key"] == "2026-12-01-2"
    assert len(list(Path("data/archives").glob("*.zip"))) == 4
    assert wards("audit", "verify").code == 0
    assert wards("audit", "verify", "--store", "data/archives/2026-12-01-2.own.zip").code == 0


def test_wards_that_began_as_copies_of_one_store(wards: Run) -> None:
    must(wards, "staff", "add", "T1", "--name", "Người Chung", *POST, "--store", "../template")
    for name in ("a", "b"):
        must(wards, "store", "copy", "../template", f"../{name}")
        must(wards, "staff", "add", name, "--name", f"Người {name}", *POST, "--store", f"../{name}")
    said = wards("store", "merge", "../template", "--reason", "x", "--store", "../a", "--json")
    assert (said.code, said.error["code"]) == (5, "merger.itself")
    Path("map.csv").write_text("code,new_code\nT1,T1\n", encoding="utf-8")
    must(wards, "store", "merge", "../b", "--reason", "x", "--store", "../a", "--mapping", "map.csv")
    staff = wards("staff", "list", "--store", "../a", "--json").json["staff"]
    assert [one["code"] for one in staff] == ["a", "b", "T1"]


def test_two_who_turn_out_to_be_one_later(wards: Run) -> None:
    must(wards, "staff", "add", "B9", "--name", "Trần Minh Đức", *POST, "--store", "../other/data")
    Path("codes.csv").write_text(f"{CODES}B9,Trần Minh Đức,B9\n", encoding="utf-8")
    merged(wards)
    must(wards, "staff", "merge", "B9", "007", "--reason", "cùng một người")
    tables = wards("report", "person", "--officer", "007", "--json").json["tables"]
    rows = next(one["rows"] for one in tables if one["name"] == "archives")
    assert [(one["side"], one["officer"]) for one in rows] == [("other", "B9"), ("own", "007")]
    must(wards, "staff", "add", "C1", "--name", "Đỗ Mai", *POST, "--store", "../third")
    must(wards, "staff", "add", "b9", "--name", "Lý Văn Tám", *POST, "--store", "../third")
    said = wards("store", "merge", "../third", "--reason", "x", "--json")
    assert [(one["code"], one["where"]) for one in said.error["problems"]] == [("merger.code_taken", "b9")]


def test_an_archive_knows_of_nothing_after_the_day_it_was_made(wards: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    merged(wards)
    monkeypatch.setenv("CIVICODE_NOW", "2027-03-10T08:00")
    there = ("--store", ARCHIVE, "--json")
    rows = must(wards, "report", "emulation", "--period", "2026", *there).json["tables"][0]["rows"]
    assert {row["officer"]: (row["due"], row["submitted"]) for row in rows}["007"] == (1, 1), "November alone"
    status = must(wards, "status", *there).json
    assert (status["today"], status["office"]["period"]) == ("2026-12-02", "2026-11")
    assert wards("report", "summary", "--period", "2027-01", *there).code == 5
    must(wards, "export", "progress", "x.csv", "--period", "2026-11", "--store", ARCHIVE)
    assert must(wards, "audit", "log", "--json").json["entries"][-1]["at"].startswith("2027-03-10")


def test_a_ward_that_had_taken_in_another_brings_its_archives(wards: Run) -> None:
    third = ("--store", "../third")
    must(wards, "staff", "add", "C1", "--name", "Bùi Văn Ba", *POST, *third)
    must(wards, "check", "C1", "--period", "2026-11", "--rest-met", *third)
    must(wards, "period", "close", "2026-11", *third)
    Path("third.csv").write_text("code,new_code\nC1,B8\n", encoding="utf-8")
    must(wards, "store", "merge", "../third", "--mapping", "third.csv", "--store", "../other/data")
    merged(wards)
    tables = must(wards, "report", "person", "--officer", "B8", "--json").json["tables"]
    rows = next(one["rows"] for one in tables if one["name"] == "archives")
    assert [(one["file"], one["side"], one["officer"], one["periods"]) for one in rows] == [
        ("2026-12-01.other.zip", "other", "B8", []),
        ("2026-12-01.other.zip/2026-12-01.other.zip", "other", "C1", ["2026-11"]),
    ]
    assert wards("audit", "verify").code == 0
