"""Progress: one row a person, and what a longer period makes of several checks."""

from datetime import date

from civicode.domain.check.check import CheckState
from civicode.domain.staff.staff import Absence
from civicode.i18n import Lang, Words
from civicode.reports.period.progress import build, document
from civicode.reports.report.records import Scope
from tests.reports.samples import MET, NOVEMBER, OCTOBER, check, member, month, records, scope

VI = Words(Lang.VI)


def rows(built: Scope) -> list[dict[str, object]]:
    tables = document(build(built), VI).payload["tables"]
    assert isinstance(tables, list)
    return list(tables[0]["rows"])


def test_a_row_for_each_person_in_the_order_of_the_register() -> None:
    members = (
        member("003", "Văn phòng", 3),
        member("001", "Lãnh đạo", 1),
        member("002", "Văn phòng", 2),
        member("004", "Kinh tế", 4),
    )
    away = Absence(officer="004", since=date(2026, 10, 1), until=date(2027, 3, 31), reason="thai sản")
    now = records(
        NOVEMBER,
        check("001", NOVEMBER, MET, MET, MET, state=CheckState.CONFIRMED, on=date(2026, 12, 5), late=True),
        members=members,
        absences=(away,),
        drafts=("002",),
    )
    assert rows(scope(now, members=members, named=True)) == [
        {
            "officer": "001",
            "name": "Lê Thị Ánh",
            "unit": "Lãnh đạo",
            "state": "confirmed",
            "late": True,
            "submitted_on": "2026-12-05",
        },
        row("002", "Trần Minh Đức", "Văn phòng", "draft"),
        row("003", "Đỗ Mai", "Văn phòng", "not_started"),
        row("004", "Vũ Ân", "Kinh tế", "excused"),
    ]


def row(officer: str, name: str, unit: str, state: str) -> dict[str, object]:
    return {"officer": officer, "name": name, "unit": unit, "state": state, "late": False, "submitted_on": None}


def test_over_several_checks_a_person_stands_where_they_are_least_far() -> None:
    books = (
        records(OCTOBER, check("001", OCTOBER, MET, MET, MET, on=date(2026, 11, 9), late=True)),
        records(NOVEMBER, check("001", NOVEMBER, MET, MET, MET, state=CheckState.RETURNED)),
        records(month("2026-12")),
    )
    found = rows(scope(*books[:2], period=month("2026-Q4")))[0]
    assert (found["state"], found["late"], found["submitted_on"]) == ("returned", True, "2026-11-09")
    assert rows(scope(*books, period=month("2026-Q4")))[0]["state"] == "not_started"


def test_names_can_be_left_out() -> None:
    found = rows(scope(records(NOVEMBER)))
    assert [list(one) for one in found] == [["officer", "unit", "state", "late", "submitted_on"]] * 3
    assert "Đỗ Mai" not in str(document(build(scope(records(NOVEMBER))), VI))


def test_the_totals_are_those_of_every_report() -> None:
    payload = document(build(scope(records(NOVEMBER))), VI).payload
    totals = payload["totals"]
    assert isinstance(totals, dict)
    assert list(totals) == [
        "staff",
        "submitted",
        "missing",
        "met",
        "not_met",
        "not_applicable",
        "rate_percent",
        "violations",
        "observations",
        "contradictions",
    ]
    assert (totals["staff"], totals["missing"], totals["rate_percent"]) == (3, 3, None)


def test_nobody_owes_a_check() -> None:
    made = document(build(scope(records(NOVEMBER, members=()), members=())), VI)
    assert made.lead == ("Kỳ này không có ai phải nộp phiếu.",)
    assert made.tables[0].empty == "Kỳ này chưa có ai trong danh sách."
