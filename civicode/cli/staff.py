"""`civicode staff`: the register."""

from __future__ import annotations

from typing import Annotated

import typer

from civicode import lazy
from civicode.cli.command import receipt
from civicode.cli.command.opening import office_of
from civicode.cli.command.options import Officer, OnDay, Reason
from civicode.cli.command.output import show as show_document
from civicode.cli.command.session import Session
from civicode.cli.command.values import choice_of, day_of, named, required_day, whole_of
from civicode.domain.staff.staff import Category
from civicode.reports.staff import list as document
from civicode.services import staff as service
from civicode.services.office.forgotten import record_of

Code = Annotated[str, typer.Argument(metavar="help.meta_code", help="help.arg_staff_code")]
Name = Annotated[str | None, typer.Option("--name", metavar="help.meta_name", help="help.opt_name")]
Position = Annotated[str | None, typer.Option("--position", metavar="help.meta_text", help="help.opt_position")]
Unit = Annotated[str | None, typer.Option("--unit", metavar="help.meta_unit", help="help.opt_staff_unit")]
Kind = Annotated[str | None, typer.Option("--category", metavar="help.meta_category", help="help.opt_category")]
Leader = Annotated[bool | None, typer.Option("--leader/--no-leader", help="help.opt_leader_or_not")]

Order = Annotated[str | None, typer.Option("--order", metavar="help.meta_number", help="help.opt_order")]


def add(
    ctx: typer.Context,
    code: Code,
    name: Annotated[str, typer.Option("--name", metavar="help.meta_name", help="help.opt_name")],
    position: Annotated[str, typer.Option("--position", metavar="help.meta_text", help="help.opt_position")],
    unit: Annotated[str, typer.Option("--unit", metavar="help.meta_unit", help="help.opt_staff_unit")],
    category: Kind = None,
    leader: Annotated[bool, typer.Option("--leader", help="help.opt_leader")] = False,
    since: Annotated[str | None, typer.Option("--from", metavar="help.meta_date", help="help.opt_from")] = None,
    order: Order = None,
) -> None:
    """Put somebody on the register."""
    session: Session = ctx.obj
    done = service.add(
        office_of(session),
        code=code,
        name=name,
        position=position,
        unit=unit,
        category=_category(category, session),
        leader=leader,
        since=day_of(since, "--from"),
        order=whole_of(order, "--order"),
    )
    receipt.show(done, session)


def listed(ctx: typer.Context, on: OnDay = None) -> None:
    """Who serves on a day; today if none is given."""
    session: Session = ctx.obj
    office = office_of(session)
    day = day_of(on, "--on") or office.today
    show_document(document.list_document(service.register(office, day), day, session.words), session)


def show(ctx: typer.Context, officer: Officer) -> None:
    """One person with every post and absence."""
    session: Session = ctx.obj
    office = office_of(session)
    member = office.member(officer)
    shown = document.show_document(
        member,
        office.absences,
        office.today,
        session.words,
        forgotten=record_of(office, member.code),
        former=office.codes_of(member.code)[1:],
    )
    show_document(shown, session)


def change(
    ctx: typer.Context,
    officer: Officer,
    since: Annotated[str, typer.Option("--from", metavar="help.meta_date", help="help.opt_change_from")],
    position: Position = None,
    unit: Unit = None,
    category: Kind = None,
    leader: Leader = None,
) -> None:
    """A new post from a day on."""
    session: Session = ctx.obj
    kind = _category(category, session)
    day = required_day(since, "--from")
    done = service.change(
        office_of(session), officer, since=day, position=position, unit=unit, category=kind, leader=leader
    )
    receipt.show(done, session)


def correct(
    ctx: typer.Context,
    officer: Officer,
    reason: Reason,
    name: Name = None,
    position: Position = None,
    unit: Unit = None,
    category: Kind = None,
    leader: Leader = None,
    since: Annotated[str | None, typer.Option("--from", metavar="help.meta_date", help="help.opt_correct_from")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="help.meta_date", help="help.opt_until")] = None,
    order: Order = None,
) -> None:
    """Set a wrong entry right."""
    session: Session = ctx.obj
    done = service.correct(
        office_of(session),
        officer,
        reason=reason,
        name=name,
        position=position,
        unit=unit,
        category=_category(category, session),
        leader=leader,
        since=day_of(since, "--from"),
        until=day_of(until, "--until"),
        order=whole_of(order, "--order"),
    )
    receipt.show(done, session)


def leave(
    ctx: typer.Context,
    officer: Officer,
    until: Annotated[str, typer.Option("--until", metavar="help.meta_date", help="help.opt_until")],
) -> None:
    """The last day on the register."""
    session: Session = ctx.obj
    receipt.show(service.leave(office_of(session), officer, until=required_day(until, "--until")), session)


def excuse(
    ctx: typer.Context,
    officer: Officer,
    since: Annotated[str, typer.Option("--from", metavar="help.meta_date", help="help.opt_absent_from")],
    until: Annotated[str, typer.Option("--until", metavar="help.meta_date", help="help.opt_until")],
    reason: Reason,
) -> None:
    """Days away."""
    session: Session = ctx.obj
    first, last = required_day(since, "--from"), required_day(until, "--until")
    receipt.show(service.excuse(office_of(session), officer, since=first, until=last, reason=reason), session)


def merge(
    ctx: typer.Context,
    old: Annotated[str, typer.Argument(metavar="help.meta_old_code", help="help.arg_old_code")],
    new: Annotated[str, typer.Argument(metavar="help.meta_new_code", help="help.arg_new_code")],
    reason: Reason,
) -> None:
    """One entry of two of the same person."""
    session: Session = ctx.obj
    receipt.show(lazy.staff_merge.merge(office_of(session), old, new, reason=reason), session)


def _category(text: str | None, session: Session) -> Category | None:
    return choice_of(text, named(Category, "category", session.words), "--category")
