from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from civicode.domain.calendar import Period, PeriodKind
from civicode.domain.check.check import AnyAnswer, CheckState, make_answer
from civicode.domain.criteria.rating import Rating
from civicode.domain.office import OfficeSettings
from civicode.domain.text.text import LONGEST_TEXT
from civicode.errors import InterruptedByUserError, StoreError
from civicode.i18n import Lang
from civicode.services.check import check
from civicode.services.office.office import Office
from civicode.services.violation import violation
from civicode.store import Author, Edit
from tests.console.offices import NOVEMBER, Typist, dated, drafted, office, submitted, target

MET = make_answer(Rating.MET)
LATE = make_answer(Rating.NOT_MET, "đi trễ 2 lần")
HOSPITAL = Path(__file__).parents[2] / "data" / "plans" / "hospital.yaml"
FIRST_QUARTER = Period(2026 * 12, 3)
REST = ("", "", "", "", "")


def test_a_month_with_three_exceptions_takes_at_most_20_keystrokes_and_the_notes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    notes = ("đi trễ 2 lần", "quên chào khách", "tháng này không lái xe")
    here = office()
    aim = target(here)
    typist = Typist("", "c6", notes[0], "", "c2", notes[1], "", "k9", notes[2], "", "", "n")
    typed = ["", "c6", notes[0], "", "c2", notes[1], "", "k9", notes[2], "", "", "n"]
    receipt = typist.sit(here, aim)
    keys = sum(1 + (0 if line in notes else len(line)) for line in typed)
    with capsys.disabled():
        print(f"\n{len(aim.asked)} criteria, {len(notes)} exceptions: {keys} keystrokes and the notes")
    assert (len(aim.asked), keys) == (48, 19)
    assert receipt.action == "created"
    answers = submitted(here, aim)
    assert {code: answer for code, answer in answers.items() if answer != MET} == {
        "TD-06": LATE,
        "GT-05": make_answer(Rating.NOT_MET, "quên chào khách"),
        "DD-09": make_answer(Rating.NOT_APPLICABLE, "tháng này không lái xe"),
    }
    assert len(answers) == 48
    assert drafted(here, aim) == {}


def test_in_english() -> None:
    here = office()
    typist = Typist("", "n6", "late twice", "a 7-8", "no such work", "m 1", "", *REST[:3], "s", lang=Lang.EN)
    typist.sit(here, target(here))
    answers = submitted(here, target(here))
    assert answers["TD-06"] == make_answer(Rating.NOT_MET, "late twice")
    assert answers["TD-07"] == answers["TD-08"] == make_answer(Rating.NOT_APPLICABLE, "no such work")
    assert typist.prompts[2] == "  6. Note: "
    assert typist.prompts[4] == "  7-8. Reason: "
    assert typist.screens[-1][-1] == "s = submit   < = look again   q = keep the draft"


def test_a_first_screen_says_whose_check_it_is_and_until_when() -> None:
    here = office()
    typist = Typist("q")
    typist.sit(here, target(here))
    assert typist.screens[0] == [
        "Nhóm 1/5 · Chấp hành quy định                                [0/48 · kỳ 2026-11]",
        "  1. ·     Chấp hành pháp luật về văn hóa công vụ",
        "  2. ·     Chấp hành nội quy, quy chế về văn hóa công vụ",
        "Phiếu của Trần Văn Mẫu (007), hạn nộp 03/12/2026.",
        "Enter = các mục còn lại ĐẠT   c 2 = chưa đạt   k 1-2 = không áp dụng   < lùi",
        "q lưu và thoát   ? trợ giúp",
    ]
    typist = Typist("q")
    typist.sit(office("001"), target(office("001")))
    assert typist.screens[0][3] == "Nhập thay: phiếu của Trần Văn Mẫu (007), hạn nộp 03/12/2026."


def test_leaders_are_asked_more_and_the_office_check_is_one_group() -> None:
    here = office("001")
    Typist(*REST, "n").sit(here, target(here, "001"))
    assert len(submitted(here, target(here, "001"))) == 55
    typist = Typist("", "n")
    typist.sit(here, target(here, "CQ"))
    assert len(submitted(here, target(here, "CQ"))) == 8
    assert typist.screens[0][0].startswith("Nhóm 1/1 · Tập thể cơ quan ")
    assert "Phiếu của cơ quan, hạn nộp 03/12/2026." in typist.screens[0]


