"""The names that books and the files on shelves may have; nothing else becomes part of a path."""

from __future__ import annotations

import re

from civicode.errors import NotFoundError, UsageError
from civicode.store import OFFICE_BOOK

_PERIOD = r"\d{4}(?:-(?:0[1-9]|1[0-2]|Q[1-4]|H[12]))?"
_BOOK = re.compile(rf"{OFFICE_BOOK}|{_PERIOD}", re.ASCII)
_SHELVED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}", re.ASCII)
_SUFFIX = ".json"


def book_file(name: str) -> str:
    """The file name of a book; NotFoundError when no book can have that name."""
    if not _BOOK.fullmatch(name):
        raise NotFoundError("store.no_such_book", book=name)
    return name + _SUFFIX


def is_book_file(file: str) -> bool:
    """Whether a file name is that of a book."""
    return file.endswith(_SUFFIX) and bool(_BOOK.fullmatch(file.removesuffix(_SUFFIX)))


def in_order(names: list[str]) -> list[str]:
    """Books as they are listed: the office's own, then by period."""
    return sorted(names, key=lambda name: (name != OFFICE_BOOK, name))


def book_name(file: str) -> str:
    """The book that lies in a file of that name."""
    return file.removesuffix(_SUFFIX)


def shelf_name(name: str) -> str:
    """`name` as it is; UsageError when it cannot be a file's name everywhere."""
    if not is_shelf_name(name):
        raise UsageError("store.name_not_allowed", name=name)
    return name


def is_shelf_name(name: str) -> bool:
    """Whether a file on a shelf can have that name."""
    return bool(_SHELVED.fullmatch(name))
