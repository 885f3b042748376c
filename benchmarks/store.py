"""The store against the least that its work could cost, as ratios measured in turn in one run.

    python benchmarks/store.py [--rounds N]

A record (open, change one check, publish) beside reading and writing the same JSON and two fsyncs of a file of its
size; a year's summary and `audit verify` beside `json.loads` of the same books; stock TinyDB beside both. The start-up
of the command is left to `startup.py`, which also has the check behind ten years. Memory is the most that a process has
which does the one thing, less one that only imports (Linux).
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from tinydb import TinyDB, where

from civicode.domain.calendar import VIETNAM, read_period
from civicode.domain.office import OfficeSettings
from civicode.domain.record import to_document
from civicode.domain.staff.staff import Post, StaffMember
from civicode.i18n import Lang, Words
from civicode.services.config.config import shipped_criteria
from civicode.services.office.office import Office
from civicode.services.report.report import build
from civicode.services.store.audit import verify
from civicode.store import Author
from civicode.store.folder.folder import FolderStore

NOW = datetime(2026, 12, 30, 8, tzinfo=VIETNAM)
AUTHOR = Author(actor="0001", now=NOW)
SMALL, LARGE, MONTHS = 60, 2_000, 12
LIMITS = {f"record at {SMALL}": 1.1, f"record at {LARGE}": 0.35, "summary": 0.7, "verify": 0.6}


def main() -> None:
    """Measure and print one line a figure; `--once WORK FOLDER` is how a process measures its own memory."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--once", nargs=2, metavar=("WORK", "FOLDER"))
    given = options.parse_args()
    if given.once:
        once(given.once[0], Path(given.once[1]))
        return
    for module in ("civicode.store.disk.lock", "civicode.store.folder.tinydb_book", "civicode.reports.period.summary"):
        import_module(module)
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        for officers in (SMALL, LARGE):
            record(Path(folder) / str(officers), officers, given.rounds if officers == SMALL else 9)
        year(Path(folder) / "year", max(3, given.rounds // 5))


def record(folder: Path, officers: int, rounds: int) -> None:
    """One record at so many officers a month, beside the least it could cost and stock TinyDB."""
    store = filled(folder / "data", officers, ["2026-11"])
    file = folder / "data" / "2026-11.json"
    stock = stock_copy(store, ["2026-11"], folder / "stock.json")
    times = measured(
        {
            "ours": lambda number: change(folder / "data", number),
            "least": lambda _: least(file, folder, syncs_of_whole_files=2),
            "strict": lambda _: least(file, folder, syncs_of_whole_files=1),
            "stock": lambda number: change_stock(stock, number),
        },
        rounds,
    )
    name = f"record at {officers} officers ({file.stat().st_size / 1024:.0f} KB)"
    print_ratio(name, times["ours"], times["least"], LIMITS[f"record at {officers}"])
    print_ratio("  … to one such file, its fsync and its folder's", times["ours"], times["strict"], None)
    print_ratio("  stock TinyDB, to the same", times["stock"], times["least"], None)


def year(folder: Path, rounds: int) -> None:
    """A year's summary and verifying it, beside `json.loads` of the same books and stock TinyDB."""
    months = [f"2026-{number:02}" for number in range(1, MONTHS + 1)]
    store = filled(folder / "data", LARGE, months)
    stock = stock_copy(store, months, folder / "stock.json")
    words = Words(Lang.EN)
    times = measured(
        {
            "loads": lambda _: loads(folder / "data"),
            "summary": lambda _: summary(folder / "data", words),
            "verify": lambda _: verified(folder / "data"),
            "stock": lambda _: stock_summary(stock),
        },
        rounds,
    )
    checks = LARGE * MONTHS
    print_ratio(f"summary of a year, {checks:,} checks", times["summary"], times["loads"], LIMITS["summary"])
    print_ratio(f"audit verify of {checks:,} checks", times["verify"], times["loads"], LIMITS["verify"])
    print_ratio("  stock TinyDB: every answer of the year counted", times["stock"], times["loads"], None)
    idle = peak("idle", folder / "data")
    for work in ("loads", "summary", "verify"):
        print(f"{'  memory of ' + work:58} {peak(work, folder / 'data') - idle:6.0f} MB")


def filled(data: Path, officers: int, months: list[str]) -> FolderStore:
    """A store of whole checks: so many officers in each month, all on the register."""
    store = FolderStore(str(data))
    codes = [f"{number:04}" for number in range(1, officers + 1)]
    office = office_of(data)
    with store.edit("office", author=AUTHOR) as edit:
        for code in codes:
            member = StaffMember(
                code=code,
                name=f"Lê Thử {code}",
                posts=(Post(since=None, position="x", unit="y", leader=False, category=None),),
                until=None,
                order=None,
            )
            edit.put("office", "staff", code, to_document(member), action="created")
    office.versions.keep(office.versions.digest)
    asked = [one.code for one in office.versions.in_use.criteria if one.audience == "all"]
    for month in months:
        with store.edit(month, author=AUTHOR) as edit:
            for code in codes:
                edit.put(month, "self_checks", code, document(code, asked, office.versions.digest), action="created")
    return store


def document(code: str, asked: list[str], digest: str, note: str = "đi trễ 2 lần") -> dict[str, Any]:
    """One whole check with two exceptions."""
    answers: dict[str, Any] = dict.fromkeys(asked, "met")
    answers[asked[5]] = {"rating": "not_met", "note": note}
    answers[asked[9]] = {"rating": "not_applicable", "note": "không có việc này trong tháng"}
    return {
        "officer": code, "state": "submitted", "catalogue": digest, "submitted_on": "2026-12-02",
        "entered_by": code, "late": False, "answers": answers,
    }  # fmt: skip


def office_of(data: Path) -> Office:
    """The office whose store lies in `data`."""
    return Office(
        store=FolderStore(str(data)),
        settings=OfficeSettings(),
        actor="0001",
        now=NOW,
        criteria_path=shipped_criteria(),
        clock_set=True,
    )


def change(data: Path, number: int) -> None:
    """Open the store, change one check, publish."""
    with FolderStore(str(data)).edit("2026-11", author=AUTHOR) as edit:
        check = dict(edit.book("2026-11").table("self_checks")["0007"])
        check["answers"] = {**check["answers"], "TD-01": {"rating": "not_met", "note": f"lần {number}"}}
        edit.put("2026-11", "self_checks", "0007", check, action="replaced")


def least(file: Path, folder: Path, *, syncs_of_whole_files: int) -> None:
    """Read and write the book's JSON; then one file of its size and its folder synced, or two such files."""
    data = json.dumps(json.loads(file.read_bytes()), ensure_ascii=False).encode()
    for number in range(syncs_of_whole_files):
        handle = os.open(folder / f"least{number}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.write(handle, data)
        os.fsync(handle)
        os.close(handle)
    if syncs_of_whole_files == 1:
        handle = os.open(folder, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)


def stock_copy(store: FolderStore, months: list[str], file: Path) -> Path:
    """The same checks in one file of TinyDB's own."""
    with TinyDB(file, encoding="utf-8") as database:
        for month in months:
            checks = store.load(month).table("self_checks").values()
            database.insert_multiple({**check, "period": month} for check in checks)
    return file


def change_stock(file: Path, number: int) -> None:
    """The same change as TinyDB's users make it."""
    with TinyDB(file, encoding="utf-8") as database:
        database.update({"late": bool(number % 2)}, (where("officer") == "0007") & (where("period") == "2026-11"))


def stock_summary(file: Path) -> int:
    """Count the answers of the year that are not met."""
    with TinyDB(file, encoding="utf-8") as database:
        found = database.search(where("period").matches("2026-"))
    return sum(isinstance(answer, dict) for check in found for answer in check["answers"].values())


def loads(data: Path) -> None:
    """`json.loads` of every book, one after the other."""
    for file in data.glob("*.json"):
        json.loads(file.read_bytes())


def summary(data: Path, words: Words) -> None:
    """The report `summary` of the year, as a document."""
    build(office_of(data), "summary", period=read_period("2026", NOW.date()), words=words)


def verified(data: Path) -> None:
    """`audit verify` of the whole store."""
    assert verify(FolderStore(str(data))).ok


def measured(work: dict[str, Callable[[int], object]], rounds: int) -> dict[str, list[float]]:
    """Seconds of each in every round, in turn; one round before is not counted."""
    seconds: dict[str, list[float]] = {name: [] for name in work}
    for turn in range(rounds + 1):
        for name, do in work.items():
            began = time.perf_counter()
            do(turn)
            if turn:
                seconds[name].append(time.perf_counter() - began)
    return seconds


def print_ratio(name: str, ours: list[float], base: list[float], limit: float | None) -> None:
    """The median of the rounds' ratios, the limit, and the medians themselves."""
    ratio = statistics.median(one / other for one, other in zip(ours, base, strict=True))
    target = "" if limit is None else f"≤ {limit}"
    one, other = (1000 * statistics.median(times) for times in (ours, base))
    print(f"{name:58} {ratio:6.2f} {target:>6}   {one:.1f} ms to {other:.1f} ms")


def once(work: str, data: Path) -> None:
    """Do one thing and print the most memory this process has had, in KB."""
    words = Words(Lang.EN)
    import_module("civicode.reports.period.summary")
    works: dict[str, Callable[[], object]] = {
        "idle": lambda: None,
        "loads": lambda: loads(data),
        "summary": lambda: summary(data, words),
        "verify": lambda: verified(data),
    }
    works[work]()
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()  # getrusage counts the parent's, too
    print(next(line.split()[1] for line in lines if line.startswith("VmHWM")))


def peak(work: str, data: Path) -> float:
    """The most memory in MB that a process doing one thing has."""
    command = [sys.executable, __file__, "--once", work, str(data)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(done.stdout.split()[-1]) / 1024


if __name__ == "__main__":
    main()
