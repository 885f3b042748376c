"""`civicode check` by options, from files, looked at and taken back; the dialogue has its own tests."""

import io
import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

WHOLE = ("--met", "TD-01,TD-02", "--not-met", "GT-01=nói to = quên chào")


def test_options_hand_in_a_whole_check(staffed: Run) -> None:
    said = staffed("--as", "007", "check", *WHOLE)
    assert said.code == 0
    assert said.shown == (
        "Đã nộp phiếu tự kiểm tra của Trần Minh Đức (007), kỳ 2026-11: 2 đạt, 1 chưa đạt, 0 không áp dụng.\n"
        "Dấu nhật ký: 2026-11:2:HASH\n"
    )
    assert said.err == "tiếp theo: civicode status\n"
    shown = staffed("check", "007", "--show", "--json").json
    assert shown["answers"] == {
        "TD-01": {"rating": "met", "note": "", "evidence": ""},
        "TD-02": {"rating": "met", "note": "", "evidence": ""},
        "GT-01": {"rating": "not_met", "note": "nói to = quên chào", "evidence": ""},
    }
    assert (shown["officer"], shown["period"], shown["state"]) == ("007", "2026-11", "submitted")
    assert (shown["late"], shown["entered_by"], shown["submitted_on"]) == (False, "007", "2026-12-02")


def test_the_receipt_in_english(staffed: Run) -> None:
    said = staffed("--as", "007", "--lang", "en", "check", "--rest-met")
    assert said.shown.startswith(
        "The self-check of Trần Minh Đức (007) for 2026-11 is handed in: 3 met, 0 not met, 0 not applicable.\n"
    )
    assert said.err == "next: civicode status\n"


def test_the_receipt_for_programs(staffed: Run) -> None:
    said = staffed("check", "007", "--rest-met", "--json")
    assert said.err == ""
    receipt = said.json
    head = receipt.pop("audit")
    assert head.startswith("2026-11:2:")
    assert receipt == {
        "schema_version": 1,
        "action": "created",
        "kind": "check",
        "key": "007",
        "period": "2026-11",
        "next": "civicode status",
    }
    again = staffed("check", "007", "--rest-met", "--json").json
    assert (again["action"], again["audit"]) == ("unchanged", None)


def test_flags_amend_and_a_file_replaces(staffed: Run, tmp_path: Path) -> None:
    staffed("check", "007", *WHOLE)
    assert staffed("check", "007", "--not-met", "td-01=quên", "--json").json["action"] == "amended"
    answers = staffed("check", "007", "--show", "--json").json["answers"]
    assert answers["TD-01"] == {"rating": "not_met", "note": "quên", "evidence": ""}
    assert answers["GT-01"]["note"] == "nói to = quên chào"
    file = tmp_path / "phieu.json"
    file.write_text('{"answers": {"TD-01": "đạt", "TD-02": "met", "GT-01": "d"}}', encoding="utf-8")
    assert staffed("check", "007", "--answers", str(file), "--json").json["action"] == "replaced"
    answers = staffed("check", "007", "--show", "--json").json["answers"]
    assert {answer["rating"] for answer in answers.values()} == {"met"}


def test_the_office_check_is_of_its_own_criteria(run: Run) -> None:
    assert run("check", "--office", "--rest-met", "--json").json["key"] == "CQ"
    assert list(run("check", "cq", "--show", "--json").json["answers"]) == ["CQ-01", "CQ-02"]


def test_a_leader_answers_one_more(staffed: Run) -> None:
    staffed("check", "001", "--rest-met")
    assert "TD-03" in staffed("check", "ánh", "--show", "--json").json["answers"]


def test_everything_wrong_is_told_at_once(staffed: Run) -> None:
    said = staffed("check", "007", "--met", "TD-01,XX-1", "--not-met", "TD-01", "--not-met", "GT-01", "--na", "CQ-01=x")
    assert said.code == 3
    assert said.err == (
        "lỗi: chưa ghi: các câu trả lời có 4 chỗ sai\n"
        "TD-01: check.named_twice: TD-01 được nêu hai lần\n"
        "XX-1: check.unknown_criterion: không có tiêu chí XX-1\n"
        'GT-01: check.note_required: GT-01 "chưa đạt" thì phải ghi rõ: Xin chào\n'
        "CQ-01: check.not_asked: CQ-01 không thuộc phần phải trả lời trong phiếu này\n"
        "gợi ý: sửa tất cả các chỗ trên rồi chạy lại\n"
    )
    assert staffed("check", "007", "--show").code == 4


def test_a_criterion_may_be_named_twice_with_the_same_answer(staffed: Run) -> None:
    assert staffed("check", "007", "--met", "TD-01", "--met", "td-01", "--rest-met").code == 0