def test_last_months_faults_are_hinted_and_never_copied() -> None:
    here = office()
    october = target(here, period=NOVEMBER.shifted(-1))
    Typist("", "c6 đi trễ 2 lần", *REST[:4], "n").sit(here, october)
    typist = Typist("", "q")
    typist.sit(here, target(here))
    assert typist.screens[1][0].endswith("[2/48 · 2026-11 · tháng trước: 1 chưa]")
    assert typist.screens[1][6].endswith("(tháng trước chưa đạt)")
    assert set(drafted(here, target(here)).values()) == {MET}


@pytest.mark.parametrize(
    ("line", "answers"),
    [
        ("c 3,5-7 ốm", dict.fromkeys(("TD-03", "TD-05", "TD-06", "TD-07"), make_answer(Rating.NOT_MET, "ốm"))),
        ("k 7 8", dict.fromkeys(("TD-07", "TD-08"), make_answer(Rating.NOT_APPLICABLE, "không có việc"))),
        ("đ 2", {"TD-02": MET}),
        ("d 2-3 rất cố gắng", dict.fromkeys(("TD-02", "TD-03"), make_answer(Rating.MET, "rất cố gắng"))),
    ],
)
def test_one_line_marks_several(line: str, answers: dict[str, AnyAnswer]) -> None:
    here = office()
    Typist("", line, *(["không có việc"] if line == "k 7 8" else []), "q").sit(here, target(here))
    given = {code: answer for code, answer in drafted(here, target(here)).items() if code.startswith("TD")}
    assert given == answers


def test_the_whole_group_at_once() -> None:
    here = office()
    typist = Typist("t 5", "k *", "nghỉ thai sản", "q")
    typist.sit(here, target(here))
    assert typist.prompts[2] == "  1-4. Lý do: "
    away = make_answer(Rating.NOT_APPLICABLE, "nghỉ thai sản")
    assert drafted(here, target(here)) == dict.fromkeys(("TP-01", "TP-02", "TP-03", "TP-04"), away)


def test_what_must_apply_cannot_be_set_aside() -> None:
    here = office()
    typist = Typist("k 1", "q")
    typist.sit(here, target(here))
    assert drafted(here, target(here)) == {}
    assert "“Chấp hành pháp luật về văn hóa công vụ” không có lựa chọn không áp dụng:" in " ".join(typist.screens[1])


@pytest.mark.parametrize("line", ["6", "xin chào", "c 6 2 lần đi trễ", "c 99", "c 0", "t 9", "g 1", "? 77"])
def test_what_cannot_be_done_changes_nothing_and_says_how(line: str) -> None:
    here = office()
    typist = Typist(line, "q")
    receipt = typist.sit(here, target(here))
    assert (receipt.action, drafted(here, target(here)), here.store.drafts.names()) == ("unchanged", {}, [])
    assert typist.screens[1][:3] == typist.screens[0][:3]
    said = " ".join(typist.screens[1][3:])
    assert any(word in said for word in ("Ví dụ: c 6", "các mục 1 đến 2", "các nhóm 1 đến 5", "đánh dấu trước"))


def test_a_required_note_is_asked_until_given() -> None:
    here = office()
    typist = Typist("", "c6", "", "  ", ".", "-", "đi trễ 2 lần", "q")
    typist.sit(here, target(here))
    assert typist.prompts[2:7] == ["  6. Ghi chú: "] * 5
    assert "Cần ghi vài chữ lý do; gõ < để bỏ đánh dấu." in typist.screens[3]
    assert drafted(here, target(here))["TD-06"] == LATE


def test_a_note_can_be_called_off() -> None:
    here = office()
    typist = Typist("", "c6", "<", "q")
    typist.sit(here, target(here))
    assert "TD-06" not in drafted(here, target(here))
    assert "Đã bỏ, không có gì thay đổi." in typist.screens[3]


