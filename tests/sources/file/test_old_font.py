import pytest

from civicode.errors import Problem
from civicode.sources.file.old_font import OldFont, converted, old_font_of, old_font_problem, sample_of
from tests.sources.encodings import STAFF, as_font

VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"


@pytest.mark.parametrize(
    ("font", "typed", "text"),
    [
        (OldFont.TCVN3, "hép møt tÕt, §¹t, B¶o Th¾ng, Mêng Kh\xac\xacng", "hộp mứt tết, Đạt, Bảo Thắng, Mờng Khơơng"),
        (OldFont.TCVN3, "Uû ban nh©n d©n ph\xad\xacng", "Uỷ ban nhân dân phương"),
        (OldFont.VNI, "Nguyeãn Thò Hoàng ñöôïc xöû lyù; ÑAÏT YEÂU CAÀU", "Nguyễn Thị Hồng được xử lý; ĐẠT YÊU CẦU"),
        (OldFont.VNI, "haèng thaùng, Maãu baêng Chæ Kyõ kî ñó", "hằng tháng, Mẫu băng Chỉ Kỹ kỵ đĩ"),
    ],
)
def test_what_the_fonts_showed(font: OldFont, typed: str, text: str) -> None:
    assert converted(typed, font) == text


@pytest.mark.parametrize("font", OldFont)
def test_every_letter_has_its_place(font: OldFont) -> None:
    assert converted(as_font(VOWELS, font), font) == VOWELS
    as_font(VOWELS, font).encode("cp1252")


def test_capitals_too_in_vni() -> None:
    assert converted(as_font(VOWELS.upper(), OldFont.VNI), OldFont.VNI) == VOWELS.upper()


@pytest.mark.parametrize("font", OldFont)
def test_text_of_a_font_is_recognised_in_unicode(font: OldFont) -> None:
    assert old_font_of(as_font(STAFF, font).splitlines()) is font


@pytest.mark.parametrize(
    "text",
    [
        STAFF,
        "",
        "Staff of the ward; 12 m²; 5 °C",
        "Café, naïve, Zoë, José, Müller, Straße, À bientôt, où ça",
        "Nguy\xd4n",  # one word says nothing
        "한국어 日本語 русский язык текст",
    ],
)
def test_other_text_is_not(text: str) -> None:
    assert old_font_of(text.splitlines()) is None


def test_the_first_line_that_shows_it_is_told() -> None:
    lines = ["Ma,Ten\n", f"1,{as_font('Lý Đắc Quỳnh', OldFont.TCVN3)}\n"]
    facts = {"encoding": "TCVN3 (ABC)", "converted": "1,Lý Đắc Quỳnh"}
    assert old_font_problem(lines, OldFont.TCVN3, "a.csv") == Problem("csv_file.old_font", facts, where="a.csv", line=2)


def test_samples_are_short_and_safe() -> None:
    assert sample_of("a\tb\x1b[31m\r\n") == "a b\ufffd[31m"
    assert sample_of("x" * 1000) == "x" * 80 + "…"


def test_letters_that_stand_alone_are_no_evidence() -> None:
    assert old_font_of(["Ì", "Ü", "û", "007"]) is None
