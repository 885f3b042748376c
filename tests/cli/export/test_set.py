"""`civicode export all DIR`: a period's set with an index, whole or not at all."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def office(staffed: Run) -> Run:
    assert staffed("check", "007", "--rest-met").code == 0
    return staffed


REPORTS = ["summary", "criteria", "violations", "trend", "progress"]
FILES = sorted(
    [f"{name}-2026-11.{form}" for name in REPORTS for form in ("docx", "xlsx")]
    + ["emulation-2026.docx", "emulation-2026.xlsx", "summary-2026-11.html", "office-2026-11.docx", "plan-2026-11.docx"]
    + ["officer-001-2026-11.docx", "officer-007-2026-11.docx", "index.html"]
)


def listed(folder: str) -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


def test_the_set_and_its_index(office: Run) -> None:
    said = office("export", "all", "bo/11")
    assert said.shown == (
        f"Đã ghi {len(FILES) - 1} tệp vào bo/11; mở index.html để xem mục lục.\nDấu nhật ký: office:9:HASH\n"
    )
    assert listed("bo/11") == FILES
    index = Path("bo/11/index.html").read_text(encoding="utf-8")
    linked = re.findall(r'href="([^"]+)" title="SHA-256 ([0-9a-f]{64})"', index)
    assert sorted(name for name, _ in linked) == [name for name in FILES if name != "index.html"]
    for name, digest in linked:
        assert hashlib.sha256(Path("bo/11", name).read_bytes()).hexdigest() == digest


def test_every_file_that_tells_of_persons_is_entered(office: Run) -> None:
    office("export", "all", "bo")
    kept = json.loads(Path("data/office.json").read_text(encoding="utf-8"))["exports"].values()
    assert sorted((one["what"], one["form"]) for one in kept) == [
        ("emulation", "docx"),
        ("emulation", "xlsx"),
        ("officer", "docx"),
        ("officer", "docx"),
        ("progress", "docx"),
        ("progress", "xlsx"),
    ]
    assert office("audit", "verify").code == 0


def test_what_is_there_stays_and_nothing_else_is_written(office: Run) -> None:
    Path("bo").mkdir()
    Path("bo/trend-2026-11.xlsx").write_bytes(b"mine")
    said = office("export", "all", "bo")
    assert (said.code, listed("bo")) == (5, ["trend-2026-11.xlsx"])
    assert "bo/trend-2026-11.xlsx" in said.err
    assert office("export", "all", "bo", "--force").code == 0
    assert listed("bo") == FILES


def test_the_same_set_twice(office: Run) -> None:
    for folder in ("a", "b"):
        assert office("export", "all", folder).code == 0
    assert [Path("a", name).read_bytes() for name in FILES] == [Path("b", name).read_bytes() for name in FILES]


def test_a_dry_run_writes_nothing(office: Run) -> None:
    before = Path("data/office.json").read_bytes()
    said = office("export", "all", "bo", "--dry-run")
    assert (said.code, Path("bo").exists(), Path("data/office.json").read_bytes()) == (0, False, before)


def test_a_set_is_whole(office: Run) -> None:
    for options in (("--unit", "Văn phòng"), ("--format", "docx"), ("--raw",), ("--officer", "007")):
        said = office("export", "all", "bo", *options)
        assert (said.code, Path("bo").exists()) == (2, False), options
    Path("tep").touch()
    assert office("export", "all", "tep").code == 5


def test_a_program_gets_a_receipt(office: Run) -> None:
    receipt = office("export", "all", "bo", "--json").json
    assert (receipt["action"], receipt["kind"], receipt["key"], receipt["period"]) == (
        "exported",
        "set",
        "bo",
        "2026-11",
    )
