import io
import tracemalloc
from collections.abc import Callable
from typing import cast

import pytest

from civicode.errors import StoreError
from civicode.sources.file.data import DataFile
from civicode.sources.file.lines import LONGEST_LINE, TextLines
from tests.sources.encodings import file_of
from tests.sources.samples import places


class Repeated(io.RawIOBase):
    """A stream that says the same again and again, and counts what is read of it."""

    def __init__(self, piece: bytes, size: int) -> None:
        self._piece, self._left = piece * (65_536 // len(piece)), size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer))
        data = self._piece[: min(len(view), self._left)]
        view[: len(data)] = data
        self._left -= len(data)
        return len(data)


class BigFile(DataFile):
    """A file that lies nowhere: its data, over and over."""

    def open(self) -> io.BufferedReader:
        return io.BufferedReader(Repeated(self.data or b"x", self.size))


class FaultyFile(DataFile):
    """A file on a disk that fails."""

    def open(self) -> io.BufferedReader:
        return io.BufferedReader(FaultyStream())


class FaultyStream(Repeated):
    def __init__(self) -> None:
        super().__init__(b"a\n", 0)

    def readinto(self, buffer: object) -> int:
        raise OSError(5, "Input/output error")


def peak_bytes(work: Callable[[], object]) -> int:
    """The most memory that is taken while `work` runs."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", []),
        (b"a", ["a"]),
        (b"a\nb\r\nc\rd", ["a\n", "b\r\n", "c\r", "d"]),
        (b"a\r\r\n\n\rb\r", ["a\r", "\r\n", "\n", "\r", "b\r"]),
        (b"\xef\xbb\xbfa\x0b\x0c\x1c\xe2\x80\xa8b\n", ["a\x0b\x0c\x1c\u2028b\n"]),
        (b"a\n\xef\xbb\xbfb", ["a\n", "\ufeffb"]),
    ],
)
def test_lines(data: bytes, expected: list[str]) -> None:
    lines = TextLines(file_of(data), "utf-8")
    assert list(lines) == expected
    assert not lines.problems


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_where_a_chunk_ends(end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"đ{end}bc{end}{end}😀d"
    expected = [f"đ{end}", f"bc{end}", end, "😀d"]
    for size in range(1, 12):
        monkeypatch.setattr("civicode.sources.file.lines._CHUNK", size)
        for codec in ("utf-8", "utf-16", "utf-16-be"):
            assert list(TextLines(file_of(text.encode(codec)), codec)) == expected


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 7, 1000])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_byte_without_meaning_has_its_place(size: int, end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("civicode.sources.file.lines._CHUNK", size)
    text = f"đạt{end}b{end}cơ"
    for codec, wrong in (("utf-8", b"\xffz\n"), ("utf-16-le", b"\x00\xdcz\x00"), ("utf-8", b"\xf0\x9f")):
        lines = TextLines(file_of(text.encode(codec) + wrong), codec)
        assert list(lines) == [f"đạt{end}", f"b{end}"]
        assert places(lines.problems) == [("csv_file.undecodable", 3, 3)]
        assert lines.problems[0].facts["encoding"] == codec
    assert lines.problems[0].facts["byte"] == "0xF0"


@pytest.mark.parametrize("size", [1, 2, 3, 1000])
def test_a_nul_has_its_place(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("civicode.sources.file.lines._CHUNK", size)
    lines = TextLines(file_of(b"a\r\nb\rcd\0e\n"), "utf-8")
    assert list(lines) == ["a\r\n", "b\r"]
    assert places(lines.problems) == [("csv_file.nul", 3, 3)]


def test_only_the_first_nuls_are_listed() -> None:
    lines = TextLines(file_of(b"a\n" + b"\0\n" * 9), "utf-8")
    assert list(lines) == ["a\n"]
    assert places(lines.problems) == [("csv_file.nul", line, 1) for line in range(2, 7)]


def test_share_and_apostrophes() -> None:
    lines = TextLines(file_of(b"a\n" * 1_000_000 + b"'\n"), "utf-8")
    seen = [(lines.share, lines.has_apostrophe) for _ in lines]
    assert 0 < seen[0][0] < 0.2
    assert not seen[0][1]
    assert seen[-1] == (1.0, True)
    assert list(TextLines(DataFile("a", 0, b""), "utf-8")) == []


def test_a_line_without_end_is_not_read_whole() -> None:
    file = BigFile("a.csv", 200 * 1024 * 1024, b"x")
    lines = TextLines(file, "utf-8")
    assert peak_bytes(lambda: next(iter(lines), None)) < 5 * LONGEST_LINE
    assert places(lines.problems) == [("csv_file.line_too_long", 1, 1)]
    assert lines.share < 0.03


def test_the_lines_before_one_without_end_are_read() -> None:
    lines = TextLines(file_of(b"a\r\nb\rc\n" + b"x" * (LONGEST_LINE + 500_000) + b"\nd\n"), "utf-8")
    assert list(lines) == ["a\r\n", "b\r", "c\n"]
    assert places(lines.problems) == [("csv_file.line_too_long", 4, 1)]


def test_a_disk_that_fails_is_told_as_such() -> None:
    with pytest.raises(StoreError, match=r"text_file\.unreadable"):
        list(TextLines(FaultyFile("a.csv", 10), "utf-8"))
