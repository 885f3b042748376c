from pathlib import Path

import pytest

from civicode.domain.office import OfficeSettings
from civicode.errors import NotAllowedError, StoreError
from civicode.services.config.config import resolve, shipped_criteria
from civicode.services.config.init import init_folder
from civicode.sources.fields.office import load_office_file, read_office_file


def test_an_office_folder(tmp_path: Path) -> None:
    folder = tmp_path / "ward"
    receipt = init_folder(folder)
    assert sorted(path.name for path in folder.iterdir()) == ["data", "office.yaml"]
    assert (folder / "data").stat().st_mode & 0o777 == 0o700
    assert (receipt.action, receipt.kind, receipt.key) == ("created", "office_folder", str(folder))
    assert receipt.facts["files"] == ["office.yaml"]
    assert receipt.notes == ("receipt.enter_folder",)
    assert resolve({}, {}, folder).folder == folder


def test_in_the_current_folder_there_is_nowhere_to_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    receipt = init_folder(Path())
    assert (receipt.key, receipt.facts["path"], receipt.notes) == (".", str(tmp_path), ())


def test_with_the_criteria_for_editing(tmp_path: Path) -> None:
    init_folder(tmp_path, with_criteria=True)
    assert (tmp_path / "criteria.yaml").read_bytes() == shipped_criteria().read_bytes()


def test_what_is_there_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "office.yaml").write_text("period: quarter\n", encoding="utf-8")
    with pytest.raises(NotAllowedError) as refused:
        init_folder(tmp_path)
    assert (refused.value.code, refused.value.facts["files"]) == ("init.exists", ["office.yaml"])
    assert init_folder(tmp_path, with_criteria=True).facts["files"] == ["criteria.yaml"]
    assert (tmp_path / "office.yaml").read_text(encoding="utf-8") == "period: quarter\n"


def test_a_dry_run_makes_nothing(tmp_path: Path) -> None:
    assert init_folder(tmp_path / "ward", dry_run=True).dry_run
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "ward").write_text("a file", encoding="utf-8")
    with pytest.raises(StoreError) as refused:
        init_folder(tmp_path / "ward")
    assert refused.value.code == "init.not_written"


def test_the_file_sets_nothing_until_a_line_is_used(tmp_path: Path) -> None:
    init_folder(tmp_path)
    assert load_office_file(tmp_path / "office.yaml") == (OfficeSettings(), [])


def test_every_line_is_right_when_it_is_used(tmp_path: Path) -> None:
    init_folder(tmp_path)
    lines = (tmp_path / "office.yaml").read_text(encoding="utf-8").splitlines()
    keys = ["office", "period", "window", "review", "signer", "recipients", "plan", "retention_months"]
    start = [number for number, line in enumerate(lines) if any(line.startswith(f"# {key}:") for key in keys)]
    settings = [line.removeprefix("# ") for first in start for line in [lines[first], *_indented(lines[first + 1 :])]]
    found, problems = read_office_file("\n".join(settings), "office.yaml")
    assert len(start) == len(keys)
    assert problems == []
    assert len(found.agencies) == 2
    assert (found.window, found.period, found.review) == (
        OfficeSettings().window,
        found.period,
        OfficeSettings().review,
    )


def _indented(lines: list[str]) -> list[str]:
    end = next((number for number, line in enumerate(lines) if not line.startswith("#   ")), len(lines))
    return lines[:end]
