"""The office's own criteria, by value."""

from civicode.i18n import Lang, Words
from civicode.reports.check.office import build, document
from civicode.reports.report.records import Scope, Sheet
from tests.reports.samples import NOT_MET, NOVEMBER, check, records, scope
from tests.reports.sheets import OFFICES, noted

VI = Words(Lang.VI)


def november(sheet: Sheet) -> Scope:
    return scope(records(NOVEMBER))._replace(sheets=(sheet,))


def test_the_answers_with_note_and_evidence() -> None:
    handed_in = noted(check("CQ", NOVEMBER, NOT_MET), CQ_01="chưa niêm yết")
    made = document(build(november(Sheet(NOVEMBER, OFFICES, handed_in))), VI)
    keys = ("criterion", "title", "rating", "note", "evidence")
    assert [tuple(row[key] for key in keys) for row in made.tables[0].rows] == [
        ("CQ-01", "Công khai thủ tục", NOT_MET, "chưa niêm yết", "BB-12")
    ]
    assert made.lead == ("Cơ quan tự đánh giá đạt 0,0 % (0/1 mục); không áp dụng 0.",)
    assert not made.is_personal


def test_without_a_check_there_is_no_rate() -> None:
    made = document(build(november(Sheet(NOVEMBER, OFFICES))), VI)
    assert made.lead == ("Cơ quan chưa tự kiểm tra kỳ này, nên chưa có tỷ lệ đạt.",)
    assert [row["rating"] for row in made.tables[0].rows] == [None]
