"""Batches against the least that their work could cost, as ratios of whole processes measured in turn in one run.

    python benchmarks/batch.py [--rows 100000] [--rounds 3]

Violations from CSV, on disk with their audit, beside `sqlite-utils insert --csv` of the same file (left out where there
is no such command); checks from JSONL beside `json.loads` of the file's lines; violations from .xlsx beside calamine's
reading of the same sheet; each file brought in a second time, when nothing of it is new. The best of the rounds, and
the most memory that a process had (Linux).
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from civicode.domain.criteria.catalogue import Audience
from civicode.exporters import file_bytes
from civicode.i18n import Words
from civicode.reports.document.document import Column, Document, Row, Table
from civicode.services.config.config import shipped_criteria
from civicode.services.office.files import catalogue_at

NOW = "2026-12-02T08:00"
OFFICERS = 2_000
LIMITS = {"violations": 0.35, "checks": 4.0, "workbook": 4.0, "again": 1.0}
MOST_MB = {"violations": 300, "checks": 400}
COLUMNS = ("id", "officer", "criterion", "occurred_on", "noticed_on", "what", "where", "source", "evidence")
_LOADS = "import json, sys\nfor line in open(sys.argv[1], encoding='utf-8'): json.loads(line)"
_CALAMINE = "import sys, python_calamine as c\nc.load_workbook(sys.argv[1]).get_sheet_by_index(0).to_python()"


class Run(NamedTuple):
    """What a process took."""

    seconds: float
    megabytes: int


def main() -> None:
    """Make the files, measure, and print one line a figure; `--make FOLDER` only makes the files."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--make", type=Path, metavar="FOLDER")
    given = options.parse_args()
    if given.make:  # a process of its own: whoever measures starts small, for children are counted from there
        made(given.make, given.rows)
        return
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        office = Path(folder)
        make = (sys.executable, __file__, "--make", folder, "--rows", str(given.rows))
        subprocess.run(make, check=True)
        sqlite = shutil.which("sqlite-utils")
        inserts = (sqlite, "insert", str(office / "x.db"), "t", str(office / "v.csv"), "--csv") if sqlite else None
        compare(office, "violations", "violations", "v.csv", inserts, given.rounds)
        loads = (sys.executable, "-c", _LOADS, str(office / "c.jsonl"))
        compare(office, "checks", "checks", "c.jsonl", loads, given.rounds)
        calamine = (sys.executable, "-c", _CALAMINE, str(office / "v.xlsx"))
        compare(office, "workbook", "violations", "v.xlsx", calamine, given.rounds)


def compare(office: Path, name: str, kind: str, file: str, beside: Sequence[str] | None, rounds: int) -> None:
    """Bring `file` in, once more, and run what it is held against, in turn."""
    command = (sys.executable, "-m", "civicode", "import", kind, file, "-q")
    first, again, other = list[Run](), list[Run](), list[Run]()
    for _ in range(rounds):
        shutil.rmtree(office / "data")
        shutil.copytree(office / "staff", office / "data")
        (office / "x.db").unlink(missing_ok=True)
        first.append(run(command, office))
        again.append(run(command, office))
        other += [run(beside, office)] if beside else []
    took = min(first).seconds
    if other:
        told(name, took / min(other).seconds, LIMITS[name], f"{took:.2f} s against {min(other).seconds:.2f} s")
    else:
        print(f"{name:<12} {took:.2f} s; what it is held against is not installed")
    told(f"{name} again", min(again).seconds / took, LIMITS["again"], f"{min(again).seconds:.2f} s")
    most = max(one.megabytes for one in first)
    print(f"{name:<18} {most} MB{f' (at most {MOST_MB[name]})' if name in MOST_MB else ''}")


def told(name: str, ratio: float, limit: float, about: str) -> None:
    """One line, and whether it is within its limit."""
    print(f"{name:<18} {ratio:.2f} × (at most {limit}) {'ok' if ratio <= limit else 'OVER'}: {about}")


def run(command: Sequence[str], folder: Path) -> Run:
    """Run a process to its end; it must go well."""
    environment = {**os.environ, "CIVICODE_NOW": NOW, "CIVICODE_CONFIG": str(folder / "none.yaml")}
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0, command
    return Run(time.perf_counter() - begun, used.ru_maxrss // 1024)


def made(folder: Path, rows: int) -> None:
    """An office of 2,000 made-up people, and its files."""
    people = [
        {"code": f"{n:04}", "name": name_of(n), "position": "Công chức", "unit": f"Phòng {n % 20}"}
        for n in range(OFFICERS)
    ]
    (folder / "people.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in people), encoding="utf-8")
    (folder / "criteria.yaml").write_bytes(shipped_criteria().read_bytes())
    run((sys.executable, "-m", "civicode", "import", "staff", "people.jsonl", "-q"), folder)
    shutil.copytree(folder / "data", folder / "staff")
    seen = list(violations(rows))
    with (folder / "v.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(seen)
    table = Table("v", "v", tuple(Column(key, key) for key in COLUMNS), seen)
    (folder / "v.xlsx").write_bytes(file_bytes("xlsx", Document("v", "v", (table,)), Words()))
    with (folder / "c.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(one, ensure_ascii=False)}\n" for one in checks(rows))


def name_of(number: int) -> str:
    """A made-up name, another one for each number."""
    letters = "".join(chr(ord("a") + int(digit)) for digit in str(number))
    return f"Nguyễn Văn {letters.capitalize()}"


def violations(rows: int) -> Iterator[Row]:
    """Observations of two years, each another one."""
    choose = random.Random(1)
    for number in range(rows):
        day = str(date(2025, 1, 1) + timedelta(days=choose.randrange(700)))
        yield {
            "id": f"REF-{number:06}",
            "officer": f"{choose.randrange(OFFICERS):04}",
            "criterion": f"TD-{choose.randrange(1, 13):02}",
            "occurred_on": day,
            "noticed_on": day,
            "what": f"Đến cơ quan lúc 8 giờ {number % 60:02}, không báo trước ({number})",
            "where": "Bộ phận Một cửa",
            "source": "Kiểm tra công vụ",
            "evidence": f"BB-{number}/2026",
        }


def checks(rows: int) -> Iterator[Row]:
    """Checks of everybody, month by month, three criteria of each not met."""
    choose = random.Random(2)
    codes = [one.code for one in catalogue_at(shipped_criteria()).criteria if one.audience is Audience.ALL]
    for number in range(rows):
        month, officer = divmod(number, OFFICERS)
        answers: dict[str, object] = dict.fromkeys(codes, "met")
        for code in choose.sample(codes, 3):
            answers[code] = {"rating": "not_met", "note": f"đi trễ {choose.randrange(1, 500)} phút, đã rút kinh nghiệm"}
        yield {"officer": f"{officer:04}", "period": f"{2022 + month // 12}-{month % 12 + 1:02}", "answers": answers}


if __name__ == "__main__":
    main()
