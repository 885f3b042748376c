from datetime import date

import pytest

from civicode.console.check.pages import MOST_FOUND, criterion_lines, found_lines, help_lines, summary_lines
from civicode.domain.check.check import Answers, make_answer
from civicode.domain.check.sheet import sheet_of
from civicode.domain.criteria.rating import Rating
from civicode.domain.text.text import columns
from civicode.domain.violation.violation import CaseEvent, CaseState, Violation
from civicode.i18n import Lang
from tests.console.samples import AWAY, CRITERIA, LATE, MET, SECTIONS, criterion, sheet, view

ALL: Answers = {"TD-01": MET, "TD-02": LATE, "TD-03": MET, "GT-01": AWAY, "GT-02": MET}
CASE = Violation(
    id="VP-2026-11-0003",
    officer="007",
    criteria=("TD-01", "TD-02", "TD-03"),
    occurred_on=date(2026, 11, 12),
    noticed_on=date(2026, 11, 12),
    entered_on=date(2026, 11, 13),
    what="Đến cơ quan lúc 8 giờ 20",
    events=(CaseEvent(state=CaseState.CONFIRMED, at="2026-11-13T08:00:00+07:00", by="001"),),
)


def test_the_summary_in_vietnamese() -> None:
    assert summary_lines(view(), sheet(ALL), "Trần Văn Mẫu (007)", [CASE]) == [
        "Tổng hợp · Trần Văn Mẫu (007)                                 [5/5 · kỳ 2026-11]",
        "3 đạt · 1 chưa đạt · 1 không áp dụng",
        "  1.2  CHƯA  Sử dụng có hiệu quả thời giờ làm việc",
        "        đi trễ 2 lần",
        "  2.1  KAD   4 xin: xin chào",
        "        nghỉ phép",
        "Phiếu ghi ĐẠT nhưng trong kỳ có vụ việc được ghi nhận:",
        "    1.1, 1.3: VP-2026-11-0003, ngày 12/11/2026, đã xác nhận",
        "        Đến cơ quan lúc 8 giờ 20",
    ]


def test_the_summary_in_english() -> None:
    assert summary_lines(view(Lang.EN), sheet(ALL), "Trần Văn Mẫu (007)", [CASE]) == [
        "Summary · Trần Văn Mẫu (007)                                     [5/5 · 2026-11]",
        "3 met · 1 not met · 1 not applicable",
        "  1.2  NOT  Use working hours well",
        "        đi trễ 2 lần",
        "  2.1  N/A  Say hello",
        "        nghỉ phép",
        "Said to be met, but a violation is on record for the period:",
        "    1.1, 1.3: VP-2026-11-0003, 12/11/2026, confirmed",
        "        Đến cơ quan lúc 8 giờ 20",
    ]


def test_an_unfinished_summary_names_the_groups_that_miss_something() -> None:
    assert summary_lines(view(), sheet({"TD-01": MET}), "Mẫu", [])[1:] == [
        "1 đạt · 0 chưa đạt · 0 không áp dụng · 4 chưa trả lời (nhóm 1, 2)",
    ]


def test_a_criterion_in_full() -> None:
    lines = criterion_lines(view(before={"TD-02": LATE}), sheet(ALL), CRITERIA[1])
    assert lines == [
        "1.2 · TD-02 · Sử dụng có hiệu quả thời giờ làm việc",
        "  Sử dụng có hiệu quả thời giờ làm việc, theo quy định của cơ quan.",
        "Căn cứ: II.2.1 đoạn 2. Nguyên văn:",
        "  “sử dụng có hiệu quả thời giờ làm việc theo quy định”",
        "Kết quả kỳ này: chưa đạt; đi trễ 2 lần",
        "Kết quả tháng trước: chưa đạt; đi trễ 2 lần",
    ]


def test_a_criterion_in_english_keeps_the_plans_own_words() -> None:
    assert criterion_lines(view(Lang.EN), sheet({"TD-02": MET}), CRITERIA[1]) == [
        "1.2 · TD-02 · Use working hours well",
        "  Use working hours well, as the office has ruled.",
        "Clause: II.2.1 đoạn 2. Its own words:",
        "  “sử dụng có hiệu quả thời giờ làm việc theo quy định”",
        "Answered, this period: met",
    ]


def test_what_a_search_found() -> None:
    assert found_lines(view(), sheet(ALL), "di tre") == [
        "Có 1 mục chứa “di tre” (nhóm.mục):",
        "  1.3  ĐẠT   Không đi trễ, về sớm",
    ]
    assert found_lines(view(Lang.EN), sheet(), "smile")[0] == "1 item with “smile” (group.item):"
    assert found_lines(view(), sheet(), "họp") == []


def test_a_search_that_finds_much_fits_the_screen() -> None:
    asked = tuple(criterion(f"TD-{n:02}", "Không", "Do not") for n in range(MOST_FOUND + 3))
    lines = found_lines(view(), sheet_of(SECTIONS, asked, {}), "khong")
    assert lines[0] == f"Có {MOST_FOUND + 3} mục chứa “khong” (nhóm.mục):"
    assert lines[-1] == "… và 3 mục nữa; gõ thêm chữ để tìm hẹp hơn."
    assert len(lines) == MOST_FOUND + 2


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("width", [40, 60, 80])
def test_pages_keep_the_width(lang: Lang, width: int) -> None:
    look = view(lang, width, before=ALL)
    filled = sheet({**ALL, "TD-02": make_answer(Rating.NOT_MET, "một lý do rất dài " * 20)})
    lines = help_lines(look) + criterion_lines(look, filled, CRITERIA[1]) + found_lines(look, filled, "o")
    lines += summary_lines(look, filled, "Trần Văn Mẫu (007)", [CASE])
    assert all(columns(line) <= width for line in lines)


@pytest.mark.parametrize("lang", list(Lang))
def test_help_fits_a_screen_of_24_lines(lang: Lang) -> None:
    assert len(help_lines(view(lang))) + len(("legend", "prompt")) <= 24


def test_notes_and_names_are_shown_as_text() -> None:
    odd = make_answer(LATE.rating, "[/] :smile: =1+1 \x1b]0;x\x07\u202eabc\nhai")
    lines = summary_lines(view(), sheet({**ALL, "TD-02": odd}), "Mẫu\x1b[1m", [])
    assert lines[0].startswith("Tổng hợp · Mẫu\ufffd[1m ")
    assert lines[3] == "        [/] :smile: =1+1 \ufffd]0;x\ufffd\ufffdabc hai"
