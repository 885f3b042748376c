"""Who is meant in the rows of a file: by code, by what a spreadsheet has made of a code, or by name."""

from __future__ import annotations

import re

from civicode.domain.staff.staff import OFFICE, StaffMember, members_found
from civicode.domain.text.name import same_name
from civicode.domain.text.text import folded
from civicode.errors import Problem
from civicode.services.office.office import Office

_NUMERAL = re.compile(r"(?P<digits>[0-9]{1,32})(?:[.,]0+)?")


class People:
    """The register, as rows ask it; each text is looked up once.

    Attributes:
        notices: what was taken for what, to be said: a code that lost its zeros.
    """

    def __init__(self, office: Office) -> None:
        self._members = office.members
        self._by_code = {one.code.casefold(): one for one in office.members}
        self._given_up = {old.casefold(): into for old, into in office.merged.items()}
        self._found: dict[str, StaffMember | Problem | None] = {}
        self._names: dict[tuple[str, str], bool] = {}
        self.notices: dict[str, Problem] = {}

    def find(self, text: str) -> StaffMember | Problem | None:
        """The person meant; None is the office (`CQ`), a problem says that nobody fits, or several do."""
        try:
            return self._found[text]
        except KeyError:
            return self._found.setdefault(text, self._look_up(text))

    def code_like(self, text: str) -> str | None:
        """The code on the register that a spreadsheet has made `text` of (007 became 7); None unless only one fits."""
        numeral = _NUMERAL.fullmatch(text)
        if numeral is None or text.casefold() in self._by_code:
            return None
        wanted = numeral["digits"].lstrip("0")
        alike = [one.code for one in self._members if one.code.isdecimal() and one.code.lstrip("0") == wanted]
        if len(alike) != 1:
            return None
        self.notices.setdefault(text, Problem("batch.code_taken_for", {"given": text, "code": alike[0]}))
        return alike[0]

    def is_called(self, member: StaffMember, name: str) -> bool:
        """Whether the name that stands beside a code is that person's; diacritics may be missing, not others.

        Any name is that of somebody forgotten: nobody can tell any more.
        """
        if member.is_forgotten:
            return True
        key = (member.code, name)
        if key not in self._names:
            bare = folded(name) == name.casefold().strip()
            is_same = same_name(name, member.name) or (bare and folded(name) == folded(member.name))
            self._names[key] = is_same
        return self._names[key]

    def _now(self, text: str) -> StaffMember | None:
        """The person for whose code the one in `text` was given up."""
        code = self._given_up.get(text.casefold(), "")
        if code:
            self.notices.setdefault(text, Problem("batch.code_merged", {"given": text, "code": code}))
        return self._by_code.get(code.casefold())

    def _look_up(self, text: str) -> StaffMember | Problem | None:
        plain = text.strip()
        if plain.upper() == OFFICE:
            return None
        member = self._by_code.get(plain.casefold()) or self._now(plain)
        if member is None and (code := self.code_like(plain)):
            member = self._by_code[code.casefold()]
        if member:
            return member
        found = [] if _NUMERAL.fullmatch(plain) else members_found(self._members, plain)
        same = [one for one in found if same_name(one.name, plain)] or found
        if len(same) == 1:
            return same[0]
        if not same:
            return Problem("batch.no_officer", {"text": text})
        return Problem(
            "batch.several_officers", {"text": text, "candidates": [f"{one.code} {one.name}" for one in same]}
        )
