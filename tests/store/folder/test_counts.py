"""What one command costs the disk, counted; and how it waits for a writer that does not let go."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from civicode.store.disk.mounts import MOUNT_TABLE
from tests.cli.conftest import Run, built_once, run, staffed
from tests.store.disk.test_lock import HOLD
from tests.store.simulated.desks import Desk
from tests.store.simulated.scenarios import DONE, SCENARIOS, Scenario
from tests.store.simulated.sweeps import prepared

__all__ = ["built_once", "run", "staffed"]  # fixtures

KEYWORDS = "civicode.store.disk.lock.FolderLock.__init__.__kwdefaults__"
MOST_CALLS = 30

usual = pytest.mark.parametrize(
    "scenario",
    [
        one
        for one in SCENARIOS  # the very first check of all also keeps the criteria that it answers
        if one.stages == 2
        and not one.command.startswith("store ")  # a zip or a store of everything
        and (one.before[:1] == (DONE,) or one.command.partition(" ")[0] in {"staff", "violation"})
    ],
    ids=lambda one: one.name,
)


@usual
def test_a_record_is_two_syncs_and_at_most_thirty_calls_through_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scenario: Scenario
) -> None:
    desk = Desk(tmp_path, monkeypatch)
    desk.lay(prepared(desk, scenario))
    done = desk.run(*scenario.typed)
    assert done.code == 0
    assert [call for call in done.calls if "fsync" in call] == ["fsync", "fsync_folder"]
    assert len(done.calls) <= MOST_CALLS, done.calls


@pytest.fixture
def held(staffed: Run) -> Iterator[subprocess.Popen[str]]:
    """The office's store, with somebody else writing to it."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(Path.cwd() / "data")], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def test_whoever_waits_in_vain_is_told_who_holds_it(
    staffed: Run, held: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(KEYWORDS, _waiting(0.2))
    said = staffed("check", "007", "--period", "2026-11", "--rest-met", "--json")
    assert said.code == 6
    assert said.error["code"] == "store.busy"
    assert said.error["facts"]["pid"] == held.pid
    assert all(said.error["facts"][fact] for fact in ("user", "computer", "since"))


@pytest.mark.slow
def test_after_eight_seconds(staffed: Run, held: subprocess.Popen[str]) -> None:
    began = time.monotonic()
    said = staffed("check", "007", "--period", "2026-11", "--rest-met")
    waited_s = time.monotonic() - began
    assert said.code == 6
    assert 8 <= waited_s < 10
    assert str(held.pid) in said.err
    print(f"\nlock held by somebody else: exit 6 after {waited_s:.1f} s")


def test_readers_do_not_wait(staffed: Run, held: subprocess.Popen[str]) -> None:
    assert staffed("status").code == 0
    assert staffed("audit", "verify").code == 0


def test_a_dead_holders_lock_is_free_at_once(
    staffed: Run, held: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(KEYWORDS, _waiting(0))
    assert staffed("check", "007", "--period", "2026-11", "--rest-met").code == 6
    held.kill()
    held.wait()
    assert staffed("check", "007", "--period", "2026-11", "--rest-met").code == 0


@pytest.mark.skipif(sys.platform != "linux", reason="Linux lists its mounts")
def test_nfs_is_refused_with_a_sentence(staffed: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    device = os.stat(tmp_path).st_dev  # noqa: PTH116
    mounts = f"40 27 {os.major(device)}:{os.minor(device)} / /srv rw - nfs4 server:/x rw\n"
    (tmp_path / "mountinfo").write_text(mounts)
    monkeypatch.setattr(KEYWORDS, {**_waiting(0.2), "mount_table": tmp_path / "mountinfo"})
    said = staffed("check", "007", "--period", "2026-11", "--rest-met", "--json")
    assert (said.code, said.error["code"]) == (6, "store.nfs")
    assert json.dumps(said.error["message"])


def _waiting(timeout_s: float) -> dict[str, object]:
    return {"timeout_s": timeout_s, "mount_table": MOUNT_TABLE}
