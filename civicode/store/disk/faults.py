"""What the disk refused, told as errors of the store."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from civicode.errors import RefusedError, StoreError, reason_of

_CODES = {
    errno.ENOSPC: "store.full",
    errno.EDQUOT: "store.full",
    errno.EFBIG: "store.full",
    errno.EROFS: "store.read_only",
    errno.EACCES: "store.no_permission",
    errno.EPERM: "store.no_permission",
    errno.EIO: "store.disk_fault",
    errno.ENOENT: "store.gone",
    errno.ENOTDIR: "store.not_a_folder",
    errno.EEXIST: "store.not_a_folder",
}


def store_error(error: OSError, path: Path) -> StoreError:
    """The error of the store for what the system said about `path`."""
    code = _CODES.get(error.errno or 0, "store.failed")
    return StoreError(code, file=str(path), reason=reason_of(error))


def half_character(place: str) -> RefusedError:
    """The error for a text to be kept at `place` in which half of a surrogate pair stands: it has no UTF-8."""
    return RefusedError("store.half_character", place=place.encode("utf-8", "backslashreplace").decode())


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn the system's errors inside the block into the store's."""
    try:
        yield
    except OSError as error:
        raise store_error(error, path) from error


def text_bytes(name: str, text: str) -> bytes:
    """A text as a shelf keeps it under `name`; RefusedError where half a character stands in it."""
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise half_character(name) from error
