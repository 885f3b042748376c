"""Everything held about one person, as their report shows it; all people are made up."""

from datetime import date

import pytest

from civicode.domain.check.check import make_answer
from civicode.domain.criteria.rating import Rating
from civicode.i18n import FORGOTTEN, Lang, Words
from civicode.reports.document.document import Row
from civicode.services.check import check
from civicode.services.check.draft import save_draft
from civicode.services.check.target import target
from civicode.services.office.office import Office
from civicode.services.report import report
from civicode.services.violation import correction as case_correction
from civicode.services.violation import violation
from tests.services.offices import CLERK, LEADER, OFFICER, asked_by, month, office
from tests.services.store.test_forget import KEPT, done, told

VI = Words(Lang.VI)


@pytest.fixture
def kept() -> Office:
    return told(office(KEPT))


def tables(made: Office, officer: str = OFFICER) -> dict[str, list[Row]]:
    built = report.build(made, "person", officer=officer, words=VI)
    return {table.name: list(table.rows) for table in built.tables}


def test_the_text_of_drafts_those_put_aside_too(kept: Office) -> None:
    clerk = asked_by(kept, CLERK, date(2026, 12, 2))
    aim = target(clerk, OFFICER, month("2026-12"))
    save_draft(clerk, aim, {"TD-03": make_answer(Rating.NOT_MET, "afresh", "photo")}, fresh=True)
    found = tables(kept)
    assert [(row["draft"], row["note"], row["evidence"]) for row in found["draft_answers"]] == [
        ("2026-12.007", "afresh", "photo"),
        ("old.2026-12.007", "half a thought", ""),
    ]


def test_a_draft_that_cannot_be_read_is_told_of(kept: Office) -> None:
    kept.store.drafts.write("2026-12.007", "{")
    found = tables(kept)
    assert [row["draft"] for row in found["drafts"]] == ["2026-12.007"]
    assert found["draft_answers"] == []


def test_the_audit_by_and_about_them_with_reasons(kept: Office) -> None:
    reasons = [row.get("reason") for row in tables(kept)["audit"]]
    for reason in ("order was wrong", "first correction", "leader found", "all done", "look again"):
        assert reason in reasons
    assert [row["action"] for row in tables(kept)["audit"] if row["table"] == "moved_violations"] == ["moved"]
    assert {row["key"] for row in tables(kept)["audit"] if row["table"] == "violations"} == {
        "VP-2026-11-0001",
        "VP-2026-10-0001",
    }


def test_a_case_that_was_theirs_by_mistake_is_in_the_audit_and_nowhere_else(kept: Office) -> None:
    clerk = asked_by(kept, LEADER, date(2026, 12, 2))
    made = violation.add(clerk, officer=CLERK, criteria=["TD-02"], occurred_on=date(2026, 11, 6), what="x").key
    case_correction.correct(clerk, made, reason="wrong person", officer="nv2", occurred_on=date(2026, 11, 20))
    kept.reread()
    found = tables(kept, CLERK)
    assert found["violations"] == []
    assert [row["reason"] for row in found["audit"] if row["key"] == made and row["action"] == "corrected"] == [
        "wrong person"
    ]


def test_the_files_that_may_name_them(kept: Office) -> None:
    assert [(row["file"], row["what"], row["by"]) for row in tables(kept)["exports"]] == [
        ("phieu-tran-van-mau.docx", "officer", CLERK)
    ]


def test_the_answers_of_a_check_that_was_taken_back(kept: Office) -> None:
    clerk = asked_by(kept, CLERK, date(2026, 12, 2))
    aim = target(clerk, OFFICER, month("2026-11"))
    check.withdraw(clerk, aim, "nhầm")
    kept.reread()
    assert "note of 2026-11" in [row["note"] for row in tables(kept)["answers"]]


def test_afterwards_nothing_of_it_is_told(kept: Office) -> None:
    done(kept)
    found = tables(kept)
    said = str(found)
    for text in ("note of", "moved act", "look again", "ill at home", "Trần Văn Mẫu", "half a thought"):
        assert text not in said
    assert found["drafts"] == []
    assert found["staff"][0]["name"] == FORGOTTEN
    assert {row["note"] for row in found["answers"] if row["note"]} == {FORGOTTEN}
    assert report.build(kept, "person", officer=OFFICER, words=VI).title == "Mọi thông tin đang lưu về (đã xóa) (007)"
