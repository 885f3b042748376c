"""How wide the columns of a table on paper are: short ones as they need, texts share what is left."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple
from unicodedata import combining, normalize

from civicode.exporters.layout.page import SHORT, cells, columns_of
from civicode.i18n import Words
from civicode.reports.document.document import Column, Document, Kind

UPRIGHT_MM, ACROSS_MM = 165.0, 252.0
"""Between the margins of an A4 page."""

SIZES_PT = (12.0, 11.0, 10.0)
"""Of the letters in tables: the first at which every text has room."""

_EM_MM = 0.3528  # a point
_PADDING_MM = 4.6
_BOLD = 1.1
_ROOMY_MM = 28.0  # what a text of some length should have at least
_LONG_MM, _ROOMY_LONG_MM = 140.0, 55.0  # and one that takes many lines
_BLANK_MM = 20.0  # of a column in which nothing stands: it is to be written in
_STATE_MM = 18.0
_LONGEST_WORD_MM = 45.0  # a longer one is broken
_MANY_ROWS = 25  # of which more fit on a page in smaller letters
_WRAPPED_MM = 24.0  # a state of several words may take two lines
_LOOKED_AT = 400
_USUAL = 0.9
_WIDEST, _WIDE, _MIDDLE, _DASH, _NARROW, _HORN = 0.94, 0.72, 0.5, 0.33, 0.27, 0.06
_NARROW_LETTERS = frozenset("ijlItf.,;:!|'()[] /")
_WIDE_LETTERS = frozenset("mw%")
_WIDEST_LETTERS = frozenset("MW")  # codes may be full of them: CM-01
_ATTACHED = 216  # the class of the horn: ơ and ư are wider than o and u, other marks stand above or below


class Need(NamedTuple):
    """Millimetres of a column: its longest word (of its title, too), its longest line, one that few are longer than."""

    word: float
    line: float
    usual: float


class Fitted(NamedTuple):
    """The size of a table's letters in points, the width of each column in millimetres, whether all texts have room."""

    size_pt: float
    widths_mm: list[float]
    is_roomy: bool


def text_mm(text: str, size_pt: float) -> float:
    """The width of a text in a face like Times, about; a little more than less."""
    letters = [one for one in normalize("NFD", text) if combining(one) in (0, _ATTACHED)]
    ems = sum(_letter_em(one) for one in letters)
    return ems * size_pt * _EM_MM


def _letter_em(letter: str) -> float:
    if letter in _NARROW_LETTERS:
        return _NARROW
    if letter in _WIDEST_LETTERS:
        return _WIDEST
    if letter == "-" or combining(letter):
        return _DASH if letter == "-" else _HORN
    return _WIDE if letter.isupper() or letter in _WIDE_LETTERS else _MIDDLE


def fitted(columns: Sequence[Column], rows: Sequence[Sequence[str]], room_mm: float) -> Fitted:
    """Sizes and widths so that the table is `room_mm` wide."""
    found = [_fitted(columns, rows, room_mm, size) for size in SIZES_PT[len(rows) > _MANY_ROWS :]]
    return next((one for one in found if one.is_roomy), found[-1])


def is_across(document: Document, words: Words) -> bool:
    """Whether a table of the document needs the page laid across."""
    tables = [one for one in document.tables if one.for_people and one.rows]
    return not all(fitted(columns_of(one, words), list(cells(one, words)), UPRIGHT_MM).is_roomy for one in tables)


def need_of(column: Column, texts: Sequence[str], size_pt: float) -> Need:
    """What a column with these cells needs; the words of its title are wrapped."""
    words = {word for text in texts[:_LOOKED_AT] for word in text.split()}
    lines = [max(text.split("\n"), key=len) for text in texts[:_LOOKED_AT]]
    heads = [text_mm(one, size_pt) * _BOLD for one in column.title.split()]
    word = max([*heads, *(text_mm(one, size_pt) for one in sorted(words, key=len)[-6:])], default=0.0)
    by_length = sorted(lines, key=len)
    line = max((text_mm(one, size_pt) for one in by_length[-6:]), default=0.0)
    usual = text_mm(by_length[ceil(_USUAL * len(by_length)) - 1], size_pt) if by_length else 0.0
    if column.kind is Kind.TERM:
        line = max(min(line, _WRAPPED_MM), _STATE_MM - _PADDING_MM)
    word = min(word, _LONGEST_WORD_MM)
    return Need(word + _PADDING_MM, max(word, line) + _PADDING_MM, max(word, usual) + _PADDING_MM)


def _fitted(columns: Sequence[Column], rows: Sequence[Sequence[str]], room_mm: float, size_pt: float) -> Fitted:
    needs = [need_of(one, [row[at] for row in rows], size_pt) for at, one in enumerate(columns)]
    texts = [at for at, one in enumerate(columns) if one.kind not in SHORT]
    found = [need.line for need in needs]
    if not texts:
        return Fitted(size_pt, _shrunk(found, room_mm), is_roomy=sum(found) <= room_mm)
    floors = {at: _floor(needs[at], any(row[at] for row in rows)) for at in texts}
    left = room_mm - sum(found) + sum(found[at] for at in texts)
    is_roomy = left >= sum(floors.values())
    if not is_roomy:
        floors = {at: needs[at].word for at in texts}
    if left < sum(floors.values()):
        return Fitted(size_pt, _shrunk([floors.get(at, one) for at, one in enumerate(found)], room_mm), is_roomy)
    usual = {at: max(needs[at].usual, floors[at]) for at in texts}
    given = _shared(floors, usual, left)
    if (rest := left - sum(given.values())) > 0:
        given = _shared(given, {at: max(needs[at].line, given[at]) for at in texts}, sum(given.values()) + rest)
        rest = left - sum(given.values())
    for at, width in given.items():
        found[at] = width + rest / len(texts)
    return Fitted(size_pt, found, is_roomy)


def _floor(need: Need, is_filled: bool) -> float:
    """The least that a text may have: a short one what it needs, a longer one enough to be read."""
    roomy = _ROOMY_LONG_MM if need.line > _LONG_MM else _ROOMY_MM
    return max(need.word, min(need.line, roomy) if is_filled else _BLANK_MM)


def _shared(floors: dict[int, float], wishes: dict[int, float], room: float) -> dict[int, float]:
    """Each its floor; what is left of the room goes to those that wish for more, by how much."""
    spare, lacking = room - sum(floors.values()), {at: wishes[at] - floors[at] for at in floors}
    total = sum(lacking.values())
    if total <= spare:
        return dict(wishes)
    return {at: floors[at] + spare * lacking[at] / total for at in floors}


def _shrunk(found: Sequence[float], room_mm: float) -> list[float]:
    share = room_mm / sum(found)
    return [one * share for one in found]
