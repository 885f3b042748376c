"""Reports end to end over a store in memory: what is counted, what is refused, the gates."""

from datetime import date

import pytest
from msgspec import structs

from civicode.domain.calendar import PeriodKind
from civicode.domain.check.check import make_answer
from civicode.domain.criteria.rating import Rating
from civicode.domain.office import OfficeSettings
from civicode.errors import CivicodeError, NotAllowedError, NotFoundError, UsageError
from civicode.exporters import render
from civicode.i18n import Lang, Words
from civicode.reports.document.document import Document
from civicode.services.check.check import submit, target
from civicode.services.office.office import Office
from civicode.services.period.records import check_periods
from civicode.services.report.report import REPORTS, build, fail_missing, fail_under
from civicode.services.staff import change, excuse
from civicode.services.violation import violation
from tests.services.offices import (
    CLERK,
    LEADER,
    OFFICER,
    WORKER,
    all_met,
    asked_by,
    begin,
    close,
    confirm_case,
    hand_in,
    month,
    new_office,
    office,
    ready,
)

VI = Words(Lang.VI)


def not_met(made: Office, key: str, officer: str, *codes: str) -> None:
    """A whole check with everything met but `codes`."""
    aim = target(made, officer, month(key))
    answers = dict(all_met(aim))
    for code in codes:
        answers[code] = make_answer(Rating.NOT_MET, "có")
    submit(made, aim, answers)


def rows(document: Document, name: str) -> list[dict[str, object]]:
    tables = document.payload["tables"]
    assert isinstance(tables, list)
    return [row for table in tables if table["name"] == name for row in table["rows"]]


def totals(document: Document) -> dict[str, object]:
    found = document.payload["totals"]
    assert isinstance(found, dict)
    return found


def summary(made: Office, key: str = "2026-11", **options: object) -> Document:
    return build(made, "summary", period=month(key), words=VI, **options)  # type: ignore[arg-type]


def test_the_period_is_the_one_due_now() -> None:
    assert build(office(), "summary", words=VI).payload["period"] == "2026-11"


def test_what_the_store_holds_is_counted() -> None:
    made = office()
    not_met(made, "2026-10", CLERK, "TD-06")
    not_met(made, "2026-11", CLERK, "TD-06")
    hand_in(made, "2026-11", LEADER)
    begin(made, "2026-11", WORKER)
    case = violation.add(made, officer=LEADER, criteria=["TD-06"], occurred_on=date(2026, 11, 4), what="đi trễ").key
    confirm_case(made, case, by=OFFICER)
    document = summary(made)
    assert [totals(document)[key] for key in ("staff", "submitted", "missing", "violations", "contradictions")] == [
        4,
        2,
        2,
        1,
        1,
    ]
    assert [(row["unit"], row["staff"], row["submitted"], row["violations"]) for row in rows(document, "units")] == [
        ("Lãnh đạo", 1, 1, 1),
        ("Kinh tế", 2, 0, 0),
        ("Văn phòng", 1, 1, 0),
    ]
    assert [(row["criterion"], row["not_met"], row["repeated"]) for row in rows(document, "exceptions")] == [
        ("TD-06", 1, 1)
    ]
    assert [(row["criterion"], row["officers"]) for row in rows(document, "contradictions")] == [("TD-06", 1)]
    assert [row["section"] for row in rows(document, "sections")] == ["CH", "TD", "GT", "DD", "TP"]


def test_the_same_report_is_the_same_bytes_and_names_the_head_of_its_book() -> None:
    made = office()
    hand_in(made, "2026-11", CLERK)
    first, second = summary(made), summary(asked_by(made, CLERK))
    for name in ("json", "tsv", "csv", "markdown"):
        assert render(name, first, VI) == render(name, second, VI)
    head = made.store.load("2026-11").head
    assert first.notes[-1] == f"Theo sổ {head}."


def test_a_closed_month_says_so() -> None:
    made = office()
    hand_in(made, "2026-11", CLERK)
    close(made, "2026-11")
    assert summary(asked_by(made, CLERK)).payload["closed"] is True
    assert summary(made, "2026-Q4").payload["closed"] is True
    assert summary(made, "2026-09").payload["closed"] is False


def test_old_months_keep_the_words_of_their_day() -> None:
    made = office()
    not_met(made, "2026-11", CLERK, "TD-06")
    newer = asked_by(made, CLERK)
    old_titles = {one.code: one.title for one in made.versions.in_use.criteria}
    newer.versions.__dict__["in_use"] = structs.replace(
        made.versions.in_use, criteria=tuple(structs.replace(one, title="mới") for one in made.versions.in_use.criteria)
    )
    newer.versions.__dict__["digest"] = "newer"
    assert rows(summary(newer), "exceptions")[0]["title"] == old_titles["TD-06"]


