"""What is due: for the person who asks, and for the one who keeps the office's books."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from civicode.domain.calendar import Period
from civicode.domain.period.standing import ProgressState
from civicode.errors import Problem


class MyStatus(NamedTuple):
    """What waits for one person.

    Attributes:
        officer: staff code.
        due: periods whose check is still to be handed in, the oldest first; the last one may be due now.
        drafts: periods with an unfinished check.
        returned: periods whose check a leader has sent back; they are in `due`, too.
        cases: ids of cases about this person that are neither dismissed nor closed.
        reasons: why each of `returned` was sent back, by the period's key.
    """

    officer: str
    due: tuple[Period, ...] = ()
    drafts: tuple[Period, ...] = ()
    returned: tuple[Period, ...] = ()
    cases: tuple[str, ...] = ()
    reasons: Mapping[str, str] = {}


class Call(NamedTuple):
    """Somebody to be reminded today.

    Attributes:
        state: how far their check is.
        away_until: last day of an absence that holds today; None when they are in.
    """

    officer: str
    state: ProgressState
    away_until: date | None = None

    @property
    def urgency(self) -> tuple[bool, int]:
        """Sort key: who is in before who is away; what was returned, what is begun, what is not."""
        return self.away_until is not None, _FIRST.index(self.state)


_FIRST = (ProgressState.RETURNED, ProgressState.DRAFT, ProgressState.NOT_STARTED)


class OfficeStatus(NamedTuple):
    """Where the office stands with the period due now.

    Attributes:
        missing: staff codes in the order of lists.
        calls: the same people in the order in which it helps to call them.
        unreviewed: checks handed in that no leader has confirmed.
        closable: periods that are over, complete and not closed yet, the oldest first.
        last_backup: day of the newest backup; None when none is known.
        notices: what else should be seen to; sentences by code, as problems have them.
    """

    period: Period
    opens_on: date
    due_on: date
    staff: int
    submitted: int
    missing: tuple[str, ...]
    unreviewed: int
    closable: tuple[Period, ...] = ()
    last_backup: date | None = None
    notices: tuple[Problem, ...] = ()
    calls: tuple[Call, ...] = ()


class Status(NamedTuple):
    """The answer of `civicode status`; `me` is None when who asks is not on the register."""

    today: date
    me: MyStatus | None
    office: OfficeStatus
