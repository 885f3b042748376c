"""Damaged batches in every form: whatever became of the bytes, they come in or are refused, in words.

The long run, 100,000 files: `pytest -m slow tests/cli/batch/test_fuzz.py`.
"""

import io
import os
import re
import sys
from pathlib import Path

import pytest

from civicode.cli import main
from civicode.domain.batch import BatchKind
from civicode.domain.text.text import has_surrogates
from tests.cli.conftest import Run
from tests.cli.files.damage import damaged
from tests.cli.files.samples import forms

MOST_MEMORY_KB = 1024 * 1024
_SHEETS = re.compile("table_file.several_sheets|nhiều trang tính|several sheets")


@pytest.fixture
def office(staffed: Run, tmp_path: Path) -> Run:
    """001 leads, 007 and 008 serve, and 008 has handed in November."""
    staffed("staff", "add", "008", "--name", "Võ Hồng Ánh", "--position", "Kế toán", "--unit", "Tài chính")
    assert staffed("check", "008", "--rest-met", "--yes").code == 0
    return staffed


class Desk:
    """Where batches are handed in, and nothing is kept of them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch

    def bring_in(self, kind: BatchKind, data: bytes, *options: str) -> tuple[int, str]:
        """Exit code, and what was said on stderr."""
        said = io.StringIO()
        with self._patch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
            patch.setattr(sys, "stdout", io.StringIO())
            patch.setattr(sys, "stderr", said)
            code = main(["import", kind, "-", "--dry-run", *options])
        return code, said.getvalue()

    def bring_in_damaged(self, kind: BatchKind, seeds: range) -> set[int]:
        """The exit codes of all those; 2 asks which sheet is meant, where damage has made two alike."""
        codes = set()
        for seed in seeds:
            options = ("--json",) * (seed % 3 == 0) + ("--errors", os.devnull) * (seed % 4 == 0)
            code, said = self.bring_in(kind, damaged(kind, seed), "--lang", ("vi", "en")[seed % 2], *options)
            assert code in (0, 3) or (code == 2 and _SHEETS.search(said)), (kind, seed, code, said)
            assert not has_surrogates(said), (kind, seed)
            codes.add(code)
        return codes


@pytest.fixture
def desk(office: Run, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(monkeypatch)


@pytest.mark.parametrize("kind", BatchKind)
def test_the_sound_ones_come_in(kind: BatchKind, desk: Desk) -> None:
    for form, data in forms(kind).items():
        code, said = desk.bring_in(kind, data)
        assert (code, said.count("Chạy thử")) == (0, 1), (form, said)


@pytest.mark.parametrize("kind", BatchKind)
def test_damaged_ones_come_in_or_are_refused(kind: BatchKind, desk: Desk) -> None:
    assert desk.bring_in_damaged(kind, range(400)) >= {0, 3}


def memory_kb(which: str) -> int:
    """Memory of this process: `VmRSS` now, `VmHWM` its peak since that was last reset."""
    found = re.search(rf"^{which}:\s+(\d+) kB$", Path("/proc/self/status").read_text(), re.MULTILINE)
    assert found
    return int(found[1])


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the peak is reset by Linux alone")
@pytest.mark.parametrize("kind", BatchKind)
def test_very_many_damaged_ones_take_little_memory(kind: BatchKind, desk: Desk) -> None:
    Path("/proc/self/clear_refs").write_text("5")  # the peak of the tests before is forgotten
    before = memory_kb("VmRSS")
    assert desk.bring_in_damaged(kind, range(400, 20_400)) >= {0, 3}
    assert memory_kb("VmHWM") - before < MOST_MEMORY_KB
