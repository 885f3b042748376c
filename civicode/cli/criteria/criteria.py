"""`civicode criteria`: the catalogue looked up, its file checked, held against the plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from civicode.cli.command.opening import office_of
from civicode.cli.command.outlet import FOUND_EXIT, JSON, TABLE, form_of, put, say
from civicode.cli.command.output import show as show_document
from civicode.cli.command.session import Session
from civicode.cli.command.values import choice_of, day_of, named
from civicode.domain.criteria.catalogue import Audience, Catalogue
from civicode.domain.criteria.diff import catalogue_diff
from civicode.errors import StoreError
from civicode.reports.criteria import coverage as coverage_document
from civicode.reports.criteria import diff as diff_document
from civicode.reports.criteria import list as document
from civicode.reports.document import problems as lint_document
from civicode.services.criteria import catalogue as service
from civicode.services.office.files import catalogue_at


def listed(
    ctx: typer.Context,
    audience: Annotated[
        str | None, typer.Option("--audience", metavar="help.meta_audience", help="help.opt_audience")
    ] = None,
    section: Annotated[
        str | None, typer.Option("--section", metavar="help.meta_section", help="help.opt_section")
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="help.meta_date", help="help.opt_criteria_on")] = None,
) -> None:
    """The criteria, each with its clause."""
    session: Session = ctx.obj
    day = day_of(on, "--on")
    catalogue = _catalogue(session, day)
    criteria = service.listed(
        catalogue,
        audience=choice_of(audience, named(Audience, "audience", session.words), "--audience"),
        section=section,
        on=day,
    )
    show_document(document.list_document(catalogue, criteria, session.words), session)


def show(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(metavar="help.meta_code", help="help.arg_criterion")],
) -> None:
    """One criterion or task with the plan's own words."""
    session: Session = ctx.obj
    catalogue = _catalogue(session)
    show_document(document.show_document(catalogue, service.found(catalogue, code), session.words), session)


def lint(
    ctx: typer.Context,
    file: Annotated[str | None, typer.Argument(metavar="help.meta_file", help="help.arg_criteria_file")] = None,
) -> int:
    """Every fault of a criteria file; exit 1 when there is one."""
    session: Session = ctx.obj
    path = Path(file) if file else session.config.criteria
    problems = service.lint(path)
    found = lint_document.document(problems, session.words)
    if session.text("form") not in (None, TABLE) or form_of(session) == JSON:
        show_document(found, session)
    elif problems:  # as compilers print them, on a terminal and in a pipe
        put("".join(f"{line}\n" for line in found.lead), session)
    else:
        say("list.lint.ok", session)
    return FOUND_EXIT if problems else 0


def coverage(
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(metavar="help.meta_file", help="help.arg_source")],
) -> int:
    """Hold the criteria against a plan's text; exit 1 when something is uncovered or misquoted."""
    session: Session = ctx.obj
    found = service.coverage(_catalogue(session), Path(source))
    show_document(coverage_document.document(found, session.words), session)
    return 0 if found.ok else FOUND_EXIT


def diff(
    ctx: typer.Context,
    old: Annotated[str, typer.Argument(metavar="help.meta_old", help="help.arg_old_criteria")],
    new: Annotated[str, typer.Argument(metavar="help.meta_new", help="help.arg_new_criteria")],
) -> None:
    """What a new version of the criteria carries over, asks again, splits, merges, withdraws."""
    session: Session = ctx.obj
    before, after = catalogue_at(Path(old)), catalogue_at(Path(new))
    show_document(diff_document.document(catalogue_diff(before, after), before, after, session.words), session)


def schema(ctx: typer.Context) -> None:
    """The JSON Schema of the criteria file."""
    session: Session = ctx.obj
    put(service.schema_text(session.words), session)


def _catalogue(session: Session, day: date | None = None) -> Catalogue:
    """The criteria in use, or those of `day`; where the store cannot be read, what the criteria file says."""
    try:
        office = office_of(session)
        return office.versions.in_use if day is None else office.versions.on(day)
    except StoreError:
        return catalogue_at(session.config.criteria)
