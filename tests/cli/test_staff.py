"""`civicode staff`: each command calls its service with what was typed."""

import pytest

from tests.cli.conftest import Run

ADD = ("--name", "Trần Minh Đức", "--position", "Văn thư", "--unit", "Văn phòng")


def test_somebody_joins(run: Run) -> None:
    more = ("--category", "công chức", "--leader", "--from", "1/3/2026", "--order", "2")
    said = run("staff", "add", "007", *ADD, *more)
    assert said.code == 0
    assert said.shown == "Đã thêm Trần Minh Đức (007) vào danh sách cán bộ.\nDấu nhật ký: office:2:HASH\n"
    assert run("staff", "list", "--json").json["staff"] == [
        {
            "code": "007",
            "name": "Trần Minh Đức",
            "position": "Văn thư",
            "unit": "Văn phòng",
            "category": "cong_chuc",
            "leader": True,
            "from": "2026-03-01",
            "until": None,
            "order": 2,
        }
    ]


def test_the_same_entry_again_changes_nothing(run: Run) -> None:
    assert run("staff", "add", "007", *ADD, "--json").json["action"] == "created"
    again = run("staff", "add", "007", *ADD, "--json").json
    assert (again["action"], again["audit"]) == ("unchanged", None)
    said = run("staff", "add", "007", "--name", "Ai khác", *ADD[2:], "--json")
    assert said.code == 3
    assert [problem["code"] for problem in said.error["problems"]] == ["staff.code_taken"]


def test_a_list_is_of_a_day(staffed: Run) -> None:
    staffed("staff", "leave", "007", "--until", "31/10/2026")

    def codes(*argv: str) -> list[str]:
        return [one["code"] for one in staffed("staff", "list", *argv, "--json").json["staff"]]

    assert codes() == ["001"]
    assert codes("--on", "31/10/2026") == ["001", "007"]
    assert codes("--on", "2026-11-01") == ["001"]


def test_a_post_changes_from_a_day_on(staffed: Run) -> None:
    change = ("staff", "change", "007", "--from", "1/11/2026", "--unit", "Tài chính", "--leader")
    assert staffed(*change, "--json").json["action"] == "changed"
    shown = staffed("staff", "show", "đức", "--json").json
    assert [(post["from"], post["unit"], post["leader"]) for post in shown["posts"]] == [
        (None, "Văn phòng", False),
        ("2026-11-01", "Tài chính", True),
    ]
    assert staffed("staff", "change", "007", "--from", "1/12/2026", "--no-leader").code == 0
    assert staffed("staff", "show", "007", "--json").json["leader"] is False


def test_a_wrong_entry_is_corrected(staffed: Run) -> None:
    said = staffed(
        "staff", "correct", "007", "--name", "Trần Minh Đức B", "--order", "5", "--reason", "gõ nhầm", "--json"
    )
    assert said.json["action"] == "corrected"
    assert staffed("staff", "show", "007", "--json").json["name"] == "Trần Minh Đức B"
    assert staffed("staff", "correct", "007", "--reason", "gõ nhầm").code == 2
    assert staffed("staff", "correct", "007", "--order", "5").code == 2


def test_somebody_is_away(staffed: Run) -> None:
    excuse = ("staff", "excuse", "007", "--from", "1/11/2026", "--until", "30/11/2026", "--reason", "thai sản")
    assert staffed(*excuse, "--json").json["kind"] == "absence"
    rows = staffed("report", "progress", "--json").json["tables"][0]["rows"]
    assert [(row["officer"], row["state"]) for row in rows] == [("001", "not_started"), ("007", "excused")]


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (("show", "xyz"), 4),
        (("leave", "007", "--until", "không rõ"), 2),
        (("add", "CQ", *ADD), 3),
        (("add", "008", *ADD, "--category", "lính"), 2),
        (("excuse", "007", "--from", "2/11/2026", "--until", "1/11/2026", "--reason", "ốm"), 3),
        (("change", "xyz", "--from", "1/11/2026", "--unit", "X"), 4),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else "",
)
def test_what_is_refused(staffed: Run, argv: tuple[str, ...], code: int) -> None:
    assert staffed("staff", *argv).code == code


def test_a_dry_run_adds_nobody(run: Run) -> None:
    assert run("staff", "add", "007", *ADD, "--dry-run").out == (
        "Chạy thử, chưa ghi gì: Đã thêm Trần Minh Đức (007) vào danh sách cán bộ.\n"
    )
    assert run("staff", "list", "--json").json["staff"] == []
