"""`civicode store forget`, as scripts and people see it; all people are made up."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

FORGET = ("store", "forget", "007", "--reason", "hết thời hạn lưu")
BATCH = "officer,period,TD-01,TD-02,TD-02 note,GT-01\n"


@pytest.fixture
def left(staffed: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """007 has a check, imported and then changed by another file, and a case; they left, and retention is over."""
    Path("office.yaml").write_text("retention_months: 6\n", encoding="utf-8")
    Path("first.csv").write_text(f"{BATCH}007,2026-11,met,not_met,đi trễ,met\n", encoding="utf-8")
    Path("second.csv").write_text(f"{BATCH}007,2026-11,met,not_met,về sớm,met\n", encoding="utf-8")
    Path("cases.csv").write_text(
        "id,officer,criterion,occurred_on,what\nPA-1,007,TD-02,2026-11-05,bỏ trực\n", encoding="utf-8"
    )
    for argv in (
        ("import", "checks", "first.csv"),
        ("import", "checks", "second.csv", "--on-conflict", "replace"),
        ("import", "violations", "cases.csv"),
        ("--as", "001", "violation", "step", "VP-2026-11-0001", "dismissed", "--note", "nhầm ngày"),
        ("store", "backup", "../office.zip"),
        ("export", "progress", "tien-do.csv", "--names", "--period", "2026-11"),
        ("staff", "leave", "007", "--until", "1/12/2026"),
    ):
        said = staffed(*argv)
        assert said.code == 0, (argv, said.err)
    monkeypatch.setenv("CIVICODE_NOW", "2027-07-01T08:00")
    return staffed


def stored() -> str:
    return "".join(file.read_text(encoding="utf-8") for file in Path("data").rglob("*.json"))


def test_the_receipt_for_scripts(left: Run) -> None:
    said = left(*FORGET, "--json").json
    audit = said.pop("audit")
    assert audit.startswith("office:")
    assert said == {
        "schema_version": 1,
        "action": "forgotten",
        "kind": "person",
        "key": "007",
        "period": None,
        "next": "civicode audit verify",
        "counts": {
            "names": 1,
            "notes": 2,
            "reasons": 0,
            "case_texts": 3,
            "audit_reasons": 1,
            "file_names": 0,
            "drafts": 0,
        },
        "remains": {
            "backups": [{"file": "office.zip", "on": "2026-12-02"}],
            "exports": [{"id": "XT-2026-12-0001", "file": "tien-do.csv", "what": "progress", "on": "2026-12-02"}],
            "archives": [],
            "stores": [],
            "mentions": [],
        },
    }
    for text in ("Trần Minh Đức", "đi trễ", "về sớm", "bỏ trực", "PA-1", "nhầm ngày"):
        assert text not in stored()


def test_verifying_tells_of_it_and_is_no_fault(left: Run) -> None:
    assert "notices" not in left("audit", "verify", "--json").json
    left(*FORGET)
    said = left("audit", "verify", "--json")
    assert (said.code, said.json["ok"], said.json["problems"]) == (0, True, [])
    assert [(one["code"], one["book"], one["officer"], one["on"], one["by"]) for one in said.json["notices"]] == [
        ("audit.forgotten", book, "007", "2027-07-01", "system:clerk") for book in ("office", "2026-11")
    ]
    entry = left("audit", "log", "--target", "007", "--period", "2026-11", "--json").json["entries"][-1]
    assert (entry["action"], entry["counts"]) == ("forgotten", {"notes": 2, "case_texts": 3, "audit_reasons": 1})
    assert left("staff", "show", "007", "--json").json["forgotten"]["reason"] == "hết thời hạn lưu"


def test_a_byte_changed_in_an_entry_without_its_reason_is_found(left: Run) -> None:
    left(*FORGET)
    book = Path("data", "2026-11.json")
    text = book.read_text(encoding="utf-8")
    book.write_text(text.replace('"action":"dismissed"', '"action":"confirmed"'), encoding="utf-8")
    said = left("audit", "verify", "--json")
    assert (said.code, [one["code"] for one in said.json["problems"]]) == (1, ["audit.entry_changed"])


@pytest.mark.parametrize("kind", ["staff", "checks", "violations"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_exported_afterwards_reads_back_as_unchanged(left: Run, kind: str, form: str) -> None:
    left(*FORGET)
    assert left("export", kind, f"out.{form}", "--data").code == 0
    said = left("import", kind, f"out.{form}", "--json")
    assert (said.code, said.json["refused"], said.json["added"], said.json["replaced"]) == (0, 0, 0, 0)
    assert said.json["unchanged"] > 0


@pytest.mark.parametrize(("kind", "file"), [("checks", "first.csv"), ("violations", "cases.csv")])
def test_a_file_from_before_does_not_bring_the_texts_back(left: Run, kind: str, file: str) -> None:
    left(*FORGET)
    before = stored()
    said = left("import", kind, file, "--on-conflict", "replace", "--json")
    assert said.code == 3
    assert {one["code"] for one in said.error["problems"]} == {"forget.forgotten"}
    assert stored() == before


def test_an_import_that_touched_them_cannot_be_taken_back(left: Run) -> None:
    left(*FORGET)
    before = stored()
    for batch in ("LN-2026-12-0001", "LN-2026-12-0002", "LN-2026-12-0003"):
        assert left("import", "undo", batch).code == 5
    assert stored() == before


def test_people_are_shown_words(left: Run) -> None:
    left(*FORGET)
    said = left("staff", "list", "--on", "2026-11-30", "--format", "table").out
    assert "(đã xóa)" in said
    assert "(removed)" in left("--lang", "en", "staff", "list", "--on", "2026-11-30", "--format", "table").out
    assert left("export", "officer", "phieu.md", "--officer", "007", "--period", "2026-11").code == 0
    assert "[forgotten]" not in Path("phieu.md").read_text(encoding="utf-8")
    assert left("export", "emulation", "bang.csv", "--period", "2026").code == 0
    assert "(đã xóa)" in Path("bang.csv").read_text(encoding="utf-8-sig")
