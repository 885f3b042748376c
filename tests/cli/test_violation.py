"""`civicode violation`: cases from the first observation to the end."""

from tests.cli.conftest import Run

SEEN = ("--criterion", "TD-02", "--on", "12/11/2026", "--what", "Đến lúc 8 giờ 20")


def test_an_observation_is_recorded_and_found(staffed: Run) -> None:
    said = staffed("--as", "001", "violation", "add", "007", *SEEN, "--noticed", "13/11/2026", "--source", "Kiểm tra")
    assert said.code == 0
    assert said.shown.startswith("Đã ghi nhận VP-2026-11-0001 về Trần Minh Đức (007), tiêu chí TD-02")
    assert said.err == "tiếp theo: civicode violation show VP-2026-11-0001\n"
    [case] = staffed("violation", "list", "--json").json["violations"]
    assert case == {
        "id": "VP-2026-11-0001",
        "officer": "007",
        "criteria": ["TD-02"],
        "occurred_on": "2026-11-12",
        "noticed_on": "2026-11-13",
        "entered_on": "2026-12-02",
        "what": "Đến lúc 8 giờ 20",
        "where": "",
        "source": "Kiểm tra",
        "evidence": "",
        "ref": "",
        "state": "reported",
        "events": case["events"],
    }
    shown = staffed("violation", "show", "vp-2026-11-0001", "--json").json
    assert (shown["recorder"], shown["unit"]) == ("001", "Văn phòng")


def test_several_criteria_and_the_office_itself(staffed: Run) -> None:
    staffed("violation", "add", "007", "--criterion", "TD-02,gt-01", "--criterion", "TD-01", *SEEN[2:])
    staffed("violation", "add", "--office", "--criterion", "CQ-01", *SEEN[2:])
    cases = staffed("violation", "list", "--json").json["violations"]
    assert [(case["officer"], case["criteria"]) for case in cases] == [
        ("007", ["TD-01", "TD-02", "GT-01"]),
        ("CQ", ["CQ-01"]),
    ]


def test_a_list_is_filtered(staffed: Run) -> None:
    staffed("violation", "add", "007", *SEEN)
    staffed("violation", "add", "001", "--criterion", "TD-01", "--on", "1/12/2026", "--what", "x")
    staffed("violation", "step", "VP-2026-11-0001", "confirmed", "--as", "001")

    def ids(*argv: str) -> list[str]:
        return [case["id"] for case in staffed("violation", "list", *argv, "--json").json["violations"]]

    assert ids() == ["VP-2026-11-0001", "VP-2026-12-0001"]
    assert ids("--period", "11/2026") == ["VP-2026-11-0001"]
    assert ids("--officer", "ánh") == ["VP-2026-12-0001"]
    assert ids("--criterion", "td-02") == ["VP-2026-11-0001"]
    assert ids("--state", "confirmed") == ids("--state", "đã xác nhận") == ["VP-2026-11-0001"]
    assert ids("--state", "reported") == ["VP-2026-12-0001"]
    assert staffed("violation", "list", "--officer", "").code == 4  # an unset variable of a script is not "everybody"
    assert staffed("violation", "list", "--criterion", "").code == 4


def test_steps_append_and_forbidden_ones_are_refused(staffed: Run) -> None:
    staffed("violation", "add", "007", *SEEN)
    step = ("violation", "step", "VP-2026-11-0001")
    assert staffed(*step, "explained", "--note", "Xe hỏng").code == 0
    assert staffed(*step, "confirmed").code == 5
    assert staffed(*step, "confirmed", "--as", "001", "--json").json["action"] == "confirmed"
    assert staffed(*step, "explained").code == 5
    decided = ("--decision", "12/QĐ, 20/11/2026", "--level", "nghiêm trọng", "--form", "cảnh cáo")
    assert staffed(*step, "reminded", *decided[:2], "--level", "nhẹ").code == 3
    assert staffed(*step, "reminded", *decided).code == 0
    events = staffed("violation", "show", "VP-2026-11-0001", "--json").json["events"]
    assert [event["state"] for event in events] == ["reported", "explained", "confirmed", "reminded"]
    assert (events[3]["decision"], events[3]["level"], events[3]["form"]) == (
        "12/QĐ, 20/11/2026",
        "nghiêm trọng",
        "cảnh cáo",
    )


def test_a_correction_keeps_the_old_value(staffed: Run) -> None:
    staffed("violation", "add", "007", *SEEN)
    correct = ("violation", "correct", "VP-2026-11-0001", "--reason", "nhầm người")
    assert staffed(*correct, "--officer", "001", "--where", "Một cửa", "--json").json["action"] == "corrected"
    shown = staffed("violation", "show", "VP-2026-11-0001", "--json").json
    assert (shown["officer"], shown["where"], shown["unit"]) == ("001", "Một cửa", "Lãnh đạo")
    assert shown["corrections"][0]["old"]["officer"] == "007"
    assert staffed(*correct).code == 2


def test_who_is_meant_must_be_clear(staffed: Run) -> None:
    assert staffed("violation", "add", *SEEN).code == 2
    assert staffed("violation", "add", "007", "--office", *SEEN).code == 2
    assert staffed("violation", "add", "xyz", *SEEN).code == 4
    assert staffed("violation", "add", "007", "--criterion", "XX-9", *SEEN[2:]).code == 4
    assert staffed("violation", "add", "007", "--criterion", "CQ-01", *SEEN[2:]).code == 3
    assert staffed("violation", "show", "VP-2026-11-0009").code == 4


def test_whom_a_case_is_about_is_not_told_who_reported_it(staffed: Run) -> None:
    staffed("violation", "add", "007", *SEEN, "--as", "001")
    shown = staffed("violation", "show", "VP-2026-11-0001", "--as", "007")
    assert "001" not in shown.out.replace("2026-11-0001", "")
    told = staffed("violation", "show", "VP-2026-11-0001", "--as", "007", "--json").json
    assert (told["recorder"], told["events"][0]["state"], "by" in told["events"][0]) == ("", "reported", False)
    assert staffed("violation", "show", "VP-2026-11-0001", "--json").json["recorder"] == "001"
