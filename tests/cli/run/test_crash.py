"""A bug's report: places and kinds, not a word of what people wrote."""

import stat
from pathlib import Path
from typing import NoReturn

import pytest

from civicode.services.check import check
from tests.cli.conftest import Run

SECRETS = ("đi trễ", "Trần Minh Đức", "hay nói xấu")


def crash(*_: object, **__: object) -> NoReturn:
    note, name = SECRETS[0], SECRETS[1]
    try:
        raise KeyError(note)
    except KeyError as error:
        raise ValueError(f"{name} {note}") from error


def test_no_note_and_no_name_is_in_it(staffed: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "missing_problems", crash)
    said = staffed("check", "007", "--not-met", f"TD-01={SECRETS[2]}", "--rest-met", "--period", "2026-11")
    assert said.code == 70
    (kept,) = (tmp_path / "state").rglob("crash-*.txt")
    text = kept.read_text(encoding="utf-8")
    for secret in SECRETS:
        assert secret not in text
        assert secret not in said.out + said.err
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "missing_problems" in text
    assert str(kept) in said.err
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
