"""Cells as people fill them in, and as spreadsheets change them."""

from datetime import date, datetime

from civicode.domain.batch import BatchKind
from tests.cli.files.file import File, Files
from tests.cli.files.forms import text, xlsx

STAFF, CHECKS, REVIEWS, VIOLATIONS, PLAN = BatchKind
CHECK = ["Mã CB", "Kỳ", "Mã tiêu chí", "Kết quả", "Ghi chú"]
CODES = ("TD-01", "TD-02", "GT-01")


def rated(*ratings: str, officer: str = "007", period: str = "11/2026", notes: tuple[str, ...] = ("", "", "")) -> bytes:
    rows = [[officer, period, *row] for row in zip(CODES, ratings, notes, strict=False)]
    return text([CHECK, *rows], ";").encode()


def found(*days: str) -> bytes:
    rows = [["007", "TD-02", day, f"Đến trễ {number}"] for number, day in enumerate(days, start=1)]
    return text([["Mã CB", "Mã tiêu chí", "Ngày xảy ra", "Nội dung"], *rows], ";").encode()


def progress(*cells: object) -> bytes:
    rows = [["NV-01", date(2026, 11, number), cell, f"Lần {number}"] for number, cell in enumerate(cells, start=1)]
    return xlsx([["Mã nhiệm vụ", "Ngày", "Tiến độ", "Ghi chú"], *rows])


def people(*rows: list[object]) -> bytes:
    return xlsx([["Mã CB", "Họ và tên", "Chức vụ", "Đơn vị", "Lãnh đạo", "Từ ngày"], *rows])


