"""Made-up values, each like no other, for the arguments, options and columns by which fields are filled."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints, is_typeddict

from civicode.cli.run.tree import Command, Shared
from civicode.domain.batch import BatchKind
from civicode.i18n import Lang, Words
from civicode.reports.batch.data import data_columns
from civicode.reports.document.document import Kind

EN = Words(Lang.EN)
FIRST_DAY = date(2026, 11, 13)
"""Days are counted on from here; all lie before the tests' today."""

OF_METAVAR = {"TEXT": str, "REASON": str, "NAME": str, "UNIT": str, "DATE": date, "N": int, "PERCENT": float}
"""What an option takes, by what its help calls it."""

OF_COLUMN = {Kind.TEXT: str, Kind.DATE: date, Kind.FLAG: bool, Kind.NUMBER: int}
"""What a column of a file takes, by the kind of its cells."""

HERE = "tests/house/fields/maker.py"


class Maker:
    """Makes values; `texts` are those made so far, each with what it was made for."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self._count = 0

    def text(self, purpose: str) -> str:
        """A text that says what it was made for, and occurs nowhere else."""
        made = f"mẫu {purpose} {self._next():03d}x"
        self.texts[made] = purpose
        return made

    def value(self, kind: Any, purpose: str) -> Any:
        """A value of a type, distinct wherever the type has so many."""
        kind = (
            next((one for one in get_args(kind) if one is not NoneType), kind) if NoneType in get_args(kind) else kind
        )
        if kind is bool:
            return True
        if kind is str:
            return self.text(purpose)
        if kind is date:
            return FIRST_DAY + timedelta(days=self._next() % 7)
        if kind is int:
            return self._next()
        if kind is float:
            return self._next() + 0.5
        if isinstance(kind, type) and issubclass(kind, Enum):
            return list(kind)[-1]
        raise AssertionError(f"no value can be made for {purpose}: say in {HERE} how one of type {kind} is made")

    def arguments(self, function: Callable[..., object], **fixed: Any) -> dict[str, Any]:
        """A value for every parameter of a function by its name; `fixed` are those that rules of the trade decide."""
        wanted = dict(_parameters(function))
        _require_known(fixed, wanted, function.__qualname__)
        purpose = function.__module__.rpartition(".")[2]
        return {
            name: fixed[name] if name in fixed else self.value(kind, f"{purpose} {name}")
            for name, kind in wanted.items()
        }

    def command(self, *path: str, **fixed: str | None) -> tuple[list[str], dict[str, str]]:
        """A command with every option that it has, and what is given by each; an option `fixed` to None is left out."""
        command = _command(path)
        own = {str(one.name): one for one in command.own if not str(one.name).startswith("_")}
        _require_known(fixed, own, " ".join(path))
        words: list[str] = []
        given: dict[str, str] = {}
        for name, option in own.items():
            value = fixed[name] if name in fixed else self._of_option(option, f"{' '.join(path)} {name}")
            if value is None:
                continue
            given[name] = value
            is_flag = getattr(option, "is_flag", False)
            words += [] if option.param_type_name == "argument" else [option.opts[0]]
            words += [] if is_flag else [value]
        return [*path, *words], given

    def row(self, kind: BatchKind, **fixed: Any) -> dict[str, Any]:
        """A row of a file with a value in every column of its kind."""
        columns = {one.key: one for one in data_columns(kind, EN)}
        _require_known(fixed, columns, f"import {kind.value}")
        return {
            key: fixed[key] if key in fixed else self._of_column(one.kind, f"{kind.value} {key}")
            for key, one in columns.items()
        }

    def _of_option(self, option: Any, purpose: str) -> str:
        if getattr(option, "is_flag", False):
            return "True"
        kind = OF_METAVAR.get(option.metavar)
        if kind is None:
            raise AssertionError(f"no value is known for the option {purpose} ({option.metavar}): fix it in the way")
        return str(self.value(kind, purpose))

    def _of_column(self, kind: Kind, purpose: str) -> Any:
        if kind not in OF_COLUMN:
            raise AssertionError(f"no value is known for the column {purpose} ({kind.value}): fix it in the way")
        return self.value(OF_COLUMN[kind], purpose)

    def _next(self) -> int:
        self._count += 1
        return self._count


def _parameters(function: Callable[..., object]) -> Iterator[tuple[str, Any]]:
    hints = get_type_hints(function)
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            (given,) = get_args(hints[name])
            assert is_typeddict(given), get_origin(hints[name])
            yield from get_type_hints(given).items()
        else:
            yield name, hints[name]


def _command(path: tuple[str, ...]) -> Command:
    found: Any = Shared(EN).root()
    for name in path:
        _, found, _ = found.resolve_command(None, [name])
    assert isinstance(found, Command)
    return found


def _require_known(fixed: Mapping[str, Any], known: Mapping[str, Any], whose: str) -> None:
    gone = fixed.keys() - known.keys()
    assert not gone, f"{whose} has no {', '.join(sorted(gone))} any more: strike it out where it is fixed"
