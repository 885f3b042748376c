"""What the rows of a file name, looked up once for each: criteria as the catalogue spells them, people on a day."""

from __future__ import annotations

from datetime import date

from civicode.domain.criteria.catalogue import Catalogue
from civicode.domain.staff.staff import OFFICE, StaffMember
from civicode.domain.violation.observation import Subject, is_steady, subject_on
from civicode.errors import Problem


class KnownCriteria:
    """Codes of criteria, in capitals as rows have them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._criteria = catalogue.criteria
        self._order = {one.code.upper(): place for place, one in enumerate(catalogue.criteria)}
        self._found: dict[tuple[str, ...], tuple[str, ...] | Problem] = {}

    def find(self, codes: tuple[str, ...]) -> tuple[str, ...] | Problem:
        """The codes as the catalogue spells and orders them, each once; a problem names those of no criterion."""
        found = self._found.get(codes)
        if found is None:
            found = self._found[codes] = self._look_up(codes)
        return found

    def _look_up(self, codes: tuple[str, ...]) -> tuple[str, ...] | Problem:
        unknown = [code for code in codes if code not in self._order]
        if unknown:
            return Problem("batch.no_criterion", {"codes": unknown})
        return tuple(self._criteria[place].code for place in sorted({self._order[code] for code in codes}))


class Subjects:
    """People with the posts that they held on a day."""

    def __init__(self) -> None:
        self._steady: dict[str, Subject] = {}
        self._on: dict[tuple[str, date], Subject] = {}

    def on(self, member: StaffMember | None, day: date) -> Subject:
        """The person, or the office for None, as `subject_on` has them."""
        code = member.code if member else OFFICE
        found = self._steady.get(code) or self._on.get((code, day))
        if found is None:
            found = subject_on(member, day)
            if is_steady(member):
                self._steady[code] = found
            else:
                self._on[code, day] = found
        return found
