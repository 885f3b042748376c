"""A plan's text out of the file that an office has it in: .md, .txt or .docx, as whole paragraphs."""

from __future__ import annotations

from pathlib import Path

from civicode import lazy
from civicode.errors import RefusedError, UsageError
from civicode.sources.file.text import STDIN, decode, read_file
from civicode.sources.plan.lines import joined, paragraphs_of_lines

LARGEST_PLAN = 20 * 1024 * 1024
"""Bytes that a plan's file may have, inclusive; one in Word may carry pictures."""

_ZIP = b"PK\x03\x04"
"""How a document of Word begins."""

PLAN_SUFFIXES = (".md", ".txt", ".docx")
"""The files that are read, by the end of their names."""


def load_plan(path: Path) -> list[str]:
    """The paragraphs of the plan at `path`, in NFC, with single blanks, without Markdown's marks.

    A sentence that the file breaks (wrapped lines, a page break) is whole again.

    Raises:
        NotFoundError: there is no such file.
        StoreError: it is there and the system does not let it be read.
        UsageError: it is of a kind that is not read.
        RefusedError: it is too large, damaged, not text, or holds no words.
    """
    data = read_file(path, LARGEST_PLAN)
    suffix = path.suffix.lower() if str(path) != STDIN else _kind_of(data)
    if suffix not in PLAN_SUFFIXES:
        raise UsageError("plan_text.unknown_kind", path=str(path), accepted=list(PLAN_SUFFIXES))
    if len(data) > LARGEST_PLAN:
        raise RefusedError("plan_text.too_large", path=str(path), most_mb=LARGEST_PLAN // 1024 // 1024)
    paragraphs = _docx_paragraphs(data, path) if suffix == ".docx" else _text_paragraphs(data, path, suffix)
    if not any(letter.isalnum() for paragraph in paragraphs for letter in paragraph):
        raise RefusedError("plan_text.empty", path=str(path))
    return paragraphs


def _kind_of(data: bytes) -> str:
    """The kind of what is piped in, which has no name to tell it."""
    return ".docx" if data.startswith(_ZIP) else ".txt"


def _docx_paragraphs(data: bytes, path: Path) -> list[str]:
    try:
        paragraphs = lazy.plan_docx.read_paragraphs(data)
    except Exception as error:  # a damaged package fails in whichever of zip, XML or part the damage lies
        raise RefusedError("plan_text.damaged", path=str(path)) from error
    return joined(paragraphs)


def _text_paragraphs(data: bytes, path: Path, suffix: str) -> list[str]:
    text = decode(data)
    if not isinstance(text, str):
        raise RefusedError("plan_text.not_text", [text._replace(where=str(path))], path=str(path))
    if "\0" in text:
        raise RefusedError("plan_text.not_text", path=str(path))
    return paragraphs_of_lines(text, is_markdown=suffix == ".md")
