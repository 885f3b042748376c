"""The way in: `civicode` and `python -m civicode`."""

from __future__ import annotations

import os
import sys

from civicode import __version__, lazy

_INTERRUPTED_EXIT = 130


def main() -> int:
    """Run the command line of this process; the exit code."""
    if sys.argv[1:2] == ["--version"] and _version_told():
        return 0
    try:
        code = lazy.process.run(sys.argv[1:])
    except KeyboardInterrupt:  # before a command could take it
        return _INTERRUPTED_EXIT
    return code


def _version_told() -> bool:
    """Answered here: the command line library alone costs five bare interpreters. A stdout that fails is not."""
    if sys.stdout is None:
        return True
    try:
        os.write(sys.stdout.fileno(), f"civicode {__version__}\n".encode())  # past the buffer, which would keep it
    except OSError:
        return False
    return True


if __name__ == "__main__":
    raise SystemExit(main())
