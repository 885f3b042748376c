"""What a damaged book is told as, and at which byte."""

from __future__ import annotations

import json
from enum import StrEnum

from civicode.errors import StoreError


class Damage(StrEnum):
    """The ways in which a book's file is not one."""

    NOT_UTF8 = "not_utf8"
    NOT_JSON = "not_json"
    NOT_OBJECT = "not_object"
    BAD_NUMBER = "bad_number"
    TWICE = "twice"
    NO_META = "no_meta"
    WRONG_BOOK = "wrong_book"
    BAD_STATE = "bad_state"
    BAD_ENTRY = "bad_entry"


def damaged(book: str, file: str, damage: Damage, byte: int) -> StoreError:
    """The error that names the file and the first byte (counted from 0) at which reading fails."""
    return StoreError("store.damaged", book=book, file=file, what=damage, byte=byte)


def byte_at(text: str, at: int) -> int:
    """The offset in UTF-8 of the character `at`."""
    return len(text[:at].encode("utf-8"))


def place_of(text: str, *path: str) -> int:
    """The character at which the last key of `path` stands, as far as it can be found; 0 when the first cannot."""
    place, after = 0, 0
    for key in path:
        name = json.dumps(key, ensure_ascii=False)
        found = text.find(name, after)
        if found < 0:
            break
        place, after = found, found + len(name)
    return place
