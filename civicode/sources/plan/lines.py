"""Lines put together again into paragraphs: wrapped lines, page breaks, page numbers, Markdown's marks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from civicode.domain.criteria.clause import is_numbered
from civicode.domain.text.text import collapsed

WIDEST_WRAP = 130
"""Characters up to which the longest line of a text is taken for a sign that its lines were wrapped, inclusive."""

LONGEST_HEADING = 120
"""Characters that a numbered line without a full stop may have to be a heading, inclusive; a longer one is broken."""

_UNSEEN = re.compile("[\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:(?:trang|page)\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–—\s]*", re.IGNORECASE)
_RULE = re.compile(r"([-=*_])(?:\s*\1){2,}")
_BULLET = re.compile(r"[-*+•–—]\s+(?=\S)")
_HEADING = re.compile(r"#{1,6}\s+|\s+#+$")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~\"'])")
_EMPHASIS = re.compile(r"[*`]+|~~|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BROKEN_WORD = re.compile(r"[^\W_]-$")
_QUOTE = re.compile(r"(?:>\s?)+")
_STOP = re.compile(r"[.;:!?]\W*$")


class _Line(NamedTuple):
    """A line without marks; `begins`: it cannot continue the line before; `stands_alone`: nothing continues it."""

    text: str
    begins: bool = False
    stands_alone: bool = False


def paragraphs_of_lines(text: str, *, is_markdown: bool) -> list[str]:
    """The paragraphs of a text file.

    An empty line ends a paragraph, and so does the line before a number, a bullet or a Markdown heading. Other lines
    run on: always in Markdown and where empty lines part the paragraphs; in other plain text unless the line before
    ends its sentence (or is a heading) and left room for the next word.
    """
    lines = [_unmarked(line) for line in text.splitlines()]
    width = None if is_markdown or _is_spaced(lines) else max((len(line.text) for line in lines), default=0)
    paragraphs: list[_Line] = []
    for filled, block in groupby(lines, key=lambda line: bool(line.text)):
        if filled:
            paragraphs += _block(block, width)
    return [line.text for line in _run_on(paragraphs)]


def joined(paragraphs: Iterable[str]) -> list[str]:
    """Paragraphs as a document has them, lines in them parted by a line feed; what a page break cut is whole again."""
    return [line.text for line in _run_on(line for paragraph in paragraphs for line in _unbroken(paragraph))]


def _unbroken(paragraph: str) -> Iterator[_Line]:
    """A document's paragraph, or those that somebody made of it with line breaks."""
    lines = [_unmarked(line) for line in paragraph.split("\n")]
    return _block((line for line in lines if line.text), max(len(line.text) for line in lines))


def _unmarked(raw: str) -> _Line:
    text = collapsed(_UNSEEN.sub("", raw))
    if quoted := _QUOTE.match(text):
        text = text[quoted.end() :]
    if _RULE.fullmatch(text) or _PAGE_NUMBER.fullmatch(text):
        return _Line("")
    plain = _TAG.sub(" ", _HEADING.sub("", text))
    without_bullet = _BULLET.sub("", plain, count=1) if _BULLET.match(plain) else plain
    words = collapsed(_EMPHASIS.sub("", _ESCAPE.sub(r"\1", html.unescape(without_bullet))))
    is_heading = _HEADING.match(text) is not None
    return _Line(words, is_heading or without_bullet != plain or is_numbered(words), is_heading)


def _is_spaced(lines: Sequence[_Line]) -> bool:
    """Whether empty lines part the paragraphs: most numbered lines, headings among them, have one after them."""
    after = [not following.text for line, following in pairwise([*lines, _Line("")]) if is_numbered(line.text)]
    return 2 * sum(after) > len(after)


def _block(lines: Iterable[_Line], width: int | None) -> Iterator[_Line]:
    """The paragraphs of lines without an empty one between; `width` of the widest line, None in Markdown."""
    built: _Line | None = None
    last = ""
    for line in lines:
        if built is None or line.begins or built.stands_alone or (width and _ended(last, line.text, width)):
            if built is not None:
                yield built
            built = line
        else:
            built = _lengthened(built, line)
        last = line.text
    if built is not None:
        yield built


def _lengthened(built: _Line, line: _Line) -> _Line:
    """`built` with `line` after it; a line broken at the hyphen of a word (91/QĐ- UBND) has no blank there."""
    blank = "" if _BROKEN_WORD.search(built.text) else " "
    return built._replace(text=f"{built.text}{blank}{line.text}")


def _ended(line: str, following: str, width: int) -> bool:
    """Whether a paragraph of plain text ends with `line`."""
    both_upper = line.isupper() and following.isupper()
    if both_upper or following[:1].islower() or (following[:1].isdigit() and not is_numbered(following)):
        return False
    if not (_STOP.search(line) or _is_heading(line)):
        return False
    return width > WIDEST_WRAP or len(line) + 1 + len(following.split()[0]) <= width


def _run_on(paragraphs: Iterable[_Line]) -> Iterator[_Line]:
    built: _Line | None = None
    for line in paragraphs:
        if built is not None and _continues(built, line):
            built = _lengthened(built, line)
            continue
        if built is not None:
            yield built
        built = line
    if built is not None:
        yield built


def _continues(before: _Line, line: _Line) -> bool:
    """Whether `line`, though it stands apart, goes on with the sentence before it."""
    if line.begins or before.text.endswith((":", "./.")):
        return False
    both_upper = before.text.isupper() and line.text.isupper()
    if both_upper or line.text[:1].islower() or before.text.endswith(","):
        return True
    is_heading = before.stands_alone or _is_heading(before.text)
    is_title = line.text.isupper() and " " in line.text and not _STOP.search(line.text)  # 91/QĐ-UBND is none
    return not (is_heading or is_title or _STOP.search(before.text))


def _is_heading(line: str) -> bool:
    return line.isupper() or (is_numbered(line) and len(line) <= LONGEST_HEADING)
