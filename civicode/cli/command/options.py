"""The options that many commands share, and the global ones that every command takes before and after its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer
from typer.completion import show_callback
from typer.core import TyperOption

from civicode import __version__

if TYPE_CHECKING:
    from typer._click.core import Context, Parameter

Period = Annotated[str | None, typer.Option("--period", metavar="help.meta_period", help="help.opt_period")]
Officer = Annotated[str, typer.Argument(metavar="help.meta_officer", help="help.arg_officer")]
OfficerFilter = Annotated[str | None, typer.Option("--officer", metavar="help.meta_officer", help="help.opt_officer")]
OnDay = Annotated[str | None, typer.Option("--on", metavar="help.meta_date", help="help.opt_on")]
Reason = Annotated[str, typer.Option("--reason", metavar="help.meta_reason", help="help.opt_reason")]

WRITERS_ONLY = "dry_run"
"""The one output option that readers refuse."""


_OWN = "_"
"""Begins the names under which Typer keeps these: a command may well have an `--actor` or a `--form` of its own."""


class _Declared(NamedTuple):
    """An option; without a `value`, the key of what stands for one in help, it is a flag."""

    name: str
    opts: tuple[str, ...]
    help: str
    value: str = ""


_EVERYWHERE = (
    _Declared("store", ("--store",), "help.opt_store", "help.meta_store"),
    _Declared("criteria", ("--criteria",), "help.opt_criteria", "help.meta_file"),
    _Declared("lang", ("--lang",), "help.opt_lang", "help.meta_lang"),
    _Declared("actor", ("--as",), "help.opt_as", "help.meta_code"),
    _Declared("no_input", ("--no-input",), "help.opt_no_input"),
    _Declared("plain", ("--plain",), "help.opt_plain"),
    _Declared("quiet", ("-q", "--quiet"), "help.opt_quiet"),
    _Declared("verbose", ("-v", "--verbose"), "help.opt_verbose"),
    _Declared("debug", ("--debug",), "help.opt_debug"),
    _Declared("version", ("--version",), "help.opt_version"),
)
_OUTGOING = (
    _Declared("form", ("--format",), "help.opt_format", "help.meta_format"),
    _Declared("json", ("--json",), "help.opt_json"),
    _Declared("output", ("-o", "--output"), "help.opt_output", "help.meta_file"),
    _Declared(WRITERS_ONLY, ("--dry-run",), "help.opt_dry_run"),
)
_COMPLETION = _Declared("completion", ("--show-completion",), "help.opt_show_completion")


def everywhere() -> list[Parameter]:
    """The global options of `cli.md`; what is given is kept among the session's flags."""
    return [_option(one) for one in _EVERYWHERE]


def outgoing() -> list[Parameter]:
    """Where and in which form results go, and `--dry-run`; kept among the session's flags."""
    return [_option(one) for one in _OUTGOING]


def completion() -> list[Parameter]:
    """`--show-completion`: prints the script that completes commands in the user's shell."""
    return [_option(_COMPLETION)]


def flag_of(param: Parameter) -> str:
    """The name under which a global option is kept among the session's flags; empty for a command's own option."""
    name = param.name or ""
    return name.removeprefix(_OWN) if name.startswith(_OWN) else ""


def _option(declared: _Declared) -> Parameter:
    # Made without a function to inspect: fifteen declarations cost every run 3 ms.
    return TyperOption(
        param_decls=[_OWN + declared.name, *declared.opts],
        type=str if declared.value else None,
        is_flag=not declared.value,
        default=None if declared.value else False,
        metavar=declared.value or None,
        help=declared.help,
        is_eager=declared.name == "version",
        expose_value=False,
        callback=_keep,
    )


def _keep(ctx: Context, param: Parameter, value: object) -> object:
    if not value or ctx.resilient_parsing:
        return value
    name = flag_of(param)
    if name == "version":
        typer.echo(f"civicode {__version__}")
        raise typer.Exit
    if name == "completion":
        return show_callback(ctx, param, value)
    ctx.obj.flags[name] = value
    return value
