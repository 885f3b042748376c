"""Documents as they are handed in: a báo cáo, a phiếu, a signed table; ordinary ones, and hostile ones."""

from dataclasses import replace
from datetime import date

from civicode.domain.criteria.rating import Rating
from civicode.reports.document.document import Column, Document, Kind, Row, Table
from civicode.reports.document.paper import Layout, Paper, Part, Signature

COLUMNS = (
    Column("unit", "Đơn vị"),
    Column("title", "Tiêu chí có người chưa đạt", headed="Tiêu chí"),
    Column("staff", "Phải nộp", Kind.NUMBER, wide=True),
    Column("submitted", "Đã nộp", Kind.NUMBER, of="staff"),
    Column("rate_percent", "Tỷ lệ đạt", Kind.PERCENT),
    Column("repeats", "Lần trước", Kind.NUMBER, quiet=True),
    Column("on", "Ngày", Kind.DATE),
    Column("late", "Trễ hạn", Kind.FLAG),
    Column("rating", "Kết quả", Kind.TERM, terms="rating"),
    Column("period", "Kỳ", Kind.PERIOD),
    Column("officer", "Mã", Kind.CODE, file_only=True),
)
ROWS: tuple[Row, ...] = (
    {
        "unit": "Văn phòng",
        "title": "Không đi trễ",
        "staff": 24,
        "submitted": 22,
        "rate_percent": 91.7,
        "repeats": 0,
        "on": date(2026, 11, 5),
        "late": True,
        "rating": Rating.NOT_MET,
        "period": "2026-11",
        "officer": "007",
    },
    {"unit": "Kinh tế", "title": "", "staff": 3, "submitted": 0, "rate_percent": 50.0, "repeats": 2, "late": False},
    {"unit": "Chưa có gì", "staff": 0, "rate_percent": None},
)
SHOWN = [
    ["1", "Văn phòng", "Không đi trễ", "24", "22", "91,7 %", "", "05/11/2026", "có", "chưa đạt", "tháng 11/2026"],
    ["2", "Kinh tế", "", "3", "0", "50,0 %", "2", "", "", "", ""],
    ["3", "Chưa có gì", "", "0", "", "", "", "", "", "", ""],
]
HEADS = [
    "STT",
    "Đơn vị",
    "Tiêu chí",
    "Phải nộp",
    "Đã nộp",
    "Tỷ lệ đạt",
    "Lần trước",
    "Ngày",
    "Trễ hạn",
    "Kết quả",
    "Kỳ",
]
PAPER = Paper(
    layout=Layout.REPORT,
    motto=("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
    agency=("UBND TỈNH SEN HỒNG", "UBND PHƯỜNG HOA SEN"),
    kind="BÁO CÁO",
    subject="Kết quả thực hiện Tiêu chí văn hóa công vụ tháng 11 năm 2026",
    number="Số:        /BC-UBND",
    place_and_day="Hoa Sen, ngày … tháng … năm …",
    basis=("Căn cứ Kế hoạch số 144/KH-UBND;", "UBND phường Hoa Sen báo cáo như sau:"),
    opening=("Tổng số 24 cán bộ; 22 người đã tự đánh giá, đạt 91,7 %.",),
    parts=(Part("Khó khăn, vướng mắc", ("Thiếu người.",), 2),),
    signatures=(Signature(("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "", "Lê Thị Hướng Dương"),),
    recipients=("- UBND tỉnh;", "- Lưu: VT."),
    recipients_title="Nơi nhận:",
    closing="Trên đây là báo cáo",
    end="./.",
)


def report(rows: tuple[Row, ...] = ROWS, paper: Paper = PAPER, **about: object) -> Document:
    """A báo cáo with one table of rates and one without rows."""
    first = Table(
        "units",
        "Đơn vị",
        COLUMNS,
        rows,
        bar="rate_percent",
        numbered=True,
        headed="Kết quả theo đơn vị",
        told=("Có 2 đơn vị.",),
    )
    second = Table("none", "Vụ việc", COLUMNS, (), empty="Không có vụ việc nào.")
    made = Document("summary", "Tổng hợp, kỳ 2026-11", (first, second), ("Đã nộp 22/24.",), ("Ghi chú.",), paper=paper)
    return replace(made, **about)  # type: ignore[arg-type]


def form() -> Document:
    """A phiếu: no number, no recipients, two who sign."""
    return report(
        paper=PAPER._replace(
            layout=Layout.FORM,
            kind="PHIẾU TỰ KIỂM TRA",
            number="",
            basis=(),
            about=(("Họ và tên", "Trần Văn Mẫu"),),
            signatures=(
                Signature(("NGƯỜI TỰ ĐÁNH GIÁ",), "(Ký, ghi rõ họ tên)", "Trần Văn Mẫu"),
                Signature(("LÃNH ĐẠO ĐƠN VỊ",), "(Ký, ghi rõ họ tên)"),
            ),
            recipients=(),
            closing="",
            end="",
        )
    )


HOSTILE = (
    '=HYPERLINK("http://a.b";"x")',
    "+1+1",
    "@SUM(A1)",
    "<script>alert(1)</script><b>&amp;",
    "#[x] *b* $y$ \\ `c` @ref {d}",
    "{{ 7*7 }} {% raw %}",
    "a\x00b\x07c\x1bd\ufffee\uffff",
    "tr\u202eái\u2066phải\u200b",
    "dòng một\ndòng hai\r\ndòng ba",
    "&C&P&N && [x]:*?/\\'",
    "\n".join(f"dòng {number}" for number in range(40)),
    "chữ " * 2500,
    "ghgh" * 60,
)
"""What people may have typed into any free field."""


def hostile(text: str) -> Document:
    """A báo cáo with `text` wherever people's words may stand."""
    paper = PAPER._replace(
        agency=(text, text),
        subject=text,
        place_and_day=text,
        basis=(text,),
        opening=(text,),
        about=(("Họ và tên", text),),
        parts=(Part("Khó khăn", (text,), 1),),
        signatures=(Signature((text,), "", text),),
        recipients=(text,),
    )
    made = report(({**ROWS[0], "unit": text, "title": text}, {**ROWS[1], "unit": text}), paper)
    return replace(made, title=text, lead=(text,), notes=(text,))
