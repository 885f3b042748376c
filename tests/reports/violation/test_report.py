"""The cases of a period, by value; a report never tells who reported one."""

from dataclasses import replace
from datetime import date

from msgspec import structs

from civicode.domain.violation.violation import CaseState
from civicode.i18n import Lang, Words
from civicode.reports.report.records import Scope
from civicode.reports.violation.report import build, document
from tests.reports.samples import NOVEMBER, case, records, scope

VI = Words(Lang.VI)
EARLIER = structs.replace(
    case("002", "TD-02"), id="VP-2026-06-0001", occurred_on=date(2026, 6, 3), noticed_on=date(2026, 6, 3)
)


def november(named: bool = False) -> Scope:
    cases = (
        case("CQ", "CQ-01", state=CaseState.CLOSED, number=3),
        case("002", "TD-02", "GT-01"),
        case("001", "TD-01", state=CaseState.REPORTED, number=2),
        case("001", "TD-01", state=CaseState.DISMISSED, number=4),
    )
    made = scope(records(NOVEMBER, cases=cases), named=named)
    return made._replace(past_cases=(EARLIER, *cases))


def test_observations_and_confirmed_ones_but_none_that_was_dismissed() -> None:
    rows = build(november()).tables["violations"]
    assert [(row["id"], row["officer"], row["state"], row["repeats"]) for row in rows] == [
        ("VP-2026-11-0001", "002", "confirmed", 1),
        ("VP-2026-11-0002", "001", "reported", 0),
        ("VP-2026-11-0003", "CQ", "closed", 0),
    ]


def test_without_names_only_scripts_get_the_codes() -> None:
    made = document(build(november()), VI)
    assert [one.key for one in made.tables[0].columns if one.file_only] == ["officer"]
    assert "officer" not in [one.key for one in made.tables[0].for_people]
    assert made.is_personal
    assert "secret" not in str(made)


def test_with_names() -> None:
    made = document(build(november(named=True)), VI)
    assert [row["name"] for row in made.tables[0].rows] == ["Trần Minh Đức", "Lê Thị Ánh", ""]
    assert [one.key for one in made.tables[0].for_people][:3] == ["id", "officer", "name"]


def test_what_came_after_the_closing_stands_apart() -> None:
    late = case("002", "TD-02", number=9)
    made = november()
    book = replace(made.books[0], since_closing=(late,))
    report = build(made._replace(books=(book,)))
    found = document(report, VI)
    assert [table.name for table in found.tables] == ["violations", "since_closing"]
    assert [row["id"] for row in found.tables[1].rows] == ["VP-2026-11-0009"]
    assert "VP-2026-11-0009" not in [row["id"] for row in found.tables[0].rows]
    assert report.totals.violations == 2


def test_what_is_said_of_them() -> None:
    made = document(build(november()), VI)
    assert made.lead == (
        "Vi phạm đã xác nhận: 2; ghi nhận chưa kết luận: 1.",
        "Theo tiêu chí (đã xác nhận): CQ-01 (1), GT-01 (1), TD-02 (1).",
    )
    nothing = document(build(scope(records(NOVEMBER))), VI)
    assert nothing.tables[0].empty == "Không có vụ việc nào."
    assert nothing.lead == ("Vi phạm đã xác nhận: 0; ghi nhận chưa kết luận: 0.",)
