"""A command's help page: usage, what it does, examples, arguments, options, commands, in the user's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

import typer

from civicode.cli.command.options import flag_of
from civicode.i18n import Words

if TYPE_CHECKING:
    from typer._click.core import Context, Parameter

    from civicode.cli.run.tree import Command, Group

_WIDEST = 100
_NARROWEST = 50
_LABEL = 26
"""Columns at most of the left side of a list; a longer label has a line of its own."""

Item = tuple[str, str]
"""What is typed, and what it does."""


def page(command: Command | Group, ctx: Context, words: Words) -> str:
    """The whole page, without a line break at its end."""
    width = max(_NARROWEST, min(_WIDEST, typer.get_terminal_size().columns) - 1)
    arguments = [param for param in command.own if param.param_type_name == "argument"]
    options = [param for param in command.own if param.param_type_name == "option"]
    blocks = [
        _usage(command, ctx, arguments, words),
        _text(command.help or "", width),
        _list(words("cli.arguments"), [_item(param, words) for param in arguments], width),
        _list(words("cli.commands"), _commands(command), width),
        _list(words("cli.options"), [_item(param, words) for param in options], width),
    ]
    common = _common(command, ctx)
    if ctx.parent is None:
        blocks.append(_list(words("cli.common_options"), [_item(param, words) for param in common], width))
    else:
        names = " ".join(max(param.opts, key=len) for param in common)
        blocks.append(_text(words("cli.common_options_named", names=names), width))
    return "\n\n".join(block for block in blocks if block)


def _usage(command: Command | Group, ctx: Context, arguments: Sequence[Parameter], words: Words) -> str:
    pieces = [words("cli.usage", command=ctx.command_path), words("cli.options_place")]
    pieces += [_argument(param) if param.required else f"[{_argument(param)}]" for param in arguments]
    if _commands(command):
        pieces.append(words("cli.command_place"))
    return " ".join(pieces)


def _argument(param: Parameter) -> str:
    return f"{param.metavar}…" if param.nargs != 1 else f"{param.metavar}"


def _commands(command: Command | Group) -> list[Item]:
    stubs = getattr(command, "commands", {})
    return [(name, stub.help) for name, stub in stubs.items()]


def _common(command: Command | Group, ctx: Context) -> list[Parameter]:
    own = {id(param) for param in command.own}
    everything = [param for param in command.get_params(ctx) if id(param) not in own]
    return everything if ctx.parent is None else [param for param in everything if flag_of(param) not in _OUTGOING]


_OUTGOING = ("form", "json", "output", "dry_run")


def _item(param: Parameter, words: Words) -> Item:
    if param.param_type_name == "argument":
        label = _argument(param)
    else:
        label = ", ".join(sorted((*param.opts, *param.secondary_opts), key=len))
        if not vars(param)["is_flag"]:
            label += f" {param.metavar}"
    told = str(vars(param)["help"])
    return label, words("cli.required", help=told) if param.required else told


def _list(heading: str, items: Iterable[Item], width: int) -> str:
    rows = list(items)
    if not rows:
        return ""
    column = min(_LABEL, max(len(label) for label, _ in rows)) + 2
    lines = [f"{heading}:"]
    for label, told in rows:
        first, *rest = wrap(told, width - column - 2) or [""]
        if len(label) + 2 > column:
            lines.append(f"  {label}")
            lines.append(f"  {'':{column}}{first}")
        else:
            lines.append(f"  {label:{column}}{first}".rstrip())
        lines += [f"  {'':{column}}{line}" for line in rest]
    return "\n".join(lines)


def _text(text: str, width: int) -> str:
    """Paragraphs are wrapped; one with indented lines (examples) stands as it is."""
    return "\n\n".join(block if "\n  " in block else "\n".join(wrap(block, width)) for block in text.split("\n\n"))
