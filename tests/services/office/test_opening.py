"""An office opened by a program: which one, as whom, when, and that nothing else has a say."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from civicode import Office
from civicode.domain.calendar import VIETNAM, PeriodKind
from civicode.errors import NotAllowedError, NotFoundError, RefusedError, StoreError, UsageError
from civicode.services import closing, staff
from civicode.services.check import check
from civicode.services.config.config import shipped_criteria
from civicode.services.config.init import init_folder
from civicode.services.store.backup import backup
from tests.conftest import NOW, SMALL
from tests.services.offices import all_met, month


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    """An office folder with one person on its register."""
    folder = tmp_path / "ward"
    init_folder(folder)
    office = Office.open(folder, actor="system:import", now=NOW)
    staff.add(office, code="Ab1", name="Trần Minh Đức", position="P", unit="U")
    return folder


class TestPlace:
    def test_an_office_folder(self, ward: Path) -> None:
        office = Office.open(ward)
        assert office.store.location == str(ward / "data")
        assert [member.code for member in office.members] == ["Ab1"]
        assert (office.criteria_path, office.own_criteria) == (shipped_criteria(), ward / "criteria.yaml")

    def test_its_settings_and_criteria_are_used(self, ward: Path) -> None:
        (ward / "office.yaml").write_text("period: quarter\n", encoding="utf-8")
        (ward / "criteria.yaml").write_bytes(SMALL.read_bytes())
        office = Office.open(ward)
        assert office.settings.period is PeriodKind.QUARTER
        assert office.criteria_path == ward / "criteria.yaml"
        assert Office.open(ward, criteria=shipped_criteria()).criteria_path == shipped_criteria()

    def test_a_relative_path(self, ward: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(ward.parent)
        (ward.parent / "small.yaml").write_bytes(SMALL.read_bytes())
        office = Office.open("ward", criteria="small.yaml")
        monkeypatch.chdir("/")
        assert office.store.location == str(ward / "data")
        assert office.criteria_path == ward.parent / "small.yaml"
        assert office.book.table("staff").keys() == {"Ab1"}

    def test_the_data_of_an_office_is_that_office(self, ward: Path) -> None:
        (ward / "office.yaml").write_text("period: quarter\n", encoding="utf-8")
        office = Office.open(ward / "data")
        assert (office.store.location, office.settings.period) == (str(ward / "data"), PeriodKind.QUARTER)

    def test_a_store_alone(self, ward: Path) -> None:
        (ward / "office.yaml").write_text("period: quarter\n", encoding="utf-8")
        (ward / "data").rename(ward / "elsewhere")
        office = Office.open(ward / "elsewhere")
        assert [member.code for member in office.members] == ["Ab1"]
        assert (office.settings.period, office.own_criteria) == (PeriodKind.MONTH, None)

    def test_no_office_is_sought_upward(self, ward: Path) -> None:
        (ward / "below").mkdir()
        with pytest.raises(NotFoundError):
            Office.open(ward / "below")

    @pytest.mark.parametrize("url", ["postgresql://host/base", "postgres://host"])
    def test_a_database_is_the_stores_to_refuse(self, url: str) -> None:
        with pytest.raises(StoreError) as refused:
            Office.open(url)
        assert refused.value.code == "store.postgres_missing"

    def test_an_address_of_another_kind(self) -> None:
        with pytest.raises(UsageError) as refused:
            Office.open("mysql://host")
        assert refused.value.code == "store.unknown_scheme"


class TestCreate:
    @pytest.mark.parametrize("made", [True, False])
    def test_without_it_a_place_without_an_office_is_not_found(self, tmp_path: Path, made: bool) -> None:
        place = tmp_path / "new"
        if made:
            place.mkdir()
            (place / "letter.txt").write_text("x", encoding="utf-8")
        with pytest.raises(NotFoundError) as missing:
            Office.open(place)
        assert missing.value.code == ("office.not_there" if made else "store.no_folder")
        assert str(place) in missing.value.facts.values()

    def test_with_it_the_first_write_makes_an_office_folder(self, tmp_path: Path) -> None:
        place = tmp_path / "new"
        office = Office.open(place, create=True)
        assert (place.exists(), office.own_criteria) == (False, place / "criteria.yaml")
        staff.add(office, code="001", name="Lê Thị Ánh", position="P", unit="U")
        assert [path.name for path in place.iterdir()] == ["data"]
        assert [one.code for one in Office.open(place).members] == ["001"]

    def test_what_lies_there_stays_beside_it(self, tmp_path: Path) -> None:
        (tmp_path / "letter.txt").write_text("x", encoding="utf-8")
        staff.add(Office.open(tmp_path, create=True), code="001", name="Lê Thị Ánh", position="P", unit="U")
        assert {path.name for path in tmp_path.iterdir()} == {"data", "letter.txt"}

    def test_an_office_above_is_not_taken_for_it(self, ward: Path) -> None:
        office = Office.open(ward / "below", create=True)
        assert (office.store.location, office.members) == (str(ward / "below" / "data"), ())

    def test_what_is_there_is_opened_as_it_is(self, ward: Path) -> None:
        (ward / "data").rename(ward / "elsewhere")
        assert [one.code for one in Office.open(ward / "elsewhere", create=True).members] == ["Ab1"]

    @pytest.mark.parametrize("create", [True, False])
    def test_a_file_is_no_place(self, tmp_path: Path, create: bool) -> None:
        file = tmp_path / "file"
        file.write_text("x", encoding="utf-8")
        with pytest.raises(StoreError) as refused:
            Office.open(file, create=create)
        assert refused.value.code == "store.not_a_folder"


class TestActor:
    def test_a_code_is_spelled_as_the_register_does(self, ward: Path) -> None:
        office = Office.open(ward, actor="aB1")
        assert (office.actor, office.me) == ("Ab1", office.members[0])
        assert Office.open(ward, actor="nobody").actor == "nobody"

    def test_a_process_is_nobody_on_the_register(self, ward: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LOGNAME", "ab1")
        office = Office.open(ward)
        assert (office.actor, office.me) == ("system:ab1", None)

    def test_a_program_may_call_itself_what_it_is(self, ward: Path) -> None:
        assert Office.open(ward, actor="system:nightly").actor == "system:nightly"

    @pytest.mark.parametrize("given", ["", "a b", "CQ", "../x", "system:", "Nguyễn"])
    def test_who_acts_is_named_by_a_code(self, ward: Path, given: str) -> None:
        with pytest.raises(UsageError) as refused:
            Office.open(ward, actor=given)
        assert (refused.value.code, refused.value.facts["source"]) == ("config.not_a_code", "actor")


class TestClock:
    def test_it_is_taken_to_vietnam(self, ward: Path) -> None:
        evening = datetime(2026, 11, 30, 20, 0, tzinfo=UTC)
        office = Office.open(ward, now=evening)
        assert (office.now, office.now.tzinfo, office.clock_set) == (evening, VIETNAM, True)
        assert office.today.isoformat() == "2026-12-01"

    def test_a_time_without_a_zone_is_that_of_vietnam(self, ward: Path) -> None:
        assert Office.open(ward, now=datetime(2026, 12, 2, 8)).now == datetime(2026, 12, 2, 8, tzinfo=VIETNAM)  # noqa: DTZ001

    def test_none_is_the_computers(self, ward: Path) -> None:
        before = datetime.now(VIETNAM)
        office = Office.open(ward)
        assert before <= office.now <= datetime.now(VIETNAM)
        assert (office.now.tzinfo, office.clock_set) == (VIETNAM, False)


def test_neither_environment_nor_the_users_settings_have_a_say(
    ward: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = Office.open(ward)
    config = tmp_path / "civicode" / "config.yaml"
    config.parent.mkdir()
    config.write_text(f"me: Ab1\nstore: {tmp_path}\n", encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("CIVICODE_CONFIG", str(config))
    for name, value in (
        ("STORE", tmp_path),
        ("CRITERIA", SMALL),
        ("ACTOR", "Ab1"),
        ("NOW", "2020-01-01"),
        ("LANG", "x"),
    ):
        monkeypatch.setenv(f"CIVICODE_{name}", str(value))
    office = Office.open(ward)
    assert (office.store.location, office.criteria_path) == (plain.store.location, plain.criteria_path)
    assert (office.actor, office.clock_set, office.today) == (plain.actor, False, plain.today)


def test_wrong_settings_name_every_line(ward: Path) -> None:
    (ward / "office.yaml").write_text("period: week\nwindow: {opens: 40}\n", encoding="utf-8")
    with pytest.raises(RefusedError) as refused:
        Office.open(ward)
    assert (refused.value.code, [one.line for one in refused.value.problems]) == ("office.file_wrong", [1, 2])


def test_wrong_criteria_are_told_by_what_needs_them(ward: Path) -> None:
    (ward / "criteria.yaml").write_text("schema_version: 1\n", encoding="utf-8")
    office = Office.open(ward, actor="Ab1", now=NOW)
    assert office.member("duc").code == "Ab1"
    with pytest.raises(RefusedError) as refused:
        check.target(office, None, None)
    assert (refused.value.code, len(refused.value.problems)) == ("office.criteria_wrong", 2)


def test_criteria_that_are_not_there(ward: Path) -> None:
    office = Office.open(ward, actor="Ab1", now=NOW, criteria=ward / "none.yaml")
    with pytest.raises(NotFoundError) as missing:
        check.target(office, None, None)
    assert missing.value.code == "office.criteria_not_found"


def test_a_dry_run_publishes_nothing(ward: Path) -> None:
    before = {path: path.read_bytes() for path in (ward / "data").iterdir() if path.suffix == ".json"}
    office = Office.open(ward, actor="Ab1", now=NOW, dry_run=True)
    aim = check.target(office, None, month("2026-11"))
    receipt = check.submit(office, aim, all_met(aim))
    assert (receipt.action, receipt.dry_run, receipt.audit) == ("created", True, None)
    assert {path: path.read_bytes() for path in (ward / "data").iterdir() if path.suffix == ".json"} == before


def test_a_closed_month_is_closed_to_programs(ward: Path) -> None:
    office = Office.open(ward, actor="Ab1", now=NOW)
    closing.close(office, month("2026-11"), accept_missing="nghỉ")
    with pytest.raises(NotAllowedError) as refused:
        check.target(office, None, month("2026-11"))
    assert (refused.value.code, refused.value.facts["period"]) == ("check.closed", "2026-11")


class TestBackup:
    def test_it_is_read_as_it_is(self, ward: Path, tmp_path: Path) -> None:
        backup(Office.open(ward, actor="Ab1", now=NOW), tmp_path / "ward.zip")
        kept = Office.open(tmp_path / "ward.zip", actor="ab1")
        assert ([one.code for one in kept.members], kept.actor, kept.own_criteria) == (["Ab1"], "Ab1", None)
        with pytest.raises(NotAllowedError):
            staff.add(kept, code="002", name="Lê Thị Ánh", position="P", unit="U")

    def test_one_that_is_not_there_or_is_none(self, tmp_path: Path) -> None:
        with pytest.raises(NotFoundError):
            Office.open(tmp_path / "none.zip")
        (tmp_path / "text.zip").write_text("x", encoding="utf-8")
        with pytest.raises(StoreError):
            Office.open(tmp_path / "text.zip")
