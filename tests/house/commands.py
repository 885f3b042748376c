"""Running a command as a terminal of 80 columns shows it."""

import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLE = ("--format", "table")
"""What a terminal gets without asking."""


def shown(line: str, folder: str, now: str, lang: str) -> str:
    """What a terminal shows of one command."""
    verb, _, rest = line.partition(" ")
    if verb == "cat":
        return (Path(folder) / rest).read_text(encoding="utf-8-sig")
    ran = subprocess.run(
        [
            sys.executable,
            "-m",
            *shlex.split(line),
            *(TABLE if " report " in line or line.endswith((" list", " status")) or " coverage " in line else ()),
        ],
        cwd=folder,
        env=environment(now, lang),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode in (0, _refused(line)), ran.stdout
    return ran.stdout.replace(folder, "~/office")


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
