"""A small store as the program wrote it before documents were kept in canonical form: it opens, verifies and reports.

Two closed months, an open one with a draft, batches, cases corrected and moved, a ward that joined, a person forgotten;
and a backup made before the last two. All people are made up.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from civicode.cli import main
from tests.cli.conftest import set_up

KEPT = Path(__file__).parents[2] / "data" / "stores" / "2026-12"
ASKED = {
    "verify": "audit verify",
    "summary-2026-09": "report summary --period 2026-09",
    "summary-2026-Q4": "report summary --period 2026-Q4",
    "criteria": "report criteria --period 2026-10 --names",
    "violations": "report violations --period 2026",
    "officer": "report officer --officer 007 --period 2026-10",
    "plan": "report plan",
    "case": "violation show VP-2026-09-0002",
    "batches": "import list",
}
LATER: tuple[tuple[str, ...], ...] = (
    ("check", "007", "--period", "2026-11", "--not-met", "TD-01=kẹt xe"),
    ("violation", "step", "VP-2026-10-0001", "closed", "--note", "xong"),
    ("plan", "progress", "NV-01", "--note", "gần xong", "--percent", "90"),
    ("period", "reopen", "2026-10", "--reason", "nhầm"),
)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "office"
    folder.mkdir()
    for name in ("office.yaml", "criteria.yaml"):
        shutil.copy(KEPT / name, folder)
    shutil.copytree(KEPT / "ward", folder / "data")
    (folder / "data").chmod(0o700)  # a checkout's folders are open to all
    set_up(folder, tmp_path, monkeypatch)
    monkeypatch.setenv("CIVICODE_NOW", "2026-12-31T09:00")
    return folder


def answer(capfd: pytest.CaptureFixture[str], *argv: str) -> Any:
    capfd.readouterr()
    assert main([*argv, "--json", "--lang", "en"]) == 0
    return json.loads(capfd.readouterr().out)


@pytest.mark.parametrize("name", sorted(path.stem for path in (KEPT / "expected").iterdir()))
def test_it_says_what_it_said(office: Path, capfd: pytest.CaptureFixture[str], name: str) -> None:
    wanted = json.loads((KEPT / "expected" / f"{name}.json").read_text("utf-8"))
    assert answer(capfd, *ASKED[name].split()) == wanted


def test_what_is_written_now_goes_on_from_there(office: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = {path.name: path.read_bytes() for path in (office / "data").glob("*.json")}
    heads = answer(capfd, "audit", "verify")["heads"]
    for argv in LATER:
        answer(capfd, "--as", "001", *argv)
    assert [name for name, data in before.items() if (office / "data" / name).read_bytes() == data] == ["2026-09.json"]
    marks = [word for head in heads for word in ("--expect", head)]
    assert answer(capfd, "audit", "verify", *marks)["ok"]
    assert answer(capfd, *ASKED["plan"].split())["tables"][0]["rows"][0]["percent"] == 90


def test_a_file_that_came_before_is_still_unchanged(office: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (office / "plan.csv").write_text("task,on,percent,note\nNV-01,2026-11-21,33.333333,đã họp tổ\n", encoding="utf-8")
    found = answer(capfd, "--as", "001", "import", "plan", "plan.csv")
    assert (found["unchanged"], found["replaced"]) == (1, 0)


def test_its_backup_is_restored(office: Path, capfd: pytest.CaptureFixture[str]) -> None:
    answer(capfd, "store", "restore", str(KEPT / "backup.zip"), "--store", "restored")
    found = answer(capfd, "audit", "verify", "--store", "restored")
    assert (found["ok"], found["books"], len(found["heads"])) == (True, 4, 4)
    summary = answer(capfd, *ASKED["summary-2026-09"].split(), "--store", "restored")
    assert summary == json.loads((KEPT / "expected" / "summary-2026-09.json").read_text("utf-8"))


def test_the_archives_of_the_ward_that_joined_are_whole(office: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for archive in sorted((office / "data" / "archives").glob("*.zip")):
        assert answer(capfd, "--store", str(archive), "audit", "verify")["ok"]
    assert answer(capfd, "store", "check")["ok"]