def test_a_note_that_is_too_long_is_asked_again() -> None:
    here = office()
    typist = Typist("", "c6 " + "á" * (LONGEST_TEXT + 1), "á" * LONGEST_TEXT, "q")
    typist.sit(here, target(here))
    assert "Ghi chú dài 10001 ký tự, nhiều nhất là 10000; hãy ghi gọn lại." in typist.screens[2]
    assert drafted(here, target(here))["TD-06"].note == "á" * LONGEST_TEXT


def test_a_note_given_before_is_kept_by_enter() -> None:
    here = office()
    typist = Typist("", "c6 đi trễ 2 lần", "c6", "", "g6", "đi trễ 3 lần", "q")
    typist.sit(here, target(here))
    assert typist.prompts[3] == "  6. Ghi chú (Enter = giữ “đi trễ 2 lần”): "
    assert drafted(here, target(here))["TD-06"] == make_answer(Rating.NOT_MET, "đi trễ 3 lần")


def test_a_note_beside_met_can_be_written_and_erased() -> None:
    here = office()
    Typist("d1", "g1", "đủ cả", "q").sit(here, target(here))
    assert drafted(here, target(here)) == {"CH-01": make_answer(Rating.MET, "đủ cả")}
    Typist("c", "g1", "-", "q").sit(here, target(here))
    assert drafted(here, target(here)) == {"CH-01": MET}


def test_undo_takes_back_line_by_line() -> None:
    here = office()
    typist = Typist("", "c6 trễ", "k7 nghỉ", "u", "u", "u", "u", "q")
    receipt = typist.sit(here, target(here))
    assert drafted(here, target(here)) == {}
    assert receipt.facts["answered"] == 0
    assert typist.screens[5][0].startswith("Nhóm 2/5")
    assert typist.screens[6][0].startswith("Nhóm 1/5")
    assert "Không còn gì để hoàn tác." in typist.screens[7]


def test_search_and_go() -> None:
    here = office()
    typist = Typist("/di tre", "t 2", "/khongcogi", "< ", "<", "<", "q")
    typist.sit(here, target(here))
    assert typist.screens[1] == [
        "Có 1 mục chứa “di tre” (nhóm.mục):",
        "  2.6  ·     Không đi trễ, về sớm",
        "Enter = quay lại",
    ]
    assert typist.screens[2][0].startswith("Nhóm 2/5")
    assert "Không có mục nào chứa “khongcogi”." in typist.screens[3]
    assert typist.screens[4][0].startswith("Nhóm 1/5")
    assert "Đây là nhóm đầu tiên." in typist.screens[5]


@pytest.mark.parametrize("line", ["?", "? 2", "/quy", "x"])
def test_enter_on_a_page_only_closes_it(line: str) -> None:
    here = office()
    typist = Typist(line, "", "q")
    typist.sit(here, target(here))
    assert drafted(here, target(here)) == {}
    assert typist.screens[1][-1] == "Enter = quay lại"
    assert typist.screens[2][:3] == typist.screens[0][:3]


def test_the_plans_own_words() -> None:
    here = office()
    typist = Typist("? 2", "q")
    typist.sit(here, target(here))
    assert typist.screens[1][0] == "1.2 · CH-02 · Chấp hành nội quy, quy chế về văn hóa công vụ"
    assert any(line.startswith("Căn cứ: II.2") for line in typist.screens[1])
    assert any("“" in line for line in typist.screens[1])


def test_unanswered_groups_are_come_back_to_before_the_summary() -> None:
    here = office()
    typist = Typist("t 5", "", "", *REST[:3], "n")
    typist.sit(here, target(here))
    assert typist.screens[2][0].startswith("Nhóm 1/5")
    assert "Còn 44 mục chưa trả lời, bắt đầu từ nhóm này." in typist.screens[2]
    assert typist.screens[6][0].startswith("Tổng hợp")
    assert check.standing(here, target(here)) is not None


