"""`civicode template`: made, filled in by a spreadsheet, brought in."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

ROOT = Path(__file__).parents[3]
FILLED = ROOT / "tests" / "data" / "filled"
"""Templates of an office of 001, 007 and 008, filled in and saved by LibreOffice under Vietnamese settings."""


@pytest.fixture
def office(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """An office with the plan's own criteria and three people."""
    monkeypatch.setenv("CIVICODE_CRITERIA", str(ROOT / "criteria.yaml"))
    people = [("001", "Lê Thị Hướng Dương"), ("007", "Trần Văn Mẫu"), ("008", "Phạm Thị Thử")]
    rows = [{"code": code, "name": name, "position": "Công chức", "unit": "Văn phòng"} for code, name in people]
    Path("people.json").write_text(json.dumps({"staff": rows}), encoding="utf-8")
    assert run("import", "staff", "people.json").code == 0
    return run


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_staff_filled_in_by_a_spreadsheet(office: Run, form: str) -> None:
    said = office("import", "staff", str(FILLED / f"staff.{form}"), "--json")
    assert (said.code, said.err, said.json["added"]) == (0, "", 2)
    shown = office("staff", "show", "011", "--json").json
    assert (shown["from"], shown["category"], shown["leader"], shown["order"]) == ("2020-11-05", "cong_chuc", False, 3)
    assert office("staff", "show", "012", "--json").json["leader"] is True


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_check_filled_in_by_a_spreadsheet_and_the_rows_left_empty(office: Run, form: str) -> None:
    said = office("import", "checks", str(FILLED / f"checks.{form}"), "--json")
    assert (said.code, said.err, said.json["added"]) == (0, "", 1)
    answers = office("check", "008", "--show", "--json").json["answers"]
    assert len(answers) == 48
    assert answers["TD-06"] == {"rating": "not_met", "note": "đi trễ 2 lần", "evidence": ""}
    assert {one["rating"] for code, one in answers.items() if code != "TD-06"} == {"met"}


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_violations_filled_in_by_a_spreadsheet(office: Run, form: str) -> None:
    said = office("import", "violations", str(FILLED / f"violations.{form}"), "--json")
    assert (said.code, said.err, said.json["added"]) == (0, "", 2)
    first, second = office("violation", "list", "--json").json["violations"]
    assert (first["officer"], first["criteria"], first["occurred_on"]) == ("007", ["TD-06"], "2026-11-05")
    assert (second["ref"], second["noticed_on"], second["where"]) == ("12/PA", "2026-11-07", "Bộ phận một cửa")


@pytest.mark.parametrize("kind", ["staff", "checks", "reviews", "violations", "plan"])
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_one_that_nobody_has_filled_in_brings_nothing(office: Run, kind: str, form: str) -> None:
    assert office("template", kind, f"mau.{form}").code == 0
    said = office("import", kind, f"mau.{form}", "--json")
    assert (said.code, said.err, said.json["batch"], said.json["problems"]) == (0, "", None, [])


def test_what_it_says_and_that_names_are_in_the_audit(office: Run) -> None:
    said = office("template", "checks", "phieu.xlsx", "--period", "2026-10")
    assert said.shown == "Đã ghi mẫu phiếu tự kiểm tra vào phieu.xlsx: 3 dòng.\nDấu nhật ký: office:3:HASH\n"
    said = office("template", "staff", "canbo.xlsx")
    assert said.out == "Đã ghi mẫu danh sách cán bộ vào canbo.xlsx: 0 dòng.\n"


@pytest.mark.parametrize(
    ("argv", "code", "error"),
    [
        (("checks", "phieu.docx"), 2, "export.no_form"),
        (("checks", "phieu.jsonl"), 2, "export.no_form"),
        (("staff", "canbo.xlsx", "--period", "2026-11"), 2, "batch.no_periods"),
        (("checks", "people.json"), 2, "export.no_form"),
    ],
)
def test_what_cannot_be_meant(office: Run, argv: tuple[str, ...], code: int, error: str) -> None:
    said = office("template", *argv, "--json")
    assert (said.code, said.error["code"]) == (code, error)


def test_a_file_that_is_there_stays(office: Run) -> None:
    assert office("template", "plan", "mau.csv").code == 0
    said = office("template", "plan", "mau.csv", "--json")
    assert (said.code, said.error["code"]) == (5, "cli.output_exists")
    assert office("template", "plan", "mau.csv", "--force").code == 0
