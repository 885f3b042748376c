"""`civicode import`: forms, exit codes, both streams, the file of the rows refused."""

import io
import json
import os
import sys
from pathlib import Path

import pytest

from civicode.exporters import file_bytes
from civicode.i18n import Words
from civicode.reports.document.document import Column, Document, Table
from tests.cli.conftest import Run
from tests.console.terminals import Screen

HEAD = "Mã phiếu;Mã CB;Tiêu chí;Ngày xảy ra;Nội dung;Ghi chú riêng\n"
TOP = "Mã phiếu;Mã CB;Mã tiêu chí;Ngày xảy ra;Nội dung\n"
GOOD = f"{TOP}PA-1;007;TD-02;5/11/2026;đi trễ\nPA-2;7;GT-01;6/11/2026;=1+1\n"
BAD = f"{TOP}PA-1;007;TD-02;5/11/2026;đi trễ\nPA-2;099;TD-9;31/11/2026;=1+1\n"


def put(name: str, text: str) -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def test_a_batch_is_told_on_stderr_and_leaves_stdout_alone(staffed: Run) -> None:
    said = staffed("import", "violations", put("v.csv", GOOD))
    assert (said.code, said.out) == (0, "")
    assert said.err == (
        "lưu ý: “7” được hiểu là mã 007 (bảng tính đã bỏ các số 0 đầu)\n"
        "Đã nhập ghi nhận vi phạm: đọc 2 dòng; thêm 2, thay 0, không đổi 0, bỏ qua 0. "
        "Lô LN-2026-12-0001, sổ: 2026-11.\n"
        "tiếp theo: civicode import undo LN-2026-12-0001\n"
    )


def test_quiet_says_only_what_had_to_be_guessed(staffed: Run) -> None:
    said = staffed("import", "violations", put("v.csv", GOOD), "-q")
    assert said.err == "lưu ý: “7” được hiểu là mã 007 (bảng tính đã bỏ các số 0 đầu)\n"


def test_json_is_one_object_also_of_a_batch_that_is_refused(staffed: Run) -> None:
    counts = {"added": 0, "replaced": 0, "unchanged": 0, "skipped": 0}
    said = staffed("import", "violations", put("v.csv", BAD), "--json", "--lang", "en")
    assert said.code == 3
    problems = said.json["problems"]
    assert {name: said.json[name] for name in ("batch", "read", "refused")} == {"batch": None, "read": 2, "refused": 1}
    assert {name: said.json[name] for name in counts} == counts
    assert [(one["where"], one["line"], one["column"], one["code"]) for one in problems] == [
        ("v.csv", 3, "Ngày xảy ra", "cell.no_such_day"),
        ("v.csv", 3, "Mã CB", "batch.no_officer"),
        ("v.csv", 3, "Mã tiêu chí", "batch.no_criterion"),
    ]
    assert said.error["problems"] == problems
    done = staffed("import", "violations", put("v.csv", GOOD), "--json").json
    assert {**counts, "added": 2}.items() <= done.items()
    assert (done["schema_version"], done["batch"], done["refused"], done["problems"]) == (1, "LN-2026-12-0001", 0, [])


def test_a_thousand_problems_are_shown_and_the_others_counted(staffed: Run) -> None:
    rows = "".join(f"PA-{number};099;TD-02;5/11/2026;x\n" for number in range(1234))
    said = staffed("import", "violations", put("v.csv", TOP + rows))
    lines = said.err.splitlines()
    assert lines[0] == "lỗi: không nhập v.csv: có 1234 chỗ sai; chưa ghi gì"
    assert sum(line.startswith("v.csv:") for line in lines) == 1000
    assert "… và 234 lỗi nữa" in lines
    told = staffed("import", "violations", "v.csv", "--json").json
    assert (len(told["problems"]), told["problem_count"], told["refused"]) == (1000, 1234, 1234)


def test_the_rows_refused_come_with_their_reasons_and_can_be_sent_again(staffed: Run) -> None:
    said = staffed("import", "violations", put("v.csv", BAD), "--errors", "sai.csv")
    assert said.code == 3
    assert said.err.startswith("Dòng phải sửa đã ghi vào sai.csv.\n")
    refused = Path("sai.csv").read_text(encoding="utf-8-sig")
    assert refused.splitlines()[0] == "Mã phiếu;Mã CB;Mã tiêu chí;Ngày xảy ra;Nội dung;Lý do từ chối"
    assert "PA-1;" not in refused
    assert ";'=1+1;" in refused
    assert "không có tiêu chí TD-9" in refused
    mended = refused.replace("099", "007").replace("TD-9;", "TD-02;").replace("31/11", "30/11")
    assert staffed("import", "violations", put("sua.csv", mended)).code == 0
    (case,) = staffed("violation", "list", "--json").json["violations"]
    assert (case["what"], case["occurred_on"]) == ("=1+1", "2026-11-30")