def test_one_unit_alone() -> None:
    made = office()
    hand_in(made, "2026-11", CLERK, OFFICER)
    document = summary(made, unit="kinh te")
    assert (totals(document)["staff"], totals(document)["submitted"]) == (2, 1)
    assert [row["unit"] for row in rows(document, "units")] == ["Kinh tế"]
    assert [row["officer"] for row in rows(build(made, "progress", unit="Kinh tế", words=VI), "staff")] == [
        WORKER,
        OFFICER,
    ]


def test_one_person_alone() -> None:
    made = office()
    hand_in(made, "2026-11", CLERK)
    document = build(made, "progress", officer="hanh", words=VI)
    assert [row["officer"] for row in rows(document, "staff")] == [CLERK]
    assert (totals(document)["staff"], totals(document)["submitted"]) == (1, 1)


def test_progress_names_people_by_nature_and_the_summary_does_not() -> None:
    made = office()
    not_met(made, "2026-11", CLERK, "TD-06")
    assert "name" in rows(build(made, "progress", words=VI), "staff")[0]
    assert "name" not in rows(build(made, "progress", names=False, words=VI), "staff")[0]
    assert "Lê Thị Hạnh" not in render("json", summary(made), VI)
    assert rows(summary(made, names=True), "exceptions")[0]["names"] == ["Lê Thị Hạnh"]


def test_against_the_period_before_or_another_one() -> None:
    made = office()
    hand_in(made, "2026-09", CLERK, OFFICER)
    hand_in(made, "2026-10", CLERK)
    hand_in(made, "2026-11", CLERK)
    assert "kỳ 2026-10 nộp 1/3" in summary(made).lead[0]
    assert "kỳ 2026-09 nộp 2/3" in summary(made, compare=month("2026-09")).lead[0]
    assert "kỳ" not in summary(made, compare=month("2025-01")).lead[0]


def test_a_longer_period_holds_the_checks_that_were_owed() -> None:
    made = office()
    hand_in(made, "2026-08", CLERK)
    hand_in(made, "2026-11", CLERK)
    keys = [one.key for one in check_periods(made, month("2026"))]
    assert keys == ["2026-08", "2026-09", "2026-10", "2026-11"], "from the first check to the period due now"
    assert (totals(summary(made, "2026"))["staff"], totals(summary(made, "2026"))["submitted"]) == (13, 2)
    assert check_periods(made, month("2025")) == []
    assert totals(summary(made, "2025"))["staff"] == 0


def test_an_office_that_checks_by_quarter() -> None:
    made = office(OfficeSettings(period=PeriodKind.QUARTER))
    with pytest.raises(UsageError) as refused:
        summary(made)
    assert (refused.value.code, refused.value.facts["accepted"]) == ("report.shorter_than_checks", "2026-Q4")
    assert summary(made, "2026-Q3").payload["period"] == "2026-Q3"


def test_a_month_from_the_time_before_the_quarters_can_still_be_reported() -> None:
    made = office()
    hand_in(made, "2026-09", CLERK)
    quarters = asked_by(made, CLERK, settings=OfficeSettings(period=PeriodKind.QUARTER))
    assert totals(summary(quarters, "2026-09"))["submitted"] == 1
    assert [one.key for one in check_periods(quarters, month("2026-H2"))] == ["2026-09"]


@pytest.mark.parametrize(
    ("options", "code", "exit_code"),
    [
        ({"name": "nothing"}, "report.unknown", 2),
        ({"unit": "Không có"}, "report.unknown_unit", 4),
        ({"officer": "999"}, "staff.not_found", 4),
    ],
)
def test_what_does_not_exist_is_named(options: dict[str, str], code: str, exit_code: int) -> None:
    with pytest.raises(CivicodeError) as refused:
        build(office(), options.pop("name", "summary"), words=VI, **options)  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.exit_code) == (code, exit_code)
    assert VI.message(refused.value)


def test_a_period_that_has_not_begun_has_no_report() -> None:
    with pytest.raises(NotAllowedError) as refused:
        summary(office(), "2027-01")
    assert refused.value.code == "report.future"
    assert summary(office(), "2026-12").payload["period"] == "2026-12", "the running one has"