FILES: Files = {
    "codes that Excel has made numbers of": File(
        CHECKS,
        xlsx([CHECK[:1] + CHECK[2:4], *([7, code, "Đạt"] for code in CODES)]),
        kept=("007 2026-11: GT-01 met, TD-01 met, TD-02 met",),
        name="ds.xlsx",
    ),
    "codes that were written out as 7.0": File(
        CHECKS,
        rated("Đạt", "Đạt", "Đạt", officer="7.0"),
        kept=("007 2026-11: GT-01 met, TD-01 met, TD-02 met",),
    ),
    "a code without its zeros that nobody has": File(
        CHECKS,
        rated("Đạt", officer="70"),
    ),
    "ratings in short": File(
        CHECKS,
        rated("d", "c", "k", notes=("", "đi trễ", "nghỉ phép")),
        kept=("007 2026-11: GT-01 not_applicable (nghỉ phép), TD-01 met, TD-02 not_met (đi trễ)",),
    ),
    "ratings without diacritics": File(
        CHECKS,
        rated("dat", "chua dat", "Khong ap dung", notes=("", "đi trễ", "nghỉ phép")),
        kept=("007 2026-11: GT-01 not_applicable (nghỉ phép), TD-01 met, TD-02 not_met (đi trễ)",),
    ),
    "ratings in English": File(
        CHECKS,
        rated("MET", "not_met", "N/A", notes=("", "đi trễ", "nghỉ phép")),
        kept=("007 2026-11: GT-01 not_applicable (nghỉ phép), TD-01 met, TD-02 not_met (đi trễ)",),
    ),
    "ratings with stray, hard and invisible blanks": File(
        CHECKS,
        rated(" Đạt ", "Chưa\u00a0đạt", "\u200bđạt\ufeff", notes=("", "đi trễ", "")),
        kept=("007 2026-11: GT-01 met, TD-01 met, TD-02 not_met (đi trễ)",),
    ),
    "ratings with the Ð of Iceland, and with letters apart": File(
        CHECKS, rated("Đạt", "Ðạt", "Đa\u0323t"), kept=("007 2026-11: GT-01 met, TD-01 met, TD-02 met",)
    ),
    "ratings in words for none": File(
        CHECKS,
        rated("Tốt", "x", "7"),
    ),
    "a note wanted and not given": File(
        CHECKS,
        rated("Đạt", "Chưa đạt", "Không áp dụng"),
    ),
    "criteria of leaders, ended, unknown": File(
        CHECKS,
        text(
            [CHECK, *(["007", "", code, "Đạt", ""] for code in (*CODES, "TD-03", "TD-04", "XX-99", "CQ-01"))], ";"
        ).encode(),
    ),
    "months in every spelling": File(
        CHECKS,
        text(
            [
                CHECK[:4],
                *(["007", "2026-11", code, "đ"] for code in CODES),
                *(["008", "tháng 10 năm 2026", code, "đ"] for code in CODES),
                *(["009", "T9/2026", code, "đ"] for code in CODES),
                *(["009", "tháng 8/2026", code, "đ"] for code in CODES),
            ],
            ";",
        ).encode(),
        kept=(
            "009 2026-08: GT-01 met, TD-01 met, TD-02 met",
            "009 2026-09: GT-01 met, TD-01 met, TD-02 met",
            "008 2026-10: GT-01 met, TD-01 met, TD-02 met",
            "007 2026-11: GT-01 met, TD-01 met, TD-02 met",
        ),
    ),
    "months that Excel has made days of": File(
        CHECKS,
        xlsx([CHECK[:4], *(["007", date(2026, 11, 1), code, "Đạt"] for code in CODES)]),
        kept=("007 2026-11: GT-01 met, TD-01 met, TD-02 met",),
        name="ds.xlsx",
    ),
    "a month to come, and a day for a month": File(
        CHECKS,
        rated("Đạt", period="1/2027") + rated("Đạt", period="12/11/2026").split(b"\n", 1)[1],
    ),
    "dates with the day first": File(
        VIOLATIONS,
        found("5/11/2026", "06-11-2026", "7.11.2026", "2026-11-08", "09/11/2026 00:00:00"),
        kept=(
            "VP-2026-11-0001 007 TD-02 2026-11-05: Đến trễ 1",
            "VP-2026-11-0002 007 TD-02 2026-11-06: Đến trễ 2",
            "VP-2026-11-0003 007 TD-02 2026-11-07: Đến trễ 3",
            "VP-2026-11-0004 007 TD-02 2026-11-08: Đến trễ 4",
            "VP-2026-11-0005 007 TD-02 2026-11-09: Đến trễ 5",
        ),
    ),
    "dates as Excel counts them": File(
        VIOLATIONS,
        found("46331", "46332.0"),
        kept=("VP-2026-11-0001 007 TD-02 2026-11-05: Đến trễ 1", "VP-2026-11-0002 007 TD-02 2026-11-06: Đến trễ 2"),
    ),
    "dates with the month first": File(
        VIOLATIONS,
        found("11/25/2026", "Nov 5, 2026"),
    ),
    "years of two digits": File(
        VIOLATIONS,
        found("5/11/26"),
    ),
    "days that there are not": File(
        VIOLATIONS,
        found("31/02/2024", "29/2/2025", "0/11/2026"),
    ),
    "days to come, and before the records": File(
        VIOLATIONS,
        found("3/12/2026", "5/11/0026"),
    ),
    "dates and times in cells of a workbook": File(
        VIOLATIONS,
        xlsx(
            [
                ["Mã CB", "Mã tiêu chí", "Ngày xảy ra", "Nội dung"],
                ["007", "TD-02", date(2026, 11, 5), "Đến trễ"],
                ["007", "TD-02", datetime.fromisoformat("2026-11-06T08:20"), "Đến trễ"],
                ["007", "TD-02", 46333, "Đến trễ"],
                ["007", "TD-02", "8/11/2026", "Đến trễ"],
            ]
        ),
        kept=(
            "VP-2026-11-0001 007 TD-02 2026-11-05: Đến trễ",
            "VP-2026-11-0002 007 TD-02 2026-11-06: Đến trễ",
            "VP-2026-11-0003 007 TD-02 2026-11-07: Đến trễ",
            "VP-2026-11-0004 007 TD-02 2026-11-08: Đến trễ",
        ),
        name="ds.xlsx",
    ),
    "percentages with commas, points and signs": File(
        PLAN,
        text(
            [
                ["Mã nhiệm vụ", "Ngày", "Tiến độ", "Ghi chú"],
                *(
                    ["nv-01", f"{day}/11/2026", cell, "Họp"]
                    for day, cell in enumerate(("37,5", "40.5", "50 %", "60%", ""), start=1)
                ),
            ],
            ";",
        ).encode(),
        kept=(
            "NV-01 2026-11-01 37.5%: Họp",
            "NV-01 2026-11-02 40.5%: Họp",
            "NV-01 2026-11-03 50%: Họp",
            "NV-01 2026-11-04 60%: Họp",
            "NV-01 2026-11-05: Họp",
        ),
    ),
    "percentages in cells of a workbook": File(
        PLAN,
        progress(0.5, 75, 1, "80%"),
        kept=(
            "NV-01 2026-11-01 50%: Lần 1",
            "NV-01 2026-11-02 75%: Lần 2",
            "NV-01 2026-11-03 100%: Lần 3",
            "NV-01 2026-11-04 80%: Lần 4",
        ),
        name="ds.xlsx",
    ),
    "percentages that are none": File(
        PLAN,
        progress(120, "gần xong", -1),
        name="ds.xlsx",
    ),
    "leaders marked with a tick": File(
        STAFF,
        people(["014", "La Ấu", "Văn thư", "Tài chính", "✓", None]),
        name="ds.xlsx",
    ),
    "leaders marked with an x, có or true": File(
        STAFF,
        people(
            ["010", "Lê Ẩn", "Trưởng phòng", "Tài chính", "x", date(2026, 3, 16)],
            ["011", "Lý Ân", "Phó phòng", "Tài chính", "có", 46097],
            ["012", "Lô Ẩm", "Kế toán", "Tài chính", True, "16/3/2026"],
            ["013", "Lã Âu", "Văn thư", "Tài chính", "không", None],
        ),
        kept=(
            "010 Lê Ẩn: from 2026-03-16, Trưởng phòng, Tài chính, leader",
            "011 Lý Ân: from 2026-03-16, Phó phòng, Tài chính, leader",
            "012 Lô Ẩm: from 2026-03-16, Kế toán, Tài chính, leader",
            "013 Lã Âu: Văn thư, Tài chính",
        ),
        name="ds.xlsx",
    ),
    "an empty cell erases nothing": File(
        STAFF,
        text([["Mã CB", "Họ và tên", "Chức vụ", "Đơn vị"], ["007", "", "", "Tài chính"]]).encode(),
        kept=("007 Trần Minh Đức: Văn thư, Tài chính",),
        options=("--on-conflict", "replace"),
    ),
    "the same name with the tone on the other vowel": File(
        STAFF,
        text([["Mã CB", "Họ và tên", "Chức vụ", "Đơn vị"], ["009", "Nguyễn Thị Hòa", "Kế toán", ""]]).encode(),
        exits=0,
    ),
    "somebody who is there, with another post": File(
        STAFF,
        text([["Mã CB", "Họ và tên", "Chức vụ", "Đơn vị"], ["007", "Trần Minh Đức", "Kế toán", "Văn phòng"]]).encode(),
    ),
}
