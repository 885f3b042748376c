"""Two offices with plans of their own, a hospital and a school (both invented): who is there, and what they do."""

from collections.abc import Callable, Sequence
from pathlib import Path

from tests.cli.conftest import Run, Said

PLANS = Path(__file__).parents[2] / "data" / "plans"

HOSPITAL_STAFF = """\
Mã CB;Họ và tên;Chức vụ;Đơn vị;Đối tượng;Lãnh đạo
BS01;Lê Thị Cẩm Tú;Phó Giám đốc;Ban Giám đốc;viên chức;có
BS02;Trần Hữu Mẫn;Trưởng khoa;Khoa Nội;viên chức;có
DD03;Nguyễn Thị Thùy Dương;Điều dưỡng;Khoa Nội;viên chức;
DD04;Phạm Văn Mẫu;Điều dưỡng;Khoa Ngoại;viên chức;
HL05;Đỗ Thị Hiền;Hộ lý;Khoa Ngoại;người lao động;
"""
SCHOOL_STAFF = """\
Mã CB,Họ và tên,Chức vụ,Đơn vị,Lãnh đạo
GV1,Trần Thị Lam,Hiệu trưởng,Ban giám hiệu,có
GV2,Lý Văn Tám,Giáo viên,Tổ Toán,
GV3,Võ Thị Nho,Giáo viên,Tổ Văn,
"""

Asked = Callable[[str], list[str]]


class PlanOffice:
    """An office folder of one of the plans, and commands that have to succeed."""

    def __init__(self, run: Run, plan: str) -> None:
        self.run = run
        for name in ("criteria.yaml", "office.yaml"):
            source = PLANS / (f"{plan}.yaml" if name == "criteria.yaml" else f"{plan}.office.yaml")
            Path(name).write_text(source.read_text(encoding="utf-8"), encoding="utf-8")

    def do(self, *argv: str, by: str) -> Said:
        """Run it as `by`; it must be done without a word of trouble."""
        said = self.run(*argv, "--as", by)
        assert said.code == 0, (argv, said.err)
        return said

    def asked(self, audience: str) -> list[str]:
        """Codes of the criteria for an audience, in the plan's order."""
        return [one["code"] for one in self.run("criteria", "list", "--audience", audience, "--json").json["criteria"]]

    def import_rows(self, kind: str, rows: Sequence[Sequence[str]], *, by: str) -> None:
        """Bring a table in from a file."""
        text = "\n".join(";".join(f'"{cell}"' for cell in row) for row in rows)
        Path("rows.csv").write_text(text, encoding="utf-8")
        self.do("import", kind, "rows.csv", by=by)


def staffed(run: Run, plan: str, staff: str, *, by: str) -> PlanOffice:
    """The office with its register, brought in from a file."""
    office = PlanOffice(run, plan)
    Path("staff.csv").write_text(staff, encoding="utf-8")
    office.do("import", "staff", "staff.csv", by=by)
    return office


def first_quarter(office: PlanOffice) -> None:
    """The hospital's: checks by flags, from a file of answers and from a wide sheet; two cases; reviewed and closed."""
    office.do("check", "--met", "CM-02=42 ca", "--not-met", "NB-15=quên ghi", "--rest-met", by="DD03")
    answers = [f'  {code}: {{rating: met, note: "60 ca"}}' for code in office.asked("all") if code != "NB-03"]
    said = "\n".join(["officer: HL05", "answers:", *answers, '  NB-03: {rating: n/a, note: "không phát thuốc"}'])
    Path("hl05.yaml").write_text(said, encoding="utf-8")
    office.do("check", "--answers", "hl05.yaml", by="HL05")
    office.import_rows("checks", wide_rows(office), by="BS01")
    office.do("check", "--office", "--met", "BV-03,BV-04=120 phiếu", "--rest-met", by="BS01")

    case = ("violation", "add", "DD03", "--criterion", "cm-03", "--on", "12/2/2026", "--what", "Trễ ca 30 phút")
    office.do(*case, by="BS02")
    case = ("violation", "add", "--office", "--criterion", "BV-04", "--on", "3/3/2026", "--what", "Để quá 5 ngày")
    office.do(*case, by="BS02")
    for key in ("VP-2026-02-0001", "VP-2026-03-0001"):
        office.do("violation", "step", key, "confirmed", "--note", "sổ trực", by="BS01")
    office.do("plan", "progress", "viec-2", "--note", "xong lớp đầu", "--percent", "25", by="BS01")
    office.do("plan", "difficulty", "VIEC-3", "--note", "chưa có kinh phí", by="BS01")

    office.do("review", "BS02", "--rate", "QL-03=chưa đạt:lịch tháng 3 ra ngày 27", by="BS01")
    office.do("review", "--all-submitted", "--confirm", by="BS01")
    office.do("review", "BS01", "--confirm", by="BS02")
    office.do("period", "close", "2026-Q1", by="BS01")


def wide_rows(office: PlanOffice) -> list[list[str]]:
    """The template's sheet filled in by hand for those who are left."""
    everybody, leaders = office.asked("all"), office.asked("leader")
    rows = [["Mã CB", "Kỳ", *everybody, *leaders, "CM-02 ghi chú"]]
    for officer in ("BS01", "BS02", "DD04"):
        own = ["đạt"] * len(leaders) if officer != "DD04" else [""] * len(leaders)
        rows.append([officer, "quý I/2026", *["đạt"] * len(everybody), *own, "40 ca"])
    return rows


def second_quarter(office: PlanOffice) -> None:
    """All checks from one long file: the nurse has forgotten again."""
    rows = [["Mã CB", "Quý", "Mã tiêu chí", "Kết quả", "Ghi chú"]]
    for officer in ("BS01", "BS02", "DD03", "DD04", "HL05"):
        asked = office.asked("all") + (office.asked("leader") if officer.startswith("BS") else [])
        for code in asked:
            forgot = (officer, code) == ("DD03", "NB-15")
            note = "quên ghi" if forgot else "40 ca" if code == "CM-02" else ""
            rows.append([officer, "2026-Q2", code, "chưa đạt" if forgot else "đạt", note])
    office.import_rows("checks", rows, by="BS01")
    office.do("check", "--office", "--met", "BV-03,BV-04=130 phiếu", "--rest-met", by="BS01")


def school_month(office: PlanOffice) -> None:
    """The school's: by flags, from a file of answers, from a wide sheet; one case, seen by the deputy."""
    na = ("--na", "D5-2=không có dịp")
    office.do("check", "--met", "D5-1=31/31 sổ", "--not-met", "d4-hs-1a2=chê trước lớp", *na, "--rest-met", by="GV2")
    answers = "\n".join(f"  {code}: {{rating: met, note: x}}" for code in office.asked("all"))
    Path("gv1.yaml").write_text(f"answers:\n{answers}\n", encoding="utf-8")
    office.do("check", "--answers", "gv1.yaml", by="GV1")
    asked = office.asked("all")
    wide = [["Mã CB", "Tháng", *asked, "D5-1 ghi chú"], ["GV3", "11/2026", *["đ"] * len(asked), "28/28 sổ"]]
    office.import_rows("checks", wide, by="GV1")
    case = ("violation", "add", "GV2", "--criterion", "D4-HS-2C", "--on", "3/11/2026", "--what", "Nghe điện thoại")
    office.do(*case, by="GV3")
    office.do("violation", "step", "VP-2026-11-0001", "confirmed", "--note", "biên bản", by="GV1")
    office.do("review", "--all-submitted", "--confirm", by="GV1")
    office.do("period", "close", "2026-11", by="GV1")
