"""What a report bears on paper, by value."""

from datetime import date

import pytest

from civicode.domain.office import Agency, OfficeSettings, Signer
from civicode.i18n import Lang, Words
from civicode.reports.check import officer
from civicode.reports.document.paper import Layout, Paper
from civicode.reports.period import emulation, summary
from civicode.reports.report.figures import Report
from civicode.reports.report.letterhead import paper_of
from civicode.reports.report.records import Sheet
from tests.reports.samples import MET, NOVEMBER, OCTOBER, check, month, records, scope
from tests.reports.sheets import HANDED_IN, PERSONAL, november

VI, EN = Words(Lang.VI), Words(Lang.EN)
SETTINGS = OfficeSettings(
    agencies=(
        Agency(name="ỦY BAN NHÂN DÂN PHƯỜNG CŨ", parent="UBND thành phố Long", place="Phường Cũ"),
        Agency(name="Ủy ban nhân dân phường Mới", parent="UBND tỉnh Sen", place="Mới", since=date(2026, 7, 1)),
    ),
    signer=Signer(authority="KT. Chủ tịch", title="Phó Chủ tịch", name="Lê Thị Hướng Dương"),
    recipients=("UBND tỉnh;", "- Lưu: VT, VP."),
)


def report_of(key: str = "2026-11") -> Report:
    period = month(key)
    then = records(OCTOBER, check("001", OCTOBER, MET, MET, MET))
    return summary.build(scope(records(period, check("001", period, MET, MET, MET)), period=period, before=then))


def letter(report: Report, settings: OfficeSettings = SETTINGS, words: Words = VI) -> Paper:
    return paper_of(report, summary.document(report, words), Layout.REPORT, settings, words)


def test_a_report_bears_the_name_of_its_time() -> None:
    assert letter(report_of()).agency == ("UBND TỈNH SEN", "ỦY BAN NHÂN DÂN PHƯỜNG MỚI")
    old = letter(report_of("2026-06"))
    assert old.agency == ("UBND THÀNH PHỐ LONG", "ỦY BAN NHÂN DÂN PHƯỜNG CŨ")
    assert old.place_and_day == "Phường Cũ, ngày … tháng … năm …"
    assert "Ủy ban nhân dân phường Cũ báo cáo kết quả" in old.basis[1]


def test_what_is_not_given_is_blank() -> None:
    bare = letter(report_of(), OfficeSettings())
    assert bare.agency == ("…………………………",)
    assert bare.number == "Số:        /BC-UBND"
    assert bare.place_and_day == "…………, ngày … tháng … năm …"
    assert bare.signatures[-1].lines == ("THỦ TRƯỞNG CƠ QUAN",)
    assert bare.recipients == ("- Lưu: VT.",)


def test_the_layout_of_the_decree() -> None:
    paper = letter(report_of())
    assert paper.motto == ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
    assert (paper.kind, paper.end) == ("BÁO CÁO", "./.")
    assert paper.subject == "Kết quả thực hiện Tiêu chí văn hóa công vụ tháng 11 năm 2026"
    assert paper.basis[0] == "Căn cứ Kế hoạch số 1/KH-UBND ngày 02 tháng 01 năm 2024 của UBND phường Bình Minh;"
    assert paper.recipients == ("- UBND tỉnh;", "- Lưu: VT, VP.")
    assert paper.signatures[0].lines == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert paper.signatures[0].name == "Lê Thị Hướng Dương"
    assert [(part.title, part.sentences, part.blank_lines) for part in paper.parts] == [
        ("Khó khăn, vướng mắc", (), 2),
        ("Đề xuất, kiến nghị", (), 2),
    ]


def test_an_office_that_is_no_committee_has_another_mark() -> None:
    settings = OfficeSettings(agencies=(Agency(name="Trung tâm Hoa Sen"),))
    assert letter(report_of(), settings).number == "Số:        /BC"


def test_the_sentences_of_the_first_section() -> None:
    assert letter(report_of()).opening == (
        (
            "Tổng số 3 cán bộ, công chức, người lao động phải tự kiểm tra; 1 người đã tự đánh giá, đạt 33,3 %; "
            "2 người chưa tự đánh giá."
        ),
        (
            "Có 3 lượt tiêu chí được đánh giá: 3 lượt đạt, chiếm 100,0 %; 0 lượt chưa đạt; 0 lượt không áp dụng không "
            "tính vào tỷ lệ."
        ),
        "Tỷ lệ đạt bằng tháng 10 năm 2026 (100,0 %).",
        "Đã xác nhận 0 vụ việc vi phạm; 0 vụ việc ghi nhận chưa kết luận.",
    )


def test_a_form_is_signed_by_both() -> None:
    report = officer.build(november(Sheet(NOVEMBER, PERSONAL, HANDED_IN)))
    paper = paper_of(report, officer.document(report, VI), Layout.FORM, SETTINGS, VI)
    assert paper.about == (
        ("Họ và tên", "Trần Minh Đức"),
        ("Mã số", "002"),
        ("Chức vụ", "Chuyên viên"),
        ("Đơn vị", "Văn phòng"),
    )
    assert [(one.lines, one.name) for one in paper.signatures] == [
        (("NGƯỜI TỰ ĐÁNH GIÁ",), "Trần Minh Đức"),
        (("LÃNH ĐẠO ĐƠN VỊ",), ""),
    ]
    assert [(part.title, part.sentences) for part in paper.parts] == [
        ("Ưu điểm", ()),
        ("Hạn chế", ("- TD-02: đi trễ 2 lần",)),
    ]
    assert paper.number == ""


def test_a_signed_table_has_who_made_it() -> None:
    report = emulation.build(scope(records(NOVEMBER), named=True))
    paper = paper_of(report, emulation.document(report, VI), Layout.SIGNED, SETTINGS, VI)
    assert [one.lines for one in paper.signatures] == [("NGƯỜI LẬP BIỂU",), ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")]
    assert not paper.basis


@pytest.mark.parametrize("words", [VI, EN])
def test_nothing_is_left_in_braces(words: Words) -> None:
    assert "{" not in str(letter(report_of(), words=words))
