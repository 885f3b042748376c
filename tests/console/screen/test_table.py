"""The table on a terminal: what is shown at which width, and that nothing people typed is obeyed."""

import io
import re
from collections.abc import Sequence

import pytest
from rich.console import Console

from civicode.console.screen.table import FILE_WIDTH, show, terminal
from civicode.i18n import Lang, Words
from civicode.reports.document.document import Column, Document, Kind, Row, Table
from civicode.reports.period.progress import build as build_progress
from civicode.reports.period.progress import document as progress
from civicode.reports.period.summary import build as build_summary
from civicode.reports.period.summary import document as summary
from tests.exporters.documents import HOSTILE, document, row
from tests.exporters.test_formats import OBEYED
from tests.reports.samples import MET, NOT_MET, NOVEMBER, OCTOBER, case, check, records, scope

VI = Words(Lang.VI)


def printed(made: Document, width: int = 80, *, plain: bool = False, encoding: str = "utf-8") -> str:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding=encoding, newline="\n")
    console = Console(file=file, width=width, color_system=None, markup=False, highlight=False, emoji=False)
    show(made, VI, plain, console)
    file.flush()
    return raw.getvalue().decode(encoding)


def november() -> Document:
    before = records(OCTOBER, check("001", OCTOBER, NOT_MET, MET, MET))
    now = records(
        NOVEMBER,
        check("001", NOVEMBER, NOT_MET, MET, MET),
        check("002", NOVEMBER, MET, MET, MET),
        cases=(case("002", "TD-02"),),
    )
    return summary(build_summary(scope(now, before=before)), VI)


def test_the_summary_at_80_columns() -> None:
    assert printed(november()) == (
        """\
Tổng hợp tự kiểm tra, kỳ 2026-11 (chưa khóa sổ)
Đã nộp 2/3 phiếu (66,7 %), còn thiếu 1; kỳ 2026-10 nộp 1/3.
Tỷ lệ đạt 83,3 % (5/6 mục); kỳ 2026-10 đạt 66,7 % (+16,6 điểm phần trăm).
Vi phạm đã xác nhận: 1; ghi nhận chưa kết luận: 0.

Mã     Tự đánh giá đạt nhưng có vi phạm đã xác nhận  Số người
TD-02  Không đi trễ                                         1

Đơn vị     Đã nộp  Thiếu  Tỷ lệ đạt              Vi phạm
Lãnh đạo      1/1      0     66,7 %  ██████▋           0
Văn phòng     1/2      1    100,0 %  ██████████        1

Mã  Nhóm tiêu chí  Đạt  Chưa đạt  Không áp dụng  Tỷ lệ đạt
TD  Thái độ          3         1              0     75,0 %  ███████▌
GT  Giao tiếp        2         0              0    100,0 %  ██████████

Mã     Tiêu chí có người chưa đạt  Chưa đạt  Lặp lại
TD-01  Làm hết việc                       1        1

Tỷ lệ đạt = đạt / (đạt + chưa đạt); mục không áp dụng không tính.
Theo sổ 2026-11:7:ab12cd34ef56.
"""
    )


def test_progress_shows_a_yes_and_leaves_a_no_blank() -> None:
    now = records(NOVEMBER, check("001", NOVEMBER, MET, MET, MET, late=True), drafts=("002",))
    shown = printed(progress(build_progress(scope(now, named=True)), VI))
    assert (
        """\
Mã   Họ và tên      Đơn vị     Tình trạng  Trễ hạn  Ngày nộp
001  Lê Thị Ánh     Lãnh đạo   đã nộp      có       02/12/2026
002  Trần Minh Đức  Văn phòng  bản nháp
003  Đỗ Mai         Văn phòng  chưa làm
"""
        in shown
    )


def table(*rows: Row, columns: Sequence[Column], bar: str = "") -> Document:
    return Document("x", "", (Table("x", "", tuple(columns), rows, bar=bar),))


def test_wide_columns_are_left_out_where_they_do_not_fit_and_shown_from_110_on() -> None:
    columns = [
        Column("code", "Code", Kind.CODE),
        Column("short", "Short", wide=True),
        Column("long", "Long", wide=True),
        Column("digest", "Digest", file_only=True),
    ]
    made = table({"code": "1", "short": "abc", "long": "word " * 30, "digest": "9f"}, columns=columns)
    assert printed(made, 80) == "Code  Short\n1     abc\n"
    assert printed(made, 140).startswith("Code  Short  Long")
    assert "Digest" not in printed(made, 140)


def test_a_luxury_that_nobody_has_filled_is_left_out_but_a_zero_is_not() -> None:
    columns = [
        Column("code", "Code"),
        Column("note", "Note"),
        Column("reason", "Reason", wide=True),
        Column("late", "Late", Kind.FLAG, wide=True),
        Column("count", "Count", Kind.NUMBER, wide=True),
    ]
    made = table({"code": "1", "note": "", "reason": "", "late": False, "count": 0}, columns=columns)
    assert printed(made, 140) == "Code  Note  Count\n1               0\n"


def test_without_any_rate_there_is_no_room_for_bars() -> None:
    columns = [Column("unit", "Unit"), Column("rate", "Rate", Kind.PERCENT), Column("n", "N", Kind.NUMBER)]
    made = table({"unit": "A", "rate": None, "n": 1}, columns=columns, bar="rate")
    assert printed(made) == "Unit  Rate  N\nA           1\n"


