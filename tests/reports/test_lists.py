"""The lists: each has the keys of the contract, and says in words what its records hold."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from msgspec import structs

from civicode.domain.calendar import Window
from civicode.domain.check.check import CheckState, SelfCheck, make_answer
from civicode.domain.criteria.catalogue import Criterion, NotAssessed, PlanTask
from civicode.domain.criteria.coverage import Coverage, CoverageState, CoveredText, LostQuote
from civicode.domain.criteria.rating import Rating
from civicode.domain.period.standing import PeriodDetail, ProgressState, period_standing, standings
from civicode.domain.staff.staff import Absence, Category, Post, StaffMember, in_order
from civicode.domain.status import Call, MyStatus, OfficeStatus, Status
from civicode.domain.violation.violation import Correction
from civicode.errors import Problem
from civicode.i18n import Lang, Words
from civicode.reports import config, status
from civicode.reports.check import check
from civicode.reports.criteria import coverage
from civicode.reports.criteria import list as catalogue
from civicode.reports.document import problems as lint
from civicode.reports.document.document import Document, Table
from civicode.reports.period import list as period
from civicode.reports.staff import list as staff
from civicode.reports.store import audit
from civicode.reports.violation import list as violation
from tests.reports.samples import CATALOGUE, MEMBERS, MET, NOVEMBER, OCTOBER, case
from tests.reports.samples import check as sample_check

VI, EN = Words(Lang.VI), Words(Lang.EN)


def titles(table: Table) -> list[str]:
    return [column.title for column in table.for_people]


def objects(made: Document, key: str) -> list[dict[str, object]]:
    found = made.payload[key]
    assert isinstance(found, list)
    return found


def test_the_criteria() -> None:
    task = PlanTask(
        code="NV-01", title="T", title_en="T", text="x", text_en="x", quote="q", clause="III", owner="VP", owner_en="O"
    )
    unassessed = NotAssessed(clause="I", quote="q", reason="mục đích", reason_en="purpose")
    full = CATALOGUE.__class__(
        document=CATALOGUE.document,
        sections=CATALOGUE.sections,
        criteria=CATALOGUE.criteria,
        tasks=(task,),
        not_assessed=(unassessed,),
    )
    made = catalogue.list_document(full, full.criteria[1:], VI)
    assert list(made.payload) == ["document", "digest", "criteria", "tasks", "not_assessed"]
    assert made.title == "1/KH-UBND: 3 tiêu chí"
    assert {
        "code",
        "section",
        "title",
        "title_en",
        "text",
        "text_en",
        "kind",
        "audience",
        "na_allowed",
        "clause",
        "quote",
        "digest",
    } <= objects(made, "criteria")[0].keys()
    assert objects(made, "criteria")[0]["digest"] == full.criteria[1].digest
    assert {"code", "text", "owner", "clause", "quote"} <= objects(made, "tasks")[0].keys()
    assert {"clause", "quote", "reason"} <= objects(made, "not_assessed")[0].keys()
    assert titles(made.tables[0]) == ["Mã", "Tiêu chí", "Áp dụng cho", "Loại", "Căn cứ"]
    assert "title_en" in [column.key for column in catalogue.list_document(full, (), EN).tables[0].for_people]


def test_one_criterion() -> None:
    item = CATALOGUE.criteria[1]
    made = catalogue.show_document(CATALOGUE, item, EN)
    assert made.title == "TD-01 · Làm hết việc (en)"
    assert made.payload["code"] == "TD-01"
    assert made.payload["text"] == "Làm hết việc"
    assert made.tables[0].rows[0]["section"] == "Attitude"
    assert isinstance(item, Criterion)


def test_the_register_on_a_day() -> None:
    moved = StaffMember(
        code="007",
        name="Đỗ Mai",
        posts=(
            Post(since=None, position="Văn thư", unit="Văn phòng", category=Category.WORKER, leader=False),
            Post(since=date(2026, 4, 1), position="Kế toán", unit="Tài chính", leader=True, category=None),
        ),
        until=date(2026, 12, 31),
        order=2,
    )
    march = {
        "code": "007",
        "name": "Đỗ Mai",
        "position": "Văn thư",
        "unit": "Văn phòng",
        "category": "nguoi_lao_dong",
        "leader": False,
        "from": None,
        "until": "2026-12-31",
        "order": 2,
    }
    made = staff.list_document([moved], date(2026, 3, 31), VI)
    assert made.payload == {"staff": [march]}
    assert list(objects(made, "staff")[0]) == [column.key for column in made.tables[0].columns]
    away = Absence(officer="007", since=date(2026, 5, 1), until=date(2026, 5, 9), reason="ốm")
    other = Absence(officer="008", since=date(2026, 5, 1), until=date(2026, 5, 9), reason="ốm")
    shown = staff.show_document(moved, (away, other), date(2026, 5, 2), VI)
    assert shown.payload["unit"] == "Tài chính"
    assert [post["from"] for post in objects(shown, "posts")] == [None, "2026-04-01"]
    assert shown.payload["absences"] == [{"from": "2026-05-01", "until": "2026-05-09", "reason": "ốm"}]
    assert [table.name for table in shown.tables] == ["staff", "posts", "absences"]


def test_one_check() -> None:
    made_check = SelfCheck(
        officer="007",
        state=CheckState.SUBMITTED,
        catalogue="9f2c",
        answers={"GT-01": make_answer(Rating.NOT_MET, "quên", "BB 3"), "TD-01": make_answer(Rating.MET)},
        submitted_on=date(2026, 12, 4),
        entered_by="001",
        late=True,
    )
    made = check.document(made_check, "2026-11", CATALOGUE, "Đỗ Mai", VI)
    assert {key: made.payload[key] for key in ("officer", "period", "state", "late", "entered_by", "catalogue")} == {
        "officer": "007",
        "period": "2026-11",
        "state": "submitted",
        "late": True,
        "entered_by": "001",
        "catalogue": "9f2c",
    }
    assert made.payload["submitted_on"] == "2026-12-04"
    assert made.payload["answers"] == {
        "TD-01": {"rating": "met", "note": "", "evidence": ""},
        "GT-01": {"rating": "not_met", "note": "quên", "evidence": "BB 3"},
    }
    assert made.title == "007 Đỗ Mai, kỳ 2026-11"
    assert made.lead == (
        "Tình trạng: đã nộp (ngày nộp 04/12/2026, trễ hạn)",
        "Người nhập thay: 001",
        "Đạt 1, chưa đạt 1, không áp dụng 0",
    )
    assert [row["title"] for row in made.tables[0].rows] == ["Làm hết việc", "Xin chào"]


def test_the_cases_without_who_reported_them() -> None:
    made = violation.list_document([case("002", "TD-02", "TD-01")], {"002": "Trần Minh Đức"}, VI)
    found = objects(made, "violations")[0]
    assert list(found) == [
        "id",
        "officer",
        "criteria",
        "occurred_on",
        "noticed_on",
        "entered_on",
        "what",
        "where",
        "source",
        "evidence",
        "ref",
        "state",
        "events",
    ]
    assert (found["criteria"], found["occurred_on"], found["state"]) == (["TD-02", "TD-01"], "2026-11-05", "confirmed")
    assert found["events"] == [
        {"state": "reported", "at": "2026-11-06T08:00:00+07:00"},
        {"state": "confirmed", "at": "2026-11-09T09:30:00+07:00", "by": "001"},
    ]
    assert "secret" not in str(made)


def test_one_case_with_who_reported_it() -> None:
    before = {"where": "", "occurred_on": "2026-11-04"}
    corrected = structs.replace(
        case("002", "TD-02"),
        corrections=(Correction(at="2026-11-08T10:00:00+07:00", by="001", reason="nhầm ngày", old=before),),
    )
    made = violation.show_document(
        corrected, {"002": "Trần Minh Đức"}, {"TD-02": "Không đi trễ"}, 2, VI, today=date(2026, 12, 2)
    )
    assert (made.payload["recorder"], made.payload["repeats"], made.payload["unit"]) == ("secret", 2, "Văn phòng")
    assert made.title == "VP-2026-11-0001: đã xác nhận"
    assert made.tables[0].rows[0]["criteria"] == "TD-02 Không đi trễ"
    assert [row["by"] for row in made.tables[1].rows] == ["secret", "001"]
    assert made.tables[2].rows[0]["old"] == "Ngày xảy ra: 04/11/2026; Nơi: (trống)"
    assert made.payload["corrections"] == [
        {"at": "2026-11-08T10:00:00+07:00", "by": "001", "reason": "nhầm ngày", "old": before}
    ]


def test_the_periods() -> None:
    people = standings(in_order(MEMBERS), (), {"001": sample_check("001", NOVEMBER, MET, MET, MET)}, (), NOVEMBER)
    standing = period_standing(NOVEMBER, "open", Window(), people)
    made = period.list_document([standing], VI)
    november = {
        "period": "2026-11",
        "state": "open",
        "opens_on": "2026-12-01",
        "due_on": "2026-12-03",
        "staff": 3,
        "submitted": 1,
        "confirmed": 0,
        "missing": 2,
    }
    assert made.payload == {"periods": [november]}
    detail = PeriodDetail(standing, ("003",), ProgressState.NOT_STARTED, 1, 2, "2026-11:7:ab12cd34ef56")
    shown = period.show_document(detail, VI)
    assert november.items() <= shown.payload.items()
    assert shown.payload["missing_officers"] == ["002", "003"]
    assert (shown.payload["drafts"], shown.payload["violations"], shown.payload["observations"]) == (["003"], 1, 2)
    assert shown.title == "Kỳ 2026-11: đang mở"


def test_the_status() -> None:
    office = OfficeStatus(
        period=NOVEMBER,
        opens_on=date(2026, 12, 1),
        due_on=date(2026, 12, 3),
        staff=3,
        submitted=1,
        missing=("002", "003"),
        calls=(Call("003", ProgressState.RETURNED), Call("002", ProgressState.NOT_STARTED, date(2026, 12, 9))),
        unreviewed=1,
        closable=(OCTOBER,),
        notices=(Problem("status.office_check_missing", {"period": "2026-11"}),),
    )
    me = MyStatus("002", due=(OCTOBER, NOVEMBER), drafts=(NOVEMBER,), returned=(OCTOBER,), cases=("VP-2026-11-0001",))
    made = status.document(Status(date(2026, 12, 2), me, office), {"002": "Trần Minh Đức"}, VI)
    assert made.payload == {
        "today": "2026-12-02",
        "me": {
            "officer": "002",
            "due": ["2026-10", "2026-11"],
            "drafts": ["2026-11"],
            "returned": ["2026-10"],
            "cases": ["VP-2026-11-0001"],
        },
        "office": {
            "period": "2026-11",
            "opens_on": "2026-12-01",
            "due_on": "2026-12-03",
            "staff": 3,
            "submitted": 1,
            "missing": ["002", "003"],
            "calls": [
                {"officer": "003", "state": "returned", "away_until": None},
                {"officer": "002", "state": "not_started", "away_until": "2026-12-09"},
            ],
            "unreviewed": 1,
            "closable": ["2026-10"],
            "last_backup": None,
            "notices": [{"code": "status.office_check_missing", "facts": {"period": "2026-11"}}],
        },
    }
    assert made.lead[:8] == (
        "002 Trần Minh Đức",
        "  Phiếu kỳ 2026-10 bị trả lại: civicode check 002 --period 2026-10",
        "  Bản nháp kỳ 2026-11 chưa nộp: civicode check 002 --period 2026-11",
        "  Vụ việc chưa kết thúc: civicode violation show VP-2026-11-0001",
        "Kỳ 2026-11, nộp từ 01/12/2026 đến 03/12/2026: đã nộp 1/3",
        "  Còn thiếu 2: 003 (trả lại), 002 Trần Minh Đức (vắng đến 09/12/2026)",
        "  Xem tiến độ từng người: civicode report progress --period 2026-11",
        "  Chờ lãnh đạo xác nhận: 1 phiếu (lãnh đạo gõ: civicode review)",
    )
    assert made.tables[0].for_people == ()
    nobody = status.document(Status(date(2026, 12, 2), None, office), {}, VI)
    assert nobody.payload["me"] is None
    done = status.document(Status(date(2026, 12, 2), MyStatus("002"), office), {}, VI)
    assert "  Không còn phiếu nào phải nộp." in done.lead


def test_the_coverage() -> None:
    held = Coverage(
        clauses=(
            CoveredText(clause="I.1", text="mục đích", state=CoverageState.NOT_ASSESSED, reason="nêu mục đích"),
            CoveredText(clause="II.2.1", text="không đi trễ", state=CoverageState.QUOTED, by=("TD-02",)),
            CoveredText(clause="II.2.2", text="một câu mới thêm vào", state=CoverageState.UNCOVERED),
        ),
        quotes_not_found=(LostQuote(code="GT-01", quote="xin chào"),),
    )
    made = coverage.document(held, VI)
    assert made.payload["ok"] is False
    assert made.payload["clauses"] == [
        {"clause": "I.1", "text": "mục đích", "state": "not_assessed", "by": [], "reason": "nêu mục đích"},
        {"clause": "II.2.1", "text": "không đi trễ", "state": "quoted", "by": ["TD-02"], "reason": None},
        {"clause": "II.2.2", "text": "một câu mới thêm vào", "state": "uncovered", "by": [], "reason": None},
    ]
    assert {"code": "GT-01", "quote": "xin chào"}.items() <= objects(made, "quotes_not_found")[0].items()
    assert made.notes == ("CHƯA CÓ, II.2.2: “một câu mới thêm vào”",)
    assert coverage.document(Coverage(clauses=held.clauses[:2], quotes_not_found=()), VI).payload["ok"] is True


def test_the_faults_of_a_file_as_compilers_print_them() -> None:
    here = Problem("report.shorter_than_checks", {"period": "2026-11"}, where="criteria.yaml", line=3, column=7)
    nowhere = here._replace(where="", line=None, column=None)
    made = lint.document([here, nowhere], EN)
    said = "report.shorter_than_checks: " + EN.message(here)
    assert made.lead == (f"criteria.yaml:3:7: {said}", said)
    assert made.payload["ok"] is False
    assert objects(made, "problems")[0] == {
        "where": "criteria.yaml",
        "line": 3,
        "column": 7,
        "code": "report.shorter_than_checks",
        "message": EN.message(here),
    }
    assert lint.document([], EN).payload == {"ok": True, "problems": []}


class Origin(StrEnum):
    FLAG = "flag"


class Setting(NamedTuple):
    key: str
    value: str | bool
    origin: StrEnum
    source: str = ""


def test_the_settings() -> None:
    made = config.document([Setting("plain", True, Origin.FLAG, "--plain")], VI)
    assert made.payload == {"settings": [{"key": "plain", "value": True, "origin": "flag", "source": "--plain"}]}
    assert made.tables[0].rows[0]["value"] == "có"


class Verified(NamedTuple):
    books: int
    entries: int
    heads: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()


def test_the_audit() -> None:
    entry = {"book": "2026-11", "seq": 1, "at": "2026-12-02T08:00:00+07:00", "actor": "007", "action": "created"}
    made = audit.log_document([entry], VI)
    assert made.payload == {"entries": [entry]}
    good = audit.verify_document(Verified(2, 9, ("office:2:aa", "2026-11:7:bb")), VI)
    assert good.payload == {
        "ok": True,
        "books": 2,
        "entries": 9,
        "heads": ["office:2:aa", "2026-11:7:bb"],
        "problems": [],
    }
    assert good.lead == ("Nguyên vẹn: đã kiểm tra 9 mục nhật ký trong 2 sổ.",)