def test_an_unknown_name_and_unit_say_what_there_is() -> None:
    with pytest.raises(UsageError) as name:
        build(office(), "x", words=VI)
    assert name.value.facts["accepted"] == list(REPORTS)
    with pytest.raises(NotFoundError) as unit:
        summary(office(), unit="x")
    assert unit.value.facts["accepted"] == ["Lãnh đạo", "Văn phòng", "Kinh tế"]


def test_fail_missing() -> None:
    made = office()
    hand_in(made, "2026-11", CLERK, OFFICER, LEADER)
    breaches = fail_missing(build(made, "progress", words=VI))
    assert [VI.message(one) for one in breaches] == ["còn thiếu 1/4 phiếu của kỳ 2026-11"]
    hand_in(made, "2026-11", WORKER)
    assert fail_missing(build(made, "progress", words=VI)) == []


def test_who_is_excused_is_not_missing() -> None:
    made = office()
    hand_in(made, "2026-11", CLERK, OFFICER, LEADER)
    excuse(made, WORKER, since=date(2026, 11, 1), until=date(2026, 11, 30), reason="thai sản")
    assert fail_missing(build(made, "progress", words=VI)) == []


def test_fail_under_names_the_office_and_each_unit_below_the_figure() -> None:
    made = office()
    hand_in(made, "2026-11", LEADER, WORKER)
    not_met(made, "2026-11", CLERK, *[one.code for one in target(made, CLERK, month("2026-11")).asked[:24]])
    document = summary(made)
    assert rows(document, "units")[2]["rate_percent"] == 50.0
    assert [one.code for one in fail_under(document, 90)] == ["report.under", "report.unit_under"]
    assert VI.message(fail_under(document, 90)[1]) == "Văn phòng: tỷ lệ đạt 50,0 % thấp hơn mức 90,0 %"
    assert fail_under(document, 50) == []


def test_fail_under_never_passes_when_nothing_was_assessed() -> None:
    made = office()
    assert [one.code for one in fail_under(summary(made), 0)] == [
        "report.nothing_assessed",
        "report.unit_nothing_assessed",
        "report.unit_nothing_assessed",
        "report.unit_nothing_assessed",
    ]
    hand_in(made, "2026-11", LEADER)
    assert [one.facts["unit"] for one in fail_under(summary(made), 0)] == ["Kinh tế", "Văn phòng"]
    excuse(made, CLERK, since=date(2026, 11, 1), until=date(2026, 11, 30), reason="ốm")
    assert [one.facts["unit"] for one in fail_under(summary(made), 0)] == ["Kinh tế"]


def test_units_are_those_of_the_last_day() -> None:
    made = office()
    change(made, WORKER, since=date(2026, 11, 30), unit="Văn phòng")
    units = {row["unit"]: row["staff"] for row in rows(summary(made), "units")}
    assert units == {"Lãnh đạo": 1, "Văn phòng": 2, "Kinh tế": 1}


@pytest.mark.parametrize(
    ("name", "table", "column"), [("progress", "staff", "name"), ("summary", "exceptions", "names")]
)
def test_the_columns_are_the_same_when_there_is_nobody_to_name(name: str, table: str, column: str) -> None:
    tables = build(ready(new_office()), name, period=month("2026-11"), names=True, words=VI).payload["tables"]
    assert isinstance(tables, list)
    found = next(one for one in tables if one["name"] == table)
    assert not found["rows"]
    assert column in [one["key"] for one in found["columns"]]


def test_an_absence_of_a_part_of_the_period_is_said() -> None:
    made = office()
    excuse(made, CLERK, since=date(2026, 11, 2), until=date(2026, 11, 6), reason="nghỉ ốm")
    excuse(made, LEADER, since=date(2026, 11, 1), until=date(2026, 11, 30), reason="nghỉ thai sản")
    told = build(made, "progress", period=month("2026-11"), words=VI)
    assert told.notes[0] == "Được miễn một phần kỳ, vẫn phải nộp: 001 (02/11/2026 - 06/11/2026)."
    assert totals(told)["staff"] == 3


def test_what_is_held_about_a_person_of_all_time_or_of_a_period() -> None:
    made = office()
    hand_in(made, "2026-10", CLERK)
    hand_in(made, "2026-11", CLERK)
    everything = build(made, "person", officer=CLERK, words=VI)
    assert [row["period"] for row in rows(everything, "checks")] == ["2026-10", "2026-11"]
    assert everything.payload["period"] is None
    one = build(made, "person", officer=CLERK, period=month("2026-10"), words=VI)
    assert [row["period"] for row in rows(one, "checks")] == ["2026-10"]
    assert {row["book"] for row in rows(one, "audit")} == {"2026-10", "office"}
