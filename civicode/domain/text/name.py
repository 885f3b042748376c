"""Names of people: Vietnamese order by given name, and finding them without diacritics."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from civicode.domain.text.text import folded, nfc

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET, start=2)}
_TONE = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
"""Ngang before huyền, hỏi, ngã, sắc, nặng, as the Unicode CLDR orders Vietnamese."""

_Key = tuple[tuple[int, ...], tuple[int, ...], tuple[bool, ...]]


def name_order(name: str) -> tuple[_Key, _Key]:
    """Sort key of a full name: given name (last word) first, then family and middle names from the left."""
    words = nfc(name).split()
    return _word_order(words[-1] if words else ""), _word_order(" ".join(words[:-1]))


def text_order(text: str) -> _Key:
    """Sort key of a text that is no person's name (a unit, a title): in Vietnamese order from the left."""
    return _word_order(" ".join(nfc(text).split()))


def name_matches(name: str, part: str) -> bool:
    """Whether `part` occurs in `name` from the start of a word; case, diacritics and tone placement do not count."""
    return f" {folded(part)}" in f" {folded(name)}"


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same but for case, white space and where a tone mark stands (hoà, hòa)."""
    return one == other or _toned(one) == _toned(other)


@lru_cache(maxsize=16_384)
def _toned(name: str) -> tuple[tuple[str, int], ...]:
    """Each word's letters without their tone, and its tone."""
    words = []
    for word in nfc(name).casefold().split():
        letters = [_without_tone(letter) for letter in word]
        words.append(("".join(base for base, _ in letters), max((tone for _, tone in letters), default=0)))
    return tuple(words)


@lru_cache(maxsize=16_384)  # families and middle names are few
def _word_order(word: str) -> _Key:
    letters: list[int] = []
    tones: list[int] = []
    capitals: list[bool] = []
    for letter in word:
        base, tone = _without_tone(letter)
        letters.append(_RANK.get(base, 1 if base == " " else 100 + ord(base[0])))
        tones.append(tone)
        capitals.append(letter.isupper())
    return tuple(letters), tuple(tones), tuple(capitals)


@lru_cache(maxsize=1024)
def _without_tone(letter: str) -> tuple[str, int]:
    parts = unicodedata.normalize("NFD", letter.lower())
    tone = next((_TONE[part] for part in parts if part in _TONE), 0)
    base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONE))
    return base or letter, tone
