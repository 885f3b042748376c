"""Documents for the formats: an ordinary one, and one whose every text is hostile."""

from datetime import date

from civicode.domain.criteria.rating import Rating
from civicode.reports.document.document import Column, Document, Kind, Row, Table
from civicode.reports.report.wording import rows_of

COLUMNS = (
    Column("code", "Mã", Kind.CODE),
    Column("what", "Nội dung"),
    Column("staff", "Phải nộp", Kind.NUMBER, wide=True),
    Column("submitted", "Đã nộp", Kind.NUMBER, of="staff"),
    Column("rate_percent", "Tỷ lệ đạt", Kind.PERCENT),
    Column("on", "Ngày", Kind.DATE),
    Column("late", "Trễ hạn", Kind.FLAG),
    Column("rating", "Kết quả", Kind.TERM, terms="rating"),
    Column("criteria", "Tiêu chí", Kind.LIST),
    Column("digest", "Mã băm", Kind.CODE, file_only=True),
)

HOSTILE = (
    "[/] [red]x[/red] [link=http://a.b]",
    ":smile: :warning:",
    "=1+1",
    "+84 @SUM(A1) -2",
    "\x1b]0;title\x07\x1b[2J\x1b[31m",
    "\x9b2J\x85",
    "a\u202eb\u200bc\u2066d\ufeff\xad\u180e",
    "two\nlines\r\nand\rmore",
    "tab\tand | pipe",
    '"quoted", with comma; semicolon',
    "`code` *bold* _under_ <b>tag</b> &amp; # [a](b)",
    "C:\\[x]\\",
    "\ud83d half",
)


def row(what: str, **cells: object) -> Row:
    return {
        "code": "007",
        "what": what,
        "staff": 24,
        "submitted": 22,
        "rate_percent": 91.7,
        "on": date(2026, 11, 5),
        "late": True,
        "rating": Rating.NOT_MET,
        "criteria": ["TD-01", "TD-02"],
        "digest": "9f2c",
    } | cells


def document(*rows: Row, columns: tuple[Column, ...] = COLUMNS, **fields: str) -> Document:
    table = Table("cases", "Trường hợp", columns, rows, empty="Không có gì.")
    return Document(
        name="cases",
        title=fields.get("title", "Danh sách"),
        lead=(fields.get("lead", "Câu mở đầu."),),
        tables=(table,),
        notes=(fields.get("note", "Ghi chú cuối."),),
        payload={"cases": rows_of(table)},
    )
