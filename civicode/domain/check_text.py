"""New checks as canonical JSON, put together from what those who answer the same criteria share.

What is made here is `audit.canonical` of `to_document`; a test holds one against the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from json.encoder import encode_basestring as quoted

from civicode.domain.check.check import AnyAnswer, SelfCheck
from civicode.domain.criteria.rating import Rating
from civicode.domain.record import to_document
from civicode.domain.store.audit import canonical


class CheckFrame:
    """What the new checks of a period have in common, for those who answer the criteria of `codes`."""

    def __init__(self, check: SelfCheck, codes: Iterable[str]) -> None:
        document = to_document(check)
        before = {name: value for name, value in document.items() if "answers" < name < "officer"}
        after = {name: value for name, value in document.items() if name > "officer"}
        self._middle = f'}},{canonical(before).decode()[1:-1]},"officer":'
        self._end = f",{canonical(after).decode()[1:]}"
        self._answers = [f'"{code}":"{Rating.MET}"' for code in sorted(codes)]
        self._places = {code: place for place, code in enumerate(sorted(codes))}

    def text(self, officer: str, others: Mapping[str, AnyAnswer]) -> str:
        """The document of a check that is met but for the answers of `others`."""
        answers = self._answers
        if others:
            answers = answers.copy()
            for code, answer in others.items():
                answers[self._places[code]] = f'"{code}":{_text(answer)}'
        return f'{{"answers":{{{",".join(answers)}{self._middle}{quoted(officer)}{self._end}'


def _text(answer: AnyAnswer) -> str:
    if not answer.note and not answer.evidence:
        return f'"{answer.rating}"'
    evidence = f'"evidence":{quoted(answer.evidence)},' if answer.evidence else ""
    note = f'"note":{quoted(answer.note)},' if answer.note else ""
    return f'{{{evidence}{note}"rating":"{answer.rating}"}}'
