"""The way in: `civicode` and `python -m civicode`."""

from __future__ import annotations

import sys
from importlib import import_module

from civicode import __version__

_INTERRUPTED_EXIT = 130


def main() -> int:
    """Run the command line of this process; the exit code."""
    if sys.argv[1:2] == ["--version"]:
        # Answered here: the command line library alone costs five bare interpreters.
        sys.stdout.write(f"civicode {__version__}\n")
        return 0
    try:
        code: int = import_module("civicode.cli.process").run(sys.argv[1:])
    except KeyboardInterrupt:  # before a command could take it
        return _INTERRUPTED_EXIT
    return code


if __name__ == "__main__":
    raise SystemExit(main())
