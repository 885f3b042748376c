"""The folders that the operating system gives a user's programs."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_config_path, user_data_path

_PROGRAM = "civicode"


def config_folder() -> Path:
    """Where the user's own settings lie; it need not exist."""
    return user_config_path(_PROGRAM, appauthor=False)


def data_folder() -> Path:
    """Where records lie when there is no office folder; it need not exist."""
    return user_data_path(_PROGRAM, appauthor=False)
