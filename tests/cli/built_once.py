"""What fixtures build by many commands: built once, and copied for each further test."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree


class BuiltOnce:
    """Folders as they were left by those who built them, by name.

    Args:
        kept: where they are kept while the tests run.
    """

    def __init__(self, kept: Path) -> None:
        self._kept = kept

    def lay(self, name: str, home: Path, build: Callable[[], object]) -> None:
        """Let `home` be as it is when `build` has run in it; the first time it is run."""
        kept = self._kept / name
        if kept.exists():
            copytree(kept, home, dirs_exist_ok=True)
            return
        build()
        copytree(home, kept)
