"""A year's facts for each person, by value."""

from civicode.domain.staff.staff import Absence
from civicode.domain.violation.violation import CaseState
from civicode.i18n import Lang, Words
from civicode.reports.period.emulation import build, document
from civicode.reports.report.figures import sorted_by
from civicode.reports.report.records import Scope
from tests.reports.samples import MET, NOT_APPLICABLE, NOT_MET, NOVEMBER, OCTOBER, case, check, month, records, scope

VI = Words(Lang.VI)


def year(named: bool = True) -> Scope:
    """Two months: 001 handed in both, 002 one, 003 was away in October and handed in nothing."""
    away = Absence(officer="003", since=OCTOBER.first_day, until=OCTOBER.last_day, reason="nghỉ")
    october = records(
        OCTOBER,
        check("001", OCTOBER, MET, MET, NOT_APPLICABLE),
        check("002", OCTOBER, NOT_MET, MET, MET),
        absences=(away,),
    )
    november = records(
        NOVEMBER,
        check("001", NOVEMBER, MET, MET, MET),
        cases=(case("002", "TD-01"), case("001", "TD-01", state=CaseState.REPORTED, number=2)),
    )
    return scope(october, november, period=month("2026"), named=named)


def test_checks_answers_and_confirmed_cases() -> None:
    keys = ("officer", "name", "unit", "position", "due", "submitted", "met", "not_met", "rate_percent", "violations")
    assert [tuple(row[key] for key in keys) for row in build(year()).tables["staff"]] == [
        ("001", "Lê Thị Ánh", "Lãnh đạo", "Chuyên viên", 2, 2, 5, 0, 100.0, 0),
        ("002", "Trần Minh Đức", "Văn phòng", "Chuyên viên", 2, 1, 2, 1, 66.7, 1),
        ("003", "Đỗ Mai", "Văn phòng", "Chuyên viên", 1, 0, 0, 0, None, 0),
    ]
    assert [one.key for one in document(build(year()), VI).tables[0].columns] == list(keys)


def test_names_may_be_left_out_and_codes_stay() -> None:
    made = document(build(year(named=False)), VI)
    assert "name" not in [one.key for one in made.tables[0].columns]
    assert made.is_personal


def test_there_is_no_ranking_unless_it_is_asked_for() -> None:
    report = build(year())
    assert [row["officer"] for row in sorted_by(report, "rate_percent").tables["staff"]] == ["002", "001", "003"]
    assert [row["officer"] for row in sorted_by(report, "-rate_percent").tables["staff"]] == ["001", "002", "003"]
    assert [row["officer"] for row in sorted_by(report, "name").tables["staff"]] == ["001", "002", "003"]
