"""Sentences on a terminal: no word broken at the edge, commands whole and on lines of their own."""

import io

import pytest

from civicode.console.screen.prose import folded, typed
from civicode.console.screen.terminal import fitted


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_what_fits_stands_as_it_is() -> None:
    text = "gợi ý: xem danh sách: civicode staff list\n  lùi vào"
    assert folded(text, 80) == text


def test_a_sentence_is_broken_at_blanks_and_keeps_its_indent() -> None:
    assert folded("  Đã nộp phiếu tự kiểm tra của 007", 20) == "  Đã nộp phiếu tự\n  kiểm tra của 007"


def test_a_command_that_does_not_fit_has_a_line_of_its_own() -> None:
    hint = 'gợi ý: thêm người đầu tiên: civicode staff add 001 --name "Họ; và tên"; xem danh sách: civicode staff list'
    assert folded(hint, 48).split("\n") == [
        "gợi ý: thêm người đầu tiên:",
        '  civicode staff add 001 --name "Họ; và tên"',
        "xem danh sách:",
        "  civicode staff list",
    ]


def test_a_command_longer_than_the_screen_stays_whole() -> None:
    assert folded("  gợi ý: civicode check --office --period 2026-10", 30).split("\n") == [
        "  gợi ý:",
        "civicode check --office --period 2026-10",
    ]


def test_the_name_of_the_program_in_a_sentence_is_no_command() -> None:
    assert folded("cập nhật civicode trên máy này rồi làm tiếp", 24) == "cập nhật civicode trên\nmáy này rồi làm tiếp"


def test_only_a_screen_has_an_edge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "10")
    assert fitted("một hai ba bốn", Screen()) == "một hai ba\nbốn"
    assert fitted("một hai ba bốn", io.StringIO()) == "một hai ba bốn"


def test_a_command_that_was_typed_is_shown_in_lines_that_a_shell_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "44")
    words = ["civicode", "staff", "add", "001", "--name", "Lê Thị Sen", "--order", "1", "--leader"]
    assert typed(words, Screen()) == (
        "civicode staff add 001 \\\n      --name 'Lê Thị Sen' --order 1 \\\n      --leader"
    )
    assert typed(words, io.StringIO()) == "civicode staff add 001 --name 'Lê Thị Sen' --order 1 --leader"
