"""Everything held about one person, by value."""

from datetime import date

from msgspec import structs

from civicode.domain.check.check import CheckState
from civicode.domain.staff.staff import Absence
from civicode.domain.store.export import Export
from civicode.domain.violation.violation import Correction
from civicode.i18n import Lang, Words
from civicode.reports.report.records import Held, HeldDraft, Scope, Sheet
from civicode.reports.staff.person import build, document
from tests.reports.samples import NOVEMBER, case, records
from tests.reports.sheets import HANDED_IN, PERSONAL, REVIEW, one_of

VI = Words(Lang.VI)
NOON = "2026-12-02T12:00:00+07:00"
AMENDED = Correction(at=NOON, by="001", reason="nhầm chữ", old={"what": "đi muộn", "officer": "009"})
EXPORT = Export(
    id="XT-2026-12-0001",
    what="officer",
    file="phieu.docx",
    form="docx",
    digest="ab",
    rows=1,
    period="2026-11",
    at=NOON,
    by="001",
)


def held() -> Scope:
    sheet = Sheet(NOVEMBER, PERSONAL, HANDED_IN, REVIEW)
    entry = {"at": "2026-12-02T08:00:00+07:00", "action": "created", "table": "self_checks", "key": "002"}
    everything = Held(
        sheets=(sheet,),
        drafts=(
            HeldDraft("2026-12.002", "2026-12", structs.replace(HANDED_IN, state=CheckState.DRAFT)),
            HeldDraft("old.2026-12.002", "2026-12"),
        ),
        absences=(Absence(officer="002", since=date(2026, 9, 1), until=date(2026, 9, 3), reason="nghỉ ốm"),),
        cases=(structs.replace(case("002", "GT-01"), corrections=(AMENDED,)),),
        exports=(EXPORT,),
        entries=(("2026-11", entry),),
    )
    return one_of("002", sheet, records(NOVEMBER, HANDED_IN))._replace(held=everything, is_whole=True)


def test_each_kind_of_record_has_its_table() -> None:
    tables = build(held()).tables
    assert {name: len(rows) for name, rows in tables.items()} == {
        "staff": 1,
        "absences": 1,
        "checks": 1,
        "drafts": 2,
        "draft_answers": 3,
        "answers": 3,
        "reviews": 2,
        "violations": 1,
        "events": 2,
        "corrections": 1,
        "audit": 1,
        "exports": 1,
        "archives": 0,
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


def test_drafts_are_told_with_every_answer_and_one_that_cannot_be_read_that_it_is_there() -> None:
    tables = build(held()).tables
    assert [row["draft"] for row in tables["drafts"]] == ["2026-12.002", "old.2026-12.002"]
    assert [(row["criterion"], row["note"]) for row in tables["draft_answers"] if row["note"]] == [
        ("TD-02", "đi trễ 2 lần")
    ]


def test_what_a_case_said_before_it_was_corrected_is_told_but_not_about_whom() -> None:
    (row,) = build(held()).tables["corrections"]
    assert (row["field"], row["before"], row["reason"]) == ("what", "đi muộn", "nhầm chữ")


def test_the_answers_of_a_check_that_was_returned_are_told() -> None:
    sheet = Sheet(NOVEMBER, PERSONAL, structs.replace(HANDED_IN, state=CheckState.RETURNED, reason="thiếu"))
    scope = held()._replace(held=Held(sheets=(sheet,)))
    assert len(build(scope).tables["answers"]) == 3
