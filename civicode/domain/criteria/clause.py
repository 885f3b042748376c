"""Where a plan's words stand: its headings, items and paragraphs, each under the label by which people cite it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from civicode.domain.text.text import collapsed

PARAGRAPH = "đoạn"
"""The word of a label before a paragraph's number, as criteria files write it: `II.2.1 đoạn 2`."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A heading, a numbered item or a paragraph.

    Attributes:
        label: `II.1` of a heading, `III.2` of an item, `II.2.1 đoạn 2` of a paragraph without a number; `Điều 5.2.a`.
        head: label of the heading it stands under; of a heading, its own.
        text: its words without its number.
        is_heading: structure, which demands nothing by itself: a heading's line without a sentence on it.
    """

    label: str
    head: str
    text: str
    is_heading: bool = False


def clauses(paragraphs: Iterable[str]) -> list[Clause]:
    """The clauses of a plan in order, told apart by their numbering alone, so that every file format gives the same.

    I. · 1. · 1.1. · a) number headings and items; so does Điều 1., which like a law's is cited without its Phần,
    Chương, Mục: those are headings, and so is the line in capitals after one that stands alone. A number's line is an
    item when it ends as a sentence does, follows an item of its list, or has nothing under it; else it is a heading.
    The paragraphs under a heading are counted from 1, its items too: the paragraph after items III.1 to III.4 is
    `III đoạn 5`.
    """
    lines = [_read(collapsed(paragraph)) for paragraph in paragraphs]
    outline = _Outline()
    return [outline.clause(line, after) for line, after in zip(lines, [*lines[1:], None], strict=False)]


def lies_in(label: str, recorded: str) -> bool:
    """Whether the clause `label` is the one recorded, or lies within it: `II.2.1 đoạn 2` in `II.2.1` and in `II`."""
    wanted, own = collapsed(recorded).casefold(), label.casefold()
    return own.startswith(wanted) and own[len(wanted) :][:1] in {"", ".", " "}


def head_of(recorded: str) -> str:
    """The label of the heading above a recorded clause: `II.1` of `II.1 đoạn 4`, `III` of `III.2`."""
    before, paragraph, _ = collapsed(recorded).rpartition(f" {PARAGRAPH} ")
    return before if paragraph else collapsed(recorded).rpartition(".")[0]


def is_numbered(paragraph: str) -> bool:
    """Whether a paragraph begins with the number of a heading or item."""
    return _read(paragraph).level is not _Level.NONE


class _Level(StrEnum):
    CHAPTER = "chapter"
    ARTICLE = "article"
    ROMAN = "roman"
    NUMBER = "number"
    LETTER = "letter"
    NONE = "none"


_ON_TOP = frozenset({_Level.CHAPTER, _Level.ARTICLE, _Level.ROMAN})


class _Line(NamedTuple):
    level: _Level
    number: tuple[str, ...]
    text: str

    @property
    def shape(self) -> tuple[_Level, int]:
        return self.level, len(self.number)


_NUMBERED = re.compile(
    r"(?:(?P<roman>[IVXLC]{1,6})[.)/]|(?P<number>\d{1,2}(?:\.\d{1,2})+[.)/]?|\d{1,2}[.)/])|(?P<letter>[a-zđ])[)/])"
    r"\s+(?P<text>\S.*)",
    re.DOTALL,
)
_ARTICLE = re.compile(r"(?P<number>Điều\s+\d{1,3}[a-zđ]?)\s*[.:]\s+(?P<text>\S.*)", re.DOTALL)
_CHAPTER = re.compile(
    r"(?P<number>(?:Phần|Chương|Mục|PHẦN|CHƯƠNG|MỤC)\s+(?:[IVXLC]{1,6}|\d{1,2}|(?i:thứ)\s+\w+))"
    r"(?P<stop>\s*[.:])?(?:\s+(?P<text>\S.*))?",
    re.DOTALL,
)
_SENTENCE_END = re.compile(r"[.;,!?…]\W*$")


def _read(paragraph: str) -> _Line:
    if article := _ARTICLE.fullmatch(paragraph):
        return _Line(_Level.ARTICLE, (collapsed(article["number"]),), article["text"])
    chapter = _CHAPTER.fullmatch(paragraph)
    if chapter and _is_title(chapter["text"] or "", after_stop=bool(chapter["stop"])):
        return _Line(_Level.CHAPTER, (collapsed(chapter["number"]),), chapter["text"] or "")
    match = _NUMBERED.fullmatch(paragraph)
    if match is None:
        return _Line(_Level.NONE, (), paragraph)
    if match["roman"]:
        return _Line(_Level.ROMAN, (match["roman"],), match["text"])
    if match["letter"]:
        return _Line(_Level.LETTER, (match["letter"],), match["text"])
    return _Line(_Level.NUMBER, tuple(re.findall(r"\d+", match["number"])), match["text"])


def _is_title(text: str, *, after_stop: bool) -> bool:
    """Whether a chapter's number heads a title; a sentence may begin with it, too: “Mục 2 của Kế hoạch quy định …”."""
    return not text or text.isupper() or (after_stop and not _SENTENCE_END.search(text))


