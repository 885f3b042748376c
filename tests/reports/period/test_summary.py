"""The summary by value: every figure counted by hand."""

from datetime import date

from msgspec.structs import asdict

from civicode.domain.check.check import CheckState
from civicode.domain.staff.staff import Absence, Post, StaffMember
from civicode.domain.violation.violation import CaseState
from civicode.i18n import Lang, Words
from civicode.reports.document.document import Row
from civicode.reports.period.summary import build, document
from civicode.reports.report.figures import Report
from civicode.reports.report.records import Scope
from tests.reports.samples import (
    MEMBERS,
    MET,
    NOT_APPLICABLE,
    NOT_MET,
    NOVEMBER,
    OCTOBER,
    case,
    check,
    month,
    records,
    scope,
)

VI, EN = Words(Lang.VI), Words(Lang.EN)


def november() -> Scope:
    """001 and 002 have handed in, 003 has not; 002 says TD-02 was met, and a confirmed case says it was not."""
    before = records(OCTOBER, check("001", OCTOBER, NOT_MET, MET, MET), check("002", OCTOBER, MET, MET, MET))
    now = records(
        NOVEMBER,
        check("001", NOVEMBER, NOT_MET, MET, MET),
        check("002", NOVEMBER, NOT_MET, MET, NOT_APPLICABLE, state=CheckState.CONFIRMED),
        check("CQ", NOVEMBER, NOT_MET),
        cases=(
            case("002", "TD-02"),
            case("002", "GT-01", state=CaseState.REPORTED, number=2),
            case("001", "TD-01", state=CaseState.DISMISSED, number=3),
            case("CQ", "CQ-01", state=CaseState.CLOSED, number=4),
        ),
    )
    return scope(now, before=before)


def rows(report: Report, table: str) -> list[Row]:
    return list(report.tables[table])


def test_the_totals() -> None:
    assert asdict(build(november()).totals) == {
        "staff": 3,
        "submitted": 2,
        "missing": 1,
        "met": 3,
        "not_met": 2,
        "not_applicable": 1,
        "rate_percent": 60.0,
        "violations": 2,
        "observations": 1,
        "contradictions": 1,
    }


def test_the_units() -> None:
    assert rows(build(november()), "units") == [
        {"unit": "Lãnh đạo", "staff": 1, "submitted": 1, "missing": 0, "rate_percent": 66.7, "violations": 0},
        {"unit": "Văn phòng", "staff": 2, "submitted": 1, "missing": 1, "rate_percent": 50.0, "violations": 1},
    ]


def test_the_sections_are_those_of_personal_checks() -> None:
    assert rows(build(november()), "sections") == [
        {"section": "TD", "met": 2, "not_met": 2, "not_applicable": 0, "rate_percent": 50.0},
        {"section": "GT", "met": 1, "not_met": 0, "not_applicable": 1, "rate_percent": 100.0},
    ]


def test_the_exceptions_and_who_repeats() -> None:
    assert payload_rows(november(), "exceptions") == [
        {"criterion": "TD-01", "title": "Làm hết việc", "not_met": 2, "repeated": 1}
    ]


def test_the_exceptions_most_often_not_met_first_then_in_the_catalogues_order() -> None:
    now = records(
        NOVEMBER,
        check("001", NOVEMBER, MET, NOT_MET, NOT_MET),
        check("002", NOVEMBER, NOT_MET, MET, NOT_MET),
        check("003", NOVEMBER, MET, MET, MET),
    )
    found = [(row["criterion"], row["not_met"]) for row in payload_rows(scope(now), "exceptions")]
    assert found == [("GT-01", 2), ("TD-01", 1), ("TD-02", 1)]


def test_the_contradictions_are_a_count_and_stand_on_top() -> None:
    made = document(build(november()), VI)
    assert [table.name for table in made.tables] == ["contradictions", "units", "sections", "exceptions"]
    assert payload_rows(november(), "contradictions") == [
        {"criterion": "TD-02", "title": "Không đi trễ", "officers": 1}
    ]


def test_a_contradiction_of_the_office_check_counts() -> None:
    now = records(NOVEMBER, check("CQ", NOVEMBER, MET), cases=(case("CQ", "CQ-01"),))
    assert build(scope(now)).totals.contradictions == 1


def test_returned_and_withdrawn_checks_count_as_missing() -> None:
    now = records(
        NOVEMBER,
        check("001", NOVEMBER, MET, MET, MET, state=CheckState.RETURNED),
        check("002", NOVEMBER, MET, MET, MET, state=CheckState.WITHDRAWN),
    )
    totals = build(scope(now)).totals
    assert (totals.staff, totals.submitted, totals.missing, totals.met) == (3, 0, 3, 0)
    assert totals.rate_percent is None


def test_who_is_excused_for_the_whole_period_is_left_out() -> None:
    away = Absence(officer="003", since=date(2026, 11, 1), until=date(2026, 11, 30), reason="thai sản")
    now = records(NOVEMBER, check("003", NOVEMBER, MET, MET, MET), absences=(away,))
    report = build(scope(now))
    assert (report.totals.staff, report.totals.submitted, report.totals.met, report.excused) == (2, 0, 0, 1)
    assert "Không tính 1 lượt được miễn cả kỳ." in document(report, VI).notes


