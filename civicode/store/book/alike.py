"""Answers that stand letter for letter the same in many lines of a book, to be decoded once.

Most checks of a month say the same: met, throughout. Decoding JSON is most of what a year's report costs, and those
answers are most of the JSON.
"""

from __future__ import annotations

import re
from collections import Counter

_FIELD = b'"answers":'
_BEGIN = b'\n"self_checks":{\n'
_FLAT = re.compile(_FIELD + rb"(\{[^{}]*\})")
"""Answers without a note: those have braces of their own."""

_LOOKED_AT = 50_000
"""Bytes of the table in which such answers are looked for; a book with fewer is not worth it."""

_FEWEST = 8
"""How often they stand there at least."""

_SIGN = b"-0.0000000000000E"
"""Begins a number that nobody writes; as one of JSON's own it means itself wherever a value may stand."""


def folded(data: bytes) -> tuple[bytes, dict[str, str]] | None:
    """A book's file with numerals in the place of answers that are alike, and the JSON of each by its numeral.

    What is decoded from it, with the value of that JSON for each numeral, is what the file itself says: a key and its
    colon stand before the braces, and JSON within them that is sound by itself is a whole value. Whatever is wrong
    with the file is wrong with this, too, though at another byte.

    Returns:
        None where nothing is gained, or where the file has such a numeral itself.

    Raises:
        UnicodeDecodeError: those answers are not UTF-8.
    """
    begin = data.find(_BEGIN)
    if begin < 0 or len(data) - begin < _LOOKED_AT or _SIGN in data:
        return None
    often = Counter(_FLAT.findall(data, begin, begin + _LOOKED_AT)).most_common()
    alike = {b"%s%d" % (_SIGN, place): one for place, (one, times) in enumerate(often) if times >= _FEWEST}
    if not alike:
        return None
    head, *parts = data.split(_FIELD)
    for numeral, one in alike.items():
        short = numeral + b" "  # whatever follows, it is no digit of it
        parts = [short + part[len(one) :] if part.startswith(one) else part for part in parts]
    return _FIELD.join((head, *parts)), {numeral.decode(): one.decode() for numeral, one in alike.items()}