def test_nothing_is_handed_in_before_it_is_complete_and_looked_at() -> None:
    here = office()
    typist = Typist("n", *REST, "<", "n", "", "x", "n")
    typist.sit(here, target(here))
    assert "Chưa nộp được: còn 48 mục chưa trả lời (nhóm 1, 2, 3, 4, 5)." in typist.screens[1]
    assert typist.screens[7][0].startswith("Nhóm 5/5")
    assert "Xem lại, rồi gõ n lần nữa để nộp." in typist.screens[8]
    assert "Enter không làm gì ở đây: gõ n để nộp." in typist.screens[9]


def test_the_summary_can_be_left_for_any_group_and_undone() -> None:
    here = office()
    typist = Typist(*REST, "c 6", "t 2", "c 6 đi trễ 2 lần", "x", "u", "x", "q")
    typist.sit(here, target(here))
    assert any(line.startswith("Đây là tổng hợp: gõ t và số nhóm (1 đến 5)") for line in typist.screens[6])
    assert "  2.6  CHƯA  Không đi trễ, về sớm" in typist.screens[9]
    assert typist.screens[11][1] == "48 đạt · 0 chưa đạt · 0 không áp dụng"
    assert check.standing(here, target(here)) is None


def test_recorded_violations_that_contradict_are_shown_before_handing_in() -> None:
    here = office()
    violation.add(here, officer="007", criteria=["TD-06"], occurred_on=date(2026, 11, 12), what="Đến lúc 8 giờ 20")
    typist = Typist(*REST, "t2", "c6 đi trễ", "x", "n")
    typist.sit(here, target(here))
    assert typist.screens[5][2:5] == [
        "Phiếu ghi ĐẠT nhưng trong kỳ có vụ việc được ghi nhận:",
        "    2.6: VP-2026-11-0001, ngày 12/11/2026, mới ghi nhận",
        "        Đến lúc 8 giờ 20",
    ]
    assert not any("VP-2026" in line for line in typist.screens[8])


def test_yes_asks_nothing_beside_the_criteria() -> None:
    here = office()
    Typist("", "q").sit(here, target(here))
    typist = Typist(*REST[:4])
    assert typist.sit(here, target(here), yes=True).action == "created"
    assert typist.look()[0].startswith("Tổng hợp")


@pytest.mark.parametrize("answer", ["", "c", "C", "có", "Có"])
def test_a_draft_is_continued(answer: str) -> None:
    here = office()
    Typist("", "c6 đi trễ 2 lần", "q").sit(here, target(here))
    typist = Typist(answer, "q")
    receipt = typist.sit(here, target(here))
    assert typist.prompts[0] == "Tiếp tục bản nháp (3/48)? [C/k] "
    assert typist.screens[1][0].startswith("Nhóm 2/5")
    assert (receipt.action, receipt.facts["answered"]) == ("drafted", 3)
    assert drafted(here, target(here))["TD-06"] == LATE


def test_starting_afresh_keeps_the_old_draft_until_the_new_check_is_handed_in() -> None:
    here = office()
    Typist("", "c6 đi trễ 2 lần", "q").sit(here, target(here))
    typist = Typist("sao?", "k", KeyboardInterrupt())
    with pytest.raises(InterruptedByUserError):
        typist.sit(here, target(here))
    assert typist.screens[2][0].startswith("Nhóm 1/5")
    assert drafted(here, target(here))["TD-06"] == LATE, "nothing was typed yet"
    Typist("k", "", "q").sit(here, target(here))
    assert len(drafted(here, target(here))) == 2
    assert len(here.store.drafts.names()) == 2
    Typist("c", *REST[:4], "n").sit(here, target(here))
    assert here.store.drafts.names() == []
    assert submitted(here, target(here))["TD-06"] == MET


@pytest.mark.parametrize("end", [KeyboardInterrupt(), EOFError()])
@pytest.mark.parametrize("lines", [(), ("", "c6 trễ"), ("", "c6")])
def test_an_end_anywhere_keeps_the_draft_and_says_how_to_go_on(end: BaseException, lines: tuple[str, ...]) -> None:
    here = office()
    with pytest.raises(InterruptedByUserError) as caught:
        Typist(*lines, end).sit(here, target(here))
    assert caught.value.code == "dialogue.interrupted"
    assert caught.value.facts["command"] == "civicode check 007 --period 2026-11"
    assert len(drafted(here, target(here))) == (0 if not lines else 3 if "trễ" in lines[1] else 2)


