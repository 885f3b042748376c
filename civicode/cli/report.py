"""`civicode report`: a report on the screen, and the gates for scripts."""

from __future__ import annotations

from typing import Annotated

import typer

from civicode.cli import gaps
from civicode.cli.opening import office_of
from civicode.cli.options import OfficerFilter, Period
from civicode.cli.outlet import FOUND_EXIT, complain
from civicode.cli.session import Session
from civicode.cli.values import percent_of, period_of
from civicode.services.report import build, fail_left_out, fail_missing, fail_under


def report(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="help.meta_name", help="help.arg_report")],
    period: Period = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="help.meta_unit", help="help.opt_unit")] = None,
    officer: OfficerFilter = None,
    compare: Annotated[
        str | None, typer.Option("--compare", metavar="help.meta_period", help="help.opt_compare")
    ] = None,
    names: Annotated[bool | None, typer.Option("--names/--no-names", help="help.opt_names")] = None,
    missing: Annotated[bool, typer.Option("--fail-missing", help="help.opt_fail_missing")] = False,
    under: Annotated[
        str | None, typer.Option("--fail-under", metavar="help.meta_percent", help="help.opt_fail_under")
    ] = None,
) -> int:
    """Show the report `name`; exit 1 when a gate is breached, each breach named."""
    session: Session = ctx.obj
    office = office_of(session)
    figure = percent_of(under, "--fail-under")
    document = build(
        office,
        name,
        period=period_of(period, office),
        unit=unit,
        officer=officer,
        compare=period_of(compare, office, "--compare"),
        names=names,
        words=session.words,
    )
    gaps.show(document, office, session)
    breaches = fail_missing(document) if missing else []
    breaches += fail_under(document, figure) if figure is not None else []
    breaches += fail_left_out(document, office) if missing or figure is not None else []
    for breach in breaches:
        complain(breach, session)
    return FOUND_EXIT if breaches else 0
