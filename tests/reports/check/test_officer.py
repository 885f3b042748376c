"""One person's phiếu, by value."""

from civicode.i18n import Lang, Words
from civicode.reports.check.officer import build, document
from civicode.reports.report.records import Sheet
from tests.reports.samples import MET, NOT_MET, NOVEMBER
from tests.reports.sheets import HANDED_IN, PERSONAL, REVIEW, november

VI = Words(Lang.VI)


def test_self_leader_and_cases_stay_three_columns() -> None:
    report = build(november(Sheet(NOVEMBER, PERSONAL, HANDED_IN, REVIEW)))
    keys = ("criterion", "rating", "note", "review", "violations")
    assert [tuple(row[key] for key in keys) for row in report.tables["answers"]] == [
        ("TD-01", MET, "", None, 0),
        ("TD-02", NOT_MET, "đi trễ 2 lần", None, 0),
        ("GT-01", MET, "", NOT_MET, 1),
    ]


def test_what_is_said_of_the_person() -> None:
    made = document(build(november(Sheet(NOVEMBER, PERSONAL, HANDED_IN, REVIEW))), VI)
    assert made.title == "Phiếu tự kiểm tra, kỳ 2026-11"
    assert made.lead == (
        "Trần Minh Đức (002), Chuyên viên, Văn phòng.",
        "Đạt 2, chưa đạt 1, không áp dụng 0; tỷ lệ đạt 66,7 % (2/3 mục).",
        "Lãnh đạo (001) đã xác nhận ngày 03/12/2026.",
        "Lãnh đạo đánh giá GT-01 chưa đạt: dân phản ánh",
    )
    assert [table.name for table in made.tables] == ["answers", "cases"]
    assert made.is_personal
    assert "secret" not in str(made)
    keys = [column["key"] for column in made.payload["tables"][0]["columns"]]  # type: ignore[index]
    assert keys == ["criterion", "title", "rating", "note", "review", "violations"]


def test_what_is_not_handed_in_is_blank_and_not_met_by_nobody() -> None:
    made = document(build(november(Sheet(NOVEMBER, PERSONAL))), VI)
    assert made.lead[1] == "Chưa nộp phiếu của kỳ này."
    assert [row["rating"] for row in made.tables[0].rows] == [None, None, None]
