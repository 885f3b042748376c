"""Results into a file: whole or not at all, over what was there."""

from __future__ import annotations

import os
from pathlib import Path

from civicode.errors import NotAllowedError, NotFoundError, StoreError, reason_of


def require_free(name: str, *, force: bool) -> None:
    """Raise before anything is done where the file `name` could not be put down anyway.

    Raises:
        NotAllowedError: there is one, and `force` does not allow to write over it; it is open in another program.
    """
    path = Path(name)
    if not path.is_file():
        return
    if not force:
        raise NotAllowedError("cli.output_exists", path=name)
    lock = next((one for one in _owner_files(path) if one.exists()), None)
    if lock:
        raise NotAllowedError("cli.output_in_use", path=name, lock=str(lock))


def _owner_files(path: Path) -> tuple[Path, ...]:
    """What Excel, Word and LibreOffice put beside a file while they have it open."""
    names = (f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#")
    return tuple(path.with_name(name) for name in names)


def write_whole(name: str, content: str | bytes) -> None:
    """Put `content`, a text as UTF-8, in the file `name`; what is there stays until the new one is complete.

    Raises:
        NotAllowedError: it is a folder, is open in another program, or there is no right to write it.
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
    except PermissionError as error:
        # Windows refuses to replace a file that is open; where the folder cannot be written nothing gets that far.
        in_use = error.filename2 is not None
        raise NotAllowedError("cli.output_in_use" if in_use else "cli.output_no_right", path=name, lock="") from None
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
