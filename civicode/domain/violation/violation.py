"""Violations as small cases: an observation first, then events that append; facts, never verdicts."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from civicode.domain.calendar import read_date
from civicode.domain.check.check import COUNTED, SelfCheck
from civicode.domain.criteria.rating import Rating
from civicode.domain.record import CASE_TEXT, REASON, Fact, Personal, Record, fields_of, next_in


class CaseState(StrEnum):
    """Where a case stands."""

    REPORTED = "reported"
    EXPLAINED = "explained"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    REMINDED = "reminded"
    REFERRED = "referred"
    REMEDIED = "remedied"
    CLOSED = "closed"
    REOPENED = "reopened"


_S = CaseState
NEXT_STATES: Mapping[CaseState, tuple[CaseState, ...]] = {
    _S.REPORTED: (_S.EXPLAINED, _S.CONFIRMED, _S.DISMISSED),
    _S.EXPLAINED: (_S.EXPLAINED, _S.CONFIRMED, _S.DISMISSED),
    _S.CONFIRMED: (_S.REMINDED, _S.REFERRED, _S.REMEDIED, _S.CLOSED),
    _S.REMINDED: (_S.REMEDIED, _S.CLOSED),
    _S.REFERRED: (_S.REMEDIED, _S.CLOSED),
    _S.REMEDIED: (_S.CLOSED,),
    _S.DISMISSED: (_S.REOPENED,),
    _S.CLOSED: (_S.REOPENED,),
    _S.REOPENED: (_S.EXPLAINED, _S.CONFIRMED, _S.DISMISSED),
}
"""The steps that a case may take; `reopened` is as `reported`."""

CONFIRMED_STATES = frozenset({_S.CONFIRMED, _S.REMINDED, _S.REFERRED, _S.REMEDIED, _S.CLOSED})
"""Only these count as violations in reports."""

OBSERVED_STATES = frozenset({_S.REPORTED, _S.EXPLAINED, _S.REOPENED})
"""Observations not yet confirmed: counted apart."""

SETTLED_STATES = frozenset({_S.DISMISSED, _S.CLOSED})
"""Only `reopened` leads on from here."""

OWN_STEPS = frozenset({_S.EXPLAINED})
"""All that the person a case is about may do with it; nobody judges their own case."""

REPEAT_MONTHS = 12
"""A repeat is the same criterion by the same person less than this many months earlier."""

_ID = r"VP-(?P<month>[0-9]{4}-(?:0[1-9]|1[0-2]))-(?P<number>[0-9]{1,9})"


class MovedViolation(Record, frozen=True, kw_only=True):
    """What stays where a case lay until a correction moved its act to another month; `to` is its new id."""

    to: str
    at: str
    by: str
    reason: Annotated[str, REASON]


class CaseEvent(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A step: which state, when (ISO time at UTC+7), by whom, why; a decision's number and date where there is one."""

    state: CaseState
    at: str
    by: str
    note: Annotated[str, CASE_TEXT] = ""
    decision: Annotated[str, CASE_TEXT] = ""
    level: str = ""
    form: str = ""


class Correction(Record, frozen=True, kw_only=True):
    """An amended field: the old values stay beside who changed them, when and why."""

    at: str
    by: str
    reason: Annotated[str, CASE_TEXT]
    old: Annotated[Mapping[str, str | list[str]], Fact(of_fields=True)]


class Observation(Record, frozen=True, kw_only=True):
    """What was seen: all that a person enters. A field here is in imports, exports, lists and corrections by itself.

    Attributes:
        ref: the sender's own reference when it was imported.
        officer: staff code, or `CQ` for the office.
        criteria: codes in the catalogue's order, each once.
        occurred_on, noticed_on: day of the act, and of its being noticed.
        source: how it became known (kiểm tra, phản ánh của dân…).
        evidence: a number or file name, never the file.
    """

    ref: Annotated[str, Fact(column="id", personal=Personal.CASE_TEXTS, is_dropped=True)] = ""
    officer: str
    criteria: Annotated[tuple[str, ...], Fact(column="criterion")]
    occurred_on: date
    noticed_on: date
    what: Annotated[str, CASE_TEXT] = ""
    where: Annotated[str, CASE_TEXT] = ""
    source: Annotated[str, CASE_TEXT] = ""
    evidence: Annotated[str, CASE_TEXT] = ""


