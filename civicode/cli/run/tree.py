"""The commands as Typer runs them: built one by one from the table when they are asked for, in the user's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, cast

import typer
from typer.core import TyperCommand, TyperGroup

from civicode import lazy
from civicode.cli.command.options import WRITERS_ONLY, completion, everywhere, flag_of, outgoing
from civicode.cli.run.commands import COMMANDS, Branch, Leaf
from civicode.errors import UsageError
from civicode.i18n import Words

if TYPE_CHECKING:
    from typer._click.core import Context, Parameter
    from typer.core import TyperOption

PROGRAM = "civicode"
_CONTEXT = {"help_option_names": ["-h", "--help"]}
_USAGE_EXIT = 2


class Command(TyperCommand):
    """A command without commands under it."""

    allow_extra_args = True  # so that the surplus is ours to complain about, in the user's language

    words: Words
    own: tuple[Parameter, ...]
    """Its parameters without the global ones."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read `args`; UsageError for arguments too many and for `--dry-run` where nothing is written."""
        with _placed(ctx):
            surplus = super().parse_args(ctx, args)
        if ctx.resilient_parsing:
            return surplus
        if surplus:
            raise UsageError("cli.extra_arguments", given=surplus, command=ctx.command_path)
        if WRITERS_ONLY in ctx.obj.flags and WRITERS_ONLY not in map(flag_of, self.params):
            raise UsageError("cli.nothing_to_try", command=ctx.command_path)
        return surplus

    def get_help(self, ctx: Context) -> str:
        """Its help page."""
        return lazy.help_page.page(self, ctx, self.words)

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """`--help`, described in the user's language."""
        return _described(super().get_help_option(ctx), self.words)


class Group(TyperGroup):
    """A noun, or the program itself: commands under it are stubs until one is run."""

    words: Words
    own: tuple[Parameter, ...] = ()
    noun: str
    """Its name; empty for the program itself."""

    table: Mapping[str, Leaf | Branch]
    shared: Shared

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the options before the command's name."""
        with _placed(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The command that `args` begin with, built; UsageError with the nearest names when there is none."""
        name, rest = args[0], args[1:]
        entry = self.table.get(name)
        if entry is None:
            if ctx.resilient_parsing:
                return None, None, rest
            nearest = get_close_matches(name, self.table, n=3, cutoff=0.5)
            raise UsageError(
                "cli.unknown_command_near" if nearest else "cli.unknown_command",
                given=name,
                nearest=nearest,
                command=ctx.command_path,
            )
        return name, self.shared.built(name, entry, noun=self.noun), rest

    def invoke(self, ctx: Context) -> Any:
        """Run the command named; without one, the welcome of the program or the help of the noun."""
        self.callback = lambda: None if ctx.invoked_subcommand else self._alone(ctx)
        return super().invoke(ctx)

    def get_help(self, ctx: Context) -> str:
        """Its help page."""
        return lazy.help_page.page(self, ctx, self.words)

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """`--help`, described in the user's language."""
        return _described(super().get_help_option(ctx), self.words)

    def _alone(self, ctx: Context) -> int | None:
        if ctx.parent is None:
            lazy.welcome_command.welcome(cast("typer.Context", ctx))
            return None
        typer.echo(ctx.get_help(), err=True)
        return _USAGE_EXIT


class Shared:
    """What all commands of one run have in common: the words and the global options, made once."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.everywhere = everywhere()
        self.outgoing = outgoing()
        self.completion = completion()
        _translated([*self.everywhere, *self.outgoing, *self.completion], words)

    def root(self) -> Group:
        """The program."""
        group = self._group("", COMMANDS)
        group.params += self.completion
        return group

    def built(self, name: str, entry: Leaf | Branch, *, noun: str = "") -> Command | Group:
        """The command `name` of the table, under `noun` where it has one; its module is loaded."""
        if isinstance(entry, Branch):
            return self._group(name, entry.commands)
        app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
        text = self.words(_help_key(name, noun))
        app.command(name, cls=Command, help=text, context_settings=_CONTEXT)(entry.function())
        command = typer.main.get_command(app)
        assert isinstance(command, Command)
        command.words = self.words
        outgoing = [param for param in self.outgoing if entry.writes or flag_of(param) != WRITERS_ONLY]
        command.own = (*_translated(command.params, self.words), *outgoing)
        command.params = [*command.own, *self.everywhere]
        return command

    def _group(self, noun: str, table: Mapping[str, Leaf | Branch]) -> Group:
        group = Group(
            name=noun or PROGRAM,
            help=self.words(_help_key(noun or PROGRAM)),
            context_settings=_CONTEXT,
            params=[*self.everywhere, *self.outgoing],
            invoke_without_command=True,
            rich_markup_mode=None,
            commands={name: self._stub(name, noun) for name in table},
        )
        group.words, group.noun, group.table, group.shared = self.words, noun, table, self
        return group

    def _stub(self, name: str, noun: str) -> TyperCommand:
        summary = self.words(_help_key(name, noun)).partition("\n")[0]
        return TyperCommand(name, help=summary, short_help=summary, rich_markup_mode=None)


def _help_key(name: str, noun: str = "") -> str:
    return f"help.{noun}_{name}" if noun else f"help.{name}"


@contextmanager
def _placed(ctx: Context) -> Iterator[None]:
    """Typer's parser does not always say which command it was reading."""
    try:
        yield
    except typer.TyperException as error:
        facts = vars(error)
        facts["ctx"] = facts.get("ctx") or ctx
        raise


def _translated(params: list[Parameter], words: Words) -> list[Parameter]:
    for param in params:
        spoken = vars(param)
        spoken["help"] = words(spoken["help"])
        if param.metavar and words.has(param.metavar):
            param.metavar = words(param.metavar)
    return params


def _described(option: TyperOption | None, words: Words) -> TyperOption | None:
    if option is not None:
        option.help = words("help.opt_help")
    return option
