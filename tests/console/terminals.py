"""A terminal of 80×24 in which the real command runs: bytes are typed, a screen is read."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

ROOT = Path(__file__).parents[2]
PATIENCE_S = 120.0
"""After so long nothing will come any more, on the busiest machine: whoever waits goes on with what he waits for."""

_LOOK_S = 0.002
_LEAD = """
import os, signal, sys
for one in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGTERM):
    signal.signal(one, signal.SIG_DFL)
os.open(os.ttyname(0), os.O_RDWR)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""
"""Makes of a new process one that a login began.

The first process of a session owns the terminal it opens: without that, Ctrl-C would reach nobody. And what the tests'
own process was told to ignore (SIGINT by a shell's `&`, SIGHUP by nohup), a child would ignore too.
"""


class Screen:
    """A child process and the screen it draws on."""

    def __init__(
        self,
        arguments: Sequence[str],
        cwd: Path,
        environ: Mapping[str, str],
        *,
        columns: int = 80,
        lines: int = 24,
        utf8_erase: bool = True,
        stdout: int | None = None,
    ) -> None:
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        _erase_whole_letters(slave, utf8_erase)
        self.process = subprocess.Popen(
            [sys.executable, "-c", _LEAD, *arguments],
            cwd=cwd,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **environ},
            stdin=slave,
            stdout=slave if stdout is None else stdout,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._master)

    @property
    def lines(self) -> list[str]:
        """What stands on the screen, from its first line to its last one that holds something."""
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip().split("\n")

    def until(self, text: str) -> list[str]:
        """Read until `text` stands on the screen."""
        end = time.monotonic() + PATIENCE_S
        while text not in "\n".join(self.lines):
            left = end - time.monotonic()
            if left < 0 or not self._take(left):
                raise AssertionError("\n".join([f"never came: {text!r}", *self.lines]))
        return self.lines

    def type(self, *pieces: str | bytes) -> None:
        """Send pieces one by one as a person does: when all is drawn that will be, and the process waits for a key.

        What is typed earlier is echoed into the midst of the drawing, and a Ctrl-C between the prompt and the reading
        of the line is noticed by the interpreter with the next key only.
        """
        for piece in pieces:
            self._await_reading()
            os.write(self._master, piece.encode() if isinstance(piece, str) else piece)
            if len(pieces) > 1:
                time.sleep(0.01)

    def enter(self, line: str, then: str) -> list[str]:
        """Type a line, and read until `then` stands on the screen."""
        self.type(line + "\r")
        return self.until(then)

    def leave(self, key: str) -> int:
        """Press, once, a key that ends the process; the exit code."""
        self.type(key)
        return self.end()

    def end(self) -> int:
        """Read to the end; the exit code."""
        while self._take(PATIENCE_S):
            pass
        return self.process.wait(PATIENCE_S)

    def kill(self) -> None:
        """As a power cut would: no handler runs."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE_S)

    def _await_reading(self) -> None:
        """Read what is drawn until nothing more comes and the process sleeps; at once when it has ended."""
        end = time.monotonic() + PATIENCE_S
        while self._take(0) or not _sleeps(self.process.pid):
            if time.monotonic() > end:
                raise AssertionError("\n".join(["never waits for a key", *self.lines]))
            time.sleep(_LOOK_S)

    def _take(self, wait_s: float) -> bool:
        if not select.select([self._master], [], [], wait_s)[0]:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:  # the other end was closed
            return False
        self._stream.feed(data)
        return bool(data)


def _sleeps(process: int) -> bool:
    """Whether it waits for something, or has ended."""
    status = Path(f"/proc/{process}/stat")
    if status.exists():
        state = status.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[0]
    else:  # macOS has no such files
        asked = subprocess.run(["ps", "-o", "state=", "-p", str(process)], capture_output=True, text=True, check=False)
        state = asked.stdout.strip()[:1] or "Z"
    return state in {"S", "I", "Z"}


def _erase_whole_letters(terminal: int, on: bool) -> None:
    iutf8 = 0o40000
    modes = termios.tcgetattr(terminal)
    modes[0] = modes[0] | iutf8 if on else modes[0] & ~iutf8
    termios.tcsetattr(terminal, termios.TCSANOW, modes)
