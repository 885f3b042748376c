"""What tables come to in sentences, by value."""

from civicode.i18n import Lang, Words
from civicode.reports.period.sentences import (
    told_of_contradictions,
    told_of_exceptions,
    told_of_sections,
    told_of_units,
)

VI = Words(Lang.VI)


def test_units() -> None:
    rows = [
        {"unit": "Văn phòng", "staff": 3, "missing": 2},
        {"unit": "Kinh tế", "staff": 2, "missing": 0},
        {"unit": "Cũ", "staff": 0, "missing": 0},
    ]
    assert told_of_units(rows, VI) == (
        "Có 2 đơn vị phải tự đánh giá; 1 đơn vị đã nộp đủ.",
        "Đơn vị còn thiếu (số người): Văn phòng (2).",
    )
    assert told_of_units(rows[1:], VI) == ("Có 1 đơn vị phải tự đánh giá; 1 đơn vị đã nộp đủ.",)


def test_the_lowest_section_is_named_unless_all_is_met() -> None:
    rows = [
        {"title": "Thái độ", "met": 1, "not_met": 1, "rate_percent": 50.0},
        {"title": "Giao tiếp", "met": 2, "not_met": 0, "rate_percent": 100.0},
        {"title": "Trang phục", "met": 0, "not_met": 0, "rate_percent": None},
    ]
    assert told_of_sections(rows, VI) == ("Nhóm tiêu chí có tỷ lệ đạt thấp nhất: Thái độ, 50,0 % (1/2 lượt).",)
    assert told_of_sections(rows[1:], VI) == ()


def test_the_criteria_most_often_not_met() -> None:
    rows = [{"criterion": f"TD-0{n}", "title": f"T{n}", "not_met": 2, "repeated": n == 1} for n in range(1, 8)]
    assert told_of_exceptions(rows, VI) == (
        (
            "Có 7 tiêu chí có người chưa đạt, nhiều nhất 2 lượt: T1; T2; T3; T4; T5 và 2 nội dung khác; "
            "1 tiêu chí có người kỳ trước cũng chưa đạt."
        ),
    )


def test_contradictions() -> None:
    assert told_of_contradictions([{"officers": 2}, {"officers": 1}], VI) == (
        "Có 2 tiêu chí với 3 lượt tự đánh giá đạt trong khi vi phạm chính tiêu chí đó đã được xác nhận trong kỳ.",
    )
