import codecs
import unicodedata
from typing import Literal

import pytest

from civicode.errors import Problem, UsageError
from civicode.sources.file.encoding import Encoding, encoding_of
from civicode.sources.file.old_font import OldFont
from tests.sources.encodings import STAFF, as_cp1258, as_font, file_of
from tests.sources.samples import places, sentences


def found(data: bytes, given: str | None = None) -> Encoding:
    encoding = encoding_of(file_of(data), given)
    assert isinstance(encoding, Encoding), encoding
    return encoding


def refused(data: bytes, given: str | None = None) -> list[Problem]:
    problems = encoding_of(file_of(data), given)
    assert isinstance(problems, list), problems
    assert problems
    assert sentences(problems)
    assert {one.where for one in problems} == {"a.csv"}
    return problems


LINE_ENDS = pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])


@LINE_ENDS
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_each_encoding_is_found(end: str, form: Literal["NFC", "NFD"]) -> None:
    text = unicodedata.normalize(form, STAFF).replace("\n", end)
    assert found(text.encode()) == Encoding("utf-8")
    assert found(codecs.BOM_UTF8 + text.encode()) == Encoding("utf-8")
    for codec, mark in (("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE)):
        assert found(mark + text.encode(codec)) == Encoding(codec, is_guessed=True)
        assert found(text.encode(codec)) == Encoding(codec, is_guessed=True)
    assert found(as_cp1258(text)) == Encoding("cp1258", is_guessed=True)


@LINE_ENDS
def test_decomposed_cp1258_is_found(end: str) -> None:
    assert found(STAFF.replace("\n", end).replace("à", "a\u0300").encode("cp1258", "ignore")).codec == "cp1258"


def test_ascii_and_nothing_are_utf8() -> None:
    assert found(b"") == found(b"a,b\n1,2\n") == Encoding("utf-8")


def test_the_whole_file_is_looked_at() -> None:
    far = b"x" * 70 + b"\n"
    assert found(far * 20_000 + as_cp1258(STAFF)).codec == "cp1258"
    assert found(far * 20_000 + STAFF.encode()).codec == "utf-8"


def test_people_are_told_of_what_is_not_utf8() -> None:
    notice = found(as_cp1258(STAFF)).notice("a.csv")
    assert notice == Problem("csv_file.encoding_guessed", {"encoding": "cp1258"}, where="a.csv")
    assert sentences([notice])
    assert found(STAFF.encode()).notice("a.csv") is None
    assert found(as_cp1258(STAFF), "windows-1258").notice("a.csv") is None


@LINE_ENDS
@pytest.mark.parametrize("font", OldFont)
@pytest.mark.parametrize("codec", ["cp1252", "utf-8"])
def test_old_fonts_are_refused_with_what_they_mean(font: OldFont, codec: str, end: str) -> None:
    text = ("UBND" + "\n" + STAFF).replace("\n", end)
    [problem] = refused(as_font(text, font).encode(codec))
    assert places([problem]) == [("csv_file.old_font", 2, None)]
    assert problem.facts == {"encoding": font.value, "converted": "Mã CB;Họ và tên;Chức vụ;Đơn vị"}


@pytest.mark.parametrize(
    ("given", "font"),
    [("tcvn3", OldFont.TCVN3), ("TCVN3 (ABC)", OldFont.TCVN3), ("vni", OldFont.VNI), ("VNI-Windows", OldFont.VNI)],
)
def test_an_old_font_that_is_named_is_refused_the_same_way(given: str, font: OldFont) -> None:
    for codec in ("cp1252", "utf-8"):
        data = as_font(STAFF, font).encode(codec)
        assert refused(data, given) == refused(data)
    assert places(refused(b"a,b\n", given)) == [("csv_file.old_font", 1, None)]


@pytest.mark.parametrize(
    ("given", "codec"),
    [("utf8", "utf-8"), ("UTF-8", "utf-8"), ("cp1258", "cp1258"), ("windows-1258", "cp1258"), ("utf-16", "utf-16")],
)
def test_what_is_named_is_taken(given: str, codec: str) -> None:
    assert found(STAFF.encode("utf-16"), given) == Encoding(codec)


@pytest.mark.parametrize("given", ["", "utf-9", "base64", "rot13", "idna", "unicode_escape", "undefined", "\0", "ê"])
def test_what_is_no_encoding(given: str) -> None:
    with pytest.raises(UsageError, match=r"csv_file\.unknown_encoding") as caught:
        found(b"", given)
    assert caught.value.facts == {"encoding": given}


@pytest.mark.parametrize("word", ["Đạt", "Sơn", "Hà", "25°C", "Võ"])
def test_one_word_is_not_guessed(word: str) -> None:
    problems = refused(as_cp1258(f"a,b\n1,x\n2,{word}\n"))
    assert {one.code for one in problems} == {"csv_file.uncertain"}
    assert {one.line for one in problems} == {3}
    assert problems[0].facts == {"encoding": "cp1258", "name": "cp1258", "samples": [f"“2,{word}”"]}
    assert len({str(one.facts["samples"]) for one in problems}) == len(problems)


def test_two_readings_that_are_both_vietnamese_are_shown() -> None:
    problems = refused("Võ\nVõ Lê\nbõ\nlà\nhõ\nà\n".encode("cp1252"))
    assert [one.facts["encoding"] for one in problems[:2]] == ["cp1258", "cp1252"]
    assert [one.facts["samples"] for one in problems[:2]] == [["“Vơ”", "“Vơ Lê”", "“bơ”"], ["“Võ”", "“Võ Lê”", "“bõ”"]]


def test_readings_that_are_the_same_are_no_doubt() -> None:
    assert found("Lê Hà Tâm".encode("cp1252")) == Encoding("cp1258", is_guessed=True)


@pytest.mark.parametrize(
    "data",
    [
        "Café;Müller;Zoë;Straße".encode("cp1252"),
        "Привет мир как дела".encode("cp1251"),
        "日本語のテキスト、漢字".encode("shift-jis"),
        bytes(range(0x80, 0x100)) * 3,
    ],
)
def test_other_languages_are_not_guessed(data: bytes) -> None:
    assert {one.code for one in refused(data)} == {"csv_file.uncertain"}


@LINE_ENDS
def test_a_broken_character_in_utf8_is_named_by_its_place(end: str) -> None:
    text = STAFF.replace("\n", end).encode()
    emoji = "😀".encode()
    [problem] = refused(text + "004;Lê ".encode() + emoji[:3] + b";x\n")
    assert problem == Problem("csv_file.not_utf8", {"byte": "0xF0"}, where="a.csv", line=5, column=8)
    assert places(refused(text + emoji[:2])) == [("csv_file.not_utf8", 5, 1)]
    assert places(refused("Đạt\n".encode() + b"\xff")) == [("csv_file.not_utf8", 2, 1)]
    assert places(refused(codecs.BOM_UTF8 + b"a\n\xe0\xe1")) == [("csv_file.not_utf8", 2, 1)]


def test_only_the_first_broken_lines_are_listed() -> None:
    problems = refused(STAFF.encode() + b"\xff\n" * 9)
    assert places(problems) == [("csv_file.not_utf8", line, 1) for line in range(5, 10)]


def test_what_is_no_text_is_not_guessed() -> None:
    assert places(refused(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe")) == [
        ("csv_file.nul", 3, 1),
        ("csv_file.nul", 3, 2),
        ("csv_file.nul", 3, 3),
    ]