def test_the_draft_is_on_the_shelf_before_the_next_line_is_asked_for() -> None:
    here = office()
    saved: list[int] = []

    def typing(line: str) -> Callable[[], str]:
        def typed() -> str:
            saved.append(len(drafted(here, target(here))))
            return line

        return typed

    Typist(typing(""), typing("c6 trễ"), typing("u"), typing("q")).sit(here, target(here))
    assert saved == [0, 2, 3, 2]


def test_a_store_that_refuses_a_draft_is_told_of_and_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    here = office()
    write, failures = here.store.drafts.write, iter([True, False])

    def failing(name: str, text: str) -> None:
        if next(failures, False):
            raise StoreError("check.draft_damaged", name=name, location="ổ đĩa")
        write(name, text)

    monkeypatch.setattr(here.store.drafts, "write", failing)
    typist = Typist("", "x", "", "q")
    typist.sit(here, target(here))
    assert any(line.startswith("CHƯA LƯU ĐƯỢC bản nháp (") for line in typist.screens[1])
    assert len(drafted(here, target(here))) == 2


def test_leaving_with_answers_that_cannot_be_kept_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    here = office()

    def failing(name: str, text: str) -> None:
        raise StoreError("check.draft_damaged", name=name, location="ổ đĩa")

    monkeypatch.setattr(here.store.drafts, "write", failing)
    with pytest.raises(StoreError):
        Typist("", "q").sit(here, target(here))


def test_a_check_handed_in_is_opened_for_changes() -> None:
    here = office()
    Typist(*REST, "n").sit(here, target(here))
    later = dated(here, 5)
    typist = Typist("", "c6 đi trễ 2 lần", "", "", "", "", "n")
    receipt = typist.sit(later, target(later))
    said = " ".join(typist.screens[0][3:5])
    assert "Phiếu đã nộp ngày 02/12/2026, đang mở để sửa; sửa xong nhớ nộp lại." in said
    assert "Enter = sang tiếp" in " ".join(typist.screens[0])
    assert [screen[0][:8] for screen in typist.screens[1:7]] == [
        "Nhóm 2/5",
        "Nhóm 2/5",
        "Nhóm 3/5",
        "Nhóm 4/5",
        "Nhóm 5/5",
        "Tổng hợp",
    ]
    standing = check.standing(later, target(later))
    assert receipt.action == "replaced"
    assert standing is not None
    assert (standing.state, standing.answers["TD-06"]) == (CheckState.SUBMITTED, LATE)


def test_a_check_looked_at_and_left_is_unchanged() -> None:
    here = office()
    Typist(*REST, "n").sit(here, target(here))
    receipt = Typist("q").sit(here, target(here))
    assert (receipt.action, receipt.audit, here.store.drafts.names()) == ("unchanged", None, [])
    assert Typist("x", "n").sit(here, target(here)).action == "unchanged"


def test_a_line_with_half_a_letter_is_asked_again() -> None:
    here = office()
    typist = Typist("", "c6", "\udcc3i trễ", "đi trê\u0303 2 lần", "q")
    typist.sit(here, target(here))
    assert typist.screens[3] == ["Dòng vừa gõ bị vỡ chữ; xin gõ lại."]
    assert drafted(here, target(here))["TD-06"] == LATE


def test_notes_are_text() -> None:
    here = office()
    odd = "[/] :smile: =1+1 \x1b[2J\u202e"
    typist = Typist("", f"c6: {odd}", "x", "q")
    typist.sit(here, target(here))
    assert drafted(here, target(here))["TD-06"].note == odd
    assert "        [/] :smile: =1+1 \ufffd[2J\ufffd" in typist.screens[3]
    assert not any("\x1b" in line for screen in typist.screens for line in screen)