def test_an_incomplete_check_is_refused_and_may_be_a_draft(staffed: Run) -> None:
    said = staffed("check", "007", "--met", "TD-01")
    assert said.code == 3
    assert [line.partition(":")[0] for line in said.err.splitlines()] == ["lỗi", "TD-02", "GT-01", "gợi ý"]
    draft = staffed("check", "007", "--met", "TD-01", "--draft", "--json").json
    assert (draft["action"], draft["audit"]) == ("drafted", None)
    assert staffed("check", "007", "--show", "--draft", "--json").json["state"] == "draft"
    assert staffed("check", "007", "--rest-met", "--json").json["action"] == "created"
    assert staffed("check", "007", "--show", "--draft").code == 4


def test_a_file_names_its_officer_and_period(staffed: Run, tmp_path: Path) -> None:
    file = tmp_path / "phieu.yaml"
    file.write_text(
        'officer: minh duc\nperiod: 10/2026\nanswers:\n  TD-01: met\n  TD-02: d\n  GT-01: {rating: c, note: "quên"}\n',
        encoding="utf-8",
    )
    receipt = staffed("check", "--answers", str(file), "--json").json
    assert (receipt["key"], receipt["period"]) == ("007", "2026-10")


def test_faults_of_a_file_are_told_with_their_place(
    staffed: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("phieu.yaml").write_text(
        'officer: "007"\nanswers:\n  TD-01: met\n  TD-02: {rating: not_met}\n  XX-1: met\n', encoding="utf-8"
    )
    said = staffed("check", "--answers", "phieu.yaml", "--json")
    assert said.code == 3
    assert [(one["where"], one["line"], one["column"], one["code"]) for one in said.error["problems"]] == [
        ("phieu.yaml", 4, 3, "check.note_required"),
        ("phieu.yaml", 5, 3, "check.unknown_criterion"),
        ("phieu.yaml", None, None, "check.unanswered"),
    ]
    assert staffed("check", "--answers", "phieu.yaml").err.splitlines()[1] == (
        'phieu.yaml:4:3: check.note_required: TD-02 "chưa đạt" thì phải ghi rõ: Không đi trễ'
    )


@pytest.mark.parametrize(
    ("text", "argv", "code"),
    [
        ("officer: zz\nanswers: {}\n", (), "staff.not_found"),
        ("period: tháng này\nanswers: {}\n", ("007",), "cli.bad_period"),
        ('officer: "001"\nanswers: {}\n', ("007",), "cli.other_officer"),
        ("officer: CQ\nanswers: {}\n", ("007",), "cli.other_officer"),
        ("period: 2026-11\nanswers: {}\n", ("007", "--period", "2026-10"), "cli.other_period"),
    ],
)
def test_a_file_that_means_another_check_is_refused(
    staffed: Run, tmp_path: Path, text: str, argv: tuple[str, ...], code: str
) -> None:
    file = tmp_path / "phieu.yaml"
    file.write_text(text, encoding="utf-8")
    said = staffed("check", *argv, "--answers", str(file), "--json")
    assert said.code == 3
    assert [problem["code"] for problem in said.error["problems"]] == [code]


def test_everything_wrong_in_a_file_is_told_at_once(staffed: Run) -> None:
    Path("phieu.yaml").write_text(
        "officer: zz\nperiod: 13/2026\nanswers:\n  TD-01: tốt\n  XX-1: met\n  CQ-01: met\n  GT-01: c\n",
        encoding="utf-8",
    )
    problems = staffed("check", "007", "--answers", "phieu.yaml", "--json").error["problems"]
    assert [(one["line"], one["column"], one["code"]) for one in problems] == [
        (1, 10, "staff.not_found"),
        (2, 9, "cli.bad_period"),
        (4, 10, "field.bad_choice"),
        (5, 3, "check.unknown_criterion"),
        (6, 3, "check.not_asked"),
        (7, 3, "check.note_required"),
    ]


def test_a_file_with_a_period_of_another_calendar_is_refused(staffed: Run) -> None:
    Path("phieu.yaml").write_text("period: 2026-Q3\nanswers: {}\n", encoding="utf-8")
    said = staffed("check", "007", "--answers", "phieu.yaml", "--json")
    assert (said.code, [one["code"] for one in said.error["problems"]]) == (3, ["check.other_calendar"])
    assert staffed("check", "007", "--answers", "phieu.yaml", "--period", "2026-Q3").code == 2


@pytest.mark.parametrize("option", ["--not-met", "--na"])
@pytest.mark.parametrize("given", ["=đi trễ", "", " , = x"])
def test_a_note_without_a_criterion_is_not_dropped(staffed: Run, option: str, given: str) -> None:
    said = staffed("check", "007", option, given, "--rest-met", "--json")
    assert said.code == 3
    assert [(one["where"], one["code"]) for one in said.error["problems"]] == [(option, "check.no_code")]


def test_a_note_that_nobody_can_see_is_none(staffed: Run) -> None:
    said = staffed("check", "007", "--not-met", "TD-01=\u200b\u2060", "--rest-met", "--json")
    assert [one["code"] for one in said.error["problems"]] == ["check.note_required"]
    staffed("check", "007", "--rest-met")
    assert staffed("check", "007", "--withdraw", "\u200b").code == 3


def test_a_file_may_be_a_draft_or_the_office_check(staffed: Run, tmp_path: Path) -> None:
    file = tmp_path / "phieu.json"
    file.write_text('{"officer":"CQ","answers":{"CQ-01":"met"}}', encoding="utf-8")
    assert staffed("check", "--answers", str(file)).code == 3
    assert staffed("check", "--answers", str(file), "--draft", "--json").json["key"] == "CQ"
    file.write_text('{"answers":{"CQ-01":{"rating":"not_met"}}}', encoding="utf-8")
    assert staffed("check", "--office", "--answers", str(file), "--draft").code == 3


def test_answers_come_from_stdin(staffed: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"TD-01": "met", "TD-02": "met", "GT-01": {"rating": "not_applicable", "note": "ốm"}}
    data = json.dumps({"answers": answers}, ensure_ascii=False).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="ascii"))
    assert staffed("check", "007", "--answers", "-").code == 0
    assert staffed("check", "007", "--show", "--json").json["answers"]["GT-01"]["note"] == "ốm"


