from datetime import datetime
from pathlib import Path

import pytest

from civicode.domain.calendar import VIETNAM, PeriodKind
from civicode.domain.office import OfficeSettings
from civicode.errors import NotFoundError, RefusedError, StoreError, UsageError
from civicode.services import staff
from civicode.services.config.config import resolve
from civicode.services.config.setting import config_set
from civicode.services.office.files import catalogue_at
from civicode.services.office.office import Office
from civicode.services.office.opening import open_office
from civicode.store.memory import MemoryStore
from tests.conftest import NOW, SMALL

FLAGS = {"criteria": str(SMALL)}


def opened(folder: Path, **environ: str) -> Office:
    environ = {"CIVICODE_CONFIG": str(folder / "user.yaml"), "USER": "clerk"} | environ
    return open_office(resolve(FLAGS, environ, folder), NOW, clock_set=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "office.yaml").write_text("period: quarter\n", encoding="utf-8")
    staff.add(opened(tmp_path), code="Ab1", name="Trần Minh Đức", position="P", unit="U")
    return tmp_path


def test_everything_comes_from_the_office_folder(folder: Path) -> None:
    office = opened(folder)
    assert office.settings.period is PeriodKind.QUARTER
    assert office.store.location == str(folder / "data")
    assert [member.code for member in office.members] == ["Ab1"]
    assert (office.now, office.clock_set, office.dry_run) == (NOW, True, False)


def test_a_name_given_is_spelled_as_the_register_does(folder: Path) -> None:
    assert opened(folder, CIVICODE_ACTOR="aB1").actor == "Ab1"
    assert opened(folder, CIVICODE_ACTOR="nobody").actor == "nobody"


def test_the_systems_name_says_that_it_is_one(folder: Path) -> None:
    assert opened(folder, USER="clerk").actor == "system:clerk"
    assert opened(folder, LOGNAME="AB1").actor == "Ab1"


def test_me(folder: Path) -> None:
    me = opened(folder, CIVICODE_ACTOR="ab1").me
    assert me is not None
    assert me.name == "Trần Minh Đức"
    assert opened(folder).me is None


def test_wrong_settings_name_every_line(folder: Path) -> None:
    (folder / "office.yaml").write_text("period: week\nwindow: {opens: 40}\n", encoding="utf-8")
    with pytest.raises(RefusedError) as refused:
        opened(folder)
    assert refused.value.code == "office.file_wrong"
    assert [problem.line for problem in refused.value.problems] == [1, 2]


def test_a_file_of_comments_sets_nothing(folder: Path) -> None:
    (folder / "office.yaml").write_text("# period: quarter\n\n   # window:\n", encoding="utf-8")
    assert opened(folder).settings == OfficeSettings()


def test_nothing_is_made_before_the_first_write(tmp_path: Path) -> None:
    office = opened(tmp_path, CIVICODE_STORE=str(tmp_path / "data"))
    assert office.members == ()
    assert list(tmp_path.iterdir()) == []


def test_criteria_that_are_not_there_and_wrong_ones(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as missing:
        catalogue_at(tmp_path / "criteria.yaml")
    assert missing.value.code == "office.criteria_not_found"
    (tmp_path / "criteria.yaml").write_text("schema_version: 1\n", encoding="utf-8")
    with pytest.raises(RefusedError) as refused:
        catalogue_at(tmp_path / "criteria.yaml")
    assert len(refused.value.problems) == refused.value.facts["n"] == 2


def test_criteria_of_an_old_check_that_are_lost_are_named(office: Office) -> None:
    with pytest.raises(StoreError) as lost:
        office.versions.of("9f2c")
    office.store.catalogues.write("9f2c", SMALL.read_text(encoding="utf-8"))
    with pytest.raises(StoreError):
        office.versions.of("9f2c")
    assert (lost.value.code, lost.value.facts["digest"]) == ("office.catalogue_lost", "9f2c")


class TestMember:
    def test_by_code_and_by_name(self, office: Office) -> None:
        assert [office.member(text).code for text in ("007", "duc", "Lê Thị Ánh", " 008 ")] == [
            "007",
            "007",
            "001",
            "008",
        ]

    def test_several(self, office: Office) -> None:
        with pytest.raises(UsageError) as several:
            office.member("thi")
        assert several.value.facts["candidates"] == ["001 Lê Thị Ánh", "008 Nguyễn Thị Đào"]

    def test_nobody_and_nobody_yet(self, office: Office) -> None:
        with pytest.raises(NotFoundError) as nobody:
            office.member("khoa")
        assert nobody.value.code == "staff.not_found"

    def test_an_empty_register(self, empty_office: Office) -> None:
        with pytest.raises(NotFoundError) as nobody:
            empty_office.member("khoa")
        assert nobody.value.code == "staff.nobody_yet"


def test_a_book_is_read_once_until_the_office_changes_it(office: Office, store: MemoryStore) -> None:
    members, book = office.members, office.book
    assert office.members is members
    with office.edit("2026-11"):
        pass
    assert office.book is book
    staff.add(office, code="010", name="A", position="P", unit="U")
    assert len(office.members) == len(members) + 1


def test_today_is_the_day_in_viet_nam(office: Office) -> None:
    assert office.today == datetime(2026, 12, 2, tzinfo=VIETNAM).date()


def test_the_users_own_me_acts(folder: Path) -> None:
    environ = {"CIVICODE_CONFIG": str(folder / "user.yaml"), "USER": "clerk"}
    config_set(resolve(FLAGS, environ, folder), "me", "ab1")
    assert opened(folder).actor == "Ab1"


@pytest.mark.parametrize("given", ["a b", "CQ", "../x", "Nguyễn", "x" * 33])
def test_who_acts_is_named_by_a_code(folder: Path, given: str) -> None:
    with pytest.raises(UsageError) as caught:
        opened(folder, CIVICODE_ACTOR=given)
    assert (caught.value.code, caught.value.facts["source"]) == ("config.not_a_code", "CIVICODE_ACTOR")
