"""A plan's paragraphs are the same whatever file they come in, and no file ends in a traceback."""

from __future__ import annotations

import codecs
import contextlib
import io
import sys
import textwrap
import zipfile
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from civicode.domain.criteria.coverage import coverage
from civicode.errors import CivicodeError, NotFoundError, RefusedError, StoreError, UsageError
from civicode.i18n import Lang, Words
from civicode.sources.plan import docx as plan_docx
from civicode.sources.plan import text as plan_text
from civicode.sources.plan.lines import joined, paragraphs_of_lines
from civicode.sources.plan.text import load_plan
from tests.domain.plans import PLAN, body, catalogue, paragraphs

BODY = [paragraphs()[at] for at in body()]
REST = ["Nơi nhận:", "- Phòng Nội vụ;", "- Lưu: VT."]


def ok(path: Path) -> bool:
    return coverage(catalogue(), load_plan(path)).ok


def docx_of(path: Path, texts: list[str]) -> Path:
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    document.save(str(path))
    return path


# The three kinds of files


def test_markdown_as_it_was_scanned() -> None:
    assert ok(PLAN)


def wrapped(texts: list[str], width: int, gap: str) -> str:
    return gap.join(textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False) for text in texts)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\n".join([*BODY, *REST]), id="a line a paragraph"),
        pytest.param("\n\n".join([*BODY, *REST]), id="empty lines between"),
        pytest.param("\r\n".join([*BODY, *REST]), id="from Windows"),
        pytest.param(wrapped([*BODY, *REST], 80, "\n\n"), id="wrapped at 80"),
        pytest.param(wrapped([*BODY, *REST], 60, "\n\n"), id="wrapped at 60"),
        pytest.param(wrapped([*BODY, *REST], 80, "\n\n").replace("cơ quan,", "cơ quan,\n\n\x0c 4 \n\n"), id="pages"),
        pytest.param("\n".join(f"\t{one}" for one in [*BODY, *REST]), id="indented"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_plain_text(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "plan.TXT"
    path.write_bytes(text.encode(encoding))
    assert ok(path)


def test_wrapped_lines_without_empty_ones_are_told_apart_by_their_room() -> None:
    text = "I. NỘI DUNG\nMột câu dài được ngắt\nở giữa chừng.\nCâu sau là đoạn mới\ncủa Ủy ban.\nHết."
    assert paragraphs_of_lines(text, is_markdown=False) == [
        "I. NỘI DUNG",
        "Một câu dài được ngắt ở giữa chừng.",
        "Câu sau là đoạn mới của Ủy ban.",
        "Hết.",
    ]


def test_a_word_document(tmp_path: Path) -> None:
    assert ok(docx_of(tmp_path / "plan.docx", [*BODY, *REST]))


def test_a_word_document_with_page_breaks_and_page_numbers(tmp_path: Path) -> None:
    texts = [part for one in BODY for part in one.replace("nghiêm chính", "nghiêm\f2\fchính").split("\f")]
    assert len(texts) == len(BODY) + 2
    assert ok(docx_of(tmp_path / "plan.docx", [*texts, *REST]))


def test_one_added_sentence_is_named_in_every_kind_of_file(tmp_path: Path) -> None:
    added = "Cán bộ đọc sách mỗi tuần một quyển."
    texts = [f"{one} {added}" if one.startswith("Luôn nỗ lực") else one for one in BODY]
    (tmp_path / "plan.txt").write_text("\n".join(texts), encoding="utf-8")
    (tmp_path / "plan.md").write_text("\n\n".join(texts), encoding="utf-8")
    docx_of(tmp_path / "plan.docx", texts)
    for suffix in plan_text.PLAN_SUFFIXES:
        account = coverage(catalogue(), load_plan(tmp_path / f"plan{suffix}"))
        assert [(one.clause, one.text) for one in account.uncovered] == [("II.2.1 đoạn 1", added)]
        assert account.quotes_not_found == ()


# Lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## **1. Tập thể**\nMột.\nHai.", ["1. Tập thể", "Một. Hai."]),
        ("* một\n+ hai\n- ba\n• bốn", ["một", "hai", "ba", "bốn"]),
        ("1\\. Một\\-hai &amp; ba<br>bốn `năm` __sáu__ tên_tệp", ["1. Một-hai & ba bốn năm sáu tên_tệp"]),
        ("> Một\n> hai", ["Một hai"]),
        ("> Một\n>\n> Hai.\n>", ["Một Hai."]),
        ("Quyết định 91/QĐ-\nUBND tỉnh - một\n-hai", ["Quyết định 91/QĐ-UBND tỉnh - một -hai"]),
        ("Quyết định số\n\n91/QĐ-UBND\n\nUBND\n\nđến", ["Quyết định số 91/QĐ-UBND UBND đến"]),
        ("Một.\n\n---\n\nHai.\n\n***\n\nBa.", ["Một.", "Hai.", "Ba."]),
        ("Một\n\n12\n\nhai\n\n- 13 -\n\nba\n\nTrang 14/20\n\nbốn", ["Một hai ba bốn"]),
        ("Các việc:\n\nđọc sách", ["Các việc:", "đọc sách"]),
        ("Một câu của Chủ tịch\n\nUBND tỉnh.", ["Một câu của Chủ tịch UBND tỉnh."]),
        ("II. NỘI DUNG\n\nĐoạn một.", ["II. NỘI DUNG", "Đoạn một."]),
        ("II. NỘI DUNG\n\nTHỰC HIỆN", ["II. NỘI DUNG THỰC HIỆN"]),
        ("# Mục đích\n\nĐoạn một.", ["Mục đích", "Đoạn một."]),
        ("xử lý kịp thời./.\n\nnơi nhận", ["xử lý kịp thời./.", "nơi nhận"]),
        ("Tiê\u0302u\u00a0chi\u0301\u200b \ufeffmới", ["Tiê\u0302u chí mới"]),
        ("", []),
        ("\n \n\t\n", []),
    ],
)
def test_markdown_lines(text: str, expected: list[str]) -> None:
    assert paragraphs_of_lines(text, is_markdown=True) == expected


