"""Workbooks as they are saved, sent, locked and misnamed."""

from datetime import date

from civicode.domain.batch import BatchKind
from civicode.sources.workbook.ole import container_of
from tests.cli.files.file import File, Files
from tests.cli.files.forms import ods_table, text, xlsx
from tests.cli.files.samples import ROWS
from tests.sources.workbook.workbooks import SAMPLES
from tests.sources.workbook.workbooks import xlsx as written

STAFF, CHECKS, REVIEWS, VIOLATIONS, PLAN = BatchKind
HEAD = ["Mã CB", "Họ và tên", "Chức vụ", "Đơn vị"]
ONE = ["010", "Nguyễn Thị Ưng", "Kế toán", "Tài chính"]
GUIDE = [["Hướng dẫn"], ["Điền mỗi người một dòng."]]
_HTML = "<html><meta charset=utf-8><table><tr><td>Mã CB</td><td>Họ và tên</td></tr></table></html>"


def cells(*inner: str) -> bytes:
    """An .xlsx of a header and one row of cells as XML."""
    header = "".join(f'<c t="inlineStr"><is><t>{one}</t></is></c>' for one in HEAD)
    return written(f'<row r="1">{header}</row><row r="2">{"".join(inner)}</row>')


def texts(*values: str) -> list[str]:
    return [f'<c t="inlineStr"><is><t>{one}</t></is></c>' for one in values]


FILES: Files = {
    "a workbook with a guide, a table and a list": File(
        STAFF,
        xlsx(GUIDE, [HEAD, ONE], [["Đạt"], ["Chưa đạt"]], names=("Hướng dẫn", "Danh sách", "Chọn")),
        kept=("010 Nguyễn Thị Ưng: Kế toán, Tài chính",),
        name="ds.xlsx",
    ),
    "two sheets that both fit": File(
        STAFF, xlsx([HEAD, ONE], [HEAD, ONE], names=("Tháng 10", "Tháng 11")), name="ds.xlsx", exits=2
    ),
    "two sheets that both fit, one of them named": File(
        STAFF,
        xlsx([HEAD, ["020", "Lê Ẩn", "Kế toán", "Thuế"]], [HEAD, ONE], names=("Tháng 10", "Tháng 11")),
        kept=("010 Nguyễn Thị Ưng: Kế toán, Tài chính",),
        options=("--sheet", "thang 11"),
        name="ds.xlsx",
    ),
    "an old table on a hidden sheet": File(
        STAFF,
        xlsx([HEAD, ONE], [HEAD, ["020", "Lê Ẩn", "Kế toán", "Thuế"]], names=("Danh sách", "Cũ"), hidden=("Cũ",)),
        kept=("010 Nguyễn Thị Ưng: Kế toán, Tài chính",),
        name="ds.xlsx",
    ),
    "a workbook without any table": File(STAFF, xlsx(GUIDE, [["Ghi chú"]]), name="ds.xlsx"),
    "a workbook of Excel 97 made by LibreOffice": File(
        VIOLATIONS,
        (SAMPLES / "batch-violations.xls").read_bytes(),
        kept=(
            "VP-2026-11-0001 [01/BB] 007 TD-02+GT-01 2026-11-12: Đến lúc 8 giờ 20 / Cổng / Kiểm tra",
            "VP-2026-11-0002 [02/BB] 008 TD-02 2026-11-05: Đến trễ, không báo",
        ),
        name="ds.xls",
    ),
    "a workbook of LibreOffice": File(
        STAFF,
        ods_table(ROWS[STAFF]),
        kept=(
            "010 Nguyễn Thị Ưng: from 2026-03-16, Kế toán, Tài chính, cong_chuc, no. 3",
            "011 Lý Đắc Hoà: Trưởng phòng, Văn hóa - Xã hội, cong_chuc, leader, no. 2",
        ),
        name="ds.ods",
    ),
    "a table that begins in the third column, with faults in its cells": File(
        STAFF, (SAMPLES / "staff.ods").read_bytes(), name="ds.ods"
    ),
    "errors in cells, #N/A and #REF!": File(
        STAFF, cells(*texts(*ONE[:2]), '<c t="e"><v>#N/A</v></c>', '<c t="e"><v>#REF!</v></c>'), name="ds.xlsx"
    ),
    "a formula that nobody calculated": File(
        STAFF, cells(*texts(*ONE[:3]), "<c><f>VLOOKUP(A2,D:E,2)</f></c>"), name="ds.xlsx"
    ),
    "a formula with its value": File(
        STAFF,
        cells(*texts(*ONE[:3]), '<c t="str"><f>VLOOKUP(A2,D:E,2)</f><v>Tài chính</v></c>'),
        kept=("010 Nguyễn Thị Ưng: Kế toán, Tài chính",),
        name="ds.xlsx",
    ),
    "a workbook behind a password": File(STAFF, container_of("EncryptedPackage", b"x" * 99), name="ds.xlsx"),
    "a web page that is called .xls": File(STAFF, _HTML.encode(), name="ds.xls"),
    "a table of text that is called .xlsx": File(
        STAFF,
        text([HEAD, ONE], ";").encode("utf-8-sig"),
        kept=("010 Nguyễn Thị Ưng: Kế toán, Tài chính",),
        name="ds.xlsx",
    ),
    "a workbook that is called .csv": File(
        STAFF, xlsx([HEAD, ONE]), kept=("010 Nguyễn Thị Ưng: Kế toán, Tài chính",), name="ds.csv"
    ),
    "a workbook cut off on its way": File(STAFF, xlsx([HEAD, ONE])[:3000], name="ds.xlsx"),
    "a document of Word": File(STAFF, container_of("WordDocument", b"\xec\xa5"), name="ds.doc"),
    "line breaks, blanks and a formula as text in cells": File(
        VIOLATIONS,
        xlsx(
            [
                ["Mã CB", "Mã tiêu chí", "Ngày xảy ra", "Nội dung", "Nơi"],
                ["007", "TD-01\nTD-02", date(2026, 11, 5), " Đến trễ\nhai lần ", "=Cổng"],
            ]
        ),
        kept=("VP-2026-11-0001 007 TD-01+TD-02 2026-11-05: Đến trễ\nhai lần / =Cổng",),
        name="ds.xlsx",
    ),
}
