"""A zip whose bytes depend on what is in it alone: no clock, no system, one order."""

from __future__ import annotations

import io
import zipfile

_NO_TIME = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o600 << 16


def fixed(data: bytes) -> bytes:
    """The same files, each with one fixed time and mode, compressed the same way."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = _PLAIN_FILE
            kept.writestr(entry, given.read(name))
    return made.getvalue()
