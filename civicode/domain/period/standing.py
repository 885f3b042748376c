"""Who is where with the check of a period, and what that makes of the period as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from civicode.domain.calendar import Period, Window
from civicode.domain.check.check import CheckState, SelfCheck
from civicode.domain.period.seal import Seal
from civicode.domain.staff.staff import Absence, StaffMember, is_excused, serving_in


class ProgressState(StrEnum):
    """How far a person is; a withdrawn check counts as not started."""

    NOT_STARTED = "not_started"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    CONFIRMED = "confirmed"
    EXCUSED = "excused"

    __hash__ = str.__hash__  # that of an enum is a function of its own


HANDED_IN = frozenset({ProgressState.SUBMITTED, ProgressState.CONFIRMED})
"""States that count as submitted; everyone else on the list is missing, but for who is excused."""

_AS_PROGRESS = {
    CheckState.DRAFT: ProgressState.DRAFT,
    CheckState.SUBMITTED: ProgressState.SUBMITTED,
    CheckState.RETURNED: ProgressState.RETURNED,
    CheckState.CONFIRMED: ProgressState.CONFIRMED,
    CheckState.WITHDRAWN: ProgressState.NOT_STARTED,
}


class Standing(NamedTuple):
    """One person in one period.

    Attributes:
        unit: by the period's last day, or the last day served in it.
        late: the check was handed in after the due day.
        submitted_on: None while nothing is handed in.
    """

    officer: str
    name: str
    unit: str
    state: ProgressState
    late: bool = False
    submitted_on: date | None = None


class PeriodStanding(NamedTuple):
    """A period with everyone who was on the register in it.

    Attributes:
        state: `open` or `closed`.
        opens_on, due_on: first and last day on which its check is in time.
        people: one for each person on the register, the excused too.
    """

    period: Period
    state: str
    opens_on: date
    due_on: date
    people: tuple[Standing, ...]

    @property
    def staff(self) -> int:
        """People who owe a check: on the register on at least one day, not excused for the whole of them."""
        return sum(one.state is not ProgressState.EXCUSED for one in self.people)

    @property
    def submitted(self) -> int:
        """Checks handed in, confirmed ones included."""
        return sum(one.state in HANDED_IN for one in self.people)

    @property
    def confirmed(self) -> int:
        """Checks that a leader has confirmed."""
        return sum(one.state is ProgressState.CONFIRMED for one in self.people)

    @property
    def unreviewed(self) -> int:
        """Checks handed in that no leader has confirmed."""
        return self.submitted - self.confirmed

    @property
    def missing(self) -> int:
        """`staff` less `submitted`."""
        return self.staff - self.submitted

    @property
    def missing_people(self) -> tuple[Standing, ...]:
        """Who owes a check and has not handed it in, in the order of lists."""
        return tuple(one for one in self.people if owes(one))

    @property
    def late(self) -> int:
        """Checks handed in after the due day."""
        return sum(one.late for one in self.people if one.state in HANDED_IN)


class PeriodDetail(NamedTuple):
    """A period in full, for whoever chases and closes it.

    Attributes:
        drafts: who has an unfinished check, staff codes and `CQ`, sorted; also beside one handed in.
        office_check: where the check of the office itself stands.
        violations: confirmed cases of the period.
        observations: cases not yet confirmed or dismissed.
        head: `book:sequence:hash` of its book; None while nothing was written.
        seal: of its closing, also when it was reopened since; None when it was never closed.
        since_closing: ids of the cases that came, moved on or left after the closing.
    """

    standing: PeriodStanding
    drafts: tuple[str, ...]
    office_check: ProgressState
    violations: int
    observations: int
    head: str | None
    seal: Seal | None = None
    since_closing: tuple[str, ...] = ()


def owes(standing: Standing) -> bool:
    """Whether a check is still expected of this person."""
    return standing.state not in HANDED_IN and standing.state is not ProgressState.EXCUSED


def standings(
    members: Iterable[StaffMember],
    absences: Sequence[Absence],
    checks: Mapping[str, SelfCheck],
    drafts: Collection[str],
    period: Period,
) -> list[Standing]:
    """Where each person on the register in `period` stands, in the order of `members`.

    Args:
        members: everyone who is or was on the register, in the order of lists.
        absences: of anyone; only those that cover a person's whole period excuse.
        checks: the checks of `period` by staff code; the office's own is passed over.
        drafts: staff codes with an unfinished check of `period`.
        period: whose days decide who is on the list.
    """
    on_list = serving_in(members, period)
    away = {absence.officer for absence in absences}
    excused = {one.code for one in on_list if one.code in away and is_excused(one, period, absences)}
    return [_standing(one, one.code in excused, checks.get(one.code), one.code in drafts, period) for one in on_list]


def period_standing(period: Period, state: str, window: Window, people: Iterable[Standing]) -> PeriodStanding:
    """The period as a whole, with the days on which its check is in time."""
    return PeriodStanding(period, state, window.opens_on(period), window.due_on(period), tuple(people))


def progress_of(check: SelfCheck | None, has_draft: bool) -> ProgressState:
    """How far a check is; a draft counts while nothing else stands."""
    state = _AS_PROGRESS[check.state] if check else ProgressState.NOT_STARTED
    return ProgressState.DRAFT if state is ProgressState.NOT_STARTED and has_draft else state


def _standing(member: StaffMember, excused: bool, check: SelfCheck | None, has_draft: bool, period: Period) -> Standing:
    state = ProgressState.EXCUSED if excused else progress_of(check, has_draft)
    post = member.post_in(period)
    if check is None or state not in HANDED_IN:
        return Standing(member.code, member.name, post.unit, state)
    return Standing(member.code, member.name, post.unit, state, check.late, check.submitted_on)