def test_without_an_applicable_answer_the_rate_is_blank() -> None:
    now = records(NOVEMBER, check("001", NOVEMBER, NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE))
    report = build(scope(now))
    assert report.totals.rate_percent is None
    assert rows(report, "units")[0]["rate_percent"] is None
    assert "Chưa có mục nào được đánh giá, nên chưa có tỷ lệ đạt." in document(report, VI).lead


def test_a_quarter_counts_each_check_by_the_units_of_its_last_day() -> None:
    moved = StaffMember(
        code="003",
        name="Đỗ Mai",
        posts=(
            Post(since=None, position="Chuyên viên", unit="Văn phòng", leader=False, category=None),
            Post(since=date(2026, 12, 1), position="Chuyên viên", unit="Lãnh đạo", leader=False, category=None),
        ),
        order=3,
        until=None,
    )
    members = (*MEMBERS[:2], moved)
    december = month("2026-12")
    books = (
        records(OCTOBER, check("003", OCTOBER, NOT_MET, MET, MET), members=members, state="closed"),
        records(NOVEMBER, check("003", NOVEMBER, NOT_MET, MET, MET), members=members, state="closed"),
        records(december, check("003", december, MET, MET, MET), members=members),
    )
    report = build(scope(*books, period=month("2026-Q4"), members=members))
    assert (report.totals.staff, report.totals.submitted, report.totals.not_met, report.closed) == (9, 3, 2, False)
    assert [(row["unit"], row["staff"], row["submitted"]) for row in rows(report, "units")] == [
        ("Lãnh đạo", 6, 3),
        ("Văn phòng", 3, 0),
    ]
    exceptions = rows(report, "exceptions")
    assert [(row["criterion"], row["not_met"], row["repeated"]) for row in exceptions] == [("TD-01", 2, 1)]
    assert "Gồm 3 lần kiểm tra: phiếu và câu trả lời được tính theo từng lần." in document(report, VI).notes


def test_the_words_in_vietnamese() -> None:
    made = document(build(november()), VI)
    assert made.title == "Tổng hợp tự kiểm tra, kỳ 2026-11 (chưa khóa sổ)"
    assert made.lead == (
        "Đã nộp 2/3 phiếu (66,7 %), còn thiếu 1; kỳ 2026-10 nộp 2/3.",
        "Tỷ lệ đạt 60,0 % (3/5 mục); kỳ 2026-10 đạt 83,3 % (-23,3 điểm phần trăm).",
        "Vi phạm đã xác nhận: 2; ghi nhận chưa kết luận: 1.",
    )
    assert made.notes == (
        "Tỷ lệ đạt = đạt / (đạt + chưa đạt); mục không áp dụng không tính.",
        "Trong số vi phạm có 1 của cơ quan, không tính cho đơn vị nào.",
        "Theo sổ 2026-11:7:ab12cd34ef56.",
    )


def test_the_words_in_english() -> None:
    made = document(build(november()), EN)
    assert made.title == "Summary of self-checks, 2026-11 (open)"
    assert made.lead[1] == "Rate 60.0 % (3/5 answers); 2026-10: 83.3 % (-23.3 percentage points)."
    assert made.tables[0].rows[0]["title"] == "Không đi trễ (en)"


def test_the_json_object_has_the_keys_of_the_contract() -> None:
    payload = document(build(november()), VI).payload
    assert list(payload) == ["report", "period", "closed", "totals", "tables"]
    assert (payload["report"], payload["period"], payload["closed"]) == ("summary", "2026-11", False)
    tables = payload["tables"]
    assert isinstance(tables, list)
    assert {one["name"]: [column["key"] for column in one["columns"]] for one in tables} == {
        "contradictions": ["criterion", "title", "officers"],
        "units": ["unit", "staff", "submitted", "missing", "rate_percent", "violations"],
        "sections": ["section", "title", "met", "not_met", "not_applicable", "rate_percent"],
        "exceptions": ["criterion", "title", "not_met", "repeated"],
    }
    for table in tables:
        for row in table["rows"]:
            assert list(row) == [column["key"] for column in table["columns"]]


def test_it_names_nobody_unless_told_to() -> None:
    plain = str(document(build(november()), VI))
    assert "Trần Minh Đức" not in plain
    assert "secret" not in plain
    named = document(build(november()._replace(names={"002": "Trần Minh Đức"})), VI)
    assert named.tables[0].rows[0]["names"] == ["Trần Minh Đức"]
    assert named.tables[3].rows[0]["names"] == ["001", "Trần Minh Đức"]


def payload_rows(built: Scope, name: str) -> list[dict[str, object]]:
    tables = document(build(built), VI).payload["tables"]
    assert isinstance(tables, list)
    return [row for table in tables if table["name"] == name for row in table["rows"]]
