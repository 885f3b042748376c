import hashlib
import io
import os
import sys
import threading
from pathlib import Path

import pytest

from civicode.errors import NotFoundError, RefusedError, StoreError
from civicode.sources.file import data as module
from civicode.sources.file.data import DataFile, FileForm, data_file, form_in, is_markup
from tests.sources.encodings import file_of
from tests.sources.workbook.workbooks import SAMPLES, ods, xlsx

TEXT = "Mã CB;Họ và tên\n".encode()


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b"", FileForm.CSV),
        (TEXT, FileForm.CSV),
        (b"\xef\xbb\xbf" + TEXT, FileForm.CSV),
        (TEXT.decode().encode("utf-16"), FileForm.CSV),
        (xlsx(""), FileForm.XLSX),
        (ods(""), FileForm.XLSX),
        ((SAMPLES / "staff.xls").read_bytes(), FileForm.XLSX),
        (b"PK", FileForm.CSV),
        (b" \r\n[1]", FileForm.JSON),
        (b"\xef\xbb\xbf[]", FileForm.JSON),
        ('[{"a": 1}]'.encode("utf-16"), FileForm.JSON),
        ('[{"a": 1}]'.encode("utf-16-be"), FileForm.JSON),
        (b'{"a": 1}\n{"a": 2}\n', FileForm.JSONL),
        (b'{"a": 1}', FileForm.JSON),
        (b'\xef\xbb\xbf{"a": 1}\r\n', FileForm.JSON),
        ('{"a": 1}\n'.encode("utf-16"), FileForm.JSONL),
        (b'{\n "a": 1\n}\n', FileForm.JSON),
        (b'{"staff": [\n{"a": 1}]}\n', FileForm.JSON),
        (b"{", FileForm.JSON),
    ],
)
def test_the_form_is_that_of_the_bytes_whatever_the_name(data: bytes, form: FileForm) -> None:
    assert {form_in(file_of(data, name)) for name in ("a.xls", "a.csv", "-")} == {form}


@pytest.mark.parametrize(
    ("data", "markup"),
    [
        (b"<html>", True),
        (b"\xef\xbb\xbf\r\n <!DOCTYPE html>", True),
        ("<?xml version='1.0'?>".encode("utf-16"), True),
        (b"<ss:Workbook xmlns:ss='x'>", True),
        (TEXT, False),
        (b"<3;4\n", False),
        (b"<5 lan;x\n", False),
        (b"", False),
    ],
)
def test_a_web_page_is_told_from_a_text(data: bytes, markup: bool) -> None:
    assert is_markup(file_of(data)) is markup


def test_a_file_is_read_more_than_once_and_known_by_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "ds.csv"
    path.write_bytes(TEXT)
    file = data_file(str(path))
    assert (file.name, file.size, file.data) == (str(path), len(TEXT), None)
    for _ in range(2):
        with file.open() as stream:
            assert stream.read() == TEXT
    assert file.digest == hashlib.sha256(TEXT).hexdigest() == DataFile("-", 0, TEXT).digest


def test_stdin_is_read_once_and_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT)))
    assert data_file("-") == DataFile("-", len(TEXT), TEXT)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are of POSIX")
def test_a_named_pipe_is_read_once_and_kept(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(TEXT,))
    writer.start()
    assert data_file(str(pipe)) == DataFile(str(pipe), len(TEXT), TEXT)
    writer.join()


def test_what_is_not_there_or_no_file(tmp_path: Path) -> None:
    for name in (str(tmp_path / "none.csv"), "a\0b"):
        with pytest.raises(NotFoundError) as missing:
            data_file(name)
        assert (missing.value.code, missing.value.facts) == ("text_file.missing", {"path": name})
    with pytest.raises(StoreError) as folder:
        data_file(str(tmp_path))
    assert folder.value.code == "text_file.unreadable"


def test_a_file_that_went_away(tmp_path: Path) -> None:
    path = tmp_path / "ds.csv"
    path.write_bytes(TEXT)
    file = data_file(str(path))
    path.unlink()
    with pytest.raises(StoreError):
        file.open()


@pytest.mark.parametrize("piped", [False, True])
def test_a_file_beyond_the_limit_is_refused(piped: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST_DATA_FILE", len(TEXT) - 1)
    (tmp_path / "ds.csv").write_bytes(TEXT)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT)))
    with pytest.raises(RefusedError) as refused:
        data_file("-" if piped else str(tmp_path / "ds.csv"))
    assert [one.code for one in refused.value.problems] == ["batch.file_too_large"]
    monkeypatch.setattr(module, "LARGEST_DATA_FILE", len(TEXT))
    assert data_file(str(tmp_path / "ds.csv")).size == len(TEXT)