def test_the_file_itself_is_not_written_over(staffed: Run) -> None:
    said = staffed("import", "violations", put("v.csv", BAD), "--errors", "./v.csv", "--json")
    assert (said.code, said.error["code"]) == (2, "batch.errors_over_source")
    assert Path("v.csv").read_text(encoding="utf-8") == BAD


def test_a_pipe_is_read(staffed: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode())))
    assert staffed("import", "violations", "-", "--json").json["added"] == 2


def test_unknown_columns_are_refused_unless_they_are_to_be_ignored(staffed: Run) -> None:
    put("v.csv", HEAD + "PA-1;007;TD-02;5/11/2026;đi trễ;x\n")
    said = staffed("import", "violations", "v.csv", "--json")
    assert [(one["code"], one["column"]) for one in said.error["problems"]] == [("head.unknown", "Ghi chú riêng")]
    assert staffed("import", "violations", "v.csv", "--ignore-columns").code == 0


def workbook(name: str, *sheets: str) -> str:
    columns = (
        Column("code", "Mã CB"),
        Column("name", "Họ và tên"),
        Column("position", "Chức vụ"),
        Column("unit", "Đơn vị"),
    )
    row = {"code": "009", "name": "Phạm Văn Ơn", "position": "Địa chính", "unit": "Địa chính"}
    tables = tuple(Table("t", sheet, columns, [row]) for sheet in sheets)
    Path(name).write_bytes(file_bytes("xlsx", Document("x", "x", tables), Words()))
    return name


def test_of_several_sheets_that_fit_one_must_be_named(staffed: Run) -> None:
    workbook("ds.xlsx", "Cũ", "Mới")
    said = staffed("import", "staff", "ds.xlsx", "--json")
    assert (said.code, said.error["code"]) == (2, "table_file.several_sheets")
    assert staffed("import", "staff", "ds.xlsx", "--sheet", "khác").code == 4
    assert staffed("import", "staff", "ds.xlsx", "--sheet", "moi", "--json").json["added"] == 1


@pytest.mark.parametrize(
    ("argv", "code", "error"),
    [
        (("checks", "none.csv"), 4, "text_file.missing"),
        (("checks", "v.csv", "--period", "2027-01"), 5, "check.future_period"),
        (("staff", "v.csv", "--period", "2026-11"), 2, "batch.no_periods"),
        (("checks", "v.csv", "--period", "x"), 2, "cli.bad_period"),
        (("checks", "v.csv", "--on-conflict", "x"), 2, "cli.bad_choice"),
        (("checks", "v.csv", "--type", "x"), 2, "cli.bad_choice"),
        (("violations", "v.csv", "--delimiter", "xx"), 2, "csv_file.bad_delimiter"),
    ],
)
def test_what_is_wrong_with_the_request(staffed: Run, argv: tuple[str, ...], code: int, error: str) -> None:
    put("v.csv", GOOD)
    said = staffed("import", *argv, "--json")
    assert (said.code, said.error["code"]) == (code, error)


def test_a_closed_period_that_is_named_is_not_allowed(staffed: Run) -> None:
    staffed("period", "close", "2026-11", "--accept-missing", "vắng")
    said = staffed("import", "checks", put("v.csv", GOOD), "--period", "2026-11", "--json")
    assert (said.code, said.error["code"]) == (5, "check.closed")


def test_a_period_that_nothing_names_is_the_one_due_and_said(staffed: Run) -> None:
    put("c.csv", "Mã CB,TD-01,TD-02,GT-01\n007,đạt,d,x\n".replace(",x", ",met"))
    said = staffed("import", "checks", "c.csv")
    assert said.code == 0
    assert said.err.startswith("lưu ý: ")
    assert "2026-11" in said.err.splitlines()[0]
    assert staffed("check", "007", "--show", "--json").json["period"] == "2026-11"


def test_how_far_it_is_shows_on_a_terminal_alone(staffed: Run) -> None:
    rows = "".join(f"PA-{number};007;TD-02;5/11/2026;đi trễ {number}\n" for number in range(20_000))
    put("v.csv", TOP + rows)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    with Screen(("-m", "civicode", "import", "violations", "v.csv"), Path.cwd(), environment) as screen:
        screen.until("Đọc tệp")
        screen.until("LN-2026-12-0001")
    assert "Đọc tệp" not in staffed("import", "violations", "v.csv").err


def test_the_list_says_where_each_batch_stands(staffed: Run) -> None:
    staffed("import", "violations", put("v.csv", GOOD))
    assert staffed("import", "undo", "LN-2026-12-0001", "--json").json["action"] == "undone"
    (batch,) = staffed("import", "list", "--json").json["batches"]
    assert (batch["id"], batch["kind"], batch["state"], batch["file"], batch["books"]) == (
        "LN-2026-12-0001",
        "violations",
        "undone",
        "v.csv",
        ["2026-11"],
    )
    assert json.dumps(batch)