def test_paragraphs_of_a_document_are_joined_the_same_way() -> None:
    assert joined(["Một", "", "hai.", "- Ba", "a) bốn"]) == ["Một hai.", "Ba", "a) bốn"]


def test_lines_that_somebody_broke_in_a_document_are_paragraphs() -> None:
    text = "II. NỘI DUNG\n\n1. Đối với tập thể:\nMột câu dài bị ngắt quãng\ngiữa chừng.\nHai."
    assert joined([text, "Ba."]) == [
        "II. NỘI DUNG",
        "1. Đối với tập thể:",
        "Một câu dài bị ngắt quãng giữa chừng.",
        "Hai.",
        "Ba.",
    ]


def test_a_word_document_with_line_breaks_for_paragraphs(tmp_path: Path) -> None:
    assert ok(docx_of(tmp_path / "plan.docx", ["\n\n".join([*BODY, *REST])]))


@pytest.mark.parametrize("kind", [".docx", ".txt"])
def test_a_plan_is_read_from_stdin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    text = "\n\n".join([*BODY, *REST]).encode()
    data = docx_of(tmp_path / "plan.docx", [*BODY, *REST]).read_bytes() if kind == ".docx" else text
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert ok(Path("-"))


@given(st.text(max_size=300), st.booleans())
def test_any_text_has_paragraphs_and_reading_them_again_changes_nothing(text: str, is_markdown: bool) -> None:
    assert all(paragraphs_of_lines(text, is_markdown=is_markdown))


# What cannot be read


def refusal(path: Path) -> CivicodeError:
    with pytest.raises(CivicodeError) as caught:
        load_plan(path)
    for lang in Lang:
        words = Words(lang)
        assert words.message(caught.value)
        assert words.hint(caught.value)
        assert all(words.message(problem) for problem in caught.value.problems)
    return caught.value


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert isinstance(refusal(tmp_path / "plan.docx"), NotFoundError)
    assert isinstance(refusal(Path("a\0b.txt")), NotFoundError)


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").mkdir()
    assert isinstance(refusal(tmp_path / "plan.txt"), StoreError)


@pytest.mark.parametrize("name", ["plan.pdf", "plan.doc", "plan"])
def test_a_kind_that_is_not_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    error = refusal(tmp_path / name)
    assert isinstance(error, UsageError)
    assert error.code == "plan_text.unknown_kind"
    assert error.facts["accepted"] == [".md", ".txt", ".docx"]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("plan.txt", b"\xff\x00\xfe", "plan_text.not_text"),
        ("plan.md", "kế hoạch".encode("cp1258", "replace") + b"\xe9", "plan_text.not_text"),
        ("plan.txt", "kế hoạch".encode("utf-16-le"), "plan_text.not_text"),
        ("plan.txt", codecs.BOM_UTF16_LE + b"\x00\xd8", "plan_text.not_text"),
        ("plan.txt", b"", "plan_text.empty"),
        ("plan.md", b"# \n\n---\n\n***", "plan_text.empty"),
        ("plan.docx", b"", "plan_text.damaged"),
        ("plan.docx", b"PK\x03\x04 no zip", "plan_text.damaged"),
    ],
)
def test_a_file_without_text(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    error = refusal(tmp_path / name)
    assert isinstance(error, RefusedError)
    assert error.code == code


def test_the_place_of_a_wrong_byte_is_told(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_bytes("Một\nhai ".encode() + b"\xff")
    (problem,) = refusal(tmp_path / "plan.txt").problems
    assert (problem.where, problem.line, problem.column) == (str(tmp_path / "plan.txt"), 2, 5)


def test_a_file_beyond_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_text, "LARGEST_PLAN", 1024 * 1024)
    (tmp_path / "plan.txt").write_bytes(b"x" * (1024 * 1024 + 1))
    assert refusal(tmp_path / "plan.txt").code == "plan_text.too_large"
    (tmp_path / "plan.txt").write_bytes(b"x" * 1024 * 1024)
    assert load_plan(tmp_path / "plan.txt") == ["x" * 1024 * 1024]


def test_a_document_that_unpacks_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_docx, "LARGEST_UNPACKED", 10_000)
    assert refusal(docx_of(tmp_path / "plan.docx", ["x" * 20_000])).code == "plan_text.damaged"


def test_an_empty_document(tmp_path: Path) -> None:
    assert refusal(docx_of(tmp_path / "plan.docx", [])).code == "plan_text.empty"


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.sampled_from([".txt", ".md", ".docx"]))
def test_no_bytes_end_in_a_traceback(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"plan{suffix}"
    path.write_bytes(data)
    with contextlib.suppress(RefusedError):
        assert load_plan(path)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_damaged_document_ends_in_a_traceback(tmp_path: Path, data: st.DataObject) -> None:
    good = docx_of(tmp_path / "good.docx", ["Một câu."])
    with zipfile.ZipFile(good) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    cut = data.draw(st.integers(0, len(parts[name])))
    parts[name] = (
        parts[name][:cut] + data.draw(st.binary(max_size=8)) + parts[name][cut + data.draw(st.integers(0, 8)) :]
    )
    with zipfile.ZipFile(tmp_path / "bad.docx", "w") as package:
        for part, content in parts.items():
            package.writestr(part, content)
    with contextlib.suppress(RefusedError):
        assert load_plan(tmp_path / "bad.docx")
