"""Who is meant in the rows of a file."""

import pytest

from civicode.domain.staff.staff import StaffMember
from civicode.errors import Problem
from civicode.services.intake.people import People
from civicode.services.staff import add
from tests.services.offices import new_office


@pytest.fixture(scope="module")
def people() -> People:
    office = new_office()
    for code, name in (
        ("007", "Trần Minh Đức"),
        ("0012", "Nguyễn Thị Hòa"),
        ("12a", "Nguyễn Thị Đào"),
        ("5", "Lý Nga"),
    ):
        add(office, code=code, name=name, position="Văn thư", unit="Văn phòng")
    return People(office)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("007", "007"),
        ("12A", "12a"),
        ("7", "007"),
        ("7.0", "007"),
        ("12,0", "0012"),
        ("Trần Minh Đức", "007"),
        ("tran minh duc", "007"),
        ("Nguyễn Thị Hoà", "0012"),
        ("nga", "5"),
    ],
)
def test_by_code_by_what_a_spreadsheet_made_of_it_and_by_name(people: People, text: str, code: str) -> None:
    found = people.find(text)
    assert isinstance(found, StaffMember)
    assert found.code == code


@pytest.mark.parametrize(
    ("text", "problem"),
    [("99", "batch.no_officer"), ("Nguyễn", "batch.several_officers"), ("ai đó", "batch.no_officer")],
)
def test_nobody_and_several(people: People, text: str, problem: str) -> None:
    found = people.find(text)
    assert isinstance(found, Problem)
    assert found.code == problem


def test_the_office_is_nobody(people: People) -> None:
    assert people.find(" cq ") is None


def test_a_code_taken_for_another_is_told(people: People) -> None:
    people.find("7")
    assert people.notices["7"] == Problem("batch.code_taken_for", {"given": "7", "code": "007"})
    assert people.code_like("007") is None


def test_a_name_beside_a_code_may_lack_diacritics_but_not_have_others(people: People) -> None:
    clerk = people.find("007")
    assert isinstance(clerk, StaffMember)
    assert people.is_called(clerk, "TRẦN MINH ĐỨC")
    assert people.is_called(clerk, "Tran Minh Duc")
    assert not people.is_called(clerk, "Trân Minh Đức")
