"""A closed period as it was: everything beside its checks that its reports are made of, frozen when it was closed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from civicode.domain.calendar import Period
from civicode.domain.period.figures import Totals
from civicode.domain.record import day_of, number_of, object_of, objects_of, text_of, texts_of
from civicode.domain.staff.staff import Absence, StaffMember, member_from_document, member_to_document
from civicode.domain.violation.violation import Violation, case_order, violation_from_document, violation_to_document


class Share(NamedTuple):
    """What one person added to the figures of the period before.

    Attributes:
        unit: theirs in that period.
        staff, submitted: 1 when they owed a check, and when it was handed in; else 0.
        met, not_met, not_applicable: their answers that counted.
    """

    unit: str
    staff: int
    submitted: int
    met: int = 0
    not_met: int = 0
    not_applicable: int = 0


class Before(NamedTuple):
    """The period before, as far as a report tells of it.

    Attributes:
        shares: by staff code.
        not_met: (criterion, officer) of every `not_met` that counted.
    """

    shares: Mapping[str, Share] = {}
    not_met: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What was true of a period on the day of its closing; its checks lie in the same book and are frozen there.

    Attributes:
        opens_on, due_on: first and last day on which its check was in time.
        catalogue: digest of the criteria in use, for a period in which nothing was answered.
        members: who was on the register, each with the one post by which they counted.
        excused, drafts: staff codes of who was excused throughout, and whose check was unfinished.
        cases: those of the period, in any state.
        totals: the figures, as they were reported.
    """

    period: Period
    opens_on: date
    due_on: date
    catalogue: str
    members: tuple[StaffMember, ...]
    excused: frozenset[str] = frozenset()
    drafts: frozenset[str] = frozenset()
    cases: tuple[Violation, ...] = ()
    before: Before = field(default_factory=Before)
    totals: Totals = field(default_factory=Totals)

    @property
    def absences(self) -> tuple[Absence, ...]:
        """The absences that excused somebody, over the whole period."""
        first, last = self.period.first_day, self.period.last_day
        return tuple(Absence(officer=code, since=first, until=last, reason="") for code in sorted(self.excused))


class AfterClosing(NamedTuple):
    """Ids of cases that came after the closing, moved on after it, or left for another month; each sorted."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    moved_away: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """All of them, the new ones first."""
        return (*self.added, *self.changed, *self.moved_away)


def frozen(member: StaffMember, period: Period) -> StaffMember:
    """A person with nothing but the post by which they count in `period`."""
    post = replace(member.post_in(period), since=None, until=None)
    return replace(member, posts=(post,), until=None)


def after_closing(then: Iterable[Violation], now: Iterable[Violation]) -> AfterClosing:
    """What happened to the cases of a period since it was closed."""
    before, after = ({case.id: case for case in sorted(cases, key=case_order)} for cases in (then, now))
    return AfterClosing(
        added=tuple(key for key in after if key not in before),
        changed=tuple(key for key in after if key in before and after[key] != before[key]),
        moved_away=tuple(key for key in before if key not in after),
    )


def totals_before(before: Before, officers: Collection[str]) -> Totals:
    """The figures of the period before over `officers`; cases are not told of it."""
    shares = [share for code, share in before.shares.items() if code in officers]
    return Totals(
        staff=sum(one.staff for one in shares),
        submitted=sum(one.submitted for one in shares),
        met=sum(one.met for one in shares),
        not_met=sum(one.not_met for one in shares),
        not_applicable=sum(one.not_applicable for one in shares),
    )


def snapshot_to_document(snapshot: Snapshot) -> dict[str, Any]:
    """The form in which the book of the period keeps it."""
    not_met: dict[str, list[str]] = {}
    for code, officer in sorted(snapshot.before.not_met):
        not_met.setdefault(code, []).append(officer)
    return {
        "opens_on": snapshot.opens_on.isoformat(),
        "due_on": snapshot.due_on.isoformat(),
        "catalogue": snapshot.catalogue,
        "totals": snapshot.totals.as_row(),
        "roster": [member_to_document(one) for one in snapshot.members],
        "excused": sorted(snapshot.excused),
        "drafts": sorted(snapshot.drafts),
        "violations": [violation_to_document(case) for case in snapshot.cases],
        "before": {
            "shares": {code: share._asdict() for code, share in snapshot.before.shares.items()},
            "not_met": not_met,
        },
    }


def snapshot_from_document(document: Mapping[str, Any], period: Period) -> Snapshot:
    """The snapshot that the book of `period` keeps; KeyError, TypeError or ValueError when it is none."""
    return Snapshot(
        period=period,
        opens_on=day_of(document, "opens_on"),
        due_on=day_of(document, "due_on"),
        catalogue=text_of(document, "catalogue"),
        members=tuple(member_from_document(one) for one in _objects(document, "roster")),
        excused=frozenset(texts_of(document, "excused")),
        drafts=frozenset(texts_of(document, "drafts")),
        cases=tuple(violation_from_document(one) for one in _objects(document, "violations")),
        before=_before(object_of(document, "before")),
        totals=Totals(**_counts(object_of(document, "totals"), Totals._fields)),
    )


def _before(document: Mapping[str, Any]) -> Before:
    shares, not_met = object_of(document, "shares"), object_of(document, "not_met")
    counted = Share._fields[1:]
    return Before(
        shares={
            code: Share(text_of(object_of(shares, code), "unit"), **_counts(object_of(shares, code), counted))
            for code in shares
        },
        not_met=frozenset((code, officer) for code in not_met for officer in texts_of(not_met, code)),
    )


def _counts(document: Mapping[str, Any], names: Sequence[str]) -> dict[str, int]:
    return {name: number_of(document, name) or 0 for name in names}


def _objects(document: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    return [] if document[name] == [] else objects_of(document, name)
