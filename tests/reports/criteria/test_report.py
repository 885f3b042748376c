"""Criterion by criterion, by value."""

from civicode.i18n import Lang, Words
from civicode.reports.criteria.report import build, document
from civicode.reports.report.records import Scope
from tests.reports.samples import MET, NOT_APPLICABLE, NOT_MET, NOVEMBER, OCTOBER, check, records, scope

VI = Words(Lang.VI)


def november(named: bool = False) -> Scope:
    """001 had TD-01 not met in October and again in November; 002 has TD-02 not met for the first time."""
    before = records(OCTOBER, check("001", OCTOBER, NOT_MET, MET, MET), check("002", OCTOBER, NOT_MET, MET, MET))
    now = records(
        NOVEMBER,
        check("001", NOVEMBER, NOT_MET, MET, NOT_APPLICABLE),
        check("002", NOVEMBER, MET, NOT_MET, MET),
        check("CQ", NOVEMBER, NOT_MET),
    )
    return scope(now, before=before, named=named)


def test_each_criterion_that_people_are_asked() -> None:
    rows = build(november()).tables["criteria"]
    keys = ("criterion", "section", "met", "not_met", "not_applicable", "rate_percent", "repeated", "not_met_before")
    assert [tuple(row[key] for key in keys) for row in rows] == [
        ("TD-01", "TD", 1, 1, 0, 50.0, 1, 2),
        ("TD-02", "TD", 1, 1, 0, 50.0, 0, 0),
        ("GT-01", "GT", 1, 0, 1, 100.0, 0, 0),
    ]


def test_a_criterion_without_an_answer_has_no_rate() -> None:
    rows = build(scope(records(NOVEMBER))).tables["criteria"]
    assert [(row["met"], row["rate_percent"]) for row in rows] == [(0, None)] * 3


def test_people_are_named_only_where_that_is_asked() -> None:
    made = document(build(november()), VI)
    assert not made.is_personal
    assert "names" not in [one.key for one in made.tables[0].columns]
    assert all(row["names"] == [] for row in build(november()).tables["criteria"])
    named = document(build(november(named=True)), VI)
    assert named.is_personal
    first = named.tables[0].rows[0]
    assert (first["names"], first["repeaters"]) == (["Lê Thị Ánh"], ["Lê Thị Ánh"])


def test_what_is_said_of_them() -> None:
    made = document(build(november()), VI)
    assert made.lead[-1] == "2/3 tiêu chí có người chưa đạt; 1 tiêu chí có người kỳ trước cũng chưa đạt."
    keys = [column["key"] for column in made.payload["tables"][0]["columns"]]  # type: ignore[index]
    assert keys == [
        "criterion", "section", "title", "met", "not_met", "not_applicable", "rate_percent", "repeated",
        "not_met_before",
    ]  # fmt: skip


def test_two_people_of_one_name_are_told_apart() -> None:
    made = november(named=True)
    same = made._replace(names={**made.names, "002": made.names["001"]})
    rows = build(same).tables["criteria"]
    assert [row["names"] for row in rows] == [["Lê Thị Ánh (001)"], ["Lê Thị Ánh (002)"], []]
