"""One run of the program: its words, the global options given, the settings, and the clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from civicode.domain.calendar import VIETNAM, read_now
from civicode.domain.text.text import nfc
from civicode.errors import NotFoundError, UsageError
from civicode.i18n import Lang, Words
from civicode.services.config.config import Config, resolve

NOW = "CIVICODE_NOW"
"""The variable that sets the clock."""

_LANG = "CIVICODE_LANG"


class Glance(NamedTuple):
    """What must be known before the command line is parsed, because errors of parsing depend on it.

    Attributes:
        lang: the value of `--lang` as typed; None when it is not given.
        json: whether errors go out as JSON.
        debug: whether a bug shows its traceback.
    """

    lang: str | None
    json: bool
    debug: bool


def glance(argv: Sequence[str]) -> Glance:
    """Look through `argv`, up to a `--`, without knowing its commands."""
    words = list(argv[: argv.index("--")] if "--" in argv else argv)
    forms = _values(words, "--format")
    is_json = "--json" in words or forms[-1:] == ["json"]
    return Glance(next(reversed(_values(words, "--lang")), None), is_json, "--debug" in words)


def clock(environ: Mapping[str, str]) -> tuple[datetime, bool]:
    """The time at UTC+7, and whether `CIVICODE_NOW` set it; UsageError when that cannot be read."""
    given = environ.get(NOW, "")
    if not given:
        return datetime.now(VIETNAM), False
    now = read_now(given)
    if now is None:
        raise UsageError("cli.bad_clock", given=given)
    return now, True


def current_folder() -> Path:
    """The folder in which the command was typed; NotFoundError when it has been deleted meanwhile."""
    try:
        return Path.cwd()
    except OSError:
        raise NotFoundError("cli.no_current_folder") from None


class Session:
    """What a command finds in `ctx.obj`.

    Attributes:
        argv: the command line in NFC, without the program's name.
        environ: the environment variables of this run.
        flags: the global options given, by name; an option that is not given has no entry.
        words: of the user's language, as soon as that is settled.
        run: runs another command line in this process, and gives its exit code.
    """

    def __init__(self, argv: Sequence[str], environ: Mapping[str, str], run: Callable[[Sequence[str]], int]) -> None:
        self.argv = [nfc(word) for word in argv]
        self.environ = environ
        self.run = run
        self.flags: dict[str, str | bool] = {}
        self.glance = glance(self.argv)
        self.words = Words(_guess(self.glance.lang, environ.get(_LANG, "")))

    def settle_language(self) -> None:
        """Take the words of the language that option, variable or the user's settings ask for.

        Raises:
            UsageError: there is no such language.
            RefusedError: the user's settings are wrong.
        """
        self.words = Words(resolve({"lang": self.glance.lang}, self.environ, current_folder()).lang)

    @cached_property
    def config(self) -> Config:
        """Every setting; asked for when the command line has been parsed."""
        flags = {name: self.flags.get(name) for name in ("store", "criteria", "lang", "plain", "no_input")}
        return resolve({**flags, "as": self.flags.get("actor")}, self.environ, current_folder())

    @property
    def quiet(self) -> bool:
        """Whether messages and receipts in words stay away."""
        return "quiet" in self.flags

    @property
    def verbose(self) -> bool:
        """Whether it says which store, criteria and actor it works with."""
        return "verbose" in self.flags

    @property
    def dry_run(self) -> bool:
        """Whether the real path runs without publishing."""
        return "dry_run" in self.flags

    def text(self, flag: str) -> str | None:
        """The value of a global option; None when it is not given."""
        value = self.flags.get(flag)
        return value if isinstance(value, str) else None


def _values(words: Sequence[str], option: str) -> list[str]:
    """What was given for `option`, in order, both as `--option VALUE` and `--option=VALUE`."""
    found: list[str] = []
    for place, word in enumerate(words):
        if word == option:
            found += words[place + 1 : place + 2]
        elif word.startswith(f"{option}="):
            found.append(word.partition("=")[2])
    return found


def _guess(*given: str | None) -> Lang:
    """The first that names a language, so that even an error before the settings are read is said in it."""
    return next((Lang(one.casefold()) for one in given if one and one.casefold() in set(Lang)), Lang.VI)
