"""What a report is made of: the records of its check periods, and whom they belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from msgspec import structs

from civicode.domain.calendar import Period
from civicode.domain.check.check import COUNTED, SelfCheck
from civicode.domain.criteria.catalogue import Catalogue, Criterion
from civicode.domain.criteria.rating import Rating
from civicode.domain.merge.record import Side
from civicode.domain.period.figures import Totals
from civicode.domain.period.snapshot import Snapshot
from civicode.domain.period.standing import HANDED_IN, PeriodStanding, ProgressState, Standing
from civicode.domain.review import Review
from civicode.domain.staff.staff import Absence, Post, StaffMember
from civicode.domain.store.export import Export
from civicode.domain.task_standing import TaskStanding
from civicode.domain.violation.violation import Violation
from civicode.i18n import FORGOTTEN


def _weight(standing: Standing) -> int:
    """Which of two entries of one person tells where they stand: a check that is there, then a reason to have none."""
    return 2 if standing.state in HANDED_IN else int(standing.state is ProgressState.EXCUSED)


@dataclass(frozen=True)
class PeriodRecords:
    """One check period.

    Attributes:
        standing: who is where, with the period and its state.
        checks: those of the period by staff code; the office's own is under `CQ`.
        cases: those of the period, in any state.
        head: `book:sequence:hash` of its book's newest entry, of a closed one the entry that closed it; None while
            nothing was written.
        not_met_before: (criterion, officer) of every `not_met` that counted in the check period before.
        since_closing: the cases that came, moved on or left after it was closed; they are not among `cases` so.
        kept: of a closed period what was frozen then; None while it is open.
    """

    standing: PeriodStanding
    checks: Mapping[str, SelfCheck] = field(default_factory=dict)
    cases: tuple[Violation, ...] = ()
    head: str | None = None
    not_met_before: frozenset[tuple[str, str]] = frozenset()
    since_closing: tuple[Violation, ...] = ()
    kept: Snapshot | None = None

    @cached_property
    def counted(self) -> list[SelfCheck]:
        """The personal checks whose answers count: handed in by people who owe one."""
        return [self.checks[one.officer] for one in self.standing.people if one.state in HANDED_IN]

    @cached_property
    def exceptions(self) -> list[tuple[SelfCheck, dict[str, Rating]]]:
        """Each of these checks with its ratings that are not `met`, by criterion: looked for once."""
        return [(check, check.exceptions) for check in self.counted]

    @cached_property
    def answered(self) -> tuple[str, ...]:
        """The digests of the catalogues that these checks answered, by the day on which they first were."""
        days = {(check.submitted_on or date.max, check.catalogue) for check in self.counted}
        return tuple(dict.fromkeys(digest for _, digest in sorted(days)))

    def after(self, before: PeriodRecords) -> PeriodRecords:
        """The same period, with who had which criterion not met in the check period `before`."""
        made = replace(self, not_met_before=not_met(before))
        vars(made).update(counted=self.counted, exceptions=self.exceptions)  # of the same checks: looked for once
        return made

    def under(self, codes: Mapping[str, str]) -> PeriodRecords:
        """The same period with everybody under the code that `codes` has for theirs; of two entries of one person the
        one that was handed in counts.
        """
        people: dict[str, Standing] = {}
        for one in self.standing.people:
            code = codes.get(one.officer, one.officer)
            if code not in people or _weight(one) > _weight(people[code]):
                people[code] = one._replace(officer=code)
        checks: dict[str, SelfCheck] = {}
        for old, check in self.checks.items():
            code = codes.get(old, old)
            if code not in checks or check.state in COUNTED:
                checks[code] = check if code == old else structs.replace(check, officer=code)
        return replace(
            self,
            standing=self.standing._replace(people=tuple(people.values())),
            checks=checks,
            cases=tuple(case.under(codes) for case in self.cases),
            since_closing=tuple(case.under(codes) for case in self.since_closing),
            not_met_before=frozenset((code, codes.get(one, one)) for code, one in self.not_met_before),
        )

    def only(self, officers: Collection[str]) -> PeriodRecords:
        """The same period as if there were nobody but `officers`."""
        people = tuple(one for one in self.standing.people if one.officer in officers)
        return replace(
            self,
            standing=self.standing._replace(people=people),
            checks={code: check for code, check in self.checks.items() if code in officers},
            cases=tuple(case for case in self.cases if case.officer in officers),
            since_closing=tuple(case for case in self.since_closing if case.officer in officers),
        )


class Sheet(NamedTuple):
    """One check in full.

    Attributes:
        asked: the criteria that were put, those of an old check in the words of its day.
        check: as it was handed in; None while it is not.
        review: the leader's side of it, when there is one.
    """

    period: Period
    asked: tuple[Criterion, ...]
    check: SelfCheck | None = None
    review: Review | None = None


class HeldDraft(NamedTuple):
    """An unfinished check.

    Attributes:
        name: of its file; one that was put aside begins with `old.`.
        period: key of its period.
        check: what it says; None when it cannot be read.
    """

    name: str
    period: str
    check: SelfCheck | None = None


class HeldArchive(NamedTuple):
    """A store as it was before a ward joined that holds something about the person.

    Attributes:
        file: its name.
        side: whose records it holds.
        officer: the person's code there.
        periods: keys of those with a check of theirs; None when the archive cannot be read.
        cases: ids of those about them.
    """

    file: str
    side: Side
    officer: str
    periods: tuple[str, ...] | None = None
    cases: tuple[str, ...] = ()


class Held(NamedTuple):
    """What is held about one person in all periods.

    Attributes:
        former: the entries on the register of the codes given up for theirs (`staff merge`).
        entries: of the audit, by book: what they did, and what was done to their records.
        exports: the files that may have told of them.
    """

    former: tuple[StaffMember, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    drafts: tuple[HeldDraft, ...] = ()
    absences: tuple[Absence, ...] = ()
    cases: tuple[Violation, ...] = ()
    entries: tuple[tuple[str, Mapping[str, object]], ...] = ()
    exports: tuple[Export, ...] = ()
    archives: tuple[HeldArchive, ...] = ()


class Scope(NamedTuple):
    """Everything that a report is built from.

    Attributes:
        period: the one reported on; it may hold several check periods.
        books: its check periods, in order.
        compared: the period that the figures are held against, and its own.
        catalogue: sections and titles in use then.
        reworded: criteria whose words changed since the period compared, by code, each with the first period in the
            new ones.
        units: unit of each person by the last day of `period`, in the order of the register.
        named: whether the report names people; its columns are the same when there is nobody to name.
        names: full names by staff code, when the report names people; else empty.
        posts: the post of each person by the last day of `period`, by staff code.
        away: days on which people who owe a check were excused, by staff code, both inclusive; open periods only.
        unit: the only one reported on, as it was asked for; None is all.
        officer: the only person reported on; None is everybody.
        sheets: the checks in full, one a check period, of the person or the office: only for `Part.PERSON`, `OFFICE`.
        earlier: check periods up to the last one reported on, by time, with their figures: for `Part.EARLIER`.
        past_cases: the cases of the 12 months up to the end of `period`, in any state: for `Part.PAST_CASES`.
        tasks: of the plan, in its order: for `Part.TASKS`.
        held: for `Part.HELD`.
        is_whole: `held` is told of all time, not of `period` alone.
    """

    period: Period
    books: tuple[PeriodRecords, ...]
    catalogue: Catalogue
    units: Mapping[str, str]
    compared: tuple[Period, Totals] | None = None
    reworded: Mapping[str, Period] = {}
    named: bool = False
    names: Mapping[str, str] = {}
    posts: Mapping[str, Post] = {}
    away: Mapping[str, tuple[date, date]] = {}
    unit: str | None = None
    officer: StaffMember | None = None
    sheets: tuple[Sheet, ...] = ()
    earlier: tuple[tuple[Period, Totals], ...] = ()
    past_cases: tuple[Violation, ...] = ()
    tasks: tuple[TaskStanding, ...] = ()
    held: Held = Held()
    is_whole: bool = False


def called(scope: Scope, officers: Iterable[str]) -> list[str]:
    """The names of `officers` in a list; of two people with one name each has the code behind it, as one forgotten."""
    often = Counter(scope.names.values())
    names = [(scope.names.get(one, one), one) for one in officers]
    return [f"{name} ({code})" if often[name] > 1 or name == FORGOTTEN else name for name, code in names]


def not_met(records: PeriodRecords) -> frozenset[tuple[str, str]]:
    """(criterion, officer) of every `not_met` that counts."""
    return frozenset(
        (code, check.officer)
        for check, exceptions in records.exceptions
        for code, rating in exceptions.items()
        if rating is Rating.NOT_MET
    )
