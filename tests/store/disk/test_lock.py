"""The lock: one writer at a time, told who holds it, free when its holder dies."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from civicode.errors import StoreError
from civicode.store import Author
from civicode.store.disk.files import Files
from civicode.store.disk.lock import TIMEOUT_S, FolderLock
from civicode.store.disk.mounts import file_system_of
from civicode.store.folder.folder import FolderStore
from tests.store.simulated.disks import WatchedFiles

HOLD = """
import sys, time
from pathlib import Path
from civicode.store.disk.files import Files
from civicode.store.disk.lock import FolderLock
with FolderLock(Path(sys.argv[1]), Files()):
    print("held", flush=True)
    time.sleep(60)
"""

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")


def free(folder: Path) -> bool:
    try:
        with FolderLock(folder, Files(), timeout_s=0.05):
            return True
    except StoreError:
        return False


@pytest.fixture
def holder(tmp_path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_who_holds_it_is_named_after_the_time_out(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    try:
        began = time.monotonic()
        with pytest.raises(StoreError) as caught, FolderLock(tmp_path, Files(), timeout_s=0.2):
            pass
        assert 0.2 <= time.monotonic() - began < TIMEOUT_S
        error = caught.value
        assert (error.code, error.exit_code, error.facts["pid"]) == ("store.busy", 6, holder.pid)
        assert all(error.facts[name] for name in ("user", "computer", "since"))
    finally:
        end(holder)


@pytest.mark.parametrize("who", [b"", b"{", b"[]", b'{"user": "a"}', b"\xff", None])
def test_a_half_written_signature_is_no_obstacle(
    tmp_path: Path, holder: subprocess.Popen[str], who: bytes | None
) -> None:
    try:
        if who is None:
            (tmp_path / ".lock.who").unlink()
        else:
            (tmp_path / ".lock.who").write_bytes(who)
        with pytest.raises(StoreError) as caught, FolderLock(tmp_path, Files(), timeout_s=0.05):
            pass
        assert caught.value.code == "store.busy_by_unknown"
    finally:
        end(holder)


def test_a_dead_holders_lock_is_free_at_once(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    assert not free(tmp_path)
    end(holder)
    assert free(tmp_path)


def test_it_is_free_after_the_block_and_after_an_exception(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), FolderLock(tmp_path, Files()):
        raise ZeroDivisionError
    assert free(tmp_path)


@forks
def test_a_forked_child_neither_holds_it_nor_lets_go_of_it(tmp_path: Path) -> None:
    with FolderLock(tmp_path, Files()) as lock:
        child = os.fork()
        if not child:
            lock.__exit__(None, None, None)
            os._exit(0)
        assert os.waitpid(child, 0)[1] == 0
        assert subprocess.run([sys.executable, "-c", TRY, str(tmp_path)], check=False).returncode == 1
    assert free(tmp_path)


@forks
def test_a_child_that_outlives_its_parents_block_does_not_keep_it(tmp_path: Path) -> None:
    with FolderLock(tmp_path, Files()):
        child = os.fork()
        if not child:
            time.sleep(30)
            os._exit(0)
    try:
        assert free(tmp_path)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


FORK = """
import os, subprocess, sys
from pathlib import Path
from civicode.store.disk.files import Files
from civicode.store.disk.lock import FolderLock
with FolderLock(Path(sys.argv[1]), Files()):
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        sys.exit(subprocess.run([sys.executable, "-c", sys.argv[2], sys.argv[1]]).returncode)
"""


@forks
def test_a_forked_child_that_ends_by_itself_does_not_let_go_of_it(tmp_path: Path) -> None:
    assert subprocess.run([sys.executable, "-c", FORK, str(tmp_path), TRY], check=False).returncode == 1


TRY = """
import sys
from pathlib import Path
from civicode.errors import StoreError
from civicode.store.disk.files import Files
from civicode.store.disk.lock import FolderLock
try:
    with FolderLock(Path(sys.argv[1]), Files(), timeout_s=0.05):
        pass
except StoreError:
    sys.exit(1)
"""


@forks
def test_a_forked_child_publishes_nothing(tmp_path: Path, author: Author) -> None:
    store = FolderStore(str(tmp_path / "data"))
    with store.edit("2026-11", author=author) as edit:
        edit.put("2026-11", "self_checks", "007", {"n": 1}, action="created")
    child = os.fork()
    if not child:
        os._exit(_fork_inside(store, author))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 6
    assert store.load("2026-11").table("self_checks") == {"007": {"n": 1}}


def _fork_inside(store: FolderStore, author: Author) -> int:
    """Edit, fork in the block, and let only the grandchild come to its end; its exit code."""
    try:
        with store.edit("2026-11", author=author) as edit:
            edit.put("2026-11", "self_checks", "007", {"n": 2}, action="replaced")
            child = os.fork()
            if child:
                os._exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    except StoreError as error:
        return error.exit_code
    return 0


MOUNTS = """\
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
malformed
40 27 0:52 / /srv/my\\040share rw,relatime shared:1 master:2 - nfs4 server:/x rw,vers=4.2
"""


@pytest.mark.parametrize(
    ("device", "kind"), [("0:21", "proc"), ("254:0", "ext4"), ("0:52", "nfs4"), ("9:9", ""), ("", "")]
)
def test_the_file_system_is_found_by_its_device(device: str, kind: str) -> None:
    assert file_system_of(device, MOUNTS) == kind


@pytest.mark.skipif(sys.platform != "linux", reason="Linux lists its mounts")
@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "ext4"])
def test_nfs_is_refused(tmp_path: Path, kind: str) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(f"40 27 {Files().device(tmp_path)} / /srv/share rw,relatime - {kind} server:/x rw\n")
    if kind in {"ext4", "cifs"}:
        with FolderLock(tmp_path, Files(), mount_table=table):
            return
    with pytest.raises(StoreError) as caught, FolderLock(tmp_path, Files(), mount_table=table):
        pass
    assert (caught.value.code, caught.value.exit_code) == ("store.nfs", 6)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mountinfo"]


@pytest.mark.skipif(sys.platform == "win32", reason="flock is POSIX")
def test_without_locks_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(handle: int, operation: int) -> None:
        raise OSError(errno.ENOSYS, "not here")

    monkeypatch.setattr("fcntl.flock", missing)
    with pytest.raises(StoreError) as caught, FolderLock(tmp_path, Files()):
        pass
    assert (caught.value.code, caught.value.exit_code) == ("store.no_lock", 6)


def test_a_signature_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    files = WatchedFiles(lambda _, step: OSError(errno.ENOSPC, "full") if step == "scribble" else None)
    with FolderLock(tmp_path, files):
        assert not free(tmp_path)


def test_ctrl_c_while_signing_lets_go(tmp_path: Path) -> None:
    files = WatchedFiles(lambda _, step: KeyboardInterrupt() if step == "scribble" else None)
    lock = FolderLock(tmp_path, files)
    with pytest.raises(KeyboardInterrupt), lock:
        pass
    assert free(tmp_path)


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError) as caught, FolderLock(tmp_path / "file", Files()):
        pass
    assert caught.value.code == "store.not_a_folder"
