"""A hospital with quarters and a school with a decision: the whole round on each, every word from their own data."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from civicode.services.report.report import REPORTS
from tests.cli.built_once import BuiltOnce
from tests.cli.conftest import Run
from tests.cli.story.plans import (
    HOSPITAL_STAFF,
    PLANS,
    SCHOOL_STAFF,
    PlanOffice,
    first_quarter,
    school_month,
    second_quarter,
    staffed,
)
from tests.exporters.test_html import Page

FORMS = ("json", "docx", "html", "xlsx", "csv", "md")
OF_ONE = ("officer", "person")
FOREIGN = r"văn hóa công vụ|144/KH|cán bộ, công chức|phường|cơ quan|phần III|\b(?:TD|GT|DD|TP|CH|NV)-\d|\bCQ-\d"
FOREIGN_EN = r"public-service|144/KH|civil servants|\bward office|the office\b|part III|\b(?:TD|GT|DD|TP|CH|NV)-\d"
"""What only the shipped plan and its office say."""


@pytest.fixture
def hospital(run: Run, tmp_path: Path, built_once: BuiltOnce, monkeypatch: pytest.MonkeyPatch) -> PlanOffice:
    """On 3 July 2026, after its first quarter was closed and its second one handed in."""

    def build() -> None:
        monkeypatch.setenv("CIVICODE_NOW", "2026-04-02T08:00")
        office = staffed(run, "hospital", HOSPITAL_STAFF, by="BS01")
        first_quarter(office)
        monkeypatch.setenv("CIVICODE_NOW", "2026-07-03T08:00")
        second_quarter(office)

    built_once.lay("hospital", tmp_path, build)
    monkeypatch.setenv("CIVICODE_NOW", "2026-07-03T08:00")
    return PlanOffice(run, "hospital")


@pytest.fixture
def school(run: Run, tmp_path: Path, built_once: BuiltOnce) -> PlanOffice:
    """On 2 December 2026, after November was closed."""
    built_once.lay("school", tmp_path, lambda: school_month(staffed(run, "school", SCHOOL_STAFF, by="GV1")))
    return PlanOffice(run, "school")


def paragraphs(data: bytes) -> list[str]:
    """What a Word document says, paragraph by paragraph, out of its XML."""
    root = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    said = ["".join(one.text or "" for one in paragraph.iter(f"{w}t")) for paragraph in root.iter(f"{w}p")]
    return [one for one in said if one]


def exported(office: PlanOffice, name: str, form: str, *options: str, by: str = "BS01") -> bytes:
    office.do("export", name, f"x.{form}", *options, "--force", by=by)
    return Path(f"x.{form}").read_bytes()


def said_in(data: bytes, form: str) -> str:
    """Everything that a file says, its properties, too."""
    if form in ("docx", "xlsx"):
        package = zipfile.ZipFile(io.BytesIO(data))
        return " ".join(
            re.sub(r"<[^>]+>", " ", package.read(name).decode("utf-8", "replace")) for name in package.namelist()
        )
    return " ".join(Page(data.decode()).texts) if form == "html" else data.decode()


def every_file(office: PlanOffice, period: str, officer: str) -> Iterator[tuple[str, str]]:
    """Each report in each form, as text."""
    for name in REPORTS:
        who = ("--officer", officer) if name in OF_ONE else ()
        for form in FORMS:
            data = exported(office, name, form, *who, *(() if name == "person" else ("--period", period)))
            yield f"{name}.{form}", said_in(data, form)


@pytest.mark.parametrize(("plan", "criteria", "tasks", "passages"), [("hospital", 42, 3, 37), ("school", 10, 0, 13)])
def test_the_file_is_sound_and_nothing_of_the_plan_is_left_out(
    run: Run, plan: str, criteria: int, tasks: int, passages: int
) -> None:
    office = PlanOffice(run, plan)
    assert run("criteria", "lint").code == 0
    assert run("config", "show").code == 0
    listed = run("criteria", "list", "--json").json
    assert (len(listed["criteria"]), len(listed["tasks"])) == (criteria, tasks)
    told = run("criteria", "coverage", str(PLANS / f"{plan}.md"), "--json")
    assert (told.code, told.json["ok"], len(told.json["clauses"])) == (0, True, passages)
    assert office.asked("office") == ([f"BV-0{n}" for n in range(1, 5)] if plan == "hospital" else [])


def test_the_hospitals_figures(hospital: PlanOffice) -> None:
    first = hospital.do("report", "summary", "--period", "2026-Q1", "--json", by="BS01").json
    assert first["closed"] is True
    assert first["totals"] == {
        "staff": 5,
        "submitted": 5,
        "missing": 0,
        "met": 173,
        "not_met": 1,
        "not_applicable": 1,
        "rate_percent": 99.4,
        "violations": 2,
        "observations": 0,
        "contradictions": 2,
    }
    tables = {one["name"]: one["rows"] for one in first["tables"]}
    assert [row["criterion"] for row in tables["contradictions"]] == ["CM-03", "BV-04"]
    assert [(row["section"], row["title"]) for row in tables["sections"]] == [
        ("NB", "Với người bệnh"),
        ("CM", "Trong chuyên môn"),
        ("DN", "Với đồng nghiệp"),
        ("HA", "Trang phục, hình ảnh"),
        ("QL", "Người phụ trách khoa, phòng"),
    ]
    second = hospital.do("report", "summary", "--period", "last", "--json", by="BS01").json
    assert second["period"] == "2026-Q2"
    assert (second["totals"]["met"], second["totals"]["not_met"]) == (174, 1)
    exceptions = next(one["rows"] for one in second["tables"] if one["name"] == "exceptions")
    assert [(row["criterion"], row["not_met"], row["repeated"]) for row in exceptions] == [("NB-15", 1, 1)]
    half = hospital.do("report", "summary", "--period", "2026-H1", "--json", by="BS01").json
    assert half["totals"]["submitted"] == 10
    assert hospital.run("report", "summary", "--period", "2026-05").code == 2, "it has no months"
    verified = hospital.do("audit", "verify", "--json", by="BS01").json
    assert verified["ok"] is True


def test_the_hospitals_papers(hospital: PlanOffice) -> None:
    summary = paragraphs(exported(hospital, "summary", "docx", "--period", "2026-Q2"))
    assert summary[:14] == [
        "SỞ Y TẾ TỈNH SAO MAI",
        "BỆNH VIỆN ĐA KHOA SAO MAI",
        "Số:        /BC-BVSM",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Sao Mai, ngày … tháng … năm …",
        "BÁO CÁO",
        "Kết quả thực hiện Quy tắc ứng xử của viên chức y tế quý II năm 2026",
        (
            "Căn cứ Kế hoạch số 37/KH-BVSM ngày 15 tháng 01 năm 2026 của Bệnh viện Đa khoa Sao Mai "
            "thực hiện Quy tắc ứng xử của viên chức y tế năm 2026;"
        ),
        (
            "Bệnh viện Đa khoa Sao Mai báo cáo kết quả thực hiện Quy tắc ứng xử của viên chức y tế quý II năm 2026 "
            "như sau:"
        ),
        "I. KẾT QUẢ CHUNG",
        (
            "Tổng số 5 viên chức, người lao động phải tự kiểm tra; 5 người đã tự đánh giá, đạt 100,0 %; "
            "0 người chưa tự đánh giá."
        ),
        (
            "Có 175 lượt tiêu chí được đánh giá: 174 lượt đạt, chiếm 99,4 %; 1 lượt chưa đạt; "
            "0 lượt không áp dụng không tính vào tỷ lệ."
        ),
        "Tỷ lệ đạt bằng quý I năm 2026 (99,4 %).",
    ]
    assert summary[-3:] == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Thị Cẩm Tú"]
    assert (
        "Trên đây là báo cáo kết quả thực hiện Quy tắc ứng xử của viên chức y tế quý II năm 2026 "
        "của Bệnh viện Đa khoa Sao Mai./." in summary
    )
    first = paragraphs(exported(hospital, "summary", "docx", "--period", "2026-Q1"))
    assert "Trong số vi phạm có 1 của bệnh viện, không tính cho đơn vị nào." in first
    own = paragraphs(exported(hospital, "office", "docx", "--period", "2026-Q1"))
    assert own[7] == "Việc tập thể bệnh viện thực hiện Quy tắc ứng xử của viên chức y tế quý I năm 2026"
    assert own[11] == "Bệnh viện tự đánh giá đạt 100,0 % (4/4 mục); không áp dụng 0."
    tasks = paragraphs(exported(hospital, "plan", "docx", "--period", "2026-Q2"))
    assert tasks[7] == "Tiến độ thực hiện các nhiệm vụ của Kế hoạch số 37/KH-BVSM đến quý II năm 2026"
    assert tasks[11] == "Kế hoạch số 37/KH-BVSM có 3 nhiệm vụ: 0 đã xong, 1 quá hạn."
    assert {"VIEC-1", "Phòng Tổ chức cán bộ", "Điều dưỡng trưởng bệnh viện"} <= set(tasks)
    form = paragraphs(exported(hospital, "officer", "docx", "--officer", "BS02", "--period", "2026-Q1"))
    assert form[4:10] == [
        "PHIẾU TỰ KIỂM TRA",
        "Việc thực hiện Quy tắc ứng xử của viên chức y tế quý I năm 2026",
        "Họ và tên: Trần Hữu Mẫn",
        "Mã số: BS02",
        "Chức vụ: Trưởng khoa",
        "Đơn vị: Khoa Nội",
    ]
    page = " ".join(Page(exported(hospital, "office", "html", "--period", "2026-Q1").decode()).texts)
    assert "Bệnh viện tự đánh giá đạt" in page


def test_the_hospitals_english(hospital: PlanOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CIVICODE_LANG", "en")
    summary = paragraphs(exported(hospital, "summary", "docx", "--period", "2026-Q1"))
    assert summary[7:12] == [
        "Results under the rules of conduct of medical staff, quarter I of 2026",
        (
            "On the ground of Plan 37/KH-BVSM of 15 January 2026 of Bệnh viện Đa khoa Sao Mai to carry out "
            "the rules of conduct of medical staff in 2026;"
        ),
        (
            "Bệnh viện Đa khoa Sao Mai reports results under the rules of conduct of medical staff, quarter I of 2026, "
            "as follows:"
        ),
        "I. OVERALL",
        "Self-checks owed by staff and employees: 5; handed in: 5, 100.0 %; missing: 0.",
    ]
    told = hospital.do("report", "office", "--period", "2026-Q1", "--format", "markdown", by="BS01").out
    assert "Criteria of the hospital, 2026-Q1 (closed)" in told
    assert "The hospital rates itself 100.0 % (4/4 answers); not applicable 0." in told


@pytest.mark.parametrize(("lang", "foreign"), [("vi", FOREIGN), ("en", FOREIGN_EN)], ids=["vi", "en"])
def test_no_file_of_the_hospital_speaks_of_another_plan(
    hospital: PlanOffice, monkeypatch: pytest.MonkeyPatch, lang: str, foreign: str
) -> None:
    monkeypatch.setenv("CIVICODE_LANG", lang)
    for name, text in every_file(hospital, "2026-Q1", "DD03"):
        assert not re.search(foreign, text, re.IGNORECASE), (name, re.search(foreign, text, re.IGNORECASE))


def test_the_hospitals_set_and_sheets(hospital: PlanOffice) -> None:
    hospital.do("export", "all", "q1", "--period", "2026-Q1", by="BS01")
    files = sorted(path.name for path in Path("q1").iterdir())
    assert {"office-2026-Q1.docx", "plan-2026-Q1.docx", "officer-HL05-2026-Q1.docx", "emulation-2026.xlsx"} <= set(
        files
    )
    assert len(files) == 21
    assert "Bộ báo cáo kỳ 2026-Q1" in (Path("q1") / "index.html").read_text(encoding="utf-8")
    hospital.do("template", "checks", "mau.csv", "--period", "2026-Q3", by="BS01")
    text = Path("mau.csv").read_text(encoding="utf-8-sig")
    assert "2026-Q3" in text
    assert re.findall(r"([A-Z]{2}-\d\d)\n", text) == hospital.asked("all") + hospital.asked("leader")
    hospital.do("template", "violations", "mau.xlsx", by="BS01")
    told = said_in(Path("mau.xlsx").read_bytes(), "xlsx")
    assert "NB-01;NB-02" in told
    assert not re.search(FOREIGN, told.replace("cơ quan", ""))


def test_a_note_on_what_is_met_is_asked_for(hospital: PlanOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CIVICODE_NOW", "2026-10-01T08:00")
    refused = hospital.run("check", "--rest-met", "--as", "DD04", "--json")
    assert refused.code == 3
    assert [(one["where"], one["code"]) for one in refused.error["problems"]] == [("CM-02", "check.note_required")]
    hospital.do("check", "--met", "nb-01, cm-02 = 30 ca, đủ chữ ký", "--rest-met", by="DD04")
    kept = hospital.do("check", "--show", "--json", by="DD04").json["answers"]
    assert kept["CM-02"] == {"rating": "met", "note": "30 ca, đủ chữ ký", "evidence": ""}
    assert kept["NB-01"] == {"rating": "met", "note": "30 ca, đủ chữ ký", "evidence": ""}
    no_na = hospital.run("check", "--na", "HA-05=không", "--as", "DD04", "--json")
    assert [one["code"] for one in no_na.error["problems"]] == ["check.na_not_allowed"]
    office = hospital.run("check", "--office", "--rest-met", "--as", "BS01", "--json")
    assert [one["where"] for one in office.error["problems"]] == ["BV-03", "BV-04"]


def test_the_schools_papers(school: PlanOffice) -> None:
    totals = school.do("report", "summary", "--json", by="GV1").json["totals"]
    assert (totals["staff"], totals["met"], totals["not_met"], totals["not_applicable"]) == (3, 28, 1, 1)
    assert (totals["violations"], totals["contradictions"]) == (1, 1)
    summary = paragraphs(exported(school, "summary", "docx", by="GV1"))
    assert summary[:3] == ["ỦY BAN NHÂN DÂN XÃ SUỐI MƠ", "TRƯỜNG TRUNG HỌC CƠ SỞ HOA MƠ", "Số:        /BC"]
    assert summary[7:12] == [
        "Kết quả thực hiện Quy tắc ứng xử trong nhà trường tháng 11 năm 2026",
        (
            "Căn cứ Quyết định số 45/QĐ-THCSHM ngày 05 tháng 9 năm 2026 của Trường THCS Hoa Mơ "
            "về việc ban hành Quy tắc ứng xử trong nhà trường;"
        ),
        (
            "Trường Trung học cơ sở Hoa Mơ báo cáo kết quả thực hiện Quy tắc ứng xử trong nhà trường tháng 11 năm 2026 "
            "như sau:"
        ),
        "I. KẾT QUẢ CHUNG",
        (
            "Tổng số 3 cán bộ, giáo viên, nhân viên phải tự kiểm tra; 3 người đã tự đánh giá, đạt 100,0 %; "
            "0 người chưa tự đánh giá."
        ),
    ]
    assert summary[-2:] == ["HIỆU TRƯỞNG", "Trần Thị Lam"]
    sections = next(
        one["rows"]
        for one in school.do("report", "summary", "--json", by="GV1").json["tables"]
        if one["name"] == "sections"
    )
    assert [(row["section"], row["met"], row["not_met"]) for row in sections] == [("D4-HS", 20, 1), ("D5", 8, 0)]


def test_a_plan_without_office_or_tasks_asks_for_neither(school: PlanOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CIVICODE_NOW", "2027-01-02T08:00")
    told = school.do("status", "--json", by="GV1").json["office"]
    assert "status.office_check_missing" not in {one["code"] for one in told["notices"]}
    refused = school.run("check", "--office", "--rest-met", "--as", "GV1", "--json")
    assert (refused.code, refused.error["code"]) == (5, "check.office_not_asked")
    assert school.run("check", "--office", "--show", "--as", "GV1").code == 4
    none = school.run("plan", "progress", "NV-01", "--note", "x", "--as", "GV1", "--json")
    assert (none.code, none.error["code"]) == (4, "plan.no_tasks")
    assert school.do("plan", "list", "--json", by="GV1").json["tasks"] == []
    for officer in ("GV1", "GV2", "GV3"):
        school.do("check", officer, "--met", "D5-1=x", "--rest-met", by="GV1")
    closed = school.do("period", "close", "2026-12", by="GV1")
    assert "cơ quan" not in closed.out
    school.do("export", "all", "t12", "--period", "2026-12", by="GV1")
    names = {path.name.partition("-")[0] for path in Path("t12").iterdir()}
    assert names == {"index.html", "summary", "criteria", "violations", "trend", "progress", "emulation", "officer"}
    lead = school.do("report", "plan", "--period", "2026-12", "--format", "markdown", by="GV1").out
    assert "Danh mục không có nhiệm vụ nào." in lead
    own = school.do("report", "office", "--period", "2026-12", "--format", "markdown", by="GV1").out
    assert "Danh mục không có tiêu chí nào cho nhà trường." in own
    assert "chưa tự kiểm tra" not in own


@pytest.mark.parametrize(("lang", "foreign"), [("vi", f"{FOREIGN}|kế hoạch"), ("en", FOREIGN_EN)], ids=["vi", "en"])
def test_no_file_of_the_school_speaks_of_another_plan(
    school: PlanOffice, monkeypatch: pytest.MonkeyPatch, lang: str, foreign: str
) -> None:
    monkeypatch.setenv("CIVICODE_LANG", lang)
    for name, text in every_file(school, "2026-11", "GV2"):
        assert not re.search(foreign, text, re.IGNORECASE), (name, re.search(foreign, text, re.IGNORECASE))


@pytest.mark.parametrize("plan", ["hospital", "school"])
def test_its_data_come_back_as_they_went(
    request: pytest.FixtureRequest, plan: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    office: PlanOffice = request.getfixturevalue(plan)
    by = "BS01" if plan == "hospital" else "GV1"
    period = "2026-Q2" if plan == "hospital" else "2026-11"
    office.do("export", "checks", "phieu.jsonl", "--data", "--period", period, by=by)
    lines = [json.loads(line) for line in Path("phieu.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {line["period"] for line in lines} == {period}
    if plan == "hospital":
        again = office.do("import", "checks", "phieu.jsonl", "--json", "--on-conflict", "replace", by=by).json
        assert (again["added"], again["replaced"]) == (0, 0)
        assert again["unchanged"] == again["read"]
