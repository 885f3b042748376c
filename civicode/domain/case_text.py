"""New cases as canonical JSON, put together from what all those of a batch share: encoding is most of their cost.

What is made here is `audit.canonical` of `to_document`; a test holds one against the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from json.encoder import encode_basestring as quoted

from civicode.domain.store.audit import canonical
from civicode.domain.violation.observation import Observation, Subject


class CaseFrame:
    """What the new cases of a batch have in common.

    Args:
        entered_on: day of the batch.
        recorder: who brings them in.
        events: of each, as a book keeps them.
    """

    def __init__(self, entered_on: date, recorder: str, events: Sequence[Mapping[str, str]]) -> None:
        self._shared = f'"entered_on":"{entered_on.isoformat()}","events":{canonical(events).decode()},'
        self._recorder = f'"recorder":{quoted(recorder)},'
        self._heads: dict[tuple[str, ...], str] = {}
        self._days: dict[date, str] = {}
        self._subjects: dict[tuple[str, str, str], tuple[str, str]] = {}
        self._places: dict[tuple[str, str], tuple[str, str]] = {}

    def text(self, case_id: str, subject: Subject, seen: Observation) -> str:
        """The document of a new case; empty texts are left out."""
        head = self._heads.get(seen.criteria) or self._head(seen.criteria)
        whose, unit = self._subjects.get((subject.code, subject.position, subject.unit)) or self._whose(subject)
        source, where = self._places.get((seen.source, seen.where)) or self._place(seen.source, seen.where)
        evidence = f'"evidence":{quoted(seen.evidence)},' if seen.evidence else ""
        ref = f'"ref":{quoted(seen.ref)},' if seen.ref else ""
        occurred = self._days.get(seen.occurred_on) or self._day(seen.occurred_on)
        noticed = self._days.get(seen.noticed_on) or self._day(seen.noticed_on)
        return (
            f'{head}{evidence}"id":"{case_id}","noticed_on":{noticed},"occurred_on":{occurred},{whose}'
            f'{ref}{source}{unit}"what":{quoted(seen.what)}{where}}}'
        )

    def _head(self, criteria: tuple[str, ...]) -> str:
        codes = canonical(list(criteria)).decode()
        return self._heads.setdefault(criteria, f'{{"criteria":{codes},{self._shared}')

    def _whose(self, subject: Subject) -> tuple[str, str]:
        position = f'"position":{quoted(subject.position)},' if subject.position else ""
        unit = f'"unit":{quoted(subject.unit)},' if subject.unit else ""
        whose = f'"officer":{quoted(subject.code)},{position}{self._recorder}'
        return self._subjects.setdefault((subject.code, subject.position, subject.unit), (whose, unit))

    def _place(self, source: str, where: str) -> tuple[str, str]:
        made = f'"source":{quoted(source)},' if source else "", f',"where":{quoted(where)}' if where else ""
        return self._places.setdefault((source, where), made) if len(self._places) < _MOST_KEPT else made

    def _day(self, day: date) -> str:
        return self._days.setdefault(day, f'"{day.isoformat()}"')


_MOST_KEPT = 20_000
