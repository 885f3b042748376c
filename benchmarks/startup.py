"""Start-up of whole commands as ratios to `python -c pass`, measured in turn in one run.

    python benchmarks/startup.py [--runs N]

Each round runs every command once, beside an empty interpreter of the same environment; the ratio of a round is the
command's time over that round's empty one, and the median of the rounds is printed with its target.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

YEARS = 10
OFFICERS = 60
NOW = "2026-12-02T08:00:00"
SETTINGS = """
office:
  - {name: UBND phường Thử Nghiệm, parent: UBND tỉnh, place: Thử Nghiệm}
review: required
"""
TARGETS = {
    "--version": 2.5,
    "--help": 8,
    "check, empty store": 12,
    "check, office.yaml filled in": 12,
    "report summary --json": 11,
}
"""Ratios to an empty interpreter, at most."""

Work = tuple[str, Callable[[], None]]


def main() -> None:
    """Measure and print one line a command."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=15)
    runs = options.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        print_ratios(measured(commands(Path(folder)), runs), runs)


def commands(folder: Path) -> list[Work]:
    """What is timed: its name, and how to run it once."""
    empty, full, named = folder / "empty", folder / "full", folder / "named"
    for office in (empty, full, named):
        civicode(office, "init", str(office))
        civicode(office, "staff", "add", "001", "--name", "Người Thử", "--position", "Công chức", "--unit", "Văn phòng")
    fill(full / "data", folder)
    with (named / "office.yaml").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS)
    check = ("check", "001", "--period", "2026-11", "--rest-met", "--json")
    return [
        ("python -c pass", lambda: run([sys.executable, "-c", "pass"])),
        ("import typer", lambda: run([sys.executable, "-c", "import typer"])),
        ("--version", lambda: civicode(empty, "--version")),
        ("--help", lambda: civicode(empty, "--help")),
        ("check, empty store", lambda: fresh(empty, *check)),
        ("check, office.yaml filled in", lambda: fresh(named, *check)),
        (f"check, {YEARS} years of {OFFICERS} behind it", lambda: fresh(full, *check)),
        ("report summary --json", lambda: civicode(empty, "report", "summary", "--period", "2026-11", "--json")),
    ]


def measured(work: list[Work], runs: int) -> dict[str, list[float]]:
    """Seconds of every command in each round, the commands in turn; one round before is not counted."""
    seconds: dict[str, list[float]] = {name: [] for name, _ in work}
    for turn in range(runs + 1):
        for name, command in work:
            start = time.perf_counter()
            command()
            if turn:
                seconds[name].append(time.perf_counter() - start)
    return seconds


def print_ratios(seconds: dict[str, list[float]], runs: int) -> None:
    """One line a command: median ratio to the empty interpreter of the same round, and the target."""
    base = seconds["python -c pass"]
    empty_ms = 1000 * statistics.median(base)
    print(f"{'command':40} {'ratio':>6} {'target':>7}   median of {runs} rounds; empty Python {empty_ms:.1f} ms")
    for name, times in seconds.items():
        ratio = statistics.median(one / empty for one, empty in zip(times, base, strict=True))
        print(f"{name:40} {ratio:6.2f} {TARGETS.get(name, '')!s:>7}")
    pairs = zip(seconds[f"check, {YEARS} years of {OFFICERS} behind it"], seconds["check, empty store"], strict=True)
    print(f"{'check: ten years / empty store':40} {statistics.median(a / b for a, b in pairs):6.2f} {1.1!s:>7}")


def fresh(office: Path, *arguments: str) -> None:
    """Run a check in a month that has none: what the run before wrote is taken away first."""
    (office / "data" / "2026-11.json").unlink(missing_ok=True)
    civicode(office, *arguments)


def fill(data: Path, folder: Path) -> None:
    """Ten years of months beside the one that is checked: one real month, copied under the other names."""
    model = folder / "model"
    civicode(model, "init", str(model))
    for number in range(OFFICERS):
        civicode(
            model,
            "staff",
            "add",
            f"{number:03}",
            "--name",
            "Người Thử",
            "--position",
            "Công chức",
            "--unit",
            "Văn phòng",
        )
        civicode(model, "check", f"{number:03}", "--period", "2026-10", "--rest-met")
    for year in range(2026 - YEARS, 2026):
        for month in range(1, 13):
            text = (model / "data" / "2026-10.json").read_text(encoding="utf-8")
            (data / f"{year}-{month:02}.json").write_text(
                text.replace("2026-10", f"{year}-{month:02}"), encoding="utf-8"
            )


def civicode(office: Path, *arguments: str) -> None:
    """Run a command in an office's folder, at a set time."""
    office.mkdir(exist_ok=True)
    run([sys.executable, "-m", "civicode", *arguments], cwd=office)


def run(command: list[str], cwd: Path | None = None) -> None:
    """Run a command to its end and stop everything when it fails."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CIVICODE_")}
    environment |= {"CIVICODE_NOW": NOW, "CIVICODE_ACTOR": "001", "CIVICODE_CONFIG": os.devnull}
    subprocess.run(command, cwd=cwd, env=environment, check=True, capture_output=True)


if __name__ == "__main__":
    assert shutil.which(sys.executable)
    main()
