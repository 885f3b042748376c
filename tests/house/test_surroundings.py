"""The tests tell of the program, and not of where they run: they pass in surroundings that nobody would choose."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence

import pytest

from tests.house.commands import ROOT

SURROUNDINGS = {
    "HOME": "/nonexistent",
    "TZ": "Asia/Tokyo",
    "LC_ALL": "C",
    "TERM": "dumb",
    "COLUMNS": "33",
    "LINES": "5",
    "NO_COLOR": "1",
    "FORCE_COLOR": "1",
    "PYTHONIOENCODING": "ascii",
    "XDG_CONFIG_HOME": "/nonexistent/config",
    "XDG_DATA_HOME": "/nonexistent/share",
    "XDG_STATE_HOME": "/nonexistent/state",
    "CIVICODE_ACTOR": "999",
    "CIVICODE_CONFIG": "/nonexistent/config.yaml",
    "CIVICODE_CRITERIA": "/nonexistent/criteria.yaml",
    "CIVICODE_LANG": "en",
    "CIVICODE_NOW": "2020-01-01",
    "CIVICODE_NO_INPUT": "1",
    "CIVICODE_PLAIN": "1",
    "CIVICODE_STORE": "/nonexistent/data",
}
PYTEST = ("-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider")
FEW = (
    "tests/cli/test_staff.py",
    "tests/cli/store/test_store.py::test_a_loose_umask_makes_nothing_loose",
    "tests/console/check/test_dialogue_pty.py::test_ctrl_c_keeps_the_draft_and_says_how_to_go_on",
    "tests/console/screen/test_table.py::test_without_a_console_it_goes_to_stdout",
)
"""Of each kind one that once failed by it, and a file of commands."""
ALL = ("tests/cli", "tests/console", "tests/services", "tests/store")
"""Where processes are started, signals sent, files of the user read."""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and umask are POSIX")


def in_the_background() -> None:
    """What `trap '' INT HUP PIPE TERM` and `&` hand down."""
    for one in (signal.SIGINT, signal.SIGHUP, signal.SIGPIPE, signal.SIGTERM):
        signal.signal(one, signal.SIG_IGN)


def outcome(tests: Sequence[str], umask: int) -> str:
    """The last line of pytest there, with stdin closed and no terminal; AssertionError if a test fails."""
    ran = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" <&-', "sh", sys.executable, *PYTEST, *tests],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **SURROUNDINGS},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
        umask=umask,
        restore_signals=False,
        preexec_fn=in_the_background,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout
    return ran.stdout.rstrip().rpartition("\n")[2]


def test_some_tests_pass_anywhere() -> None:
    assert " passed" in outcome(FEW, 0o077)


@pytest.mark.slow
@pytest.mark.parametrize("umask", [0o000, 0o077], ids=oct)
def test_all_pass_anywhere(umask: int) -> None:
    assert " passed" in outcome(ALL, umask)
