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
PATIENCE_S = 15.0
_A_MOMENT_S = 2.0
_LEAD = "import os, sys; os.open(os.ttyname(0), os.O_RDWR); os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
"""The first process of a new session owns the terminal it opens: without that, Ctrl-C would reach nobody."""


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
        """Send pieces one by one, each read by the terminal before the next one comes."""
        for piece in pieces:
            os.write(self._master, piece.encode() if isinstance(piece, str) else piece)
            if len(pieces) > 1:
                time.sleep(0.01)

    def enter(self, line: str, then: str) -> list[str]:
        """Type a line, and read until `then` stands on the screen."""
        self.type(line + "\r")
        return self.until(then)

    def leave(self, key: str) -> int:
        """Press a key that ends the process, again as a person would when nothing comes of it; the exit code.

        A Ctrl-C between the prompt and the reading of the line is noticed by the interpreter with the next key.
        """
        end = time.monotonic() + PATIENCE_S
        while True:
            self.type(key)
            while self._take(_A_MOMENT_S):
                pass
            try:
                return self.process.wait(_A_MOMENT_S)
            except subprocess.TimeoutExpired:
                if time.monotonic() > end:
                    raise

    def end(self) -> int:
        """Read to the end; the exit code."""
        while self._take(PATIENCE_S):
            pass
        return self.process.wait(PATIENCE_S)

    def kill(self) -> None:
        """As a power cut would: no handler runs."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE_S)

    def _take(self, wait_s: float) -> bool:
        if not select.select([self._master], [], [], wait_s)[0]:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:  # the other end was closed
            return False
        self._stream.feed(data)
        return bool(data)


def _erase_whole_letters(terminal: int, on: bool) -> None:
    iutf8 = 0o40000
    modes = termios.tcgetattr(terminal)
    modes[0] = modes[0] | iutf8 if on else modes[0] & ~iutf8
    termios.tcsetattr(terminal, termios.TCSANOW, modes)