def test_answers_the_criteria_no_longer_accept_are_asked_again() -> None:
    here = office()
    aim = target(here)
    check.save_draft(here, aim, {"CH-01": make_answer(Rating.NOT_MET), "CH-02": MET})
    typist = Typist("", "q")
    typist.sit(here, aim)
    assert any("1 câu trả lời cũ không còn hợp" in line for line in typist.screens[1])
    assert typist.screens[1][0].startswith("Nhóm 1/5")


def test_a_store_that_refuses_the_check_leaves_the_summary_open(monkeypatch: pytest.MonkeyPatch) -> None:
    here = office()
    edit, failures = here.store.edit, iter([True, False])

    def busy(*books: str, author: Author, publish: bool = True) -> AbstractContextManager[Edit]:
        if next(failures, False):
            raise StoreError("check.draft_damaged", name="2026-11", location="ổ đĩa")
        return edit(*books, author=author, publish=publish)

    monkeypatch.setattr(here.store, "edit", busy)
    typist = Typist(*REST, "n", "n")
    assert typist.sit(here, target(here)).action == "created"
    assert any(line.startswith("Chưa nộp được (") for line in typist.screens[6])


def test_items_have_no_numbers_on_the_summary() -> None:
    here = office()
    typist = Typist(*REST, "? 4", "?", "", "n")
    typist.sit(here, target(here))
    assert "Đây là tổng hợp" in " ".join(typist.screens[6])
    assert typist.screens[7][0] == "Trợ giúp"
    assert typist.screens[8][0].startswith("Tổng hợp")


@pytest.mark.parametrize(("lang", "no"), [(Lang.VI, "không"), (Lang.EN, "n"), (Lang.EN, "false")])
def test_a_draft_is_declined_in_the_words_of_the_language(lang: Lang, no: str) -> None:
    here = office()
    Typist("", "q").sit(here, target(here))
    typist = Typist(no, "q", lang=lang)
    assert typist.sit(here, target(here)).action == "unchanged"
    assert "[0/48 ·" in typist.screens[1][0]


def hospital() -> Office:
    """An invented hospital that checks by quarter, on 2 July; the nurse forgot something in the first one."""
    made = replace(
        office("007"),
        settings=OfficeSettings(period=PeriodKind.QUARTER),
        criteria_path=HOSPITAL,
        now=datetime(2026, 7, 2, 9, tzinfo=UTC),
    )
    aim = target(made, period=FIRST_QUARTER)
    answers = {one.code: make_answer(Rating.MET, "42 ca" if one.code == "CM-02" else "") for one in aim.asked}
    check.submit(made, aim, answers | {"NB-15": make_answer(Rating.NOT_MET, "quên ghi")})
    return made


def test_quarters_of_another_plan() -> None:
    here = hospital()
    typist = Typist("", "? 2", "", "q")
    typist.sit(here, target(here, period=FIRST_QUARTER.shifted(1)))
    assert typist.screens[0][0] == "Nhóm 1/4 · Với người bệnh            [0/33 · kỳ 2026-Q2 · quý trước: 1 chưa đạt]"
    assert typist.screens[0][15] == (" 15. ·     Ghi góp ý của người bệnh vào sổ của khoa         (quý trước chưa đạt)")
    assert typist.screens[2][2:] == [
        "Căn cứ: II.2. Nguyên văn:",
        "  “Bàn giao ca trực đầy đủ tại giường bệnh, có ghi sổ và ký tên hai bên”",
        "Kết quả quý trước: đạt; 42 ca",
        "Enter = quay lại",
    ]


def test_enter_asks_for_the_note_that_met_needs() -> None:
    here = hospital()
    aim = target(here, period=FIRST_QUARTER.shifted(1))
    typist = Typist("", "", "<", "", "", "25 ca", "", "", "n")
    typist.sit(here, aim)
    assert [one for one in typist.prompts if one != "> "] == ["  2. Đạt, ghi rõ: "] * 3
    assert "Đã bỏ, không có gì thay đổi." in typist.screens[3]
    assert "Cần ghi vài chữ lý do; gõ < để bỏ đánh dấu." in typist.screens[5]
    assert submitted(here, aim)["CM-02"] == make_answer(Rating.MET, "25 ca")
    assert submitted(here, aim)["CM-01"] == MET
