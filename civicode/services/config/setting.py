"""Changing the user's own settings: one line of a small file, everything else in it left as it is."""

from __future__ import annotations

import json
from pathlib import Path

from civicode.domain.receipt import Receipt
from civicode.domain.staff.staff import is_staff_code
from civicode.domain.text.text import collapsed
from civicode.errors import NotAllowedError, NotFoundError, RefusedError, UsageError
from civicode.services.config.config import Config, read_setting
from civicode.sources.fields.user import SETTINGS, read_settings
from civicode.sources.file.text import decoded, read_file
from civicode.store.disk.publish import put_whole

__all__ = ["config_set"]

_NAME = {"me": "as"}
"""The user's word for a setting, where it is another one."""


def config_set(config: Config, key: str, value: str, *, dry_run: bool = False) -> Receipt:
    """Set one of the user's own settings: me, lang, store, criteria, plain; an empty value takes it away.

    Raises:
        UsageError: there is no such setting, or the value cannot be read.
        NotFoundError: there is no such criteria file.
        RefusedError: the file is wrong already; with every problem.
        NotAllowedError: the user's file is a folder or a device.
        StoreError: it cannot be written.
    """
    key = key.strip().lower().replace("-", "_")
    if key not in SETTINGS.fields:
        raise UsageError("config.unknown_key", key=key, accepted=list(SETTINGS.fields))
    wanted = _wanted(key, collapsed(value)) if value.strip() else None
    path = config.user_file
    old, text = _current(path)
    action = _action(old.get(key), wanted)
    if action != "unchanged" and not dry_run:
        put_whole(path, _changed(text, key, wanted).encode())
    facts = {"key": key, "value": "" if wanted is None else wanted, "path": str(path)}
    return Receipt(action=action, kind="setting", key=key, next="civicode config show", facts=facts, dry_run=dry_run)


def _wanted(key: str, value: str) -> str | bool:
    found = read_setting(_NAME.get(key, key), value, key, Path())
    if key == "me" and not is_staff_code(value):
        raise UsageError("config.not_a_code", source=key, given=value)
    if key == "criteria" and not Path(str(found)).is_file():
        raise NotFoundError("office.criteria_not_found", path=str(found))
    return found


def _current(path: Path) -> tuple[dict[str, str | bool], str]:
    if not path.exists():
        return {}, ""
    if not path.is_file():  # CIVICODE_CONFIG=/dev/null: a device must not be replaced by a file
        raise NotAllowedError("config.no_file", path=str(path))
    data = read_file(path)
    values, problems = read_settings(data, str(path))
    text = decoded(data)
    if problems or not isinstance(text, str):
        raise RefusedError("config.file_wrong", problems, path=str(path), n=len(problems))
    return values, text


def _action(old: str | bool | None, new: str | bool | None) -> str:
    if old == new:
        return "unchanged"
    if new is None:
        return "removed"
    return "created" if old is None else "replaced"


def _changed(text: str, key: str, value: str | bool | None) -> str:
    """The file with the line of `key` set anew; a JSON text is a YAML text, so any value can stand there."""
    kept = [line for line in text.splitlines() if line.partition(":")[0].strip(" \"'") != key]
    if value is not None:
        kept.append(f"{key}: {json.dumps(_spelled(value), ensure_ascii=False)}")
    return "".join(f"{line}\n" for line in kept)


def _spelled(value: str | bool) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else value
