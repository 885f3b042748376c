"""`civicode violation`: cases from the first observation to the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from civicode.cli.command import receipt
from civicode.cli.command.opening import office_of
from civicode.cli.command.options import OfficerFilter, Period, Reason
from civicode.cli.command.output import show_with_missing_books
from civicode.cli.command.session import Session
from civicode.cli.command.values import choice_of, codes_of, day_of, named, period_of, required_day
from civicode.domain.violation.violation import CaseState
from civicode.reports.report.wording import criterion_titles
from civicode.reports.violation import list as document
from civicode.services.office.office import Office
from civicode.services.period.snapshot import since_closing
from civicode.services.violation import violation as service

Case = Annotated[str, typer.Argument(metavar="help.meta_case", help="help.arg_case")]
AboutOffice = Annotated[bool, typer.Option("--office", help="help.opt_case_office")]
What = Annotated[str | None, typer.Option("--what", metavar="help.meta_text", help="help.opt_case_what")]
Where = Annotated[str | None, typer.Option("--where", metavar="help.meta_text", help="help.opt_case_where")]
Source = Annotated[str | None, typer.Option("--source", metavar="help.meta_text", help="help.opt_case_source")]
Evidence = Annotated[str | None, typer.Option("--evidence", metavar="help.meta_text", help="help.opt_case_evidence")]
Noticed = Annotated[str | None, typer.Option("--noticed", metavar="help.meta_date", help="help.opt_case_noticed")]


def add(
    ctx: typer.Context,
    criterion: Annotated[
        list[str], typer.Option("--criterion", metavar="help.meta_codes", help="help.opt_case_criterion")
    ],
    on: Annotated[str, typer.Option("--on", metavar="help.meta_date", help="help.opt_case_on")],
    what: Annotated[str, typer.Option("--what", metavar="help.meta_text", help="help.opt_case_what")],
    officer: Annotated[str | None, typer.Argument(metavar="help.meta_officer", help="help.arg_officer")] = None,
    office_case: AboutOffice = False,
    noticed: Noticed = None,
    where: Where = None,
    source: Source = None,
    evidence: Evidence = None,
) -> None:
    """Record an observation."""
    session: Session = ctx.obj
    done = service.add(
        office_of(session),
        officer=officer,
        office_case=office_case,
        criteria=codes_of(criterion),
        occurred_on=required_day(on, "--on"),
        noticed_on=day_of(noticed, "--noticed"),
        what=what,
        where=where or "",
        source=source or "",
        evidence=evidence or "",
    )
    receipt.show(done, session)


def listed(
    ctx: typer.Context,
    period: Period = None,
    officer: OfficerFilter = None,
    criterion: Annotated[
        str | None, typer.Option("--criterion", metavar="help.meta_code", help="help.opt_case_criterion_filter")
    ] = None,
    state: Annotated[str | None, typer.Option("--state", metavar="help.meta_state", help="help.opt_case_state")] = None,
) -> None:
    """The cases that fit everything given."""
    session: Session = ctx.obj
    office = office_of(session)
    cases = service.listed(
        office,
        period=period_of(period, office),
        officer=officer,
        criterion=criterion,
        state=choice_of(state, named(CaseState, "case_state", session.words), "--state"),
    )
    since = since_closing(office, cases)
    show_with_missing_books(document.list_document(cases, _names(office), session.words, since), office, session)


def show(ctx: typer.Context, case: Case) -> None:
    """A case with everything that happened."""
    session: Session = ctx.obj
    office = office_of(session)
    found = service.found(office, case)
    titles = criterion_titles(office.versions.known, session.words)
    repeats = service.repeats_of(office, [found])[found.id]
    since = since_closing(office, [found])
    shown = document.show_document(
        found,
        _names(office),
        titles,
        repeats,
        session.words,
        since,
        today=office.today,
        for_subject=office.actor == found.officer,
    )
    show_with_missing_books(shown, office, session)


def step(
    ctx: typer.Context,
    case: Case,
    state: Annotated[str, typer.Argument(metavar="help.meta_state", help="help.arg_state")],
    note: Annotated[str, typer.Option("--note", metavar="help.meta_text", help="help.opt_case_note")] = "",
    decision: Annotated[str, typer.Option("--decision", metavar="help.meta_text", help="help.opt_case_decision")] = "",
    level: Annotated[str, typer.Option("--level", metavar="help.meta_text", help="help.opt_case_level")] = "",
    form: Annotated[str, typer.Option("--form", metavar="help.meta_text", help="help.opt_case_form")] = "",
) -> None:
    """Take a case to its next state."""
    session: Session = ctx.obj
    wanted = choice_of(state, named(CaseState, "case_state", session.words), session.words("help.meta_state"))
    assert wanted is not None
    done = service.step(office_of(session), case, wanted, note=note, decision=decision, level=level, form=form)
    receipt.show(done, session)


def correct(
    ctx: typer.Context,
    case: Case,
    reason: Reason,
    officer: Annotated[
        str | None, typer.Option("--officer", metavar="help.meta_officer", help="help.opt_case_officer")
    ] = None,
    office_case: AboutOffice = False,
    criterion: Annotated[
        list[str] | None, typer.Option("--criterion", metavar="help.meta_codes", help="help.opt_case_criterion")
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="help.meta_date", help="help.opt_case_on")] = None,
    noticed: Annotated[
        str | None, typer.Option("--noticed", metavar="help.meta_date", help="help.opt_case_noticed_on")
    ] = None,
    what: What = None,
    where: Where = None,
    source: Source = None,
    evidence: Evidence = None,
) -> None:
    """Put a wrong entry right; the old values are kept."""
    session: Session = ctx.obj
    done = service.correct(
        office_of(session),
        case,
        reason=reason,
        officer=officer,
        office_case=office_case,
        criteria=codes_of(criterion) or None,
        occurred_on=day_of(on, "--on"),
        noticed_on=day_of(noticed, "--noticed"),
        what=what,
        where=where,
        source=source,
        evidence=evidence,
    )
    receipt.show(done, session)


def _names(office: Office) -> Mapping[str, str]:
    return {member.code: member.name for member in office.members}
