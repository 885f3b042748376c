"""`civicode report`: a report on the screen, and the gates for scripts."""

from __future__ import annotations

from typing import Annotated

import typer

from civicode.cli.command.opening import office_of
from civicode.cli.command.options import OfficerFilter, Period
from civicode.cli.command.outlet import FOUND_EXIT, complain
from civicode.cli.command.output import show_with_missing_books
from civicode.cli.command.session import Session
from civicode.cli.command.values import percent_of
from civicode.cli.report.options import Compare, Names, Sort, Unit, narrowed
from civicode.services.report.report import build, fail_left_out, fail_missing, fail_under, require_report


def report(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="help.meta_report", help="help.arg_report")],
    period: Period = None,
    unit: Unit = None,
    officer: OfficerFilter = None,
    compare: Compare = None,
    names: Names = None,
    sort: Sort = None,
    missing: Annotated[bool, typer.Option("--fail-missing", help="help.opt_fail_missing")] = False,
    under: Annotated[
        str | None, typer.Option("--fail-under", metavar="help.meta_percent", help="help.opt_fail_under")
    ] = None,
) -> int:
    """Show the report `name`; exit 1 when a gate is breached, each breach named."""
    session: Session = ctx.obj
    require_report(name)
    office = office_of(session)
    figure = percent_of(under, "--fail-under")
    asked = narrowed(office, period=period, unit=unit, officer=officer, compare=compare, names=names, sort=sort)
    document = build(office, name, **asked, words=session.words)
    show_with_missing_books(document, office, session)
    breaches = fail_missing(document) if missing else []
    breaches += fail_under(document, figure) if figure is not None else []
    breaches += fail_left_out(document, office) if missing or figure is not None else []
    for breach in breaches:
        complain(breach, session)
    return FOUND_EXIT if breaches else 0
