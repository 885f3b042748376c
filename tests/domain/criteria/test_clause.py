"""Clauses are told apart by their numbering alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civicode.domain.criteria.clause import clauses, head_of, is_numbered, lies_in


def outline(*paragraphs: str) -> list[str]:
    return [f"{one.label}{' #' if one.is_heading else ''}" for one in clauses(paragraphs)]


def test_paragraphs_and_items_are_counted_under_their_heading() -> None:
    assert outline(
        "Lời mở đầu.",
        "I. MỤC ĐÍCH",
        "1. Mục đích:",
        "Đoạn một.",
        "Đoạn hai.",
        "2. Yêu cầu",
        "Đoạn một.",
        "II. NỘI DUNG",
        "1. Tập thể: “Xanh, sạch, đẹp”",
        "Đoạn một.",
        "2. Cá nhân",
        "2.1. Thái độ",
        "Đoạn một.",
        "2.2 Giao tiếp",
        "Đoạn một.",
        "3. Khác",
        "Đoạn một.",
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Giao Văn phòng.",
        "2. Giao Công an;",
        "Trên đây là Kế hoạch.",
    ) == [
        "đoạn 1",
        "I #",
        "I.1 #",
        "I.1 đoạn 1",
        "I.1 đoạn 2",
        "I.2 #",
        "I.2 đoạn 1",
        "II #",
        "II.1 #",
        "II.1 đoạn 1",
        "II.2 #",
        "II.2.1 #",
        "II.2.1 đoạn 1",
        "II.2.2 #",
        "II.2.2 đoạn 1",
        "II.3 #",
        "II.3 đoạn 1",
        "III #",
        "III.1",
        "III.2",
        "III đoạn 3",
    ]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        # other ways to number
        (["I/ MỤC ĐÍCH", "1) Mục đích", "Đoạn."], ["I #", "I.1 #", "I.1 đoạn 1"]),
        # letters under a number, and a list of its own
        (["1. Giao:", "a) Văn phòng;", "b) Công an."], ["1 #", "1.a", "1.b"]),
        (["1. Giao:", "a) Văn phòng", "Lập kế hoạch.", "b) Công an"], ["1 #", "1.a #", "1.a đoạn 1", "1.b"]),
        (["II. A", "2. B", "2.1. C", "1. Một.", "2. Hai.", "2.2. D", "Đoạn."],
         ["II #", "II.2 #", "II.2.1 #", "II.2.1.1", "II.2.1.2", "II.2.2 #", "II.2.2 đoạn 1"]),
        # items without a full stop
        (["III. A", "1. Giao Văn phòng", "2. Giao Công an", "3. Giao Đài"], ["III #", "III.1", "III.2", "III.3"]),
        (["III. A", "1. Giao Văn phòng.", "2. Giao Công an", "Trên đây."], ["III #", "III.1", "III.2", "III đoạn 3"]),
        # an item taken out does not move the others
        (["III. A", "1. Một.", "3. Ba.", "4. Bốn."], ["III #", "III.1", "III.3", "III.4"]),
        # a heading in capitals is one whatever it ends with
        (["I. MỤC ĐÍCH.", "1. YÊU CẦU.", "Đoạn."], ["I #", "I.1 #", "I.1 đoạn 1"]),
        # no numbers
        (["16 cán bộ đã học.", "I love it.", "2026"], ["đoạn 1", "đoạn 2", "đoạn 3"]),
        ([], []),
    ],
)  # fmt: skip
def test_labels(paragraphs: list[str], expected: list[str]) -> None:
    assert outline(*paragraphs) == expected


def test_the_number_is_not_among_the_words() -> None:
    (item,) = clauses(["2.1.  Thái độ\u00a0làm việc."])
    assert (item.label, item.head, item.text, item.is_heading) == ("2.1", "2", "Thái độ làm việc.", False)


@pytest.mark.parametrize(
    ("label", "recorded", "expected"),
    [
        ("II.2.1 đoạn 2", "II.2.1 đoạn 2", True),
        ("II.2.1 đoạn 2", " ii.2.1  Đoạn 2", True),
        ("II.2.1 đoạn 2", "II.2.1", True),
        ("II.2.1 đoạn 2", "II.2", True),
        ("II.2.1 đoạn 2", "II", True),
        ("II.2.1 đoạn 2", "I", False),
        ("II.2.1 đoạn 2", "II.2.1 đoạn 1", False),
        ("II.2.1 đoạn 12", "II.2.1 đoạn 1", False),
        ("II.21", "II.2", False),
        ("II.2", "II.2.1", False),
        ("II.2", "", False),
    ],
)
def test_what_lies_in_a_recorded_clause(label: str, recorded: str, expected: bool) -> None:
    assert lies_in(label, recorded) is expected


@pytest.mark.parametrize(
    ("recorded", "head"), [("II.1 đoạn 4", "II.1"), ("III.2", "III"), ("III đoạn 5", "III"), ("I", ""), ("đoạn 1", "")]
)
def test_the_heading_above(recorded: str, head: str) -> None:
    assert head_of(recorded) == head


def test_a_paragraph_that_begins_with_a_number() -> None:
    assert [is_numbered(one) for one in ("1. Một", "IV. Bốn", "2.1 Hai", "đ) Năm", "- Sáu", "2026 là năm", "1.")] == [
        True, True, True, True, False, False, False,
    ]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.text("I1.2a) đB\n", max_size=12), max_size=12))
def test_any_paragraphs_have_clauses(paragraphs: list[str]) -> None:
    assert len(clauses(paragraphs)) == len(paragraphs)


@pytest.mark.parametrize(
    ("heading", "is_heading"),
    [
        ("II. NỘI DUNG THỰC HIỆN", True),
        ("II. NỘI DUNG THỰC HIỆN.", True),
        ("II. Nội dung thực hiện.", True),
        ("II. NỘI DUNG THỰC HIỆN Cán bộ phải trồng thêm cây xanh.", False),
    ],
)
def test_a_sentence_on_a_headings_line_demands_something(heading: str, is_heading: bool) -> None:
    first, second = clauses([heading, "Một."])
    assert (first.label, first.is_heading, second.label) == ("II", is_heading, "II đoạn 1")


def test_articles_are_cited_without_their_chapters() -> None:
    assert outline(
        "QUYẾT ĐỊNH",
        "Chương I",
        "QUY ĐỊNH CHUNG",
        "Điều 1. Phạm vi",
        "1. Quy tắc này áp dụng cho giáo viên.",
        "2. Học sinh:",
        "a) Đi học đúng giờ;",
        "b) Mặc đồng phục.",
        "Chương II ĐỐI VỚI GIÁO VIÊN",
        "Điều 2. Giáo viên phải mặc lịch sự.",
        "Chương III của Luật nói khác.",
        "Mục 1. Nề nếp",
        "Một câu.",
        "PHẦN THỨ HAI",
        "I. GIAO TIẾP",
        "Một câu.",
    ) == [
        "đoạn 1",
        "Chương I #",
        "Chương I #",
        "Điều 1 #",
        "Điều 1.1",
        "Điều 1.2",
        "Điều 1.2.a",
        "Điều 1.2.b",
        "Chương II #",
        "Điều 2",
        "Điều 2 đoạn 1",
        "Mục 1 #",
        "Mục 1 đoạn 1",
        "PHẦN THỨ HAI #",
        "I #",
        "I đoạn 1",
    ]
    assert lies_in("Điều 1.2.a", "Điều 1")
    assert not lies_in("Điều 12", "Điều 1")
