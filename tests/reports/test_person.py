"""Everything held about one person, by value."""

from datetime import date

from civicode.domain.staff import Absence
from civicode.i18n import Lang, Words
from civicode.reports.person import build, document
from civicode.reports.records import Held, Scope, Sheet
from tests.reports.samples import NOVEMBER, case, records
from tests.reports.sheets import HANDED_IN, PERSONAL, REVIEW, one_of

VI = Words(Lang.VI)


def held() -> Scope:
    sheet = Sheet(NOVEMBER, PERSONAL, HANDED_IN, REVIEW)
    entry = {"at": "2026-12-02T08:00:00+07:00", "action": "created", "table": "self_checks", "key": "002"}
    everything = Held(
        sheets=(sheet,),
        drafts=("2026-12",),
        absences=(Absence(officer="002", since=date(2026, 9, 1), until=date(2026, 9, 3), reason="nghỉ ốm"),),
        cases=(case("002", "GT-01"),),
        entries=(("2026-11", entry),),
    )
    return one_of("002", sheet, records(NOVEMBER, HANDED_IN))._replace(held=everything, is_whole=True)


def test_each_kind_of_record_has_its_table() -> None:
    tables = build(held()).tables
    assert {name: len(rows) for name, rows in tables.items()} == {
        "staff": 1,
        "absences": 1,
        "checks": 1,
        "drafts": 1,
        "answers": 3,
        "reviews": 2,
        "violations": 1,
        "events": 2,
        "audit": 1,
    }
    assert tables["absences"][0]["reason"] == "nghỉ ốm"
    assert tables["reviews"][1]["reason"] == "dân phản ánh"


def test_who_reported_a_case_is_not_told() -> None:
    made = document(build(held()), VI)
    shown = [[row.get(column.key) for column in table.columns] for table in made.tables for row in table.rows]
    assert "secret" not in str(shown)
    assert "secret" not in str(made.payload)


def test_it_is_of_all_time() -> None:
    made = document(build(held()), VI)
    assert made.payload["period"] is None
    assert made.title == "Mọi thông tin đang lưu về Trần Minh Đức (002)"
    none = document(build(held()._replace(held=Held())), VI)
    assert none.tables[2].empty == "Phiếu tự kiểm tra: không có."
