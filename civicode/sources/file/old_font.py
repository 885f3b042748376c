"""Text typed for the fonts from before Unicode, TCVN3 (.VnTime) and VNI: what it would be, and whether it is that.

In both a font shows other letters than the characters say. The characters are those of cp1252, whether the file holds
them as bytes or, saved by a newer program, in Unicode.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import partial

from civicode.domain.text.text import nfc, shown_line
from civicode.errors import Problem
from civicode.sources.file.syllable import is_syllable

FEWEST_WORDS = 3
"""Different words with other than ASCII letters from which an encoding is concluded; fewer may be read in many ways."""

LEAST_SHARE = 0.9
"""Share of words that must be possible Vietnamese in the encoding that is concluded, inclusive."""

_LONGEST_SAMPLE = 80
_LEAST_UNICODE = 0.5
"""Share of words from which on a text is taken for Vietnamese in Unicode, whatever an old font makes of it."""

_WORD = re.compile("[A-Za-z\x80-\U0010ffff]{1,60}")
_SHORT = re.compile("[A-ZĐ]*Đ[A-ZĐ]*|đ")
"""Abbreviations, of which offices have many: QĐ, HĐND, 5.000 đ."""

_MARKS = re.compile("[\xa0\u2013\u2014\u2018-\u201e\u2022\u2026]+")
"""Signs that every encoding here has and that may touch a word."""


class OldFont(StrEnum):
    """The encodings that are refused, as UniKey calls them."""

    TCVN3 = "TCVN3 (ABC)"
    VNI = "VNI Windows"


def _tcvn3() -> Mapping[int, str]:
    runs = {
        0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
        0xB5: "àảãáạ",
        0xBB: "ằẳẵắ",
        0xC6: "ặầẩẫấậè",
        0xCE: "ẻẽéẹềểễếệìỉ",
        0xDC: "ĩíịò",
        0xE1: "ỏõóọồổỗốộờởỡớợù",
        0xF1: "ủũúụừửữứựỳỷỹýỵ",
    }
    return {start + place: letter for start, run in runs.items() for place, letter in enumerate(run)}


def _vni() -> Mapping[int, str]:
    tones = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
    table = dict(zip("íìæóòîñôö", "íìỉĩịỵđơư", strict=True))
    for mark, signs in (("", "ùøûõï"), ("\u0302", "âáàåãä"), ("\u0306", "êéèúüë")):
        table |= {sign: mark + tone for sign, tone in zip(signs, tones[-len(signs) :], strict=True)}
    table |= {sign.upper(): letter.upper() for sign, letter in table.items()}
    return {ord(sign): letter for sign, letter in table.items()}


_NONE = dict.fromkeys(range(0xC0, 0x100), "\ufffd")
_TABLES = {OldFont.TCVN3: {**_NONE, **_tcvn3()}, OldFont.VNI: {**_NONE, **_vni()}}


def converted(text: str, font: OldFont) -> str:
    """`text` in Unicode, NFC; U+FFFD for letters that the encoding lacks.

    The capitals with tones of TCVN3 come back small: only the font told them apart.
    """
    return nfc(text.translate(_TABLES[font]))


def words_of(text: str) -> list[str]:
    """The words in `text` that hold more than ASCII, with whatever signs beyond ASCII touch them."""
    return [word for word in _WORD.findall(text) if not word.isascii()] if not text.isascii() else []


def share_of_syllables(words: Iterable[str], read: Callable[[str], str]) -> float:
    """Which part of `words`, each as `read` reads it, can be Vietnamese, 0 to 1; 0 when fewer than `FEWEST_WORDS`."""
    verdicts = []
    for word in words:
        parts = [part for part in _MARKS.split(read(word)) if not part.isascii()]
        if parts:
            verdicts.append(all(_SHORT.fullmatch(part) or is_syllable(part) for part in parts))
    return sum(verdicts) / len(verdicts) if len(verdicts) >= FEWEST_WORDS else 0.0


def old_font_of(texts: Iterable[str]) -> OldFont | None:
    """For which old font `texts`, read as Unicode or cp1252, were typed; None when they are what they say they are.

    A letter alone says nothing: nearly every one of them is a letter in each encoding.
    """
    words = {word for text in texts for word in words_of(text) if len(word) > 1}
    if len(words) < FEWEST_WORDS or share_of_syllables(words, str) >= _LEAST_UNICODE:
        return None
    shares = {font: share_of_syllables(words, partial(converted, font=font)) for font in OldFont}
    best = max(shares, key=shares.__getitem__)
    return best if shares[best] >= LEAST_SHARE else None


def old_font_problem(lines: Iterable[str], font: OldFont, where: str) -> Problem:
    """Why a file is refused: the first of `lines` that shows it, and what it would be in Unicode."""
    numbered = enumerate(lines, start=1)
    line, text = next(((number, text) for number, text in numbered if not text.isascii()), (1, ""))
    facts = {"encoding": font.value, "converted": sample_of(converted(text, font))}
    return Problem("csv_file.old_font", facts, where=where, line=line)


def sample_of(line: str) -> str:
    """`line` as a message quotes it: in NFC, safe on a screen, cut where it is long."""
    text = shown_line(nfc(line[: 2 * _LONGEST_SAMPLE])).strip()
    return text if len(text) <= _LONGEST_SAMPLE else f"{text[:_LONGEST_SAMPLE]}…"
