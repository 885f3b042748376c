"""`civicode export --data`: the records in the columns of an import, and the entry that they were taken."""

import hashlib
import io
import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.cli.conftest import Run

HEAD = "\ufeffMã CB,Họ và tên,Chức vụ,Đơn vị,Đối tượng,Lãnh đạo,Từ ngày,Đến ngày,Thứ tự\r\n"
ROWS = "007,Trần Minh Đức,Văn thư,Văn phòng,,không,,,\r\n001,Lê Thị Ánh,Phó Chủ tịch,Lãnh đạo,,có,,,\r\n"


def sorted_lines(text: str) -> list[str]:
    return sorted(text.splitlines())


def test_staff_as_a_spreadsheet_opens_it(staffed: Run) -> None:
    said = staffed("export", "staff", "canbo.csv", "--data")
    assert (said.code, said.err) == (0, "")
    assert said.shown == "Đã ghi danh sách cán bộ vào canbo.csv: 2 dòng.\nDấu nhật ký: office:4:HASH\n"
    assert sorted_lines(Path("canbo.csv").read_bytes().decode()) == sorted_lines(HEAD + ROWS)


def test_every_export_is_in_the_audit(staffed: Run) -> None:
    staffed("export", "staff", "canbo.jsonl", "--data", "--as", "001")
    entry = staffed("audit", "log", "--json").json["entries"][-1]
    assert (entry["actor"], entry["action"], entry["table"], entry["key"]) == (
        "001",
        "exported",
        "exports",
        "XT-2026-12-0001",
    )
    kept = json.loads(Path("data/office.json").read_text(encoding="utf-8"))["exports"]["XT-2026-12-0001"]
    digest = hashlib.sha256(Path("canbo.jsonl").read_bytes()).hexdigest()
    assert (kept["what"], kept["file"], kept["form"], kept["rows"], kept["digest"]) == (
        "staff",
        "canbo.jsonl",
        "jsonl",
        2,
        digest,
    )
    assert staffed("audit", "verify").code == 0


def test_the_same_records_are_the_same_bytes(staffed: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for name, now, zone in (("a", "2026-12-02T08:00", "UTC"), ("b", "2026-12-09T20:00", "Asia/Tokyo")):
        monkeypatch.setenv("CIVICODE_NOW", now)
        monkeypatch.setenv("TZ", zone)
        assert staffed("export", "staff", f"{name}.xlsx", "--data").code == 0
        made.append(Path(f"{name}.xlsx").read_bytes())
    assert made[0] == made[1]


def test_a_file_that_is_there_stays_unless_forced(staffed: Run) -> None:
    Path("canbo.csv").write_text("của tôi", encoding="utf-8")
    said = staffed("export", "staff", "canbo.csv", "--data")
    assert (said.code, Path("canbo.csv").read_text(encoding="utf-8")) == (5, "của tôi")
    assert said.err == ("lỗi: canbo.csv đã có; không ghi đè\ngợi ý: đặt tên khác, hoặc thêm --force để ghi đè\n")
    assert "exports" not in json.loads(Path("data/office.json").read_text(encoding="utf-8"))
    assert staffed("export", "staff", "canbo.csv", "--data", "--force").code == 0


def test_a_dry_run_writes_neither_file_nor_entry(staffed: Run) -> None:
    before = Path("data/office.json").read_bytes()
    said = staffed("export", "staff", "canbo.csv", "--data", "--dry-run")
    assert said.out == "Chạy thử, chưa ghi gì: Đã ghi danh sách cán bộ vào canbo.csv: 2 dòng.\n"
    assert not Path("canbo.csv").exists()
    assert Path("data/office.json").read_bytes() == before


def test_stdout_gets_the_bytes_alone(staffed: Run) -> None:
    said = staffed("export", "staff", "-", "--data", "--format", "jsonl")
    assert [json.loads(line)["code"] for line in said.out.splitlines()] == ["001", "007"]
    assert said.err.startswith("Dấu nhật ký: office:4:")


def test_checks_count_and_others_are_told(staffed: Run) -> None:
    staffed("check", "007", "--rest-met")
    staffed("check", "001", "--rest-met")
    staffed("--as", "001", "review", "007", "--return", "thiếu ghi chú")
    said = staffed("export", "checks", "-", "--data", "--format", "jsonl", "--period", "2026-11")
    assert [json.loads(line)["officer"] for line in said.out.splitlines()] == ["001"]
    assert said.err.startswith("lưu ý: một phiếu đã trả lại hoặc đã rút không có trong tệp\n")


def test_formulas_are_guarded_unless_raw(staffed: Run) -> None:
    staffed("violation", "add", "007", "--criterion", "TD-02", "--on", "5/11/2026", "--what", "=1+1")
    guarded = staffed("export", "violations", "-", "--data", "--format", "csv").out
    assert "VP-2026-11-0001,007,TD-02,05/11/2026,02/12/2026,'=1+1,,," in guarded
    raw = staffed("export", "violations", "-", "--data", "--format", "csv", "--raw", "--delimiter", ";").out
    assert "VP-2026-11-0001;007;TD-02;05/11/2026;02/12/2026;=1+1;;;" in raw


def test_a_period_limits_the_cases_to_its_days(staffed: Run) -> None:
    for day in ("5/11/2026", "9/10/2026"):
        staffed("violation", "add", "007", "--criterion", "TD-02", "--on", day, "--what", "đi trễ")
    said = staffed("export", "violations", "-", "--data", "--format", "jsonl", "--period", "2026-10")
    assert [json.loads(line)["id"] for line in said.out.splitlines()] == ["VP-2026-10-0001"]
    both = staffed("export", "violations", "-", "--data", "--format", "jsonl", "--period", "2026-Q4")
    assert [json.loads(line)["id"] for line in both.out.splitlines()] == ["VP-2026-10-0001", "VP-2026-11-0001"]


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (("staff", "canbo.csv"), "export.data_only"),
        (("mèo", "canbo.csv", "--data"), "cli.bad_choice"),
        (("staff", "canbo", "--data"), "export.no_form"),
        (("staff", "canbo.docx", "--data"), "export.no_form"),
        (("staff", "canbo.csv", "--data", "--format", "docx"), "cli.bad_choice"),
        (("staff", "canbo.csv", "--data", "--period", "2026-11"), "batch.no_periods"),
        (("staff", "canbo.xlsx", "--data", "--raw"), "export.csv_only"),
        (("staff", "canbo.csv", "--data", "--delimiter", "x"), "csv_file.bad_delimiter"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(staffed: Run, argv: tuple[str, ...], code: str) -> None:
    said = staffed("export", *argv, "--json")
    assert (said.code, said.error["code"]) == (2, code)
    assert not Path(argv[1]).exists()


def test_a_folder_that_is_not_there_is_not_found(staffed: Run) -> None:
    assert staffed("export", "staff", "không/có.csv", "--data").code == 4


def test_a_workbook_is_read_by_others(staffed: Run) -> None:
    assert staffed("export", "staff", "canbo.xlsx", "--data").code == 0
    rows = CalamineWorkbook.from_filelike(io.BytesIO(Path("canbo.xlsx").read_bytes())).get_sheet_by_index(0).to_python()
    assert rows[1][:4] == ["001", "Lê Thị Ánh", "Phó Chủ tịch", "Lãnh đạo"]
