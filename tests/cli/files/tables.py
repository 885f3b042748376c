"""Tables with all that people put around, above and below them."""

from civicode.domain.batch import BatchKind
from tests.cli.files.file import File, Files
from tests.cli.files.forms import text, xlsx

STAFF, CHECKS, VIOLATIONS = BatchKind.STAFF, BatchKind.CHECKS, BatchKind.VIOLATIONS
HEAD = ["Mã CB", "Họ và tên", "Chức vụ", "Đơn vị"]
ONE = ["010", "Nguyễn Thị Ưng", "Kế toán", "Tài chính"]
TWO = ["011", "Lý Đắc Quỳnh", "Văn thư", "Văn phòng"]
NUMBERED = [["STT", *HEAD], ["1", *ONE], ["2", *TWO]]


def staff(*rows: list[str], **options: tuple[str, ...]) -> bytes:
    return text(rows, ";").encode("utf-8-sig")


FILES: Files = {
    "titles above the table, in merged cells": File(
        STAFF,
        staff(
            ["ỦY BAN NHÂN DÂN", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["PHƯỜNG BÌNH MINH", "", "", "Độc lập - Tự do - Hạnh phúc"],
            [],
            ["DANH SÁCH CÁN BỘ, CÔNG CHỨC", "", "", ""],
            ["Đơn vị: Phòng Văn hóa", "", "", ""],
            HEAD,
            ONE,
        ),
        kept=("010 Nguyễn Thị Ưng: Kế toán, Tài chính",),
    ),
    "a header in capitals": File(
        STAFF, staff([one.upper() for one in HEAD], ONE), kept=("010 Nguyễn Thị Ưng: Kế toán, Tài chính",)
    ),
    "a header without diacritics": File(
        STAFF, staff(["ma cb", "ho va ten", "chuc vu", "don vi"], ONE), kept=("010 Nguyễn Thị Ưng: Kế toán, Tài chính",)
    ),
    "a header in English, in another order": File(
        STAFF,
        staff(["Unit", "Full name", "Staff code", "Position"], ["Tài chính", "Nguyễn Thị Ưng", "010", "Kế toán"]),
        kept=("010 Nguyễn Thị Ưng: Kế toán, Tài chính",),
    ),
    "a header with line breaks, double blanks and colons": File(
        STAFF,
        staff(["Mã\nCB", "Họ  và\n tên:", "Chức vụ ", "Đơn vị (phòng, ban)"], ONE),
        kept=("010 Nguyễn Thị Ưng: Kế toán, Tài chính",),
    ),
    "a header of two rows with merged cells": File(
        STAFF,
        xlsx([["STT", "Mã CB", "Họ và tên", "Công tác", None], [None, None, None, "Chức vụ", "Đơn vị"], ["1", *ONE]]),
        kept=("010 Nguyễn Thị Ưng: Kế toán, Tài chính",),
        name="ds.xlsx",
    ),
    "criteria below the titles of their sections": File(
        CHECKS,
        xlsx(
            [
                ["STT", "Mã CB", "Tinh thần, thái độ", None, "Giao tiếp"],
                [None, None, "TD-01", "TD-02", "GT-01"],
                [1, "007", "Đạt", "Đạt", "Đạt"],
            ]
        ),
        kept=("007 2026-11: GT-01 met, TD-01 met, TD-02 met",),
        name="ds.xlsx",
    ),
    "a column STT and blank rows between": File(
        STAFF,
        staff(NUMBERED[0], NUMBERED[1], [], ["", "", "", "", ""], NUMBERED[2]),
        kept=("010 Nguyễn Thị Ưng: Kế toán, Tài chính", "011 Lý Đắc Quỳnh: Văn thư, Văn phòng"),
    ),
    "columns without anything at the end": File(
        STAFF,
        staff([*HEAD, "", ""], [*ONE, "", ""], [*TWO, " ", ""]),
        kept=("010 Nguyễn Thị Ưng: Kế toán, Tài chính", "011 Lý Đắc Quỳnh: Văn thư, Văn phòng"),
    ),
    "cells right of the table that nobody gave a title": File(
        STAFF,
        staff([*HEAD, "", ""], [*ONE, "", "hỏi lại"]),
    ),
    "a remark right of a sheet's table": File(
        STAFF,
        xlsx([HEAD, ONE, [*TWO, None, "nghỉ thai sản?"]]),
        name="ds.xlsx",
    ),
    "signatures below the table": File(
        STAFF,
        staff(
            *NUMBERED,
            [],
            ["", "", "", "", "Bình Minh, ngày 2 tháng 12 năm 2026"],
            ["", "NGƯỜI LẬP BIỂU", "", "", "CHỦ TỊCH"],
            ["", "", "", "", "(Ký tên, đóng dấu)"],
            ["", "", "Trần Minh Đức", "", ""],
        ),
    ),
    "rows numbered beforehand and never filled in": File(
        STAFF,
        staff(*NUMBERED, ["3", "", "", "", ""], ["4.", "", "", "", ""]),
        kept=("010 Nguyễn Thị Ưng: Kế toán, Tài chính", "011 Lý Đắc Quỳnh: Văn thư, Văn phòng"),
    ),
    "a row with the total": File(
        STAFF,
        staff(*NUMBERED, ["Tổng cộng", "", "2 người", "", ""]),
    ),
    "the total of a sheet of violations": File(
        VIOLATIONS,
        xlsx(
            [
                ["STT", "Mã CB", "Mã tiêu chí", "Ngày xảy ra", "Nội dung"],
                [1, "007", "TD-02", "12/11/2026", "Đến trễ"],
                ["Cộng", None, None, None, 1],
            ]
        ),
        name="ds.xlsx",
    ),
    "a heading of each unit between the rows": File(
        STAFF,
        staff(
            ["STT", *HEAD],
            ["I", "", "Phòng Tài chính", "", ""],
            ["1", *ONE],
            ["II", "", "Văn phòng", "", ""],
            ["1", *TWO],
        ),
    ),
    "the header again on every page": File(
        STAFF,
        staff(HEAD, ONE, HEAD, TWO),
    ),
    "numbers of the columns below the header": File(
        STAFF,
        staff(["STT", *HEAD], ["(1)", "(2)", "(3)", "(4)", "(5)"], ["1", *ONE]),
    ),
    "units in merged cells, their name in the first row only": File(
        STAFF,
        xlsx([HEAD, ONE, ["011", "Lý Đắc Quỳnh", "Văn thư", None]]),
        name="ds.xlsx",
    ),
    "codes in merged cells, an answer a row": File(
        CHECKS,
        xlsx(
            [
                ["Mã CB", "Mã tiêu chí", "Kết quả"],
                ["007", "TD-01", "Đạt"],
                [None, "TD-02", "Đạt"],
                [None, "GT-01", "Đạt"],
            ]
        ),
        name="ds.xlsx",
    ),
    "columns that mean nothing here": File(
        STAFF,
        staff([*HEAD, "Ngày sinh", "Số CCCD", "Chức vu cũ"], [*ONE, "1/1/1990", "0", ""]),
    ),
    "columns that mean nothing, to be passed over": File(
        STAFF,
        staff([*HEAD, "Ngày sinh", "Điện thoại"], [*ONE, "1/1/1990", "0900"]),
        kept=("010 Nguyễn Thị Ưng: Kế toán, Tài chính",),
        options=("--ignore-columns",),
    ),
    "a column of remarks in a list of staff": File(
        STAFF,
        staff([*HEAD, "Ghi chú"], [*ONE, "mới chuyển về"]),
    ),
    "the same column twice": File(
        STAFF,
        staff([*HEAD, "Mã cán bộ"], [*ONE, "010"]),
    ),
    "the same person twice": File(
        STAFF,
        staff(HEAD, ONE, TWO, ["010", "Nguyễn Thị Ưng", "Kế toán", "Văn phòng"]),
    ),
    "the same answer twice": File(
        CHECKS,
        text([["Mã CB", "Mã tiêu chí", "Kết quả"], ["007", "TD-01", "Đạt"], ["007", "td-01", "Chưa đạt"]]).encode(),
    ),
    "nothing at all": File(
        STAFF,
        b"",
    ),
    "a header and no rows": File(
        STAFF,
        staff(HEAD),
        exits=0,
    ),
    "blank rows only": File(
        STAFF,
        b" ; ;\r\n;;\r\n\r\n",
    ),
    "rows without a header": File(
        STAFF,
        staff(ONE, TWO),
    ),
    "a header that lacks the codes": File(
        STAFF,
        staff(["STT", "Họ và tên", "Chức vụ", "Đơn vị"], ["1", *ONE[1:]]),
    ),
    "a list of staff brought in as checks": File(
        CHECKS,
        staff(HEAD, ONE),
    ),
}
