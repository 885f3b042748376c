"""Text that people type: one form for storing, one for searching, one that is safe to show."""

from __future__ import annotations

import re
import unicodedata

LONGEST_TEXT = 10_000
"""Characters a free text may have, inclusive."""

UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""What a terminal would obey or hide, what XML has no sign for, half characters; line feeds and tabs are not in it."""

_HALF = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"\s+")


def nfc(text: str) -> str:
    """`text` in Unicode NFC, the form in which everything is stored."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def collapsed(text: str) -> str:
    """`text` in NFC with each run of white space as one blank and none at the ends."""
    return _SPACE.sub(" ", nfc(text)).strip()


def folded(text: str) -> str:
    """`text` for searching: lower case, without diacritics, đ as d, white space collapsed.

    So is ð, whose capital looks like that of đ and stands in its place in texts from before Unicode.
    """
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d").replace("ð", "d"))
    return _SPACE.sub(" ", "".join(letter for letter in plain if not unicodedata.combining(letter))).strip()


def shown(text: str) -> str:
    """`text` as it may go to a screen: control, bidi, zero-width characters become U+FFFD; line ends and tabs stay."""
    return UNSAFE.sub("\ufffd", text)


def shown_lines(text: str) -> str:
    """`shown` with every kind of line end as a line feed."""
    return shown(text.replace("\r\n", "\n").replace("\r", "\n"))


def shown_line(text: str) -> str:
    """`shown` on one line: line breaks and tabs become a blank."""
    return shown(re.sub(r"[\r\n\t]+", " ", text))


def is_blank(text: str) -> bool:
    """Whether nothing of `text` can be seen: it is empty, white space, or characters that a screen hides."""
    return not (text if text.isprintable() else UNSAFE.sub("", text)).strip()


def prose(text: str) -> str:
    """A text of people as it is kept: NFC, no white space around it, line feeds at line ends; empty when blank."""
    if not text.isprintable():  # nearly all are: then nothing in them is hidden or a line end
        text = "" if is_blank(text) else text.replace("\r\n", "\n").replace("\r", "\n")
    return nfc(text).strip()


def has_surrogates(text: str) -> bool:
    """Whether `text` holds half a character, as a Backspace on a line without UTF-8 editing leaves it."""
    return not text.isascii() and _HALF.search(text) is not None


def columns(text: str) -> int:
    """Character columns that `text` takes on a screen: two for wide East Asian ones, none for combining marks."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )
