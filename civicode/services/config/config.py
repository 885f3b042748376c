"""Where every setting comes from: flag, environment, office folder, the user's own file, or built in."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from getpass import getuser
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

import civicode
from civicode import lazy
from civicode.domain.criteria.rating import read_flag
from civicode.errors import RefusedError, UsageError
from civicode.i18n import Lang

__all__ = ["Config", "Origin", "Setting", "read_setting", "resolve"]

PROGRAM = "civicode"
CRITERIA_FILE = "criteria.yaml"
"""The office's own criteria, in its folder."""

DATA = "data"
"""The store in an office folder."""

_MARKS = ("office.yaml", CRITERIA_FILE, f"{DATA}/office.json")

_FLAGS = frozenset({"plain", "no_input"})
_USER_KEY = {"store": "store", "criteria": "criteria", "lang": "lang", "as": "me", "plain": "plain"}
_VARIABLE = {
    "store": "CIVICODE_STORE",
    "criteria": "CIVICODE_CRITERIA",
    "lang": "CIVICODE_LANG",
    "as": "CIVICODE_ACTOR",
    "plain": "CIVICODE_PLAIN",
    "no_input": "CIVICODE_NO_INPUT",
}
"""The settings by name, in the order in which they are shown, and their environment variables."""


class Origin(StrEnum):
    """Who set a value; the first one that does wins."""

    FLAG = "flag"
    ENVIRONMENT = "environment"
    OFFICE_FOLDER = "office_folder"
    USER_CONFIG = "user_config"
    BUILT_IN = "built_in"
    SYSTEM = "system"


class Setting(NamedTuple):
    """A value and where it was found.

    Attributes:
        value: a text, or yes and no for `plain` and `no_input`.
        source: the option, the variable or the file that set it; empty for built in.
    """

    key: str
    value: str | bool
    origin: Origin
    source: str = ""


class Config(Struct, frozen=True):
    """Every setting of this run.

    Attributes:
        folder: the office folder; None when there is none.
        user_file: the user's own settings; it need not exist.
        first_write_notice: where the records will lie, when that was nobody's choice and nothing lies there yet;
            empty otherwise.
    """

    settings: Mapping[str, Setting]
    folder: Path | None
    user_file: Path
    first_write_notice: str = ""

    @property
    def store(self) -> str:
        """A folder, absolute, or the address of a database."""
        return str(self.settings["store"].value)

    @property
    def criteria(self) -> Path:
        """The criteria file, absolute."""
        return Path(str(self.settings["criteria"].value))

    @property
    def own_criteria(self) -> Path | None:
        """The criteria file that is the office's, there or not yet; None where only the shipped one can be used."""
        if self.settings["criteria"].origin is not Origin.BUILT_IN:
            return self.criteria
        return self.folder / CRITERIA_FILE if self.folder else None

    @property
    def lang(self) -> Lang:
        """The language of the words."""
        return Lang(str(self.settings["lang"].value))

    @property
    def actor(self) -> str:
        """Who acts, as given."""
        return str(self.settings["as"].value)

    @property
    def actor_is_system(self) -> bool:
        """Whether nobody said who acts, and the computer's user name stands for it."""
        return self.settings["as"].origin is Origin.SYSTEM

    @property
    def plain(self) -> bool:
        """One line after the other, no boxes, colours or pictures."""
        return bool(self.settings["plain"].value)

    @property
    def no_input(self) -> bool:
        """Whether it never asks."""
        return bool(self.settings["no_input"].value)


def resolve(flags: Mapping[str, str | bool | None], environ: Mapping[str, str], cwd: Path) -> Config:
    """Find every setting.

    Args:
        flags: the global options given: store, criteria, lang, as, plain, no_input.
        cwd: the current folder; the office folder is sought from here upward.

    Raises:
        UsageError: an option or variable has a value that cannot be read.
        RefusedError: the user's own file is wrong; with every problem.
    """
    return resolve_in(_office_folder(cwd), flags, environ, cwd)


def resolve_in(
    folder: Path | None, flags: Mapping[str, str | bool | None], environ: Mapping[str, str], cwd: Path
) -> Config:
    """Find every setting where the office folder is known, or known to be none; as `resolve`."""
    user_file = _user_file(environ)
    found: dict[str, Setting] = {}
    layers = (_from_flags(flags, cwd), _from_environment(environ, cwd), _from_folder(folder), _from_user(user_file))
    for layer in (*layers, _built_in(environ, found)):
        for setting in layer:
            found.setdefault(setting.key, setting)
    settings = {key: found[key] for key in _VARIABLE}
    store = settings["store"]
    unseen = store.origin is Origin.BUILT_IN and not Path(str(store.value)).exists()
    return Config(settings, folder, user_file, str(store.value) if unseen else "")


