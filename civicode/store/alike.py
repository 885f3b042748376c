"""Answers that stand letter for letter the same in many lines of a book, decoded once.

Most checks of a month say the same: met, throughout. Decoding JSON is most of what a year's report costs, and those
answers are most of the JSON.
"""

from __future__ import annotations

import re
from collections import Counter
from json import JSONDecoder
from typing import Any

_TABLE = "self_checks"
_FIELD = "answers"
_BEGIN, _END = f'\n"{_TABLE}":{{\n'.encode(), b'\n},\n"'
_NAME = f'"{_FIELD}":'.encode()
_FLAT = re.compile(_NAME + rb"(\{[^{}]*\})")
"""Answers without a note: those have braces of their own."""

_LOOKED_AT = 50_000
"""Bytes of the table in which such answers are looked for; a table that is shorter is not worth it."""

_FEWEST = 8
"""How often they stand there at least."""

_SIGN = "\uf8ff"
"""Stands in their place while the rest is decoded; of no use in any text, and where it is used nothing is folded."""


def decoded(data: bytes, decoder: JSONDecoder) -> Any:
    """What `decoder` makes of a book's file, faster; None where it cannot be told that this is the same.

    Checks that say the same share one object: what is read so is never changed.

    Raises:
        ValueError: perhaps the file itself is wrong; only a plain decoding tells where.
    """
    begin = data.find(_BEGIN)
    end = data.find(_END, begin + len(_BEGIN))
    if begin < 0 or end - begin < _LOOKED_AT:
        return None
    table = data[begin:end]
    alike = [one for one, times in Counter(_FLAT.findall(table, 0, _LOOKED_AT)).items() if times >= _FEWEST]
    values = [decoder.decode(one.decode()) for one in alike]  # what ends within a string is none
    folded = 0
    for place, one in enumerate(alike):
        parts = table.split(_NAME + one)
        folded += len(parts) - 1
        table = f'"{_FIELD}":"{_SIGN}{place}"'.encode().join(parts)
    text = (data[:begin] + table + data[end:]).decode()
    if text.count(_SIGN) != folded:
        return None
    tables = decoder.decode(text)
    return tables if _restored(tables, values) == folded else None


def _restored(tables: Any, values: list[Any]) -> int:
    """Put the answers back where their sign stands; in how many checks."""
    signs = {f"{_SIGN}{place}": value for place, value in enumerate(values)}
    found = 0
    for check in tables[_TABLE].values():
        sign = check[_FIELD]
        if type(sign) is str and sign in signs:
            check[_FIELD] = signs[sign]
            found += 1
    return found
