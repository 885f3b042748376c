import codecs
import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from civicode.domain.text.guard import guarded
from civicode.domain.text.text import is_blank
from civicode.errors import StoreError, UsageError
from civicode.sources.file.data import DataFile
from civicode.sources.file.delimiter import delimiter_line
from civicode.sources.file.old_font import OldFont
from civicode.sources.sheet import Row
from civicode.sources.table.csv import read_csv
from tests.sources.encodings import STAFF, as_cp1258, as_font, file_of
from tests.sources.file.test_lines import BigFile, peak_bytes
from tests.sources.samples import Place, places, sentences

Lines = list[tuple[int, Sequence[object]]]


def read(data: bytes | str, encoding: str | None = None, delimiter: str | None = None) -> tuple[Lines, list[Place]]:
    """The rows with their lines, and the places of the problems."""
    content = data.encode() if isinstance(data, str) else data
    sheet = read_csv(file_of(content), encoding=encoding, delimiter=delimiter)
    rows: Lines = [(row.line, row.cells) for row in sheet.rows]
    assert {one.where for one in sheet.problems + sheet.notices} <= {"a.csv"}
    assert sheet.share() == 1.0 or sheet.problems
    sentences(sheet.problems + sheet.notices)
    return rows, places(sheet.problems)


STAFF_ROWS = [(line, text.split(";")) for line, text in enumerate(STAFF.splitlines(), start=1)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_way_a_table_is_saved_reads_the_same(codec: str, end: str) -> None:
    assert read(STAFF.replace("\n", end).encode(codec)) == (STAFF_ROWS, [])


def test_letters_of_cp1258_are_left_for_the_reader_of_the_cells() -> None:
    sheet = read_csv(file_of(as_cp1258("Mã;Tên\n1;Lê Thị Ứng\n2;Trần Hậu\n")))
    assert list(sheet.rows)[1] == Row(2, ["1", "Lê Thi\u0323 Ư\u0301ng"])
    assert places(sheet.notices) == [("csv_file.encoding_guessed", None, None)]


def test_what_the_encoding_refuses_has_no_rows() -> None:
    assert read(as_font(STAFF, OldFont.TCVN3).encode("cp1252")) == ([], [("csv_file.old_font", 1, None)])


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", []),
        ("\ufeff", []),
        ("\n\r\n\r", []),
        ("a", [(1, ["a"])]),
        ("a;b\n\n1;2\n", [(1, ["a", "b"]), (3, ["1", "2"])]),
        ('a;b\n"1\n2\r\n3\r";"x""y"\n4;5', [(1, ["a", "b"]), (2, ["1\n2\r\n3\r", 'x"y']), (6, ["4", "5"])]),
        ("a;b;;\n1;2\n3;;;;;\n", [(1, ["a", "b", "", ""]), (2, ["1", "2"]), (3, ["3", "", "", "", "", ""])]),
        ("a;b\n;\n ;\u00a0\n\u200b; \t\n;1\n", [(1, ["a", "b"]), (5, ["", "1"])]),
        ("sep=;\na;b,c\n", [(2, ["a", "b,c"])]),
        ('"sep=,"\r\na;x,b\r\n', [(2, ["a;x", "b"])]),
        ("\ufeffSEP=\t\r\ufeffa,b\tc\r", [(2, ["a,b", "c"])]),
        ("sep=\na;b\n", [(2, ["a", "b"])]),
        ("sep=;", []),
        ("BÁO CÁO, quý 1\n\na;b\n1;2\n", [(1, ["BÁO CÁO, quý 1"]), (3, ["a", "b"]), (4, ["1", "2"])]),
        ("a\n001\n002\n", [(1, ["a"]), (2, ["001"]), (3, ["002"])]),
        ('a;b\n"Văn" phòng;x"y\n', [(1, ["a", "b"]), (2, ["Văn phòng", 'x"y'])]),
        ("a;b\n'=1+1;''-x\n'a;'\n", [(1, ["a", "b"]), (2, ["=1+1", "'-x"]), (3, ["'a", "'"])]),
        ("a;b\x0bc\u2028d\x85e\n1;2\n", [(1, ["a", "b\x0bc\u2028d\x85e"]), (2, ["1", "2"])]),
    ],
)
def test_rows_and_their_lines(text: str, rows: Lines) -> None:
    assert read(text) == (rows, [])


def test_what_is_named_wins() -> None:
    assert read("sep=;\na;b,c\n", delimiter=",") == ([(2, ["a;b", "c"])], [])
    assert read("a;b|c\n", delimiter="|") == ([(1, ["a;b", "c"])], [])
    assert read("a\tb;c\n", delimiter="tab") == ([(1, ["a", "b;c"])], [])
    assert read("Hà".encode("cp1252"), encoding="cp1252") == ([(1, ["Hà"])], [])
    assert read_csv(file_of(b"a;b")).delimiter == ";"


def test_what_cannot_be_asked_for() -> None:
    with pytest.raises(UsageError, match=r"csv_file\.bad_delimiter"):
        read("a", delimiter="x")
    with pytest.raises(UsageError, match=r"csv_file\.unknown_encoding"):
        read("a", encoding="x")


