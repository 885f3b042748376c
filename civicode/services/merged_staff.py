"""Codes given up by `staff merge`: under which one that person is on the register now."""

from __future__ import annotations

from collections.abc import Mapping

from civicode.domain.staff import FormerCode
from civicode.errors import Problem
from civicode.store import Book

MERGED_STAFF = "merged_staff"
"""The table of codes given up, in the office's book (`FormerCode`)."""


def merged_in(book: Book) -> Mapping[str, str]:
    """Every code that the office's `book` tells of as given up, with the one that stands on the register."""
    into = {code: one.into for code, one in book.each(MERGED_STAFF, FormerCode).items()}
    return {code: _last(into, code) for code in into}


def given_up(merged: Mapping[str, str], code: str) -> list[Problem]:
    """That `code` was somebody's until `staff merge`: it is never another's. Nothing when it was not."""
    return [
        Problem("staff.code_given_up", {"code": old, "into": into}, where="CODE")
        for old, into in merged.items()
        if old.casefold() == code.casefold()
    ]


def _last(into: Mapping[str, str], code: str) -> str:
    """Where a code leads, one given up for another after the other."""
    passed = set[str]()
    while code in into and code not in passed:  # only a damaged book leads in a circle
        passed.add(code)
        code = into[code]
    return code
