"""The options by which a report is narrowed down, the same on the screen and into files."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from civicode.cli.command.values import period_of
from civicode.services.office.office import Office

Unit = Annotated[str | None, typer.Option("--unit", metavar="help.meta_unit", help="help.opt_unit")]
Compare = Annotated[str | None, typer.Option("--compare", metavar="help.meta_period", help="help.opt_compare")]
Names = Annotated[bool | None, typer.Option("--names/--no-names", help="help.opt_names")]
Sort = Annotated[str | None, typer.Option("--sort", metavar="help.meta_column", help="help.opt_sort")]


def narrowed(
    office: Office,
    *,
    period: str | None,
    unit: str | None,
    officer: str | None,
    compare: str | None,
    names: bool | None,
    sort: str | None,
) -> dict[str, Any]:
    """What was asked for, as `services.report.build` takes it; UsageError: a period cannot be read."""
    return {
        "period": period_of(period, office),
        "unit": unit,
        "officer": officer,
        "compare": period_of(compare, office, "--compare"),
        "names": names,
        "sort": sort,
    }
