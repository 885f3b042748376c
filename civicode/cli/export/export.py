"""`civicode export`: a report, a month's set of them, or the records themselves into files."""

from __future__ import annotations

from typing import Annotated

import typer

from civicode import lazy
from civicode.cli.command.options import OfficerFilter, Period
from civicode.cli.export.deliver import Force
from civicode.cli.report.options import Compare, Names, Sort, Unit
from civicode.domain.batch import BatchKind
from civicode.errors import UsageError

Name = Annotated[str, typer.Argument(metavar="help.meta_export", help="help.arg_export")]
File = Annotated[str, typer.Argument(metavar="help.meta_export_file", help="help.arg_export_file")]
Data = Annotated[bool, typer.Option("--data", help="help.opt_data")]
Delimiter = Annotated[
    str | None, typer.Option("--delimiter", metavar="help.meta_delimiter", help="help.opt_delimiter_out")
]
Raw = Annotated[bool, typer.Option("--raw", help="help.opt_raw")]

ALL = "all"
"""What stands for every report of a month."""


def export(
    ctx: typer.Context,
    name: Name,
    file: File,
    period: Period = None,
    unit: Unit = None,
    officer: OfficerFilter = None,
    compare: Compare = None,
    names: Names = None,
    sort: Sort = None,
    data: Data = False,
    delimiter: Delimiter = None,
    raw: Raw = False,
    force: Force = False,
) -> None:
    """Make a file, or a folder of them."""
    asked = {"period": period, "unit": unit, "officer": officer, "compare": compare, "names": names, "sort": sort}
    if data:
        _require_none(asked, "--data", allowed=("period",))
        lazy.export_data.export_data(ctx, name, file, period=period, delimiter=delimiter, raw=raw, force=force)
    elif name == ALL:
        _require_none({**asked, "delimiter": delimiter, "raw": raw}, ALL, allowed=("period", "names"))
        lazy.export_set.export_set(ctx, file, period=period, names=names, force=force)
    elif name in set(BatchKind) - {BatchKind.VIOLATIONS, BatchKind.PLAN}:  # those are reports, too
        raise UsageError("export.data_only", kind=name, command=ctx.command_path)
    else:
        lazy.export_report.export_report(
            ctx,
            name,
            file,
            period=period,
            unit=unit,
            officer=officer,
            compare=compare,
            names=names,
            sort=sort,
            delimiter=delimiter,
            raw=raw,
            force=force,
        )


def _require_none(asked: dict[str, str | bool | None], what: str, *, allowed: tuple[str, ...]) -> None:
    """UsageError: something narrows down what is whole."""
    given = [f"--{key}" for key, value in asked.items() if value not in (None, False) and key not in allowed]
    if given:
        raise UsageError("export.not_with", options=given, what=what)
