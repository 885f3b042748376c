"""The self-check as a person meets it: the real command on a terminal of 80×24."""

import os
import pty
import signal
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from civicode.domain.check.check import Answers
from civicode.domain.text.text import columns
from civicode.services import staff
from civicode.services.check import check
from civicode.services.office.office import Office
from civicode.store.opening import open_store
from tests.console.offices import NOVEMBER, office
from tests.console.terminals import Screen

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
UTF8 = {"LANG": "C.UTF-8"}
READY = "trợ giúp\n>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An office folder with one member of staff."""
    here = at(tmp_path)
    staff.add(here, code="007", name="Trần Văn Mẫu", position="Công chức", unit="Văn phòng")
    staff.add(here, code="001", name="Lê Thị Hướng Dương", position="Phó Chủ tịch", unit="Lãnh đạo", leader=True)
    return tmp_path


def at(folder: Path) -> Office:
    return replace(office(), store=open_store(str(folder / "data"), create=True))


def sitting(
    folder: Path,
    officer: str = "007",
    environ: Mapping[str, str] = UTF8,
    *,
    columns: int = 80,
    utf8_erase: bool = True,
    stdout: int | None = None,
) -> Screen:
    clock = {"CIVICODE_NOW": "2026-12-02T09:00:00+07:00", "HOME": str(folder)}
    command = ["-m", "civicode", "--as", officer, "check"]
    return Screen(command, folder, {**clock, **environ}, columns=columns, utf8_erase=utf8_erase, stdout=stdout)


def drafted(folder: Path) -> Answers:
    here = at(folder)
    unfinished = check.draft(here, check.target(here, "007", NOVEMBER))
    return unfinished.answers if unfinished else {}


def submitted(folder: Path, officer: str = "007") -> Answers:
    here = at(folder)
    standing = check.standing(here, check.target(here, officer, NOVEMBER))
    return standing.answers if standing else {}


def test_no_group_scrolls_its_head_away(folder: Path) -> None:
    with sitting(folder, "001") as screen:
        screen.until(READY)
        for number in range(1, 6):
            lines = screen.enter("c 1", "1. Ghi chú:")
            assert lines[0].startswith(f"Nhóm {number}/5 · ")
            lines = screen.enter("", "Cần ghi vài chữ lý do")
            assert lines[0].startswith(f"Nhóm {number}/5 · ")
            screen.enter("họp ở tỉnh", "1. CHƯA")
            assert screen.lines[0].startswith(f"Nhóm {number}/5 · ")
            screen.enter("", f"Nhóm {number + 1}/5 · " if number < 5 else "Tổng hợp · ")
        screen.type("n\r")
        assert screen.end() == 0
    assert len(submitted(folder, "001")) == 55


def test_a_killed_check_is_taken_up_where_it_stood(folder: Path) -> None:
    with sitting(folder) as screen:
        screen.until(READY)
        screen.enter("", "Nhóm 2/5")
        screen.enter("c 6 đi trễ 2 lần", "6. CHƯA")
        screen.type("c 7")
        screen.kill()
    assert drafted(folder)["TD-06"].note == "đi trễ 2 lần"
    with sitting(folder) as screen:
        screen.until("Tiếp tục bản nháp (3/48)? [C/k]")
        lines = screen.enter("", READY)
        assert lines[0].startswith("Nhóm 2/5 · ")
        assert lines[6].startswith("  6. CHƯA  Không đi trễ, về sớm")
        screen.enter("", "Nhóm 3/5")
        screen.enter("", "Nhóm 4/5")
        screen.enter("", "Nhóm 5/5")
        screen.enter("", "Tổng hợp")
        screen.type("n\r")
        assert screen.end() == 0
    assert len(submitted(folder)) == 48


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_ctrl_c_keeps_the_draft_and_says_how_to_go_on(folder: Path, key: str) -> None:
    with sitting(folder) as screen:
        screen.until(READY)
        screen.enter("", "Nhóm 2/5")
        screen.enter("c 6", "6. Ghi chú:")
        assert screen.leave(key) == 130
        assert "civicode check 007 --period 2026-11" in screen.lines[-1]
        assert "Traceback" not in "\n".join(screen.lines)
    assert len(drafted(folder)) == 2


@pytest.fixture
def in_the_background() -> Iterator[None]:
    """What a shell's `&`, or nohup, hands down to the tests' process and to all that it starts."""
    before = {one: signal.signal(one, signal.SIG_IGN) for one in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM)}
    yield
    for one, handler in before.items():
        signal.signal(one, handler)


@pytest.mark.usefixtures("in_the_background")
@pytest.mark.parametrize("environ", [UTF8, {"LC_ALL": "C"}], ids=["UTF-8", "C"])
def test_one_ctrl_c_is_enough_wherever_the_tests_were_started(folder: Path, environ: Mapping[str, str]) -> None:
    with sitting(folder, environ=environ) as screen:
        screen.until(READY)
        assert screen.leave("\x03") == 130