@pytest.mark.parametrize(
    ("data", "encoding", "rows", "problems"),
    [
        (b"a;b\n1;2\0\n", None, 1, [("csv_file.nul", 2, 4)]),
        (b'a;b\n1;"2\n3\0\n', None, 1, [("csv_file.nul", 3, 2)]),
        (b"\0", None, 0, [("csv_file.nul", 1, 1)]),
        (b'a;b\n1;"2\n3;4\n', None, 1, [("csv_file.open_quote", 2, None)]),
        (b'a;b\r\n"1\r2";"3\r\n\r\n4', None, 1, [("csv_file.open_quote", 3, None)]),
        (b'a;b\n1;"', None, 1, [("csv_file.open_quote", 2, None)]),
        (b'sep=;\na;"\n\n', None, 0, [("csv_file.open_quote", 2, None)]),
        (b"a;b\n1;" + b"x" * 140_000 + b"\n2;3\n", None, 1, [("csv_file.cell_too_long", 2, None)]),
        (b'a;b\n1;2\n3;"x\n' + b"yyyy\n" * 40_000, None, 2, [("csv_file.cell_too_long", 3, None)]),
        (b"a;b\n1;\x81\n", "cp1258", 1, [("csv_file.undecodable", 2, 3)]),
        (b'a;b\n"1\n;\xff', "utf-8", 1, [("csv_file.undecodable", 3, 2)]),
        ("a;b\n1;2".encode("utf-16-le")[:-1], None, 1, [("csv_file.undecodable", 2, 3)]),
        (b"a;b\n1;\xff\n" + "Đạt\n".encode(), None, 0, [("csv_file.not_utf8", 2, 3)]),
    ],
)
def test_what_stops_the_reading(data: bytes, encoding: str | None, rows: int, problems: list[Place]) -> None:
    found, told = read(data, encoding)
    assert (len(found), told) == (rows, problems)


def test_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("civicode.sources.table.csv.MOST_ROWS", 3)
    assert read("a\n1\n\n2\n\n") == ([(1, ["a"]), (2, ["1"]), (4, ["2"])], [])
    assert read("a\n1\n\n2\n3\n4\n") == (
        [(1, ["a"]), (2, ["1"]), (4, ["2"])],
        [("csv_file.too_many_rows", 5, None)],
    )


@pytest.mark.parametrize("piece", [b"x", b"x,", b'"', b"\xff", "đ".encode()])
def test_a_large_file_of_one_line_takes_little_memory(piece: bytes) -> None:
    file = BigFile("a.csv", 40 * 1024 * 1024, piece)
    assert peak_bytes(lambda: next(read_csv(file).rows, None)) < 36 * 1024 * 1024


def test_a_large_file_of_rows_takes_little_memory() -> None:
    file = BigFile("a.csv", 8 * 1024 * 1024, b"1,Nguyen,2,3,4,5,6,7,8,9,0,1,2,3\n")
    assert peak_bytes(lambda: sum(1 for _ in read_csv(file).rows)) < 4 * 1024 * 1024


CODECS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1258", "cp1252", "utf-32", "shift-jis")
DELIMITERS = (",", ";", "|", "\t")
CELLS = st.one_of(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8),
    st.text("aĐ đ'=\"-,;|\t\r\n\u00a0ư\u0301", max_size=6),
)
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=6)


def written(rows: list[list[str]], delimiter: str, end: str) -> tuple[str, list[int]]:
    """A file as the csv module writes it, and the line on which each row begins."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    begins = []
    for row in rows:
        begins.append(1 + sum(1 for _ in io.StringIO(out.getvalue(), newline="")))
        writer.writerow(map(guarded, row))
    return out.getvalue(), begins


@given(TABLES, st.sampled_from(CODECS), st.sampled_from(DELIMITERS), st.sampled_from(["\n", "\r\n", "\r"]))
def test_what_the_csv_module_writes_is_read(rows: list[list[str]], codec: str, delimiter: str, end: str) -> None:
    text, begins = written(rows, delimiter, end)
    assume(not rows or delimiter_line(text.splitlines(keepends=True)[0]) is None)
    try:
        data = text.encode(codec)
    except UnicodeEncodeError:
        assume(False)
    expected = [
        (line, row) for line, row in zip(begins, rows, strict=True) if not all(is_blank(guarded(cell)) for cell in row)
    ]
    assert read(data, codec, delimiter) == (expected, [])
    if codec in {"utf-8", "utf-8-sig", "utf-16"}:
        assert read(data, None, delimiter) == (expected, [])


PIECES = (
    *(b"\n", b"\r", b"\r\n", b'"', b";", b",", b"\t", b"'=", b"\0", b"sep=;", "Đạt".encode(), b"a;b\n"),
    *(codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"\xff", "ệ".encode("utf-16-le")),
    *(as_cp1258("Nguyễn"), as_font("Nguyễn Đạt", OldFont.VNI).encode("cp1252")),
)


def joined(drawn: bytes) -> bytes:
    """The pieces that bytes from 128 stand for, the others and the highest as themselves: drawn at once, not each."""
    return b"".join(PIECES[byte % len(PIECES)] if 127 < byte < 240 else bytes([byte]) for byte in drawn)


GIVEN = [None, None, None, "utf-8", "utf-16", "utf-16-be", "utf-32", "cp1258", "utf-7", "gb18030", "iso2022_jp", "hz"]


@settings(max_examples=1_500, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=32).map(joined), st.sampled_from(GIVEN), st.sampled_from([None, ";", "tab"]))
def test_whatever_the_bytes_there_are_rows_or_sentences(
    data: bytes, encoding: str | None, delimiter: str | None
) -> None:
    rows, problems = read(data, encoding, delimiter)
    assert [line for line, _ in rows] == sorted({line for line, _ in rows})
    assert all(line is not None and line >= 1 for _, line, _ in problems)


def test_a_file_that_goes_away(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"text_file\.unreadable"):
        read_csv(DataFile(str(tmp_path / "none.csv"), 3))