def test_bars_come_before_wide_columns() -> None:
    columns = [
        Column("unit", "Unit"),
        Column("met", "Met", Kind.NUMBER, wide=True),
        Column("rate", "Rate", Kind.PERCENT),
    ]
    made = table({"unit": "A", "met": 9, "rate": 50.0}, columns=columns, bar="rate")
    assert printed(made, 24) == "Unit    Rate\nA     50,0 %  █████\n"
    assert printed(made, 29) == "Unit  Met    Rate\nA       9  50,0 %  █████\n"


def test_no_line_ends_in_blanks() -> None:
    lines = printed(document(row("một"), row("hai")), 140).splitlines()
    assert lines == [line.rstrip() for line in lines]


def test_bars_are_drawn_where_there_is_room() -> None:
    columns = [Column("unit", "Unit"), Column("rate", "Rate", Kind.PERCENT)]
    rows: list[Row] = [{"unit": "A", "rate": 50.0}, {"unit": "B", "rate": 99.9}, {"unit": "C", "rate": None}]
    made = table(*rows, columns=columns, bar="rate")
    assert printed(made) == ("Unit    Rate\nA     50,0 %  █████\nB     99,9 %  █████████▉\nC\n")
    assert printed(made, encoding="ascii").splitlines()[1:3] == ["A     50,0 %  #####", "B     99,9 %  #########"]
    assert "█" not in printed(made, 20)


def test_codes_and_results_are_never_broken_and_text_takes_the_rest() -> None:
    columns = [
        Column("criterion", "Mã", Kind.CODE),
        Column("title", "Tiêu chí"),
        Column("rating", "Kết quả", Kind.TERM, terms="rating"),
    ]
    long = {"criterion": "TD-06", "title": "Sử dụng có hiệu quả thời giờ làm việc", "rating": "not_met"}
    assert printed(table(long, columns=columns), 40) == (
        "Mã     Tiêu chí                 Kết quả\nTD-06  Sử dụng có hiệu quả      chưa đạt\n       thời giờ làm việc\n"
    )


def test_no_line_is_wider_than_the_terminal() -> None:
    made = document(*(row(f"một nội dung khá dài để phải xuống dòng nhiều lần, số {number}") for number in range(24)))
    for width in (60, 80, 140):
        assert max(len(line) for line in printed(made, width).splitlines()) <= width


def test_an_empty_table_says_so() -> None:
    assert printed(document()) == "Danh sách\nCâu mở đầu.\n\nKhông có gì.\n\nGhi chú cuối.\n"


def test_one_record_is_shown_field_by_field() -> None:
    columns = (Column("name", "Họ và tên"), Column("leader", "Lãnh đạo", Kind.FLAG), Column("note", "Ghi chú"))
    made = Document("x", "", (Table("x", "", columns, [{"name": "Đỗ Mai", "leader": False}], record=True),))
    assert printed(made) == "Họ và tên  Đỗ Mai\nLãnh đạo   không\n"


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_unharmed(text: str, plain: bool) -> None:
    columns = (Column("what", "Nội dung"), Column("code", "Mã", Kind.CODE))
    made = document({"what": text, "code": "next"}, columns=columns, title=text, lead=text, note=text)
    shown = printed(made, 140, plain=plain)
    assert not OBEYED.search(shown)
    letters = re.sub(r"\s", "", OBEYED.sub("\ufffd", text))
    assert re.sub(r"\s", "", shown.replace("next", "")).count(letters) == 4, "title, lead, cell and note"


def test_plain_is_one_line_after_the_other() -> None:
    columns = (
        Column("unit", "Đơn vị"),
        Column("staff", "Phải nộp", Kind.NUMBER, wide=True),
        Column("rate", "Tỷ lệ đạt", Kind.PERCENT),
        Column("late", "Trễ hạn", Kind.FLAG),
        Column("hash", "Mã băm", file_only=True),
    )
    rows = [
        {"unit": "Văn phòng", "staff": 6, "rate": 91.7, "late": False, "hash": "9f"},
        {"unit": "Kinh tế", "staff": 0, "rate": None, "late": True, "hash": "9f"},
    ]
    made = Document(
        "x", "Danh sách", (Table("x", "Theo đơn vị", columns, rows, bar="rate"),), ("Câu mở đầu.",), ("Hết.",)
    )
    assert printed(made, plain=True) == (
        "Danh sách\n\nCâu mở đầu.\n\nTheo đơn vị:\n\n"
        "Đơn vị: Văn phòng\nPhải nộp: 6\nTỷ lệ đạt: 91,7 %\nTrễ hạn: không\n\n"
        "Đơn vị: Kinh tế\nPhải nộp: 0\nTrễ hạn: có\n\n"
        "Hết.\n"
    )


def test_without_a_console_it_goes_to_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    show(document(row("x"), title="Danh sách"), VI)
    assert capsys.readouterr().out.startswith("Danh sách\n")
    assert terminal().is_terminal is False


@pytest.mark.parametrize("given", ["0", "", "wide"])
def test_columns_that_are_no_width_count_for_nothing(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("COLUMNS", given)
    assert terminal().width == FILE_WIDTH
