"""Real processes, real files: killed at random, eight writers at once, a full disk. What is lost is counted.

python -m pytest -m slow tests/store -s -n 0
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from civicode.services.store.audit import verify
from civicode.store.folder.folder import FolderStore
from tests.conftest import SMALL

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="SIGKILL, resource limits and mounts are POSIX"),
]

KILLS, WRITERS, RECORDS, FULL_WRITES = 500, 8, 100, 50
PEOPLE = 8
POST = ("--position", "Văn thư", "--unit", "Văn phòng")
SERVE = """
import os, sys
from civicode.cli import main
for line in sys.stdin:
    code = main(line.rstrip("\\n").split("\\t"))
    os.write(3, f"{code}\\n".encode())
"""
"""A process that runs real commands one after the other, and acknowledges each on a pipe when it has ended."""


class Place:
    """A real office folder, and what has been acknowledged in it."""

    def __init__(self, folder: Path, data: Path | None = None) -> None:
        self.folder = folder
        folder.mkdir()
        (folder / "criteria.yaml").write_text(SMALL.read_text(encoding="utf-8"), encoding="utf-8")
        self.data = data or folder / "data"
        self.environ = {
            **os.environ,
            "CIVICODE_NOW": "2026-12-02T08:00",
            "CIVICODE_STORE": str(self.data),
            "CIVICODE_ACTOR": "001",
            "CIVICODE_CONFIG": os.devnull,
        }

    def command(self, *argv: str, limit: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "civicode", *argv],
            cwd=self.folder,
            env=self.environ,
            capture_output=True,
            text=True,
            preexec_fn=limit,
            check=False,
        )

    def staff(self) -> None:
        for number in range(1, PEOPLE + 1):
            done = self.command("staff", "add", f"{number:03}", "--name", f"Lê Thử {number}", *POST)
            assert done.returncode == 0, done.stderr

    @contextmanager
    def server(self) -> Iterator[Server]:
        server = Server(self)
        try:
            yield server
        finally:
            server.end()

    def notes(self, month: str = "2026-11") -> dict[str, str]:
        """The note of every check of a month, by officer; AssertionError unless the whole store verifies."""
        store = FolderStore(str(self.data))
        assert verify(store).problems == ()
        checks = store.load(month, strict=True).table("self_checks")
        return {code: check["answers"]["TD-02"]["note"] for code, check in checks.items()}


class Server:
    """One process of real commands."""

    def __init__(self, place: Place) -> None:
        self._acks, write = os.pipe()
        self.process = subprocess.Popen(
            [sys.executable, "-c", f"import os; os.dup2({write}, 3)\n{SERVE}"],
            cwd=place.folder,
            env=place.environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(write,),
            text=True,
        )
        os.close(write)
        self._read = os.fdopen(self._acks)

    def type(self, *argv: str) -> None:
        assert self.process.stdin
        try:
            self.process.stdin.write("\t".join(argv) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass

    def acknowledged(self) -> bool:
        """Whether the command ended with exit code 0; False also when the process died first."""
        return self._read.readline() == "0\n"

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()
        self._read.close()


def check(officer: str, note: str) -> tuple[str, ...]:
    return ("check", officer, "--period", "2026-11", "--not-met", f"TD-02={note}", "--rest-met")


def test_five_hundred_kills(tmp_path: Path) -> None:
    place, choose = Place(tmp_path / "office"), random.Random(7)
    place.staff()
    acknowledged: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for number in range(KILLS):
        seen += _one_kill(place, choose, number, acknowledged)
    left = [one.name for one in place.data.rglob("*.tmp")]
    print(f"\nkills: {KILLS}, {dict(seen)}, left unfinished at the end: {len(left)} files")
    assert seen["acknowledged"] > KILLS
    assert seen["lost"] == 0


def _one_kill(place: Place, choose: random.Random, number: int, acknowledged: dict[str, str]) -> Counter[str]:
    """Some commands are typed, the process is killed at a random moment; what was acknowledged must be there."""
    seen: Counter[str] = Counter(kills=1)
    flying: tuple[str, str] | None = None
    with place.server() as server:
        for turn in range(choose.randint(1, 4)):
            officer, note = f"{choose.randint(1, PEOPLE):03}", f"n{number}.{turn}"
            server.type(*check(officer, note))
            if not server.acknowledged():
                break
            acknowledged[officer] = note
            seen["acknowledged"] += 1
        flying = (f"{choose.randint(1, PEOPLE):03}", f"n{number}.last")
        server.type(*check(*flying))
        time.sleep(choose.uniform(0, 0.03))
        server.process.send_signal(signal.SIGKILL)
    found = place.notes()
    if found.get(flying[0]) == flying[1]:
        acknowledged[flying[0]] = flying[1]
        seen["in flight, saved"] += 1
    else:
        seen["in flight, not saved"] += 1
    seen["lost"] += sum(found.get(officer) != note for officer, note in acknowledged.items())
    return seen


WRITE = """
import sys
from civicode.cli import main
refused = 0
for number in range(int(sys.argv[2])):
    day = f"2026-11-{number % 28 + 1:02}"
    what = f"writer {sys.argv[1]} record {number}"
    refused += main(["violation", "add", sys.argv[1], "--criterion", "TD-02", "--on", day, "--what", what, "-q"]) != 0
