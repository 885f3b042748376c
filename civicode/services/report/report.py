"""Reports by name, and the gates that a script may hold one against."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from civicode import lazy
from civicode.domain.calendar import Period, due_now, read_period
from civicode.errors import Problem, UsageError
from civicode.i18n import Words
from civicode.reports.document.document import Document
from civicode.reports.report.about import About
from civicode.reports.report.figures import Report, sorted_by
from civicode.reports.report.letterhead import paper_of
from civicode.reports.report.records import Scope
from civicode.services.office.office import Office
from civicode.services.period.records import check_periods
from civicode.services.report.parts import with_parts
from civicode.services.report.scope import scope_of

__all__ = ["REPORTS", "build", "fail_left_out", "fail_missing", "fail_under", "require_report"]


class ReportModule(Protocol):
    """A file of `reports/` that makes one report."""

    @property
    def ABOUT(self) -> About:  # noqa: N802
        """What must be known before it is built."""

    def build(self, scope: Scope) -> Report:
        """The figures."""

    def document(self, report: Any, words: Words) -> Document:
        """The figures as tables, titles and notes."""


REPORTS: Mapping[str, Callable[[], ReportModule]] = {
    "summary": lambda: lazy.summary_report,
    "progress": lambda: lazy.progress_report,
    "criteria": lambda: lazy.criteria_report,
    "violations": lambda: lazy.violations_report,
    "officer": lambda: lazy.officer_report,
    "trend": lambda: lazy.trend_report,
    "office": lambda: lazy.office_report,
    "plan": lambda: lazy.plan_report,
    "emulation": lambda: lazy.emulation_report,
    "person": lambda: lazy.person_report,
}
"""What makes each report, by its name; adding one is a file and a line here."""


def build(
    office: Office,
    name: str,
    *,
    period: Period | None = None,
    unit: str | None = None,
    officer: str | None = None,
    compare: Period | None = None,
    names: bool | None = None,
    sort: str | None = None,
    words: Words,
) -> Document:
    """The report `name`.

    Args:
        period: None is what that report is of by nature: the check period due now, for most.
        unit: only this unit, by the last day of the period.
        officer: only this person; None is who acts, where a report is of one person.
        compare: what the figures are held against; None is the period before.
        names: whether it names people; None is as that report does by nature.
        sort: key of the column that its rows are ordered by, with `-` in front from the highest down.

    Raises:
        NotAllowedError: the period has not begun.
        UsageError: there is no such report or column, the office checks by longer periods, or nobody is named.
        NotFoundError: there is no such unit in the period, or no such person.
        StoreError: a book cannot be read.
    """
    require_report(name)
    module = REPORTS[name]()
    about = module.ABOUT
    who = _one_person(office, name, officer) if about.is_of_one else officer
    chosen = period or _period_of(office, about)
    named = about.names_people if names is None else names
    scope = scope_of(office, chosen, unit=unit, officer=who, compare=compare, named=named)
    scope = with_parts(office, scope._replace(is_whole=about.is_whole and period is None), about.needs)
    report = module.build(scope)
    document = module.document(sorted_by(report, sort) if sort else report, words)
    paper = paper_of(report, document, about.layout, office.settings, words)
    return replace(document, paper=paper)


def require_report(name: str) -> None:
    """UsageError: there is no report of that name."""
    if name not in REPORTS:
        raise UsageError("report.unknown", name=name, accepted=list(REPORTS))


def _one_person(office: Office, name: str, officer: str | None) -> str:
    """UsageError: nobody is named, and who acts is not on the register."""
    if officer is not None:
        return officer
    if office.me is None:
        raise UsageError("report.who" if office.members else "staff.nobody_yet", name=name, actor=office.actor)
    return office.me.code


def _period_of(office: Office, about: About) -> Period:
    """The period that a report is of when none is named."""
    if about.is_running:
        return Period.of(office.today, office.settings.period)
    due = due_now(office.today, office.settings.period, office.settings.window)
    return Period.of(due.first_day, about.span) if about.span else due


def fail_missing(document: Document) -> list[Problem]:
    """The breach of "everyone has handed in"; none when nothing is missing."""
    totals = _totals(document)
    facts = {"n": totals["missing"], "staff": totals["staff"], "period": document.payload["period"]}
    return [Problem("report.missing", facts)] if totals["missing"] else []


def fail_under(document: Document, figure_percent: float) -> list[Problem]:
    """Every breach of "the rate, as printed, is not below the figure": the office first, then by unit.

    That nothing was assessed is a breach, too; a unit in which nobody owed a check is passed over.
    """
    figure: dict[str, object] = {"figure": float(figure_percent)}
    total = _totals(document)["rate_percent"]
    breaches = []
    if total is None:
        breaches.append(Problem("report.nothing_assessed", figure))
    elif total < figure_percent:
        breaches.append(Problem("report.under", figure | {"rate": total}))
    for row in _rows(document, "units"):
        rate, facts = row["rate_percent"], figure | {"unit": row["unit"]}
        if rate is not None and rate < figure_percent:
            breaches.append(Problem("report.unit_under", facts | {"rate": rate}))
        elif rate is None and row["staff"]:
            breaches.append(Problem("report.unit_nothing_assessed", facts))
    return breaches


def fail_left_out(document: Document, office: Office) -> list[Problem]:
    """Every book of the report's period that could not be read: no gate is passed without it."""
    period = read_period(str(document.payload["period"]), office.today)
    parts = {one.key for one in check_periods(office, period)} if period else set()
    return [problem for problem in office.left_out if problem.where in parts]


def _totals(document: Document) -> dict[str, Any]:
    totals: Any = document.payload["totals"]
    return dict(totals)


def _rows(document: Document, table: str) -> list[dict[str, Any]]:
    tables: Any = document.payload["tables"]
    return [row for one in tables if one["name"] == table for row in one["rows"]]
