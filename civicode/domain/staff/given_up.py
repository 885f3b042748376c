"""Codes given up by `staff merge`: under which one that person is on the register now."""

from __future__ import annotations

from collections.abc import Mapping

from civicode.errors import Problem


def codes_now(taken_over: Mapping[str, str]) -> Mapping[str, str]:
    """Every code given up, with the one that stands on the register; each may have been given up for another."""
    return {code: _last(taken_over, code) for code in taken_over}


def given_up(merged: Mapping[str, str], code: str) -> list[Problem]:
    """A problem if `code` was given up by `staff merge`: it is never another's. Empty otherwise."""
    return [
        Problem("staff.code_given_up", {"code": old, "into": into}, where="CODE")
        for old, into in merged.items()
        if old.casefold() == code.casefold()
    ]


def _last(taken_over: Mapping[str, str], code: str) -> str:
    passed = set[str]()
    while code in taken_over and code not in passed:  # only a damaged book leads in a circle
        passed.add(code)
        code = taken_over[code]
    return code