print("refused", refused)
"""


def test_eight_writers_at_once_with_readers_beside_them(tmp_path: Path) -> None:
    place = Place(tmp_path / "office")
    place.staff()
    began = time.monotonic()
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITE, f"{number:03}", str(RECORDS)],
            cwd=place.folder,
            env=place.environ,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(1, WRITERS + 1)
    ]
    reads, most = 0, 0
    while any(writer.poll() is None for writer in writers):
        store = FolderStore(str(place.data))
        assert verify(store).problems == ()
        count = len(store.load("2026-11", strict=True).table("violations"))
        assert count >= most
        reads, most = reads + 1, count
    said = [writer.communicate()[0] for writer in writers]
    cases = FolderStore(str(place.data)).load("2026-11", strict=True).table("violations")
    lost = WRITERS * RECORDS - len({case["what"] for case in cases.values()})
    print(
        f"\nwriters: {WRITERS} × {RECORDS} in {time.monotonic() - began:.0f} s, "
        f"refused {sum('refused 0' not in one for one in said)}, lost {lost}; {reads} whole readings beside them"
    )
    assert (lost, len(cases)) == (0, WRITERS * RECORDS)


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """A file system of 200 KB at `folder`; whether one can be had."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    try:
        yield mounted.returncode == 0
    finally:
        if mounted.returncode == 0:
            subprocess.run(["umount", str(folder)], check=True)


def limited() -> None:
    """No file may grow beyond 12 KB, and trying is an error, not a signal."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (12_000, 12_000))


def test_fifty_writes_on_a_full_disk(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as is_mounted:
        data = tmp_path / "disk" / "data" if is_mounted else None
        place = Place(tmp_path / "office", data)
        place.staff()
        if is_mounted:
            (tmp_path / "disk" / "filler").write_bytes(bytes(150_000))
        seen = Counter(_one_full_write(place, number, None if is_mounted else limited) for number in range(FULL_WRITES))
        way = "a file system of 200 KB" if is_mounted else "RLIMIT_FSIZE"
        print(f"\nfull disk ({way}): {FULL_WRITES} writes, {dict(seen)}")
        assert seen["refused"] > 10
        if is_mounted:
            (tmp_path / "disk" / "filler").unlink()
        assert _one_full_write(place, FULL_WRITES, None) == "saved"


def _one_full_write(place: Place, number: int, limit: Callable[[], None] | None) -> str:
    """Try one record; what is stored must be what was acknowledged, whole."""
    before = place.notes() if place.data.is_dir() else {}
    officer, note = f"{number % PEOPLE + 1:03}", f"n{number} " + "x" * 3000
    done = place.command(*check(officer, note), "--json", limit=limit)
    after = place.notes()
    if done.returncode == 0:
        assert after == before | {officer: note}
        return "saved"
    assert done.returncode == 6, done.stderr
    assert json.loads(done.stderr)["error"]["code"] == "store.full"
    assert after == before
    assert [one.name for one in place.data.rglob("*.tmp")] == []
    return "refused"