FUSED = (
    "d",
    "\x7fđ",
    "i",
    " ",
    "t",
    "r",
    "e",
    "e",
    "\x7f\x7fê",
    "\x7fễ",
    " 2 la",
    "\x7f\x7flaa",
    "\x7f\x7fâ",
    "\x7fầ",
    "n",
)
BYTEWISE = tuple(bytes([byte]) for byte in "".join(FUSED).encode())
LOCALES = [{"LANG": "C.UTF-8"}, {"LC_ALL": "C"}]


@pytest.mark.parametrize("environ", LOCALES, ids=["UTF-8", "C"])
@pytest.mark.parametrize("typed", [FUSED, BYTEWISE], ids=["fused", "bytewise"])
def test_a_note_as_vietnamese_typing_tools_send_it(
    folder: Path, environ: Mapping[str, str], typed: tuple[str | bytes, ...]
) -> None:
    with sitting(folder, environ=environ) as screen:
        screen.until(READY)
        screen.enter("", "Nhóm 2/5")
        screen.enter("c 6", "6. Ghi chú:")
        screen.type(*typed)
        screen.until("6. Ghi chú: đi trễ 2 lần")
        screen.enter("", "6. CHƯA")
    assert drafted(folder)["TD-06"].note == "đi trễ 2 lần"


def test_half_a_letter_is_asked_again_where_the_terminal_erases_bytes(folder: Path) -> None:
    with sitting(folder, environ={"LC_ALL": "C"}, utf8_erase=False) as screen:
        screen.until(READY)
        screen.enter("", "Nhóm 2/5")
        screen.enter("c 6", "6. Ghi chú:")
        screen.type("trễ", "\x7f", "\r")
        screen.until("Dòng vừa gõ bị vỡ chữ; xin gõ lại.")
        screen.enter("trễ", "6. CHƯA")
    assert drafted(folder)["TD-06"].note == "trễ"


def test_backspace_takes_a_whole_letter_even_there_under_utf8(folder: Path) -> None:
    with sitting(folder, utf8_erase=False) as screen:
        screen.until(READY)
        screen.enter("", "Nhóm 2/5")
        screen.enter("c 6", "6. Ghi chú:")
        screen.type("trê", "\x7f", "ễ", "\r")
        screen.until("6. CHƯA")
    assert drafted(folder)["TD-06"].note == "trễ"


def test_a_narrow_terminal_is_usable(folder: Path) -> None:
    with sitting(folder, columns=60) as screen:
        screen.until(READY)
        lines = screen.enter("", "Nhóm 2/5")
        assert lines[0] == "Nhóm 2/5 · Tinh thần, thái độ làm việc   [2/48 · kỳ 2026-11]"
        lines = screen.enter("c 6 đi trễ 2 lần", "6. CHƯA")
        assert lines[0].startswith("Nhóm 2/5")
        assert len(lines) <= 24
        assert all(columns(line) <= 60 for line in lines)


def test_prompts_go_to_stderr_when_stdout_is_a_file(folder: Path, tmp_path: Path) -> None:
    with (tmp_path / "stdout").open("w+b") as stdout:
        with sitting(folder, stdout=stdout.fileno()) as screen:
            screen.until(READY)
            screen.enter("c 1", "1. Ghi chú:")
            screen.type("nội guy", "\x7f\x7f\x7f", "quy", "\r")
            screen.until("1. CHƯA")
            screen.type("q\r")
            assert screen.end() == 0
        stdout.seek(0)
        said = stdout.read().decode()
    assert said.splitlines()[0] == "Đã giữ bản nháp của Trần Văn Mẫu (007), kỳ 2026-11: 1/48 tiêu chí."
    assert "\x1b" not in said
    assert ">" not in said
    assert drafted(folder)["CH-01"].note == "nội quy"


def test_prompts_go_to_stderr_when_stdout_is_another_terminal(folder: Path) -> None:
    master, other = pty.openpty()
    try:
        with sitting(folder, stdout=other) as screen:
            screen.until(READY)
            screen.type("q\r")
            assert screen.end() == 0
        assert b">" not in os.read(master, 65536)
    finally:
        os.close(other)
        os.close(master)


def test_plain_clears_nothing(folder: Path) -> None:
    with sitting(folder, environ={**UTF8, "CIVICODE_PLAIN": "1"}) as screen:
        screen.until(READY)
        lines = screen.enter("", "Nhóm 2/5")
        assert any(line.startswith("Nhóm 1/5") for line in lines)


def test_in_english(folder: Path) -> None:
    with sitting(folder, environ={**UTF8, "CIVICODE_LANG": "en"}) as screen:
        screen.until("? help\n>")
        screen.enter("", "Group 2/5")
        screen.enter("n 6", "6. Note:")
        screen.enter("late twice", "6. NOT")
        screen.enter("x", "1 not met")
        screen.enter("<", "? help\n>")
        screen.type("q\r")
        assert screen.end() == 0
    assert drafted(folder)["TD-06"].note == "late twice"
