"""Checks in full for the reports of one person and of the office."""

from datetime import date

from msgspec.structs import replace

from civicode.domain.check.check import SelfCheck, make_answer
from civicode.domain.criteria.rating import Rating
from civicode.domain.review import Decision, Review
from civicode.reports.report.records import PeriodRecords, Scope, Sheet
from tests.reports.samples import CATALOGUE, MEMBERS, MET, NOT_MET, NOVEMBER, case, check, records, scope

PERSONAL = tuple(one for one in CATALOGUE.criteria if one.section != "CQ")
OFFICES = tuple(one for one in CATALOGUE.criteria if one.section == "CQ")


def noted(check_: SelfCheck, **notes: str) -> SelfCheck:
    """The check with notes, by code with `_` for `-`."""
    answers = dict(check_.answers)
    for key, note in notes.items():
        code = key.replace("_", "-")
        answers[code] = make_answer(answers[code].rating, note, "BB-12")
    return replace(check_, answers=answers)


HANDED_IN = noted(check("002", NOVEMBER, MET, NOT_MET, MET), TD_02="đi trễ 2 lần")
REVIEW = Review(
    officer="002",
    reviewer="001",
    on=date(2026, 12, 3),
    decision=Decision.CONFIRMED,
    ratings={"GT-01": make_answer(Rating.NOT_MET, "dân phản ánh")},
    reason="",
)


def one_of(officer: str, sheet: Sheet, *books: PeriodRecords, named: bool = True) -> Scope:
    """The scope of one person with their sheet of November."""
    who = next(one for one in MEMBERS if one.code == officer)
    return scope(*books, named=named)._replace(officer=who, sheets=(sheet,))


def november(sheet: Sheet) -> Scope:
    """002 in November: TD-02 not met, GT-01 met but for the leader, and a confirmed case of GT-01."""
    book = records(NOVEMBER, *([sheet.check] if sheet.check else []), cases=(case("002", "GT-01"),))
    return one_of("002", sheet, book.only({"002"}))
