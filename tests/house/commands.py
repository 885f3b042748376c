"""Running a command as a terminal of 80 columns shows it."""

import io
import os
import shlex
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

from civicode.cli import main

ROOT = Path(__file__).parents[2]
TABLE = ("--format", "table")
"""What a terminal gets without asking."""


def shown(line: str, folder: str, now: str, lang: str) -> str:
    """What a terminal shows of one command."""
    verb, _, rest = line.partition(" ")
    if verb == "cat":
        return (Path(folder) / rest).read_text(encoding="utf-8-sig")
    words = shlex.split(line)[1:]
    table = TABLE if " report " in line or line.endswith((" list", " status")) or " coverage " in line else ()
    screen = io.StringIO()
    with chdir(folder), _only(environment(now, lang)), redirect_stdout(screen), redirect_stderr(screen):
        code = main((*words, *table))
    assert code in (0, _refused(line)), screen.getvalue()
    return screen.getvalue().replace(folder, "~/office")


@contextmanager
def _only(environ: Mapping[str, str]) -> Iterator[None]:
    """Nothing is set but `environ`."""
    kept = dict(os.environ)
    os.environ.clear()
    os.environ.update(environ)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)


def _refused(line: str) -> int:
    """The exit code of a command that is shown finding faults."""
    return 3 if "--errors" in line else 1 if line.startswith(("civicode criteria lint", "civicode criteria cov")) else 0


def environment(now: str, lang: str) -> dict[str, str]:
    """A shell with nothing set but what the session says."""
    return {
        "CIVICODE_NOW": now,
        "CIVICODE_LANG": lang,
        "CIVICODE_CONFIG": "none.yaml",
        "CIVICODE_ACTOR": "001",
        "COLUMNS": "80",
        "PYTHONPATH": str(ROOT),
    }
