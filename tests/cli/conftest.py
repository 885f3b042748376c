"""A shell for the commands: an office folder of its own, a fixed clock, and what a command says as plain values."""

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from civicode.cli import main
from tests.cli.built_once import BuiltOnce
from tests.cli.parsed_once import ParsedOnce, criteria_once
from tests.conftest import SMALL

NOW = "2026-12-02T08:00"


class Said(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def shown(self) -> str:
        """Stdout with the hashes of audit marks, which every test run has others of, as HASH."""
        return re.sub(r"(:\d+:)[0-9a-f]{12}\b", r"\1HASH", self.out)

    @property
    def json(self) -> Any:
        """The one JSON object on stdout."""
        return json.loads(self.out)

    @property
    def error(self) -> Any:
        """The `error` object of JSON mode on stderr."""
        document = json.loads(self.err)
        assert document["schema_version"] == 1
        return document["error"]


Run = Callable[..., Said]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command in a new office folder with the small criteria; nothing of the computer's own settings is seen."""
    folder = tmp_path / "office"
    folder.mkdir()
    (folder / "criteria.yaml").write_text(SMALL.read_text(encoding="utf-8"), encoding="utf-8")
    set_up(folder, tmp_path, monkeypatch)

    def run_here(*argv: str) -> Said:
        code = main(argv)
        out, err = capfd.readouterr()
        return Said(code, out, err)

    return run_here


@pytest.fixture
def virgin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Run:
    """Run a command on a machine where nothing was ever set up."""
    folder = tmp_path / "empty"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return run


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> BuiltOnce:
    return BuiltOnce(tmp_path_factory.mktemp("built"))


@pytest.fixture
def staffed(run: Run, tmp_path: Path, built_once: BuiltOnce) -> Run:
    """An office of two: 001 leads, 007 serves."""

    def build() -> None:
        leads = ("--name", "Lê Thị Ánh", "--position", "Phó Chủ tịch", "--unit", "Lãnh đạo", "--leader")
        serves = ("--name", "Trần Minh Đức", "--position", "Văn thư", "--unit", "Văn phòng")
        assert run("staff", "add", "001", *leads).code == 0
        assert run("staff", "add", "007", *serves).code == 0

    built_once.lay("staffed", tmp_path, build)
    return run


def set_up(folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment that says nothing but the clock, the width, and the user's name and folders."""
    monkeypatch.setenv("CIVICODE_NOW", NOW)
    monkeypatch.setenv("CIVICODE_CONFIG", str(home / "config.yaml"))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "share"))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    monkeypatch.setenv("LOGNAME", "clerk")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(folder)
    monkeypatch.setattr("civicode.cli.run.run.Shared", ParsedOnce)
    monkeypatch.setattr("civicode.sources.fields.criteria.read_criteria", criteria_once)


def unable(argv: Sequence[str]) -> int:
    """Stands where a session runs another command."""
    raise AssertionError(argv)
