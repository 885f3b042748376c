"""Files of objects, and files that were made to do harm."""

import json

from civicode.domain.batch import BatchKind
from tests.cli.files.file import File, Files
from tests.cli.files.forms import json_lines, json_list, text
from tests.cli.files.samples import WHOLE_CHECKS
from tests.sources.workbook.workbooks import SHEET, sheet_xml, xlsx, xlsx_parts, zipped

STAFF, CHECKS, REVIEWS, VIOLATIONS, PLAN = BatchKind
HEAD = ["Mã CB", "Họ và tên", "Chức vụ", "Đơn vị"]
SEEN = ["Mã CB", "Mã tiêu chí", "Ngày xảy ra", "Nội dung"]
PERSON = {"code": "010", "name": "Nguyễn Thị Ưng", "position": "Kế toán", "unit": "Tài chính"}
CASE = {"id": "1/BB", "officer": "007", "criterion": ["TD-02", "GT-01"], "occurred_on": "2026-11-05", "what": "Đến trễ"}
LISTED = {**PERSON, "category": "công chức", "leader": True, "from": "2026-03-16", "until": None, "order": 3}
EXPORTED = {
    "id": "VP-2026-11-0001",
    "officer": "007",
    "criteria": ["TD-02"],
    "occurred_on": "2026-11-12",
    "noticed_on": "2026-11-13",
    "entered_on": "2026-12-02",
    "what": "Đến trễ",
    "where": "",
    "source": "Kiểm tra",
    "evidence": "",
    "ref": "",
    "state": "reported",
    "events": [{"state": "reported"}],
}


def staff(*rows: list[str]) -> bytes:
    return text([HEAD, *rows], ";").encode()


def said(what: str) -> bytes:
    return text([SEEN, ["007", "TD-02", "5/11/2026", what]], ";").encode()


FILES: Files = {
    "checks, an object a line": File(
        CHECKS,
        json_lines(WHOLE_CHECKS),
        kept=(
            "008 2026-10: GT-01 met, TD-01 met, TD-02 not_met (đi trễ)",
            "007 2026-11: GT-01 met, TD-01 met, TD-02 met",
        ),
        name="ds.jsonl",
    ),
    "checks in one array": File(
        CHECKS,
        json_list(WHOLE_CHECKS),
        kept=(
            "008 2026-10: GT-01 met, TD-01 met, TD-02 not_met (đi trễ)",
            "007 2026-11: GT-01 met, TD-01 met, TD-02 met",
        ),
        name="ds.json",
    ),
    "one check alone, as an answers file": File(
        CHECKS,
        json.dumps(WHOLE_CHECKS[0], indent=2).encode(),
        kept=("007 2026-11: GT-01 met, TD-01 met, TD-02 met",),
        name="ds.json",
    ),
    "staff as `staff list --json` prints it": File(
        STAFF,
        json_list([LISTED], under="staff"),
        kept=("010 Nguyễn Thị Ưng: from 2026-03-16, Kế toán, Tài chính, cong_chuc, leader, no. 3",),
        name="ds.json",
    ),
    "violations as `violation list --json` prints them": File(
        VIOLATIONS,
        json_list([EXPORTED], under="violations"),
        name="ds.json",
    ),
    "violations, an object a line, in Vietnamese": File(
        VIOLATIONS,
        json_lines([CASE, {"Mã CB": "008", "Tiêu chí": "TD-02", "Ngày xảy ra": "6/11/2026", "Nội dung": "x"}]),
        kept=("VP-2026-11-0001 [1/BB] 007 TD-02+GT-01 2026-11-05: Đến trễ", "VP-2026-11-0002 008 TD-02 2026-11-06: x"),
        name="ds.jsonl",
    ),
    "objects with faults": File(
        STAFF,
        json_lines(
            [
                PERSON | {"from": "31/2/2026"},
                PERSON | {"code": "011", "unit": {"x": 1}},
                PERSON | {"code": "012", "salary": 1},
            ]
        )
        + b'[]\n{"code": "013"\n{"code": "014", "code": "015"}\n',
        name="ds.jsonl",
    ),
    "checks with faults": File(
        CHECKS,
        json_lines(
            [
                {"officer": "007", "period": "13/2026", "answers": {"TD-01": "met", "TD-02": "good"}},
                {"officer": "070", "answers": {}},
            ]
        ),
        name="ds.jsonl",
    ),
    "an array on one line, as programs write it, with faults": File(
        STAFF,
        json.dumps([PERSON | {"code": code, "from": "31/2/2026"} for code in ("010", "011", "010")]).encode(),
        name="ds.json",
    ),
    "an array without its end": File(
        STAFF,
        json_list([PERSON, PERSON | {"code": "011"}])[:-30],
        name="ds.json",
    ),
    "a zip bomb": File(
        STAFF,
        zipped(xlsx_parts("") | {SHEET: sheet_xml("<row/>" + " " * 30_000_000)}),
        name="ds.xlsx",
    ),
    "two hundred thousand columns without a title": File(
        STAFF,
        (";".join(HEAD) + ";" * 200_000 + "\r\n").encode() + "010;Lê Ẩn;Kế toán;Thuế".encode(),
        kept=("010 Lê Ẩn: Kế toán, Thuế",),
    ),
    "a million columns": File(
        STAFF,
        (";".join([*HEAD, *map(str, range(1_000_000))]) + "\r\n").encode(),
    ),
    "a line without end": File(
        STAFF,
        ";".join(HEAD).encode() + b"\n" + b"x" * 5_000_000,
    ),
    "a cell in the last column of the last row": File(
        STAFF,
        xlsx('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        name="ds.xlsx",
    ),
    "codes with paths and control signs": File(
        STAFF,
        staff(
            ["../../x", "Lê Ẩn", "Kế toán", "Thuế"],
            ["a\x1b[2Jb", "Lê Ẩm", "Kế toán", "Thuế"],
            ["a" * 33, "Lê Ấn", "Kế toán", "Thuế"],
            ["CQ", "Lê Ân", "Kế toán", "Thuế"],
        ),
    ),
    "formulas that a text was made of": File(
        STAFF, staff(["010", '\'=HYPERLINK("x")', "'+84", "-Thuế"]), kept=('010 =HYPERLINK("x"): +84, -Thuế',)
    ),
    "signs that turn and hide text": File(
        VIOLATIONS,
        said("Đến\u202e trễ\u200b \x1b[31m"),
        kept=("VP-2026-11-0001 007 TD-02 2026-11-05: Đến\u202e trễ\u200b \x1b[31m",),
    ),
    "a note of 10,000 characters, and one more": File(
        VIOLATIONS,
        text(
            [SEEN, ["007", "TD-02", "5/11/2026", "a" * 10_000], ["007", "TD-02", "6/11/2026", "a" * 10_001]], ";"
        ).encode(),
    ),
    "a name of nothing that can be seen": File(
        STAFF,
        staff(["010", "\u200b\u00a0", "Kế toán", "Thuế"]),
    ),
}
