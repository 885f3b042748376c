"""The year goes on: new criteria in July, another ward in December, somebody forgotten in January; papers stay."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.cli.conftest import Run
from tests.cli.story.test_year import ADOPTED, REOPENED, Command, cases, changes, checks, register, rows
from tests.cli.story.year import MONTHS, PEOPLE

OTHER = {"X1": "Hồ Thị Giả Định", "X2": "Kiều Văn Giả Định"}
"""The people of the other ward; they are invented, too."""

JOINED: Command = (
    "2026-12-10T08:00",
    ("store", "merge", "../other", "--from", "2026-12-01", "--reason", "sắp xếp đơn vị", "--as", "004"),
)
FORGOTTEN: Command = ("2027-01-20T08:00", ("store", "forget", "023", "--reason", "hết thời hạn lưu", "--as", "001"))
UNNAMED = ("summary", "criteria", "violations", "trend", "office", "plan")
NAMED = ("progress",)
LOOKED_AT = ("2026-01", "2026-04", "2026-08", "2026-11")
"""Closed months: before and after the new criteria, one that was reopened, the last before the other ward came."""


def their_checks() -> Iterator[Command]:
    """December of those who joined, and its closing."""
    for place, code in enumerate(OTHER):
        yield f"2027-01-02T08:5{place}", ("check", code, "--period", "2026-12", "--rest-met", "--as", code)
    yield "2027-01-04T08:20", ("review", "--all-submitted", "--period", "2026-12", "--confirm", "--as", "001")
    close = ("period", "close", "2026-12", "--accept-missing", "021 nghỉ không phép", "--as", "004")
    yield "2027-01-05T09:00", close


def other_ward(run: Run, clock: pytest.MonkeyPatch) -> None:
    """Two people who have checked October and November and closed both."""
    folder = Path("../other")
    folder.mkdir()
    (folder / "office.yaml").write_text('office:\n  - {name: "UBND PHƯỜNG GIẢ ĐỊNH"}\n', encoding="utf-8")
    (folder / "criteria.yaml").write_bytes(Path("criteria.yaml").read_bytes())
    there = ("--store", "../other/data", "--criteria", "../other/criteria.yaml", "-q")
    for code, name in OTHER.items():
        post = ("--position", "Công chức", "--unit", "Giả Định")
        assert run("staff", "add", code, "--name", name, *post, *there).code == 0
    for month, day in (("2026-10", "2026-11-02"), ("2026-11", "2026-12-02")):
        clock.setenv("CIVICODE_NOW", f"{day}T08:00")
        for code in OTHER:
            assert run("check", code, "--period", month, "--rest-met", *there).code == 0
        assert run("period", "close", month, *there).code == 0


def papers(run: Run, months: Sequence[str], names: Sequence[str]) -> dict[tuple[str, str, str], bytes]:
    """Reports of closed months as files, byte for byte."""
    found = {}
    for month in months:
        for name in names:
            for form in ("json", "docx") if name == "summary" else ("json",):
                file = Path(f"{name}.{form}")
                said = run("export", name, str(file), "--period", month, "--force", "-q")
                assert said.code == 0, (name, month, said.err)
                found[name, month, form] = file.read_bytes()
    return found


def test_every_earlier_paper_stays(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("office.yaml").write_text("retention_months: 2\n", encoding="utf-8")
    monkeypatch.setenv("CIVICODE_NOW", "2026-09-01T08:00")
    other_ward(run, monkeypatch)
    story = [*register(), *changes(), *cases(), *checks(), *REOPENED, ADOPTED, JOINED, *their_checks(), FORGOTTEN]
    events = {ADOPTED, JOINED, FORGOTTEN}
    for when, argv in sorted(story):
        monkeypatch.setenv("CIVICODE_NOW", when)
        closed = closed_months(run) if (when, argv) in events else []
        names = UNNAMED if argv == FORGOTTEN[1] else (*UNNAMED, *NAMED)
        before = papers(run, closed, names)
        said = run(*argv, "-q")
        assert (said.code, said.out) == (0, ""), (when, argv, said.err)
        assert papers(run, closed, names) == before, argv
        if (when, argv) in events:
            assert len(closed) >= 2
            assert run("audit", "verify", "--json").json["ok"], argv
    _at_the_end(run)


def closed_months(run: Run) -> list[str]:
    """Those of `LOOKED_AT` that are closed now."""
    states = {row["period"]: row["state"] for row in run("period", "list", "--json").json["periods"]}
    return [month for month in LOOKED_AT if states.get(month) == "closed"]


def _at_the_end(run: Run) -> None:
    """One register, one year; the other ward's history under its own name; nothing of who was forgotten but counts."""
    staff = rows(run("report", "emulation", "--period", "2026", "--json").json, "staff")
    due = {row["officer"]: (row["due"], row["submitted"]) for row in staff}
    assert {code: due[code] for code in OTHER} == dict.fromkeys(OTHER, (1, 1))
    assert due["023"] == (10, 10)
    assert len(due) == len(PEOPLE) + len(OTHER)
    archive = next(Path("data/archives").glob("*other.zip"))
    theirs: Any = run("report", "progress", "--period", "2026-11", "--store", str(archive), "--json").json
    assert {row["officer"]: row["state"] for row in rows(theirs, "staff")} == dict.fromkeys(OTHER, "submitted")
    assert run("export", "summary", "theirs.docx", "--period", "2026-11", "--store", str(archive)).code == 0
    assert "UBND PHƯỜNG GIẢ ĐỊNH" in ZipFile("theirs.docx").read("word/document.xml").decode()
    name = next(one.name for one in PEOPLE if one.code == "023")
    everything = b"".join(one.read_bytes() for one in Path("data").rglob("*.json"))
    assert name.encode() not in everything
    assert run("check", "X1", "--period", MONTHS[-1], "--show", "--json").json["state"] == "confirmed"