def shipped_criteria() -> Path:
    """The criteria that came with the program: inside the package, or beside it in a working copy."""
    package = Path(civicode.__file__).parent
    inside = package / "criteria.yaml"
    return inside if inside.is_file() else package.parent / "criteria.yaml"


def read_setting(key: str, text: str, source: str, base: Path) -> str | bool:
    """The value that `text` has as setting `key`; a path is taken from `base`. UsageError when it cannot be read."""
    if key in _FLAGS:
        flag = read_flag(text)
        if flag is None:
            raise UsageError("config.not_a_flag", source=source, given=text)
        return flag
    if key == "lang":
        if text.casefold() not in set(Lang):
            raise UsageError("config.unknown_lang", source=source, given=text, accepted=list(Lang))
        return text.casefold()
    if key == "as" or (key == "store" and "://" in text):
        return text.strip()
    return str((base / Path(text).expanduser()).resolve())


def _from_flags(flags: Mapping[str, str | bool | None], cwd: Path) -> Iterator[Setting]:
    for key in _VARIABLE:
        given = flags.get(key)
        source = f"--{key.replace('_', '-')}"
        if isinstance(given, bool):
            yield Setting(key, given, Origin.FLAG, source)
        elif given:
            yield Setting(key, read_setting(key, given, source, cwd), Origin.FLAG, source)


def _from_environment(environ: Mapping[str, str], cwd: Path) -> Iterator[Setting]:
    for key, variable in _VARIABLE.items():
        if given := environ.get(variable, ""):
            yield Setting(key, read_setting(key, given, variable, cwd), Origin.ENVIRONMENT, variable)


def _from_folder(folder: Path | None) -> Iterator[Setting]:
    if folder is not None:
        yield Setting("store", str(folder / DATA), Origin.OFFICE_FOLDER, str(folder))
        criteria = folder / CRITERIA_FILE
        if criteria.is_file():
            yield Setting("criteria", str(criteria), Origin.OFFICE_FOLDER, str(folder))


def _from_user(path: Path) -> Iterator[Setting]:
    if not path.is_file():
        return
    values, problems = lazy.user_file.load_user_file(path)
    if problems:
        raise RefusedError("config.file_wrong", problems, path=str(path), n=len(problems))
    for key, name in _USER_KEY.items():
        if name in values:
            value = values[name]
            text = value if isinstance(value, bool) else read_setting(key, value, str(path), path.parent)
            yield Setting(key, text, Origin.USER_CONFIG, str(path))


def _built_in(environ: Mapping[str, str], found: Mapping[str, Setting]) -> Iterator[Setting]:
    if "store" not in found:
        yield Setting("store", str(lazy.user_folders.data_folder()), Origin.BUILT_IN)
    yield Setting("criteria", str(shipped_criteria()), Origin.BUILT_IN)
    yield Setting("lang", Lang.VI.value, Origin.BUILT_IN)
    if "as" not in found:
        yield Setting("as", _system_user(environ), Origin.SYSTEM)
    yield Setting("plain", False, Origin.BUILT_IN)
    yield Setting("no_input", False, Origin.BUILT_IN)


def _office_folder(cwd: Path) -> Path | None:
    return next((folder for folder in (cwd, *cwd.parents) if is_office_folder(folder)), None)


def is_office_folder(folder: Path) -> bool:
    """Whether something in a folder marks it as an office's."""
    return any((folder / mark).exists() for mark in _MARKS)


def _user_file(environ: Mapping[str, str]) -> Path:
    if given := environ.get("CIVICODE_CONFIG", ""):
        return Path(given)
    if sys.platform == "linux":  # where platformdirs would look; importing it costs every run 4 ms
        base = environ.get("XDG_CONFIG_HOME", "").strip()
        folder = Path(base) if base else Path.home() / ".config"
    else:
        folder = lazy.user_folders.config_folder().parent
    return folder / PROGRAM / "config.yaml"


def _system_user(environ: Mapping[str, str]) -> str:
    named = next((environ[name] for name in ("LOGNAME", "USER", "LNAME", "USERNAME") if environ.get(name)), "")
    return named or _asked(getuser)


def _asked(system: Callable[[], str]) -> str:
    try:
        return system()
    except (OSError, KeyError, ImportError):  # a process whose user has no entry: containers, services
        return "unknown"
