"""What only a terminal shows: the question who is there, tables instead of lines, the actor of the check."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.conftest import NOW
from tests.conftest import SMALL
from tests.console.terminals import Screen

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")


@pytest.fixture
def environ(tmp_path: Path) -> Mapping[str, str]:
    (tmp_path / "criteria.yaml").write_text(SMALL.read_text(encoding="utf-8"), encoding="utf-8")
    clock = {"CIVICODE_NOW": NOW, "LOGNAME": "clerk", "HOME": str(tmp_path), "LANG": "C.UTF-8"}
    return {**clock, "PYTHONPATH": str(Path(__file__).parents[3])}


def civicode(environ: Mapping[str, str], folder: Path, *argv: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "civicode", *argv]
    return subprocess.run(command, cwd=folder, env=dict(environ), capture_output=True, check=True)


@pytest.fixture
def folder(tmp_path: Path, environ: Mapping[str, str]) -> Path:
    add = ("--name", "Trần Văn Mẫu", "--position", "Công chức", "--unit", "Văn phòng")
    civicode(environ, tmp_path, "staff", "add", "007", *add)
    return tmp_path


def test_who_sits_there_is_asked_and_signs_the_check(environ: Mapping[str, str], folder: Path) -> None:
    with Screen(["-m", "civicode", "check"], folder, environ) as screen:
        screen.until("Anh/chị là ai? (mã hoặc tên):")
        screen.type("mẫu\r")
        screen.until("trợ giúp\n>")
        screen.type("\r")
        screen.until("Giao tiếp")
        screen.type("\r")
        screen.until("nộp")
        screen.type("n\r")
        screen.until("Đã nộp phiếu tự kiểm tra của Trần Văn Mẫu (007), kỳ 2026-11: 3 đạt")
        assert screen.end() == 0
    shown = json.loads(civicode(environ, folder, "check", "007", "--show", "--json").stdout)
    assert shown["entered_by"] == "007"


def test_nobody_is_asked_with_no_input(environ: Mapping[str, str], folder: Path) -> None:
    with Screen(["-m", "civicode", "check", "007", "--no-input"], folder, environ) as screen:
        screen.until("lỗi: thiếu câu trả lời")
        assert screen.end() == 2


def test_a_terminal_gets_a_table(environ: Mapping[str, str], folder: Path) -> None:
    with Screen(["-m", "civicode", "staff", "list"], folder, environ) as screen:
        lines = screen.until("Trần Văn Mẫu")
        assert lines[0] == "Danh sách cán bộ ngày 02/12/2026: 1 người"
        assert screen.end() == 0
    with Screen(["-m", "civicode", "--plain", "staff", "list"], folder, environ) as screen:
        assert "Họ và tên: Trần Văn Mẫu" in screen.until("Họ và tên: Trần Văn Mẫu")
        assert screen.end() == 0
