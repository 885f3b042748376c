"""A leader goes through the checks that wait."""

from dataclasses import replace
from datetime import date

import pytest

from civicode.console.review.walk import Move, Said, read_move
from civicode.domain.check.check import AnyAnswer, CheckState, make_answer
from civicode.domain.criteria.rating import Rating
from civicode.domain.violation.violation import CaseState
from civicode.errors import InterruptedByUserError, NotAllowedError
from civicode.i18n import Lang, Words
from civicode.services.check import check
from civicode.services.office.office import Office
from civicode.services.review import review
from civicode.services.staff import add
from civicode.services.violation import step as case_step
from civicode.services.violation import violation
from tests.console.offices import NOVEMBER, Typist, office, target

LATE = make_answer(Rating.NOT_MET, "đi trễ 2 lần")
VERBS = {
    word: move
    for move in (Move.CONFIRM, Move.RETURN, Move.MET, Move.NOT_MET, Move.NOT_APPLICABLE, Move.HELP, Move.LEAVE)
    for word in Words(Lang.VI)(f"walk.verb.{move}").split()
}


def handed_in(made: Office, officer: str, period: object = NOVEMBER, **answers: AnyAnswer) -> None:
    """Everything met but for `answers`, by code with `_` for `-`."""
    whose = check.target(made, officer, period)  # type: ignore[arg-type]
    given = {one.code: make_answer(Rating.MET) for one in whose.asked}
    given |= {code.replace("_", "-"): answer for code, answer in answers.items()}
    check.submit(made, whose, given)


def state(made: Office, officer: str) -> CheckState | None:
    made.reread()
    found = check.standing(made, target(made, officer))
    return found.state if found else None


@pytest.fixture
def leader() -> Office:
    """001 leads; 007 was late in November, a first time, and 008 has nothing to look at."""
    made = office("001")
    add(made, code="008", name="Võ Thị Mây", position="Văn thư", unit="Văn phòng")
    handed_in(made, "007", NOVEMBER.shifted(-1), GT_05=make_answer(Rating.NOT_MET, "quên chào"))
    handed_in(made, "007", TD_06=LATE)
    handed_in(made, "008")
    handed_in(made, "001")
    return made


def test_only_what_needs_a_look_is_shown(leader: Office) -> None:
    typist = Typist("q")
    assert typist.walk(leader).action == "unchanged"
    assert typist.screens[0] == [
        "Phiếu 1/2 · Trần Văn Mẫu (007) · Văn phòng                          [kỳ 2026-11]",
        "47 đạt, 1 chưa đạt, 0 không áp dụng; nộp ngày 02/12/2026",
        "  1. CHƯA  TD-06 Không đi trễ, về sớm",
        "           đi trễ 2 lần",
        "So với kỳ trước, chưa đạt thêm: TD-06; đã hết: GT-05",
        "Enter = xác nhận   t lý do = trả lại   c 1 lý do = chấm chưa đạt   d 1 = đạt",
        "k 1 = không áp dụng   > để sau   < lùi   q thôi   ? trợ giúp",
    ]


def test_everything_is_confirmed_by_enter_but_ones_own(leader: Office) -> None:
    typist = Typist("", "")
    receipt = typist.walk(leader)
    assert (receipt.action, dict(receipt.counts)) == (
        "reviewed",
        {"confirmed": 2, "returned": 0, "rated": 0, "left": 0},
    )
    assert [state(leader, one) for one in ("007", "008", "001")] == [
        CheckState.CONFIRMED,
        CheckState.CONFIRMED,
        CheckState.SUBMITTED,
    ]


def test_a_check_is_returned_with_a_reason_and_one_is_put_off(leader: Office) -> None:
    typist = Typist("t", "t thiếu ghi chú", ">")
    assert dict(typist.walk(leader).counts) == {"confirmed": 0, "returned": 1, "rated": 0, "left": 1}
    assert "trả lại phiếu thì phải nêu lý do" in typist.screens[1]
    found = check.standing(leader, target(leader))
    assert found is not None
    assert (found.state, found.reason) == (CheckState.RETURNED, "thiếu ghi chú")
    assert state(leader, "008") is CheckState.SUBMITTED


def test_a_rating_stands_beside_the_officers_own(leader: Office) -> None:
    typist = Typist("d1 có xác nhận của đơn vị", "c gt-09 dân phản ánh", "c GT-99 x", "c 1 x", "k", "q")
    assert dict(typist.walk(leader).counts) == {"confirmed": 0, "returned": 0, "rated": 2, "left": 2}
    said = [" ".join(screen) for screen in typist.screens]
    assert "Đã chấm TD-06: đạt." in said[1]
    assert "Đã chấm gt-09: chưa đạt." in said[2]
    assert "GT-99" in said[3]
    assert "người đó cũng tự chấm chưa đạt" in said[4]
    assert "Không hiểu" in said[5]
    ratings = leader.load("2026-11").table("reviews")["007"]["ratings"]
    assert ratings == {
        "TD-06": {"rating": "met", "note": "có xác nhận của đơn vị"},
        "GT-09": {"rating": "not_met", "note": "dân phản ánh"},
    }


