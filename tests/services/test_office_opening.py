"""Opening an office for another program: what is taken from where, and what refuses."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from civicode import Office
from civicode.errors import NotAllowedError, NotFoundError, RefusedError, StoreError, UsageError
from civicode.services import staff
from civicode.services.backup import backup
from civicode.services.config import shipped_criteria
from tests.conftest import SMALL

POST = {"position": "Văn thư", "unit": "Văn phòng"}


def add(office: Office, code: str) -> None:
    staff.add(office, code=code, name="Lê Thị Mẫu", **POST)  # type: ignore[arg-type]


def test_an_office_folder_has_its_own_criteria_settings_and_store(tmp_path: Path) -> None:
    (tmp_path / "criteria.yaml").write_bytes(SMALL.read_bytes())
    (tmp_path / "office.yaml").write_text("period: quarter\n", encoding="utf-8")
    office = Office.open(tmp_path, actor="001")
    add(office, "001")
    assert (tmp_path / "data" / "office.json").is_file()
    assert office.settings.period.value == "quarter"
    assert office.criteria_path == office.own_criteria == tmp_path / "criteria.yaml"
    assert [one.code for one in Office.open(tmp_path / "data").members] == ["001"]
    assert Office.open(tmp_path / "data").settings.period.value == "quarter"


def test_a_relative_path_is_that_of_the_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small.yaml").write_bytes(SMALL.read_bytes())
    add(Office.open("ward", create=True, actor="001"), "001")
    assert (tmp_path / "ward" / "data" / "office.json").is_file()
    assert Office.open("ward", criteria="small.yaml").criteria_path == tmp_path / "small.yaml"


def test_a_store_elsewhere_has_no_folder_around_it(tmp_path: Path) -> None:
    (tmp_path / "office.yaml").write_text("period: quarter\n", encoding="utf-8")
    add(Office.open(tmp_path), "001")
    (tmp_path / "data").rename(tmp_path / "kept")
    office = Office.open(tmp_path / "kept")
    assert [one.code for one in office.members] == ["001"]
    assert office.settings.period.value == "month"
    assert office.criteria_path == shipped_criteria()


def test_the_environment_and_the_users_settings_have_no_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"STORE": "/nowhere", "ACTOR": "099", "NOW": "2020-01-01", "CRITERIA": "/nowhere"}.items():
        monkeypatch.setenv(f"CIVICODE_{name}", value)
    monkeypatch.setenv("LOGNAME", "somebody")
    office = Office.open(tmp_path / "ward", create=True)
    assert (office.actor, office.clock_set, office.today.year > 2020) == ("system:somebody", False, True)
    assert not (tmp_path / "ward").exists(), "nothing is made before the first write"


def test_the_time_is_at_utc_7(tmp_path: Path) -> None:
    for given in (datetime(2026, 12, 2, 8), datetime(2026, 12, 2, 1, tzinfo=UTC)):  # noqa: DTZ001
        office = Office.open(tmp_path, create=True, now=given)
        assert (office.now.isoformat(), office.clock_set) == ("2026-12-02T08:00:00+07:00", True)


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    add(Office.open(tmp_path / "ward", create=True, dry_run=True), "001")
    assert not (tmp_path / "ward").exists()


def test_what_refuses(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        Office.open(tmp_path / "nowhere")
    with pytest.raises(UsageError):
        Office.open(tmp_path, create=True, actor="not a code")
    with pytest.raises(StoreError):
        Office.open("postgresql://localhost/office")
    with pytest.raises(UsageError):
        Office.open("mysql://localhost/office")
    (tmp_path / "office.yaml").write_text("period: week\n", encoding="utf-8")
    with pytest.raises(RefusedError) as error:
        Office.open(tmp_path)
    assert [one.line for one in error.value.problems] == [1]
    assert os.listdir(tmp_path) == ["office.yaml"]  # noqa: PTH208


def test_a_backup_is_read_as_it_is(tmp_path: Path) -> None:
    office = Office.open(tmp_path / "ward", create=True, actor="001")
    add(office, "001")
    backup(office, tmp_path / "ward.zip")
    kept = Office.open(tmp_path / "ward.zip", actor="001")
    assert [one.code for one in kept.members] == ["001"]
    with pytest.raises(NotAllowedError):
        add(kept, "002")
    with pytest.raises(NotFoundError):
        Office.open(tmp_path / "none.zip")
    (tmp_path / "text.txt").touch()
    with pytest.raises(StoreError):
        Office.open(tmp_path / "text.txt")
