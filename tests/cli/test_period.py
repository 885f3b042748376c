"""`civicode period`: closing and reopening, as people and scripts are told."""

import pytest

from tests.cli.conftest import Run
from tests.cli.test_review import told

CLOSE = ("--as", "001", "period", "close", "2026-11")


@pytest.fixture
def complete(staffed: Run) -> Run:
    """Both have handed in for November, the office as well."""
    for whose in ("001", "007", "CQ"):
        assert staffed("check", whose, "--rest-met").code == 0
    return staffed


def test_a_period_is_closed(complete: Run) -> None:
    assert complete("status", "--json").json["office"]["closable"] == ["2026-11"]
    assert complete(*CLOSE, "--dry-run").out == (
        "Chạy thử, chưa ghi gì: Đã khóa sổ kỳ 2026-11: 2/2 phiếu. Số liệu của kỳ được giữ nguyên từ đây.\n"
    )
    assert told(complete(*CLOSE)) == (
        0,
        [
            "Đã khóa sổ kỳ 2026-11: 2/2 phiếu. Số liệu của kỳ được giữ nguyên từ đây.",
            "Dấu nhật ký: 2026-11:6:HASH",
        ],
        "tiếp theo: civicode period show 2026-11\n",
    )
    assert told(complete("--lang", "en", *CLOSE)) == (
        0,
        ["2026-11 is unchanged: closed."],
        "next: civicode period show 2026-11\n",
    )
    assert complete("status", "--json").json["office"]["closable"] == []
    assert complete("report", "summary", "--json").json["closed"] is True
    [row] = complete("period", "list", "--json").json["periods"]
    assert (row["period"], row["state"]) == ("2026-11", "closed")
    assert complete("audit", "verify").code == 0
    said = complete("--as", "007", "check", "--rest-met")
    assert (said.code, said.err) == (
        5,
        (
            "lỗi: kỳ 2026-11 đã khóa sổ\n"
            'gợi ý: nếu cần sửa, mở lại sổ trước: civicode period reopen 2026-11 --reason "lý do"\n'
        ),
    )


def test_everything_in_the_way_is_named(staffed: Run) -> None:
    staffed("--as", "007", "check", "--draft", "--met", "TD-01")
    staffed("check", "--office", "--draft", "--met", "CQ-01")
    assert staffed(*CLOSE).err == (
        "lỗi: chưa khóa sổ kỳ 2026-11 được, còn 3 chỗ chưa xong\n"
        "001: closing.missing: Lê Thị Ánh chưa nộp phiếu\n"
        "007: closing.draft: Trần Minh Đức còn bản nháp chưa nộp\n"
        "CQ: closing.office_draft: bản kiểm tra của cơ quan còn bản nháp chưa nộp\n"
        "gợi ý: làm nốt các việc trên; nếu vẫn phải khóa thì nêu lý do: "
        'civicode period close 2026-11 --accept-missing "lý do"\n'
    )
    said = staffed("--lang", "en", *CLOSE)
    assert (said.code, said.out) == (5, "")
    assert said.err == (
        "error: 2026-11 cannot be closed yet, 3 things are undone\n"
        "001: closing.missing: Lê Thị Ánh has not handed in\n"
        "007: closing.draft: Trần Minh Đức has an unfinished draft\n"
        "CQ: closing.office_draft: the check of the office has an unfinished draft\n"
        'hint: see to the above; to close all the same, say why: civicode period close 2026-11 --accept-missing "why"\n'
    )
    error = staffed(*CLOSE, "--json").error
    assert (error["code"], error["facts"]) == ("closing.refused", {"period": "2026-11", "n": 3})
    assert [(one["where"], one["code"]) for one in error["problems"]] == [
        ("001", "closing.missing"),
        ("007", "closing.draft"),
        ("CQ", "closing.office_draft"),
    ]


def test_a_reason_closes_all_the_same(staffed: Run) -> None:
    assert told(staffed(*CLOSE, "--accept-missing", "cả cơ quan nghỉ lũ")) == (
        0,
        [
            "Đã khóa sổ kỳ 2026-11: 0/2 phiếu. Số liệu của kỳ được giữ nguyên từ đây.",
            "Khóa khi còn 2 chỗ chưa xong, lý do: cả cơ quan nghỉ lũ",
            "Kỳ này không có bản kiểm tra của cơ quan.",
            "Dấu nhật ký: 2026-11:3:HASH",
        ],
        "tiếp theo: civicode period show 2026-11\n",
    )


def test_a_closed_period_shows_how_it_was_closed_and_what_came_after(complete: Run) -> None:
    complete(*CLOSE)
    complete("violation", "add", "007", "--criterion", "TD-02", "--on", "12/11/2026", "--what", "Đến trễ")
    found = complete("period", "show", "2026-11", "--json").json
    assert found["seal"].startswith("2026-11:6:")
    assert {key: found[key] for key in ("state", "closed_at", "closed_by", "closing_reason", "since_closing")} == {
        "state": "closed",
        "closed_at": "2026-12-02T08:00:00+07:00",
        "closed_by": "001",
        "closing_reason": None,
        "since_closing": ["VP-2026-11-0001"],
    }
    assert (found["observations"], found["reopened_at"]) == (0, None)
    shown = complete("period", "show", "2026-11", "--format", "table").out
    assert "Vụ việc sau khi khóa sổ   VP-2026-11-0001\n" in shown
    assert "Người khóa sổ             001\n" in shown
    listed = complete("violation", "list", "--format", "table").out
    assert "\nGhi nhận sau khi khóa sổ kỳ 2026-11: VP-2026-11-0001.\n" in listed
    english = complete("--lang", "en", "violation", "show", "VP-2026-11-0001", "--format", "table").out
    assert "\nRecorded after 2026-11 was closed: VP-2026-11-0001.\n" in english
    told_apart = "Sau khi khóa sổ có thêm diễn biến, không tính vào số liệu trên: VP-2026-11-0001.\n"
    assert told_apart in complete("report", "summary", "--format", "table").out


def test_a_period_is_reopened_with_a_reason(complete: Run) -> None:
    complete(*CLOSE)
    reopen = ("--as", "001", "period", "reopen", "2026-11")
    assert complete(*reopen).code == 2
    assert complete(*reopen, "--reason", " ").code == 2
    assert told(complete("--lang", "en", *reopen, "--reason", "sai số liệu")) == (
        0,
        [
            "2026-11 is open again. When all is put right, close it again: civicode period close 2026-11",
            "Audit mark: 2026-11:7:HASH",
        ],
        "next: civicode period show 2026-11\n",
    )
    assert complete(*reopen, "--reason", "x").out == "Sổ kỳ 2026-11 không có gì thay đổi: đang mở.\n"
    found = complete("period", "show", "2026-11", "--json").json
    assert (found["state"], found["closed_by"], found["reopened_by"]) == ("open", "001", "001")
    assert found["reopening_reason"] == "sai số liệu"
    assert complete("--as", "007", "check", "--not-met", "TD-01=trễ").code == 0
    assert complete("audit", "verify").code == 0


def test_a_period_that_is_not_over_stays_open(complete: Run) -> None:
    said = complete("--lang", "en", "period", "close", "2026-12")
    assert (said.code, said.err) == (5, "error: 2026-12 is not over: its last day is 31/12/2026, today is 02/12/2026\n")
    assert complete("period", "close", "2026-01").code == 4
    assert complete("period", "close", "2026-Q4").code == 2
