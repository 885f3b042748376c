import io
import subprocess
import sys

import pytest

from civicode.console.screen.prompt import LEAST_WIDTH, USUAL_WIDTH, Terminal
from civicode.i18n import Words

XTERM = {"TERM": "xterm-256color"}


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(environ: dict[str, str], *, plain: bool = False, stream: io.StringIO | None = None) -> str:
    out = stream or Tty()
    terminal = Terminal(Words(), plain=plain, read=input, stream=out, environ=environ)
    terminal.show(["đầu", "mục"])
    terminal.show(["đầu", "mục"])
    return out.getvalue()


@pytest.mark.skipif(sys.platform == "win32", reason="consoles differ there")
def test_a_screen_is_drawn_over_the_one_before_and_what_stood_there_first_is_kept() -> None:
    screen = "\x1b[H\x1b[2J\x1b[1mđầu\x1b[0m\nmục\n"
    assert shown(XTERM) == "\n" * 24 + screen + screen


@pytest.mark.skipif(sys.platform == "win32", reason="consoles differ there")
def test_no_color_leaves_out_what_is_bold() -> None:
    assert shown({**XTERM, "NO_COLOR": "1"}).endswith("\x1b[H\x1b[2Jđầu\nmục\n")


def test_plain_dumb_and_redirected_screens_follow_one_another() -> None:
    plain = "\nđầu\nmục\n\nđầu\nmục\n"
    assert shown(XTERM, plain=True) == plain
    assert shown({"TERM": "dumb"}) == plain
    assert shown({}) == plain
    assert shown(XTERM, stream=io.StringIO()) == plain


@pytest.mark.parametrize(
    ("given", "width"), [("100", 100), ("", USUAL_WIDTH), ("x", USUAL_WIDTH), ("0", USUAL_WIDTH), ("5", LEAST_WIDTH)]
)
def test_width(given: str, width: int) -> None:
    assert Terminal(Words(), read=input, stream=io.StringIO(), environ={"COLUMNS": given}).width == width


def test_a_line_that_cannot_be_read_is_asked_again() -> None:
    lines: list[str | Exception] = [UnicodeDecodeError("utf-8", b"\xc3", 0, 1, "x"), "tr\udce1", "trê\u0303"]

    def read(prompt: str) -> str:
        line = lines.pop(0)
        if isinstance(line, Exception):
            raise line
        return line

    out = io.StringIO()
    assert Terminal(Words(), read=read, stream=out, environ={}).ask("> ") == "trễ"
    assert out.getvalue() == "Dòng vừa gõ bị vỡ chữ; xin gõ lại.\n" * 2


def test_the_dialogue_loads_no_screen_library() -> None:
    found = "sorted({'rich', 'typer', 'docx', 'shutil'} & set(sys.modules))"
    code = f"import sys, civicode.console.check.dialogue; print(*{found})"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert ran.stdout.split() == []
