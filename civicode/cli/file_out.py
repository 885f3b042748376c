"""Results into a file: whole or not at all, over what was there."""

from __future__ import annotations

import os
from pathlib import Path

from civicode.errors import NotAllowedError, NotFoundError, StoreError, reason_of


def require_free(name: str, *, force: bool) -> None:
    """NotAllowedError when there is a file `name`, unless `force` allows to write over it."""
    if not force and Path(name).is_file():
        raise NotAllowedError("cli.output_exists", path=name)


def write_whole(name: str, content: str | bytes) -> None:
    """Put `content`, a text as UTF-8, in the file `name`; what is there stays until the new one is complete.

    Raises:
        NotAllowedError: it is a folder, or there is no right to write it.
        NotFoundError: its folder does not exist.
        StoreError: it cannot be written (no space left, say).
    """
    path = Path(name)
    if path.is_dir():
        raise NotAllowedError("cli.output_is_folder", path=name)
    try:
        _write(path.resolve(), content if isinstance(content, bytes) else content.encode("utf-8", "replace"))
    except FileNotFoundError:
        raise NotFoundError("cli.output_no_folder", path=name) from None
    except PermissionError:
        raise NotAllowedError("cli.output_no_right", path=name) from None
    except OSError as error:
        raise StoreError("cli.output_failed", path=name, reason=reason_of(error)) from error


def _write(path: Path, data: bytes) -> None:
    if path.exists() and not path.is_file():  # a device or a pipe is written to, never replaced
        path.write_bytes(data)
        return
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            beside.chmod(path.stat().st_mode & 0o777)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
