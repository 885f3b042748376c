"""What is wrong with a command line, from Typer's exceptions into codes and facts of ours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import typer

from civicode.errors import CivicodeError, UsageError


def usage_error(error: typer.TyperException) -> CivicodeError:
    """The error to show; one that Typer has newly learned keeps its own words."""
    facts = vars(error)
    command = facts["ctx"].command_path if facts.get("ctx") else "civicode"
    match type(error).__name__:
        case "NoSuchOption":
            return _no_such_option(facts["option_name"], facts.get("possibilities") or (), command)
        case "BadOptionUsage":
            key = "cli.value_not_taken" if _is_flag(facts) else "cli.value_missing"
            return UsageError(key, option=facts["option_name"], command=command)
        case "MissingParameter":
            param = facts["param"]
            if param.param_type_name == "argument":
                return UsageError("cli.argument_missing", argument=param.metavar, command=command)
            return UsageError("cli.option_missing", option=max(param.opts, key=len), command=command)
        case _:
            return UsageError("cli.not_understood", message=error.format_message(), command=command)


def _no_such_option(given: str, nearest: Sequence[str], command: str) -> UsageError:
    if nearest:
        return UsageError("cli.unknown_option_near", given=given, nearest=list(nearest), command=command)
    return UsageError("cli.unknown_option", given=given, command=command)


def _is_flag(facts: dict[str, Any]) -> bool:
    params = facts["ctx"].command.get_params(facts["ctx"])
    named = [param for param in params if facts["option_name"] in (*param.opts, *param.secondary_opts)]
    return any(vars(param)["is_flag"] for param in named)
