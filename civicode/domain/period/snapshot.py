"""A closed period as it was: everything beside its checks that its reports are made of, frozen when it was closed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from msgspec import field
from msgspec.structs import replace

from civicode.domain.calendar import Period
from civicode.domain.period.figures import Totals
from civicode.domain.record import Record
from civicode.domain.staff.staff import Absence, StaffMember
from civicode.domain.violation.violation import Violation, case_order


class Share(Record, frozen=True, kw_only=True):
    """What one person added to the figures of the period before.

    Attributes:
        unit: theirs in that period.
        staff, submitted: 1 when they owed a check, and when it was handed in; else 0.
        met, not_met, not_applicable: their answers that counted.
    """

    unit: str
    staff: int
    submitted: int
    met: int = field(default_factory=int)
    not_met: int = field(default_factory=int)
    not_applicable: int = field(default_factory=int)


class Before(Record, frozen=True, kw_only=True):
    """The period before, as far as a report tells of it.

    Attributes:
        shares: by staff code.
        not_met: who had a `not_met` that counted, by criterion, each sorted.
    """

    shares: Mapping[str, Share]
    not_met: Mapping[str, tuple[str, ...]]


class Snapshot(Record, frozen=True, kw_only=True, rename={"members": "roster", "cases": "violations"}):
    """What was true of a period on the day of its closing; its checks lie in the same book and are frozen there.

    Attributes:
        opens_on, due_on: first and last day on which its check was in time.
        catalogue: digest of the criteria in use, for a period in which nothing was answered.
        members: who was on the register, each with the one post by which they counted.
        excused, drafts: staff codes of who was excused throughout, and whose check was unfinished.
        cases: those of the period, in any state.
        totals: the figures, as they were reported.
    """

    opens_on: date
    due_on: date
    catalogue: str
    members: tuple[StaffMember, ...]
    excused: frozenset[str]
    drafts: frozenset[str]
    cases: tuple[Violation, ...]
    before: Before
    totals: Totals

    def absences_in(self, period: Period) -> tuple[Absence, ...]:
        """The absences that excused somebody, over the whole of its period."""
        first, last = period.first_day, period.last_day
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
