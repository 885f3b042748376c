import codecs
from pathlib import Path

import pytest

from civicode.errors import NotFoundError, Problem, StoreError
from civicode.i18n import Lang, Words
from civicode.sources.file.text import LARGEST_FILE, decoded, odd_character_problem, place_of, read_file


@pytest.mark.parametrize(
    "data",
    [
        "chào\nbạn".encode(),
        codecs.BOM_UTF8 + "chào\nbạn".encode(),
        codecs.BOM_UTF16_LE + "chào\r\nbạn".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "chào\rbạn".encode("utf-16-be"),
        "\ufeffchào\nbạn",
    ],
)
def test_every_way_a_text_is_saved_reads_the_same(data: bytes | str) -> None:
    assert decoded(data) == "chào\nbạn"


@pytest.mark.parametrize(
    ("data", "code", "line", "column", "facts"),
    [
        ("title: ch\xe0o\n".encode("cp1252"), "text_file.not_utf8", 1, 10, {"byte": "0xE0"}),
        ("á\nàb\n".encode() + b"\xffz", "text_file.not_utf8", 3, 1, {"byte": "0xFF"}),
        (codecs.BOM_UTF16_LE + b"a\x00\n\x00b", "text_file.not_utf8", 2, 1, {"byte": "0x62"}),
        (b"x" * (LARGEST_FILE + 1), "text_file.too_large", 1, 1, {"most_mb": 2}),
    ],
)
def test_what_cannot_be_read_is_named_by_its_place(
    data: bytes | str, code: str, line: int, column: int, facts: dict[str, object]
) -> None:
    assert decoded(data) == Problem(code, facts, line=line, column=column)


@pytest.mark.parametrize(
    ("text", "line", "column", "facts"),
    [
        ("a: b\nc: \x00\x1b[31m", 2, 4, {"character": "U+0000", "n": 2}),
        ("a\u2028b", 1, 2, {"character": "U+2028", "n": 1}),
        ("a\ud800", 1, 2, {"character": "U+D800", "n": 1}),
    ],
)
def test_control_characters_are_named_by_the_first(text: str, line: int, column: int, facts: dict[str, object]) -> None:
    assert odd_character_problem(text) == Problem("text_file.odd_character", facts, line=line, column=column)


def test_other_signs_of_the_world_are_text() -> None:
    assert odd_character_problem("Đạt\t😀\n한국\u00a0\u200b\u202e") is None


def test_the_largest_file_is_read() -> None:
    assert decoded(b"x" * LARGEST_FILE) == "x" * LARGEST_FILE


def test_places_count_from_one() -> None:
    assert [place_of("ab\nc", index) for index in range(5)] == [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2)]


def test_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"text_file\.missing") as missing:
        read_file(tmp_path / "không có.yaml")
    assert missing.value.facts == {"path": str(tmp_path / "không có.yaml")}
    with pytest.raises(NotFoundError, match=r"text_file\.missing"):
        read_file(tmp_path / "a\0b")
    with pytest.raises(StoreError, match=r"text_file\.unreadable"):
        read_file(tmp_path)


def test_a_file_is_not_read_beyond_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * (LARGEST_FILE + 100))
    assert len(read_file(tmp_path / "a")) == LARGEST_FILE + 1


def test_why_the_system_refuses_is_said_in_our_words(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        read_file(tmp_path)
    assert Words(Lang.VI).message(caught.value) == f"không đọc được tệp {tmp_path}: đó là một thư mục"
    assert Words(Lang.EN).message(caught.value) == f"the file {tmp_path} cannot be read: it is a folder"
