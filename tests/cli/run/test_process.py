"""The edge of the process: streams, pipes, encodings, and the modules that a run pays for."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.conftest import NOW
from tests.conftest import SMALL

ROOT = Path(__file__).parents[3]
HEAVY = ("rich", "docx", "pydantic", "hypothesis", "platformdirs", "asyncio", "xlsxwriter", "python_calamine")
ADD = ("staff", "add", "007", "--name", "Trần Minh Đức", "--position", "Văn thư", "--unit", "Văn phòng")


@pytest.fixture
def environ(tmp_path: Path) -> Mapping[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "CIVICODE_NOW": NOW,
        "CIVICODE_CONFIG": str(tmp_path / "config.yaml"),
        "CIVICODE_STORE": str(tmp_path / "data"),
        "CIVICODE_CRITERIA": str(SMALL),
        "LOGNAME": "clerk",
    }


def civicode(environ: Mapping[str, str], *argv: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "civicode", *argv]
    return subprocess.run(command, env={**environ, **more}, capture_output=True, check=False, stdin=subprocess.DEVNULL)


def modules(environ: Mapping[str, str], *argv: str) -> set[str]:
    """The modules loaded by a command line in a fresh interpreter."""
    script = (
        "import sys, runpy, atexit\n"
        "atexit.register(lambda: print(*sorted(sys.modules), file=sys.stderr))\n"
        f"sys.argv = ['civicode', *{list(argv)!r}]\n"
        "runpy.run_module('civicode', run_name='__main__')\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], env=dict(environ), capture_output=True, check=True)
    return set(ran.stderr.decode().splitlines()[-1].split())


@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "cp1258"},
        {"PYTHONIOENCODING": "ascii:strict"},
    ],
    ids=" ".join,
)
def test_output_is_utf8_whatever_the_locale(environ: Mapping[str, str], locale: Mapping[str, str]) -> None:
    help_page = civicode(environ, "--help", **locale)
    assert help_page.returncode == 0
    assert help_page.stdout.decode().startswith("Cách dùng: civicode [TÙY_CHỌN] LỆNH …\n")
    error = civicode(environ, "nope", **locale)
    assert error.returncode == 2
    assert error.stderr.decode().startswith('lỗi: không có lệnh "nope" trong civicode\n')


def test_answers_are_read_as_utf8_whatever_the_locale(environ: Mapping[str, str]) -> None:
    civicode(environ, *ADD)
    answers = '{"answers":{"TD-01":"đạt","TD-02":"đạt","GT-01":{"rating":"chưa đạt","note":"vội"}}}'
    ran = subprocess.run(
        [sys.executable, "-m", "civicode", "check", "007", "--answers", "-"],
        env={**environ, "PYTHONIOENCODING": "cp1258"},
        input=answers.encode(),
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode()
    assert "vội" in civicode(environ, "check", "007", "--show").stdout.decode()


@pytest.mark.parametrize(
    "argv",
    [
        ("criteria", "list"),
        ("criteria", "list", "--format", "table"),
        ("criteria", "list", "--format", "table", "--plain"),
        ("--help",),
        ("criteria", "schema"),
    ],
)
def test_a_closed_pipe_ends_quietly(environ: Mapping[str, str], argv: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "civicode", *argv],
            env=dict(environ),
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writing)
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_under_stdout_is_told(environ: Mapping[str, str]) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "civicode", "criteria", "list"],
            env=dict(environ),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ran.returncode == 6
    assert ran.stderr.decode().startswith("lỗi: không ghi được stdout: ")


def test_closed_streams_are_no_traceback(environ: Mapping[str, str]) -> None:
    shell = f"exec {sys.executable} -m civicode criteria list <&- >&- 2>&-"
    assert subprocess.run(["sh", "-c", shell], env=dict(environ), check=False).returncode == 0
    shell = f"exec {sys.executable} -m civicode nope 2>&-"
    assert subprocess.run(["sh", "-c", shell], env=dict(environ), check=False).returncode == 2


def test_a_result_reaches_the_pipe_whole(environ: Mapping[str, str]) -> None:
    assert civicode(environ, *ADD).returncode == 0
    ran = civicode(environ, "staff", "list")
    assert ran.stdout.decode().splitlines()[1].split("\t")[:2] == ["007", "Trần Minh Đức"]
    assert ran.stderr == b""


def test_completion_is_offered(environ: Mapping[str, str]) -> None:
    def completed(words: str, place: int) -> list[str]:
        wanted = {"_CIVICODE_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(place)}
        return civicode(environ, **wanted).stdout.decode().split()

    assert completed("civicode st", 1) == ["status", "staff", "store"]
    assert completed("civicode staff l", 2) == ["list", "leave"]
    assert "--not-met" in completed("civicode check --no", 2)


def test_the_version_loads_no_command_line_library(environ: Mapping[str, str]) -> None:
    loaded = modules(environ, "--version")
    own = {name for name in loaded if name.startswith("civicode")}
    assert own <= {"civicode", "civicode.__main__", "civicode.lazy"}
    assert not loaded & {"typer", "re", "json", "dataclasses", "inspect", "enum", "pathlib", "yaml", *HEAVY}


def test_help_loads_neither_the_screen_nor_the_store(environ: Mapping[str, str]) -> None:
    loaded = modules(environ, "--help")
    assert not loaded & {"yaml", "tinydb", "filelock", "civicode.services.office.office", "civicode.store", *HEAVY}


def test_a_scripted_check_loads_what_it_needs(environ: Mapping[str, str]) -> None:
    civicode(environ, *ADD)
    loaded = modules(environ, "check", "007", "--rest-met", "--not-met", "TD-02=trễ")
    own = {name for name in loaded if name.startswith("civicode.")}
    assert not loaded & {*HEAVY, "csv", "civicode.console.screen.table", "civicode.console.check.dialogue"}
    assert not {name for name in own if name.startswith(("civicode.reports", "civicode.exporters"))}
    assert not own & {
        "civicode.domain.violation.violation",
        "civicode.sources.fields.answers",
        "civicode.cli.command.output",
        "civicode.cli.command.failure",
    }


def test_a_report_for_programs_loads_no_screen(environ: Mapping[str, str]) -> None:
    loaded = modules(environ, "report", "summary", "--json")
    assert not loaded & {*HEAVY, "civicode.console.screen.table", "civicode.exporters.csv_rows"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("argv", [("--version",), ("--help",), ("status", "--help")])
def test_a_full_disk_under_what_the_library_prints_is_told(environ: Mapping[str, str], argv: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "civicode", *argv], env=environ, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 6
    assert done.stderr.decode().splitlines()[0] == "lỗi: không ghi được stdout: ổ đĩa hết chỗ"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(("argv", "code"), [(ADD, 0), (("staff", "lst"), 2)])
def test_a_full_disk_under_stderr_changes_nothing(environ: Mapping[str, str], argv: tuple[str, ...], code: int) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "civicode", *argv], env=environ, stdout=subprocess.PIPE, stderr=full, check=False
        )
    assert done.returncode == code


def test_the_version_into_a_closed_pipe_ends_quietly(environ: Mapping[str, str]) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "civicode", "--version"], env=environ, stdout=write, stderr=subprocess.PIPE, check=False
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_criteria_are_checked_from_stdin(environ: Mapping[str, str]) -> None:
    command = [sys.executable, "-m", "civicode", "criteria", "lint", "-"]
    done = subprocess.run(command, env=environ, input=b"a: [\n", capture_output=True, check=False)
    assert (done.returncode, done.stdout.decode().split(": ")[0]) == (1, "-:2:1")
