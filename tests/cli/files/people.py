"""Who is meant: codes and names as people write them; whole checks, a row each."""

from civicode.domain.batch import BatchKind
from tests.cli.files.file import File, Files
from tests.cli.files.forms import text, xlsx

STAFF, CHECKS, REVIEWS, VIOLATIONS, PLAN = BatchKind
WIDE = ["Mã CB", "Họ và tên", "Kỳ", "TD-01", "TD-02", "TD-02 ghi chú", "GT-01"]


def seen(*officers: str) -> bytes:
    rows = [[officer, "TD-02", "5/11/2026", "Đến trễ"] for officer in officers]
    return text([["Cán bộ", "Tiêu chí", "Ngày vi phạm", "Nội dung vi phạm"], *rows], ";").encode()


def wide(*rows: list[object]) -> bytes:
    return text([WIDE, *rows], ";").encode("utf-8-sig")


FILES: Files = {
    "names in the place of codes": File(
        VIOLATIONS,
        seen("Trần Minh Đức", "Võ Hồng Ánh"),
        kept=("VP-2026-11-0001 007 TD-02 2026-11-05: Đến trễ", "VP-2026-11-0002 008 TD-02 2026-11-05: Đến trễ"),
    ),
    "names with the tone on the other vowel, in capitals, without diacritics": File(
        VIOLATIONS,
        seen("Nguyễn Thị Hòa", "TRẦN MINH ĐỨC", "vo hong anh"),
        kept=(
            "VP-2026-11-0001 009 TD-02 2026-11-05: Đến trễ",
            "VP-2026-11-0002 007 TD-02 2026-11-05: Đến trễ",
            "VP-2026-11-0003 008 TD-02 2026-11-05: Đến trễ",
        ),
    ),
    "a name that fits several people": File(
        VIOLATIONS,
        seen("Ánh"),
    ),
    "a name that fits nobody": File(
        VIOLATIONS,
        seen("Trần Văn Không"),
    ),
    "a code between blanks": File(VIOLATIONS, seen(" 007 "), kept=("VP-2026-11-0001 007 TD-02 2026-11-05: Đến trễ",)),
    "codes and names that do not belong together": File(
        CHECKS,
        wide(["007", "Võ Hồng Ánh", "11/2026", "Đạt", "Đạt", "", "Đạt"]),
    ),
    "whole checks in a row with their notes": File(
        CHECKS,
        wide(
            ["007", "Trần Minh Đức", "11/2026", "Đạt", "Chưa đạt", "đi trễ 2 lần", "Đạt"],
            ["009", "Nguyễn Thị Hòa", "11/2026", "đ", "đ", "", "đ"],
        ),
        kept=(
            "007 2026-11: GT-01 met, TD-01 met, TD-02 not_met (đi trễ 2 lần)",
            "009 2026-11: GT-01 met, TD-01 met, TD-02 met",
        ),
    ),
    "a row of the template that an officer left blank": File(
        CHECKS,
        wide(
            ["007", "Trần Minh Đức", "11/2026", "Đạt", "Đạt", "", "Đạt"],
            ["009", "Nguyễn Thị Hoà", "11/2026", "", "", "", ""],
        ),
        kept=("007 2026-11: GT-01 met, TD-01 met, TD-02 met",),
    ),
    "a row of the template half filled in": File(
        CHECKS,
        wide(["007", "Trần Minh Đức", "11/2026", "Đạt", "", "", ""]),
    ),
    "a note beside no rating": File(
        CHECKS,
        wide(["007", "", "11/2026", "Đạt", "", "đi trễ", "Đạt"]),
    ),
    "criteria over the columns with their titles": File(
        CHECKS,
        xlsx(
            [
                ["STT", "Mã CB", "TD-01\nLàm hết việc", "TD-02: Không đi trễ", "GT-01 - Xin chào"],
                [1, "007", "Đạt", "Đạt", "Đạt"],
            ]
        ),
        kept=("007 2026-11: GT-01 met, TD-01 met, TD-02 met",),
        name="ds.xlsx",
    ),
    "criteria down the side, officers over the columns": File(
        CHECKS,
        xlsx([["Tiêu chí", "007", "009"], ["TD-01", "Đạt", "Đạt"], ["TD-02", "Đạt", "Đạt"]]),
        name="ds.xlsx",
    ),
    "a leader's ratings": File(
        REVIEWS,
        text(
            [
                ["Mã CB", "Kỳ", "Mã TC", "Đánh giá", "Ghi chú", "Người đánh giá"],
                ["008", "11/2026", "TD-02", "Chưa đạt", "trễ ngày 5", "Lê Thị Ánh"],
            ],
            ";",
        ).encode(),
        kept=("008 2026-11, by 001: TD-02 not_met (trễ ngày 5)",),
    ),
    "ratings of oneself, by who leads nobody, of no check": File(
        REVIEWS,
        text(
            [
                ["Mã CB", "Kỳ", "Mã tiêu chí", "Kết quả", "Ghi chú", "Người đánh giá"],
                ["001", "11/2026", "TD-02", "Chưa đạt", "x", "001"],
                ["008", "11/2026", "TD-02", "Chưa đạt", "x", "007"],
                ["007", "11/2026", "TD-02", "Chưa đạt", "x", "001"],
            ],
            ";",
        ).encode(),
    ),
    "tasks that there are not": File(
        PLAN,
        text([["Mã nhiệm vụ", "Ghi chú"], ["NV-9", "Họp"]]).encode(),
    ),
}
