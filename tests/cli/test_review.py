"""`civicode review`: a leader confirms checks, or returns one."""

import pytest

from tests.cli.conftest import Run, Said

LEADER = ("--as", "001", "review")


@pytest.fixture
def handed_in(staffed: Run) -> Run:
    """Both have handed in for November."""
    for officer in ("001", "007"):
        assert staffed("--as", officer, "check", "--rest-met").code == 0
    return staffed


def told(said: Said) -> tuple[int, list[str], str]:
    return said.code, said.shown.splitlines(), said.err


def test_a_check_is_confirmed(handed_in: Run) -> None:
    assert told(handed_in(*LEADER, "007", "--confirm")) == (
        0,
        ["Đã xác nhận phiếu của Trần Minh Đức (007), kỳ 2026-11.", "Dấu nhật ký: 2026-11:5:HASH"],
        "tiếp theo: civicode period show 2026-11\n",
    )
    assert told(handed_in("--lang", "en", *LEADER, "đức", "--confirm", "--period", "11/2026")) == (
        0,
        ["The check of Trần Minh Đức (007) for 2026-11 is unchanged: confirmed."],
        "next: civicode period show 2026-11\n",
    )
    [row] = [
        one
        for one in handed_in("report", "progress", "--json").json["tables"][0]["rows"]
        if one["state"] == "confirmed"
    ]
    assert row["officer"] == "007"
    assert handed_in("check", "007", "--show", "--json").json["confirmed_by"] == "001"


def test_a_check_is_returned_and_its_officer_reads_why(handed_in: Run) -> None:
    assert told(handed_in(*LEADER, "007", "--return", "thiếu ghi chú")) == (
        0,
        [
            "Đã trả lại phiếu của Trần Minh Đức (007), kỳ 2026-11: thiếu ghi chú",
            "Dấu nhật ký: 2026-11:5:HASH",
        ],
        "tiếp theo: civicode period show 2026-11\n",
    )
    status = handed_in("--as", "007", "status", "--format", "table").out
    assert ("  Phiếu kỳ 2026-11 bị trả lại: civicode check 007 --period 2026-11\n    lý do: thiếu ghi chú\n") in status
    assert (
        "\n    reason: thiếu ghi chú\n" in handed_in("--as", "007", "--lang", "en", "status", "--format", "table").out
    )
    assert handed_in("--as", "007", "status", "--json").json["me"]["returned"] == ["2026-11"]
    said = handed_in(*LEADER, "007", "--confirm")
    assert (said.code, said.err) == (
        5,
        (
            "lỗi: phiếu của Trần Minh Đức (007), kỳ 2026-11 đã bị trả lại (thiếu ghi chú) và chưa được nộp lại\n"
            "gợi ý: đợi người đó sửa và nộp lại: civicode check --period 2026-11\n"
        ),
    )
    assert "Phiếu bị trả lại nay đã được nộp lại." in handed_in("--as", "007", "check", "--rest-met").out


def test_everything_that_waits_is_confirmed(handed_in: Run) -> None:
    handed_in("--as", "007", "check", "--office", "--rest-met")
    everyone = (*LEADER, "--all-submitted", "--confirm")
    assert handed_in(*everyone, "--dry-run").out == (
        "Chạy thử, chưa ghi gì: Đã xác nhận 2 phiếu của kỳ 2026-11.\n"
        "Phiếu của chính mình (001) để lại cho lãnh đạo khác xác nhận.\n"
    )
    said = handed_in(*everyone, "--json").json
    assert said.pop("audit").startswith("2026-11:8:")
    assert said == {
        "schema_version": 1,
        "action": "confirmed",
        "kind": "reviews",
        "key": "2026-11",
        "period": "2026-11",
        "next": "civicode period show 2026-11",
        "counts": {"confirmed": 2, "own": 1},
    }
    assert told(handed_in("--lang", "en", *everyone)) == (
        0,
        ["No check of 2026-11 waits to be confirmed.", "One's own check (001) is left for another leader."],
        "next: civicode period show 2026-11\n",
    )


def test_the_check_of_the_office_has_two_names(handed_in: Run) -> None:
    handed_in("check", "--office", "--rest-met")
    assert handed_in(*LEADER, "--office", "--confirm", "--json").json["key"] == "CQ"
    assert handed_in(*LEADER, "CQ", "--confirm", "--json").json["action"] == "unchanged"


def test_who_may_not_is_told_why(handed_in: Run) -> None:
    said = handed_in("--lang", "en", "--as", "007", "review", "001", "--confirm")
    assert (said.code, said.out, said.err) == (
        5,
        "",
        (
            "error: 007 is not a leader on the register today, and cannot review checks\n"
            "hint: say who acts with --as CODE; to mark a leader: civicode staff change CODE --from DATE --leader\n"
        ),
    )
    said = handed_in(*LEADER, "001", "--confirm")
    assert (said.code, said.err) == (
        5,
        "lỗi: không tự xác nhận hay trả lại phiếu của chính mình\ngợi ý: nhờ một lãnh đạo khác\n",
    )
    assert handed_in(*LEADER, "007", "--confirm", "--period", "2026-10").code == 4
    assert handed_in(*LEADER, "zz", "--confirm").code == 4


@pytest.mark.parametrize(
    "argv",
    [
        (),
        ("007",),
        ("--confirm",),
        ("007", "--confirm", "--return", "x"),
        ("007", "--office", "--confirm"),
        ("007", "--all-submitted", "--confirm"),
        ("--all-submitted", "--return", "x"),
        ("007", "--return", " "),
    ],
)
def test_what_is_asked_must_be_clear(handed_in: Run, argv: tuple[str, ...]) -> None:
    said = handed_in(*LEADER, *argv)
    assert (said.code, said.out) == (2, "")