def test_enter_is_not_enough_against_a_confirmed_violation(leader: Office) -> None:
    clerk = replace(leader, actor="008")
    day = date(2026, 11, 5)
    key = violation.add(clerk, officer="007", criteria=["TD-08"], occurred_on=day, what="bỏ trực").key
    case_step.step(leader, key, CaseState.CONFIRMED)
    typist = Typist("", "x", "q")
    assert dict(typist.walk(leader).counts)["confirmed"] == 1
    assert "  VP-2026-11-0001 (đã xác nhận) TD-08: bỏ trực" in typist.screens[0]
    assert any("gõ x để xác nhận" in line for line in typist.screens[1])


def test_what_was_decided_stays_when_one_stops(leader: Office) -> None:
    with pytest.raises(InterruptedByUserError) as caught:
        Typist("", KeyboardInterrupt()).walk(leader)
    assert caught.value.facts["command"] == "civicode review"
    assert state(leader, "007") is CheckState.CONFIRMED
    assert Typist("q").walk(leader).facts["left"] == 1


def test_somebody_else_was_faster(leader: Office) -> None:
    def mended() -> str:
        handed_in(replace(leader, actor="007"), "007", TD_06=make_answer(Rating.NOT_MET, "đi trễ 3 lần"))
        return ""

    def confirmed() -> str:
        review.confirm(replace(leader, actor="002"), "008", NOVEMBER)
        return "x"

    add(leader, code="002", name="Trần Quốc Bình", position="Phó Chủ tịch", unit="Lãnh đạo", leader=True)
    typist = Typist(mended, ">", confirmed)
    assert dict(typist.walk(leader).counts)["confirmed"] == 0
    assert "           đi trễ 3 lần" in typist.screens[1]
    assert any("vừa được sửa" in line for line in typist.screens[1])
    assert state(leader, "007") is CheckState.SUBMITTED


def test_only_a_leader_walks(leader: Office) -> None:
    with pytest.raises(NotAllowedError):
        Typist().walk(replace(leader, actor="008"))


def test_24_people_take_a_leader_few_keystrokes(capsys: pytest.CaptureFixture[str]) -> None:
    made = office("001")
    for number in range(10, 34):
        add(made, code=f"{number:03}", name=f"Người Thử {number}", position="Công chức", unit="Văn phòng", order=number)
        exceptions = {"TD_06": LATE} if number % 4 == 0 else {}
        handed_in(made, f"{number:03}", **exceptions)
    typed = ["", "", "t thiếu ghi chú", *[""] * 20, "c 1 dân phản ánh nhiều lần", ""]
    typed[-2] = "c GT-05 dân phản ánh"
    receipt = Typist(*typed).walk(made)
    keys = sum(1 + len(line) for line in typed)
    with capsys.disabled():
        print(f"\n24 checks, one returned, one rated otherwise: {keys} keystrokes, the reasons among them")
    assert dict(receipt.counts) == {"confirmed": 23, "returned": 1, "rated": 1, "left": 0}
    assert keys == 60


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", Said(Move.ENTER)),
        ("  ", Said(Move.ENTER)),
        ("X", Said(Move.CONFIRM)),
        ("c3 dân phản ánh", Said(Move.NOT_MET, "3", "dân phản ánh")),
        ("c D4-HS-2C nghe điện thoại", Said(Move.NOT_MET, "D4-HS-2C", "nghe điện thoại")),
        ("d 4.1-02", Said(Move.MET, "4.1-02", "")),
        ("c 3-trễ họp", Said(Move.NOT_MET, "3", "-trễ họp")),
        ("C GT-05: dân phản ánh", Said(Move.NOT_MET, "GT-05", "dân phản ánh")),
        ("đ 2", Said(Move.MET, "2", "")),
        ("trả", Said(Move.RETURN)),
        ("tuyệt", Said(Move.UNKNOWN)),
        ("t thiếu 3 ghi chú", Said(Move.RETURN, "", "thiếu 3 ghi chú")),
        ("c dân phản ánh", Said(Move.UNKNOWN, "", "dân phản ánh")),
        (">", Said(Move.SKIP)),
        ("<", Said(Move.BACK)),
        ("?", Said(Move.HELP)),
        ("\u202e", Said(Move.UNKNOWN)),
    ],
)
def test_what_a_line_means(typed: str, said: Said) -> None:
    assert read_move(typed, VERBS) == said
