"""Reports into files, as whole processes measured in turn in one run.

    python benchmarks/reports.py [--people 2000] [--rounds 3]

Each report of a ward's month (the sample office of `civicode demo`) in each form, as a ratio to `python -c pass`; and a
year's emulation of 2,000 people to .xlsx beside XlsxWriter writing the same cells: making the file, and the whole
command, which reads a year of 24,000 checks first. The best of the rounds.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from civicode.domain.criteria.catalogue import Audience
from civicode.exporters import REPORT_FILES
from civicode.services.config.config import shipped_criteria
from civicode.services.office.files import catalogue_at
from civicode.services.report.report import REPORTS

NOW = "2026-12-28T08:00"
MOST_SECONDS = 1.5
MOST_TIMES_XLSXWRITER = 4.0
_PASS = "pass"
_WRITE = """
import json, sys, xlsxwriter
rows = json.load(open(sys.argv[1], encoding="utf-8"))
book = xlsxwriter.Workbook(sys.argv[2], {"in_memory": True})
sheet = book.add_worksheet()
for at, row in enumerate(rows):
    for place, value in enumerate(row):
        if isinstance(value, str):
            sheet.write_string(at, place, value)
        elif value is not None:
            sheet.write_number(at, place, value)
book.close()
"""
_MAKE = """
import json, sys
from civicode.exporters import file_bytes
from civicode.i18n import Words
from civicode.reports.document.document import Column, Document, Kind, Table
from civicode.reports.document.paper import Layout, Paper
table = json.load(open(sys.argv[1], encoding="utf-8"))["tables"][0]
columns = tuple(Column(one["key"], one["title"], Kind(one["kind"])) for one in table["columns"])
made = Document("emulation", "", (Table("staff", "", columns, table["rows"], numbered=True),))
made = Document(made.name, "x", made.tables, paper=Paper(Layout.SIGNED, ("", ""), ("",), "", ""))
open(sys.argv[2], "wb").write(file_bytes("xlsx", made, Words()))
"""


def main() -> None:
    """Measure, and print a line a form and one for the year."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=2_000)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ward(Path(folder) / "ward", given.rounds)
        year(Path(folder) / "year", given.people, given.rounds)


def ward(folder: Path, rounds: int) -> None:
    """Every report of a month in every form: the slowest report of each."""
    folder.mkdir()
    civicode(folder, "demo", "demo")
    office, empty = folder / "demo", best([sys.executable, "-c", _PASS], folder, rounds)
    for form in REPORT_FILES:
        slowest = max((best(command(name, form), office, rounds), name) for name in REPORTS)
        told(f"{form}, slowest of {len(REPORTS)}: {slowest[1]}", slowest[0] / empty, slowest[0], MOST_SECONDS)


def command(name: str, form: str) -> list[str]:
    """The export of one report; of those of one person, the first on the register."""
    who = ("--officer", "001") if name in ("officer", "person") else ()
    return [sys.executable, "-m", "civicode", "export", name, f"x.{form}", "--force", "--quiet", *who]


def year(folder: Path, people: int, rounds: int) -> None:
    """Twelve months of `people`, closed by nobody; emulation beside the writing of its cells."""
    folder.mkdir()
    civicode(folder, "init", ".")
    fill(folder, people)
    exported = [sys.executable, "-m", "civicode", "export", "emulation", "x.xlsx", "--force", "--quiet"]
    civicode(folder, "export", "emulation", "x.json", "--quiet")
    table = json.loads((folder / "x.json").read_text(encoding="utf-8"))["tables"][0]
    keys = [column["key"] for column in table["columns"]]
    cells = [keys, *([row[key] for key in keys] for row in table["rows"])]
    (folder / "cells.json").write_text(json.dumps(cells), encoding="utf-8")
    ours = best(exported, folder, rounds)
    made = best([sys.executable, "-c", _MAKE, "x.json", "z.xlsx"], folder, rounds)
    theirs = best([sys.executable, "-c", _WRITE, "cells.json", "y.xlsx"], folder, rounds)
    what = f"emulation of {people} to xlsx / XlsxWriter alone"
    told(f"{what}: making the file", made / theirs, made, None, MOST_TIMES_XLSXWRITER)
    told(f"{what}: the whole command", ours / theirs, ours, None, MOST_TIMES_XLSXWRITER)


def fill(folder: Path, people: int) -> None:
    """A register, and a check of everyone for every month of the year."""
    codes = [one.code for one in catalogue_at(shipped_criteria()).criteria if one.audience is Audience.ALL]
    units = [f"Đơn vị {number}" for number in range(20)]
    staff = ["code,name,position,unit"]
    staff += [f"{at:05d},Nguyễn Thử {at},Công chức,{units[at % len(units)]}" for at in range(people)]
    (folder / "staff.csv").write_text("\n".join(staff), encoding="utf-8")
    with (folder / "checks.jsonl").open("w", encoding="utf-8") as file:
        for month in range(1, 13):
            for at in range(people):
                answers: dict[str, object] = dict.fromkeys(codes, "met")
                if (at + month) % 7 == 0:
                    answers["TD-06"] = {"rating": "not_met", "note": "đi trễ"}
                one = {"officer": f"{at:05d}", "period": f"2026-{month:02d}", "answers": answers}
                file.write(json.dumps(one, ensure_ascii=False) + "\n")
    civicode(folder, "import", "staff", "staff.csv")
    civicode(folder, "import", "checks", "checks.jsonl")


def civicode(folder: Path, *argv: str) -> None:
    """Run a command; CalledProcessError when it fails."""
    subprocess.run(
        [sys.executable, "-m", "civicode", *argv], cwd=folder, env=environment(), check=True, capture_output=True
    )


def best(argv: Sequence[str], folder: Path, rounds: int) -> float:
    """Seconds of the fastest of `rounds` runs."""
    found = []
    for _ in range(rounds):
        start = time.perf_counter()
        subprocess.run(argv, cwd=folder, env=environment(), check=True, capture_output=True)
        found.append(time.perf_counter() - start)
    return min(found)


def environment() -> dict[str, str]:
    """Nothing of the user's own settings, a fixed clock, and bytecode kept, as beside an installed XlsxWriter."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CIVICODE_")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return {**kept, "CIVICODE_NOW": NOW, "CIVICODE_NO_INPUT": "1", "PYTHONPATH": str(Path(__file__).parents[1])}


def told(what: str, ratio: float, seconds: float, most_seconds: float | None, most: float | None = None) -> None:
    """A line with its limit."""
    over = (most is not None and ratio > most) or (most_seconds is not None and seconds > most_seconds)
    limit = f"at most {most:g}" if most is not None else f"at most {most_seconds:g} s"
    print(f"{what:<62} {ratio:6.2f}  {seconds:6.2f} s  {limit}{'  OVER' if over else ''}")


if __name__ == "__main__":
    main()
