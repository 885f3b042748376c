"""Errors become exit codes in one place, and are told in words or as one object."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from civicode import errors
from civicode.cli.command import failure
from civicode.cli.command.session import Session
from civicode.cli.run import crash
from civicode.errors import CivicodeError, InterruptedByUserError, NotFoundError, Problem, RefusedError
from tests.cli.conftest import Run, unable

CODES = {
    "CivicodeError": 70,
    "UsageError": 2,
    "RefusedError": 3,
    "NotFoundError": 4,
    "NotAllowedError": 5,
    "StoreError": 6,
    "InterruptedByUserError": 130,
}


def kinds() -> dict[str, type[CivicodeError]]:
    found = vars(errors).values()
    return {one.__name__: one for one in found if isinstance(one, type) and issubclass(one, CivicodeError)}


def session(*argv: str) -> Session:
    return Session(argv, {}, unable)


def test_every_class_of_error_has_its_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert {name: kind.exit_code for name, kind in kinds().items()} == CODES
    for kind in kinds().values():
        assert failure.show(kind("cli.no_current_folder"), session()) == kind.exit_code


def test_an_error_is_told_with_its_hint(capsys: pytest.CaptureFixture[str]) -> None:
    failure.show(NotFoundError("cli.no_current_folder"), session("--lang", "en"))
    assert capsys.readouterr() == (
        "",
        "error: the current folder is gone\nhint: change to another folder (cd) and try again\n",
    )


def test_what_a_person_stopped_is_no_error_to_them(capsys: pytest.CaptureFixture[str]) -> None:
    failure.show(InterruptedByUserError("dialogue.interrupted", command="civicode check 007"), session())
    assert not capsys.readouterr().err.startswith("lỗi")


def test_problems_are_listed_with_their_places(capsys: pytest.CaptureFixture[str]) -> None:
    problems = [
        Problem("cli.bad_date", {"option": "--on", "given": "\x1b[2J\u202e"}, where="a.csv", line=3, column="Ngày"),
        Problem("cli.nothing_here", where="TD-01"),
        Problem("cli.nothing_here"),
    ]
    failure.show(RefusedError("cli.answers_refused", problems, n=3), session())
    assert capsys.readouterr().err == (
        "lỗi: chưa ghi: các câu trả lời có 3 chỗ sai\n"
        'a.csv:3:Ngày: cli.bad_date: --on: "\ufffd[2J\ufffd" không phải một ngày\n'
        "TD-01: cli.nothing_here: ở đây chưa có sổ tự kiểm tra nào\n"
        "cli.nothing_here: ở đây chưa có sổ tự kiểm tra nào\n"
        "gợi ý: sửa tất cả các chỗ trên rồi chạy lại\n"
    )


def test_a_thousand_problems_are_listed_and_the_rest_counted(capsys: pytest.CaptureFixture[str]) -> None:
    problems = [Problem("cli.nothing_here", where=str(number)) for number in range(1003)]
    failure.show(RefusedError("cli.answers_refused", problems, n=1003), session("--lang", "en"))
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1 + failure.MOST_PROBLEMS + 2
    assert lines[-2] == "… and 3 more problems"
    failure.show(RefusedError("cli.answers_refused", problems, n=1003), session("--json"))
    assert len(json.loads(capsys.readouterr().err)["error"]["problems"]) == failure.MOST_PROBLEMS


def test_the_hint_of_a_problem_stands_in_for_the_errors_own(capsys: pytest.CaptureFixture[str]) -> None:
    problems = [Problem("cli.the_office"), Problem("cli.nothing_here")]
    failure.show(RefusedError("cli.the_office", problems), session("--lang", "en"))
    assert capsys.readouterr().err.splitlines()[-1].startswith("hint: look around in a sample office")


def test_facts_become_plain_json(capsys: pytest.CaptureFixture[str]) -> None:
    facts: dict[str, Any] = {"path": Path("a"), "found": {"b"}, "many": ("x", 1), "none": None}
    failure.show(NotFoundError("cli.no_current_folder", **facts), session("--json"))
    error = json.loads(capsys.readouterr().err)["error"]
    assert error["facts"] == {"path": "a", "found": ["b"], "many": ["x", 1], "none": None}
    assert error["code"] == "cli.no_current_folder"
    assert error["message"] == "thư mục hiện tại không còn nữa"


def test_a_bug_is_one_line_and_a_file_without_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    note = "ghi chú riêng của Trần Minh Đức"
    try:
        try:
            dict[str, str]()[note]
        except KeyError as first:
            raise ValueError(note) from first
    except ValueError as bug:
        code = crash.report(bug, session())
    said = capsys.readouterr().err
    assert code == 70
    assert re.fullmatch(r"lỗi: chương trình gặp lỗi \(ValueError\); dấu vết ở: \S+\ngợi ý: .*\n", said)
    [file] = tmp_path.rglob("crash-*.txt")
    kept = file.read_text(encoding="utf-8")
    assert str(file) in said
    assert note not in kept
    assert "builtins.ValueError" in kept
    assert "builtins.KeyError" in kept
    assert "test_failure.py" in kept


def test_debug_shows_the_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    crash.report(ValueError("quá lớn"), session("--debug"))
    assert "ValueError: quá lớn\n" in capsys.readouterr().err


def test_a_bug_in_a_command_is_exit_70(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr("civicode.services.criteria.catalogue.listed", broken)
    said = run("criteria", "list", "--json")
    assert said.code == 70
    assert said.error["code"] == "cli.bug"
    assert said.error["facts"]["kind"] == "RecursionError"


def test_ctrl_c_is_exit_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("civicode.services.criteria.catalogue.listed", stopped)
    assert run("criteria", "list") == (130, "", "\n")


def test_no_current_folder_is_told(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert run("status").err.startswith("lỗi: thư mục hiện tại không còn nữa\n")
    monkeypatch.chdir(tmp_path)