def test_a_missing_file_is_not_found(staffed: Run) -> None:
    assert staffed("check", "007", "--answers", "nope.yaml").code == 4


def test_ways_that_exclude_each_other_are_named_as_typed(staffed: Run) -> None:
    said = staffed("check", "007", "--rest-met", "--withdraw", "nhầm", "--json")
    assert (said.code, said.error["facts"]["options"]) == (2, ["--rest-met", "--withdraw"])
    staffed("check", "007", "--rest-met")
    assert staffed("check", "007", "--withdraw", "nhầm", "--draft").code == 2
    assert staffed("check", "007", "--show").code == 0


def test_a_check_is_taken_back_with_a_reason(staffed: Run) -> None:
    staffed("check", "007", "--rest-met")
    said = staffed("check", "007", "--withdraw", "nhập nhầm tháng")
    assert said.shown == (
        "Đã rút phiếu tự kiểm tra của Trần Minh Đức (007), kỳ 2026-11; kỳ này coi như chưa làm.\n"
        "Dấu nhật ký: 2026-11:3:HASH\n"
    )
    assert staffed("check", "007", "--withdraw", " ").code in {3, 4}
    assert staffed("check", "007", "--withdraw", "lần nữa").code == 4


def test_a_dry_run_runs_the_real_path_and_writes_nothing(staffed: Run) -> None:
    said = staffed("check", "007", "--rest-met", "--dry-run")
    assert said.code == 0
    assert said.out.startswith("Chạy thử, chưa ghi gì: Đã nộp phiếu tự kiểm tra của Trần Minh Đức (007)")
    assert "Dấu nhật ký" not in said.out
    assert said.err == ""
    assert staffed("check", "007", "--show").code == 4
    assert staffed("check", "007", "--met", "TD-01", "--dry-run").code == 3


def test_periods_that_may_not_be_checked(staffed: Run) -> None:
    assert staffed("check", "007", "--period", "2027-01", "--rest-met").code == 5
    assert staffed("check", "007", "--period", "2026-Q4", "--rest-met").code == 2
    assert staffed("check", "007", "--period", "this", "--rest-met", "--json").json["period"] == "2026-12"
    assert staffed("check", "007", "--period", "last", "--rest-met", "--json").json["period"] == "2026-11"


def test_nobody_is_asked_without_a_terminal(staffed: Run) -> None:
    said = staffed("check", "007")
    assert said.code == 2
    assert said.err == (
        "lỗi: thiếu câu trả lời, và ở đây không hỏi được ai\n"
        "gợi ý: nếu mọi mục đều đạt: civicode check 007 --period 2026-11 --rest-met; "
        'mục chưa đạt thì thêm --not-met "MÃ=lý do"; hoặc nộp cả phiếu từ một tệp bằng --answers\n'
    )
    assert staffed("check", "--rest-met").err.startswith("lỗi: chưa biết kiểm tra cho ai")


def test_a_name_that_fits_nobody_or_several(staffed: Run) -> None:
    assert staffed("check", "Xuân", "--rest-met").code == 4
    staffed("staff", "add", "008", "--name", "Lê Minh Đức", "--position", "Kế toán", "--unit", "Tài chính")
    said = staffed("check", "minh duc", "--rest-met", "--json")
    assert said.code == 2
    assert said.error["facts"]["candidates"] == ["008 Lê Minh Đức", "007 Trần Minh Đức"]