class Violation(Observation, frozen=True, kw_only=True):
    """An observation on record.

    Attributes:
        id: `VP-2026-11-0003`: the month of the act and a running number.
        entered_on: day of its entry here.
        position, unit: as at the day of the act.
        recorder: who entered it; shown with the case only, never in a report.
    """

    id: Annotated[str, Meta(pattern=rf"\A{_ID}\Z")]
    entered_on: date
    recorder: str = ""
    position: str = ""
    unit: str = ""
    events: Annotated[tuple[CaseEvent, ...], Meta(min_length=1)]
    corrections: Annotated[tuple[Correction, ...], Meta(min_length=1)] = ()

    def under(self, codes: Mapping[str, str]) -> Violation:
        """The same case about whom `codes` has in place of its officer."""
        officer = codes.get(self.officer, self.officer)
        return self if officer == self.officer else replace(self, officer=officer)

    @property
    def state(self) -> CaseState:
        """The state of its last event."""
        return self.events[-1].state

    @property
    def is_confirmed(self) -> bool:
        """Whether it counts as a violation; a closed case does, a reopened or dismissed one does not."""
        return self.state in CONFIRMED_STATES

    @property
    def is_settled(self) -> bool:
        """Whether nothing more is expected: dismissed or closed."""
        return self.state in SETTLED_STATES

    @property
    def former_ids(self) -> tuple[str, ...]:
        """The ids it bore before a correction moved the act to another month, the oldest first."""
        return tuple(str(one.old["id"]) for one in self.corrections if "id" in one.old)


ENTERED_FIELDS = tuple(one.name for one in fields_of(Observation) if one.name != "ref")
"""What a person may put right, or a file say otherwise: an observation's fields but the reference that it goes by."""

ENTERED_TEXTS = tuple(one.name for one in fields_of(Observation) if one.fact == CASE_TEXT)
"""What was seen, in words."""

_DECISION = re.compile(r"(?=.*\d)(?P<number>.+?)[,;]\s*(?:ngày\s+)?(?P<day>[\d./-]+)\s*")


def has_number_and_day(decision: str) -> bool:
    """Whether a decision is named by its number and its day: `12/QĐ-UBND, 05/12/2026`, also `…, ngày 5/12/2026`."""
    found = _DECISION.fullmatch(decision)
    return found is not None and bool(found["number"].strip()) and read_date(found["day"]) is not None


def allowed_steps(state: CaseState) -> tuple[CaseState, ...]:
    """The states that a case in `state` may go to."""
    return NEXT_STATES[state]


def next_id(month: str, taken: Iterable[str]) -> str:
    """The next free id in the book of `month` (`2026-11`): VP-2026-11-0003."""
    return next_in(f"VP-{month}-", taken)


def read_id(text: str) -> str | None:
    """The id that `text` means, in any case and with or without leading zeros; None when it is none."""
    found = re.fullmatch(_ID, text.strip().upper())
    return f"VP-{found['month']}-{int(found['number']):04d}" if found else None


def month_of(case_id: str) -> str:
    """The month of the act that an id names: `2026-11`."""
    return case_id[3:10]


def case_order(case: Violation) -> tuple[date, int, str]:
    """Sort key: by the day of the act, then by id (its number may outgrow four digits)."""
    return case.occurred_on, len(case.id), case.id


def repeats(case: Violation, others: Iterable[Violation]) -> int:
    """Confirmed cases of the same person with a common criterion in the 12 months up to the act, this one left out.

    An act on the same day of the year before is outside; of two on one day the lower id is the earlier.
    """
    limit = repeat_limit(case.occurred_on)
    return sum(
        one.officer == case.officer
        and one.is_confirmed
        and limit < one.occurred_on
        and case_order(one) < case_order(case)
        and not set(one.criteria).isdisjoint(case.criteria)
        for one in others
    )


def repeat_limit(day: date) -> date:
    """The same day `REPEAT_MONTHS` earlier, or the last of its month: later acts make one of `day` a repeat."""
    month = day.year * 12 + day.month - 1 - REPEAT_MONTHS
    year, number = divmod(month, 12)
    return date(year, number + 1, min(day.day, monthrange(year, number + 1)[1]))


def contradictions(checks: Sequence[SelfCheck], cases: Sequence[Violation]) -> list[tuple[str, str]]:
    """(criterion, officer) rated `met` against a confirmed violation of it in the same period, sorted, each once."""
    breached: dict[str, set[str]] = {}
    for case in cases:
        if case.is_confirmed:
            breached.setdefault(case.officer, set()).update(case.criteria)
    return sorted(
        (code, check.officer)
        for check in checks
        if check.state in COUNTED
        for code in breached.get(check.officer, ())
        if code in check.answers and check.answers[code].rating is Rating.MET
    )
