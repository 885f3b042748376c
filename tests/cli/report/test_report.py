"""`civicode report`, `period`, `status`: what is asked for is passed on, and gates decide the exit code."""

import json

from tests.cli.conftest import Run


def test_a_report_for_programs(staffed: Run) -> None:
    staffed("check", "007", "--not-met", "TD-02=trễ", "--rest-met")
    document = staffed("report", "summary", "--json").json
    assert list(document) == ["schema_version", "report", "period", "closed", "totals", "tables"]
    assert (document["report"], document["period"], document["closed"]) == ("summary", "2026-11", False)
    assert document["totals"] == {
        "staff": 2,
        "submitted": 1,
        "missing": 1,
        "met": 2,
        "not_met": 1,
        "not_applicable": 0,
        "rate_percent": 66.7,
        "violations": 0,
        "observations": 0,
        "contradictions": 0,
    }


def test_a_report_of_a_unit_a_person_and_a_year(staffed: Run) -> None:
    staffed("check", "007", "--rest-met")
    assert staffed("report", "summary", "--unit", "văn phòng", "--json").json["totals"]["staff"] == 1
    assert staffed("report", "progress", "--officer", "đức", "--json").json["totals"]["submitted"] == 1
    assert staffed("report", "summary", "--period", "2026", "--json").json["period"] == "2026"
    assert staffed("report", "summary", "--compare", "2026-09", "--json").code == 0
    assert staffed("report", "summary", "--unit", "Xyz").code == 4
    assert staffed("report", "summary", "--officer", "").code == staffed("report", "summary", "--unit", "").code == 4
    assert staffed("report", "thang").code == 2


def test_names_are_a_choice(staffed: Run) -> None:
    assert "Trần Minh Đức" in staffed("report", "progress").out
    assert "Trần Minh Đức" not in staffed("report", "progress", "--no-names").out


def test_missing_checks_fail_where_that_is_asked(staffed: Run) -> None:
    assert staffed("report", "progress").code == 0
    said = staffed("report", "progress", "--fail-missing")
    assert said.code == 1
    assert said.err == "không đạt: còn thiếu 2/2 phiếu của kỳ 2026-11\n"
    assert said.out.startswith("officer\tname\tunit\tstate\tlate\tsubmitted_on\n")
    for code in ("001", "007"):
        staffed("check", code, "--rest-met")
    assert staffed("report", "progress", "--fail-missing").code == 0


def test_a_rate_below_the_figure_fails(staffed: Run) -> None:
    staffed("check", "001", "--rest-met")
    staffed("check", "007", "--not-met", "TD-02=trễ", "--rest-met")
    assert staffed("report", "summary", "--fail-under", "85").code == 1
    assert staffed("report", "summary", "--fail-under", "66,7").code == 0
    said = staffed("-q", "report", "summary", "--fail-under", "85.8%", "--json")
    assert said.code == 1
    assert json.loads(said.out)["totals"]["rate_percent"] == 85.7
    assert len(said.err.splitlines()) == 2
    assert staffed("report", "summary", "--period", "2026-10", "--fail-under", "0").code == 1


def test_periods_and_status(staffed: Run) -> None:
    staffed("check", "007", "--rest-met")
    [period] = staffed("period", "list", "--json").json["periods"]
    assert (period["period"], period["state"], period["staff"], period["submitted"]) == ("2026-11", "open", 2, 1)
    assert staffed("period", "show", "11/2026", "--json").json["period"] == "2026-11"
    assert staffed("period", "show", "2027-05").code == 5
    assert staffed("period", "show", "tháng năm").code == 2
    status = staffed("status", "--as", "001", "--json").json
    assert status["today"] == "2026-12-02"
    assert status["me"]["due"] == ["2026-11"]
    assert status["office"]["missing"] == ["001"]
