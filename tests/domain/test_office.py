"""The office's names by date, and how a name is said in a sentence."""

from datetime import date

import pytest

from civicode.domain.office import Agency, OfficeSettings, mark_of, spoken

OLD, NEW = Agency(name="UBND phường Cũ"), Agency(name="UBND phường Mới", since=date(2025, 7, 1))


@pytest.mark.parametrize("listed", [(OLD, NEW), (NEW, OLD)])
def test_a_day_has_the_name_of_its_time(listed: tuple[Agency, ...]) -> None:
    settings = OfficeSettings(agencies=listed)
    assert settings.agency_on(date(2025, 6, 30)) == OLD
    assert settings.agency_on(date(2025, 7, 1)) == NEW


def test_before_the_first_name_there_is_none() -> None:
    assert OfficeSettings(agencies=(NEW,)).agency_on(date(2025, 6, 30)) is None
    assert OfficeSettings().agency_on(date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ỦY BAN NHÂN DÂN PHƯỜNG MỸ THẠNH", "Ủy ban nhân dân phường Mỹ Thạnh"),
        ("UBND XÃ AN BÌNH", "UBND xã An Bình"),
        ("VĂN PHÒNG HĐND VÀ UBND ĐẶC KHU PHÚ QUỐC", "Văn phòng HĐND và UBND đặc khu Phú Quốc"),
        ("UBND phường Hoa Sen (hư cấu)", "UBND phường Hoa Sen (hư cấu)"),
        ("TRƯỜNG TRUNG HỌC CƠ SỞ HOA MƠ", "Trường Trung học cơ sở Hoa Mơ"),
        ("TRUNG TÂM Y TẾ KHU VỰC HOA SEN", "Trung tâm Y tế khu vực Hoa Sen"),
        ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "Phòng Giáo dục và Đào tạo"),
        ("", ""),
    ],
)
def test_a_name_in_a_sentence(name: str, said: str) -> None:
    assert spoken(name) == said


def test_what_the_numbers_of_papers_end_with() -> None:
    committees = ("ỦY BAN NHÂN DÂN PHƯỜNG A", "Uỷ ban nhân dân xã B", "UBND phường C", "")
    assert {mark_of(Agency(name=name)) for name in committees} == {"UBND"}
    assert mark_of(Agency(name="Trung tâm Phục vụ hành chính công")) == ""
    assert mark_of(Agency(name="Bệnh viện Đa khoa Sao Mai", mark="BVSM")) == "BVSM"
