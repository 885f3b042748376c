import pytest
from msgspec.structs import replace

from civicode.console.check.screen import group_lines
from civicode.domain.check.check import Answers
from civicode.domain.check.sheet import MOST_ITEMS, sheet_of
from civicode.domain.text.text import columns
from civicode.i18n import Lang
from tests.console.samples import AWAY, CRITERIA, LATE, MET, SECTIONS, criterion, sheet, view

HALF: Answers = {"TD-01": MET, "TD-02": LATE}


def drawn(lang: Lang, width: int, answers: Answers, at: int, before: Answers | None, message: str = "") -> list[str]:
    filled = sheet(answers).moved(at)
    assert filled.group
    return group_lines(view(lang, width, before), filled, filled.group, message)


def test_a_group_in_vietnamese() -> None:
    assert drawn(Lang.VI, 80, HALF, 0, {"TD-02": LATE, "TD-03": LATE, "TD-01": MET}) == [
        "Nhóm 1/2 · Tinh thần, thái độ làm việc     [2/5 · 2026-11 · tháng trước: 2 chưa]",
        "  1. ĐẠT   Nỗ lực hoàn thành tốt nhiệm vụ",
        "  2. CHƯA  Sử dụng có hiệu quả thời giờ làm việc     (tháng trước cũng chưa đạt)",
        "  3. ·     Không đi trễ, về sớm                           (tháng trước chưa đạt)",
        "Enter = các mục còn lại ĐẠT   c 3 = chưa đạt   k 2-3 = không áp dụng   < lùi",
        "q lưu và thoát   ? trợ giúp",
    ]


def test_a_group_in_english() -> None:
    assert drawn(Lang.EN, 80, HALF, 0, {"TD-02": LATE, "TD-03": LATE, "TD-01": MET}) == [
        "Group 1/2 · Attitude at work             [2/5 · 2026-11 · last month: 2 not met]",
        "  1. MET  Do one's best at every task",
        "  2. NOT  Use working hours well                      (last month: not met, too)",
        "  3. ·    Neither come late nor leave early                (last month: not met)",
        "Enter = the rest MET   n 3 = not met   a 2-3 = not applicable   < back",
        "q save and leave   ? help",
    ]


def test_a_finished_group_says_what_enter_does_now() -> None:
    assert drawn(Lang.VI, 120, {"GT-01": MET, "GT-02": AWAY}, 1, None) == [
        "Nhóm 2/2 · Giao tiếp, ứng xử" + " " * 74 + "[2/5 · kỳ 2026-11]",
        "  1. ĐẠT   4 xin: xin chào",
        "  2. KAD   4 luôn: luôn mỉm cười",
        "Enter = sang tiếp   c 2 = chưa đạt   k 1-2 = không áp dụng   < lùi   q lưu và thoát   ? trợ giúp",
    ]


def test_a_message_stands_between_items_and_legend() -> None:
    lines = drawn(Lang.VI, 80, {}, 1, None, "Đã hoàn tác.")
    assert lines[3] == "Đã hoàn tác."


def test_a_wide_terminal_has_room_for_everything() -> None:
    head = drawn(Lang.VI, 96, HALF, 0, {"TD-02": LATE})[0]
    assert head.endswith("[2/5 · kỳ 2026-11 · tháng trước: 1 chưa đạt]")
    assert columns(head) == 96


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("width", [30, 40, 60, 80, 81, 200])
def test_no_line_is_wider_than_the_terminal(lang: Lang, width: int) -> None:
    lines = drawn(lang, width, HALF, 0, {"TD-02": LATE, "TD-03": LATE}, "một câu báo rất dài " * 5)
    assert all(columns(line) <= width for line in lines)


@pytest.mark.parametrize("lang", list(Lang))
def test_titles_of_60_columns_are_whole_at_80_even_with_last_months_hint(lang: Lang) -> None:
    title = "Đ" * 60
    asked = (criterion("TD-01", title, title),)
    filled = sheet_of(SECTIONS, asked, {})
    assert filled.group
    line = group_lines(view(lang, 80, {"TD-01": LATE}), filled, filled.group)[1]
    assert title in line
    assert line.endswith(("(CHƯA)", "(NOT)"))
    assert columns(line) <= 80


def test_a_narrow_terminal_cuts_titles_and_keeps_numbers_marks_and_hints() -> None:
    assert drawn(Lang.VI, 40, HALF, 0, {"TD-03": LATE})[:4] == [
        "Nhóm 1/2 · Tinh thần, thái độ là…  [2/5]",
        "  1. ĐẠT   Nỗ lực hoàn thành tốt nhiệm…",
        "  2. CHƯA  Sử dụng có hiệu quả thời giờ…",
        "  3. ·     Không đi trễ, về sớm   (CHƯA)",
    ]


@pytest.mark.parametrize("lang", list(Lang))
def test_the_longest_group_leaves_room_for_prompt_and_note_at_80x24(lang: Lang) -> None:
    asked = tuple(criterion(f"TD-{n:02}", "Đ" * 60, "D" * 60) for n in range(1, MOST_ITEMS + 1))
    filled = sheet_of(SECTIONS, asked, {})
    assert filled.group
    lines = group_lines(view(lang, 80, {"TD-01": LATE}), filled, filled.group, "một câu")
    assert len(lines) + len(("> c 3", "  3. Ghi chú: ")) <= 24


def test_a_section_in_parts_says_which() -> None:
    asked = tuple(criterion(f"TD-{n:02}", "Đ", "D") for n in range(1, MOST_ITEMS + 2))
    filled = sheet_of(SECTIONS, asked, {}).moved(1)
    assert filled.group
    head = group_lines(view(), filled, filled.group)[0]
    assert head.startswith("Nhóm 2/2 · Tinh thần, thái độ làm việc (2/2)  ")


def test_titles_from_a_file_cannot_steer_the_terminal() -> None:
    odd = replace(CRITERIA[0], title="đỏ\x1b[2J [/] :smile:")
    filled = sheet_of(SECTIONS, (odd,), {})
    assert filled.group
    assert group_lines(view(), filled, filled.group)[1] == "  1. ·     đỏ\ufffd[2J [/] :smile:"