def _opens(line: _Line, after: _Line) -> bool:
    """Whether the next line stands under this one."""
    if after.level is _Level.NUMBER and line.level is _Level.NUMBER:
        deeper = len(after.number) > len(line.number) and after.number[: len(line.number)] == line.number
        return deeper or after.number == ("1",)
    if after.level is _Level.LETTER:
        return line.level is not _Level.LETTER
    return after.level is _Level.NONE


def _demands(heading: _Line) -> bool:
    """Whether a heading's line demands something: a sentence after its capitals, an article that is one sentence."""
    if heading.level is _Level.CHAPTER:
        return False
    first, last = heading.text.split()[0], heading.text.split()[-1]
    is_sentence = _SENTENCE_END.search(heading.text) is not None
    return is_sentence and (heading.level is _Level.ARTICLE or (first.isupper() and not last.isupper()))


class _Outline:
    """The place reached while a plan is read from its top."""

    def __init__(self) -> None:
        self._top: tuple[str, ...] = ()
        self._awaits_title = False
        self._number: tuple[str, ...] = ()
        self._nested = 0
        self._head = ""
        self._item_shape: tuple[_Level, int] | None = None
        self._counted: Counter[str] = Counter()

    def clause(self, line: _Line, after: _Line | None) -> Clause:
        awaited, self._awaits_title = self._awaits_title, line.level is _Level.CHAPTER and not line.text
        if line.level is _Level.NONE and awaited and line.text.isupper():
            return Clause(self._head, self._head, line.text, is_heading=True)
        if line.level is _Level.NONE:
            self._counted[self._head] += 1
            return Clause(f"{self._head} {PARAGRAPH} {self._counted[self._head]}".strip(), self._head, line.text)
        label = self._label(line)
        if self._is_heading(line, after):
            self._head, self._item_shape = label, None
            return Clause(label, label, line.text, is_heading=not _demands(line))
        self._head, self._item_shape = label.rpartition(".")[0], line.shape
        self._counted[self._head] += 1
        return Clause(label, self._head, line.text)

    def _is_heading(self, line: _Line, after: _Line | None) -> bool:
        if line.level in _ON_TOP or line.text.isupper():
            return True
        if line.shape == self._item_shape or _SENTENCE_END.search(line.text):
            return False
        return after is not None and _opens(line, after)

    def _label(self, line: _Line) -> str:
        letter: tuple[str, ...] = ()
        if line.level in _ON_TOP:
            self._top, self._number, self._nested = line.number, (), 0
        elif line.level is _Level.LETTER:
            letter = line.number
        elif line.number == ("1",) and self._number:
            self._nested = 1  # a count that begins anew is a list within the clause
        elif self._nested and line.number == (str(self._nested + 1),):
            self._nested += 1
        else:
            self._number, self._nested = line.number, 0
        nested = (str(self._nested),) if self._nested else ()
        return ".".join((*self._top, *self._number, *nested, *letter))
