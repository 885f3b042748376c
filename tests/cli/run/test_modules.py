"""What a scripted command may not pay for: the screen, document libraries, pydantic; each in a fresh interpreter."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from civicode.cli.run.commands import COMMANDS, Branch
from tests.cli.conftest import NOW
from tests.cli.run.test_process import ADD, HEAVY, ROOT, civicode, modules

PLAN = ROOT / "tests" / "data" / "plan-144-kh-ubnd.md"
BATCHES = ROOT / "tests" / "data" / "batches"
ANSWERS = '{"officer": "007", "answers": {"TD-06": {"rating": "not_met", "note": "đi trễ"}}}'
SCREEN = {
    "civicode.console.screen.prose",
    "civicode.console.screen.table",
    "civicode.console.check.dialogue",
    "civicode.console.screen.progress",
}
SCRIPTED = (
    "status --json",
    "staff list",
    "staff show 007 --format csv",
    "staff change 007 --from 1/11/2026 --unit X --json",
    "check 007 --show --json",
    "check 007 --answers answers.json --draft",
    "check --office --rest-met",
    "violation add 007 --criterion TD-06 --on 12/11/2026 --what x --json",
    "violation list",
    "period list --format markdown",
    "report summary",
    "report progress --format csv",
    "report trend --json",
    "report officer --officer 007 --format csv",
    "plan list",
    "plan progress NV-01 --note x --dry-run",
    f"import plan {BATCHES / 'plan.csv'} --dry-run",
    f"import staff {BATCHES / 'staff.csv'} --on-conflict replace --json",
    "import list",
    "export staff - --data --format csv",
    "template plan mau.csv --dry-run",
    "criteria list --json",
    "criteria show TD-06",
    "criteria lint",
    f"criteria coverage {PLAN}",
    "criteria schema",
    "audit log",
    "audit verify",
    "config show",
)


@pytest.fixture(scope="module")
def environ(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """An office with the plan's own criteria, one person and one check."""
    home = tmp_path_factory.mktemp("home")
    (home / "answers.json").write_text(ANSWERS, encoding="utf-8")
    made = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": str(ROOT), "CIVICODE_NOW": NOW}
    made |= {"CIVICODE_CONFIG": str(home / "config.yaml"), "CIVICODE_STORE": str(home / "data"), "LOGNAME": "clerk"}
    assert civicode(made, *ADD).returncode == 0
    assert civicode(made, "check", "007", "--rest-met").returncode == 0
    return made


def module_of(argv: Sequence[str]) -> str:
    """Where the function of a command lies."""
    entry = COMMANDS[argv[0]]
    leaf = entry.commands[argv[1]] if isinstance(entry, Branch) else entry
    return leaf.function().__module__


@pytest.mark.parametrize("line", SCRIPTED, ids=lambda line: " ".join(line.split()[:3]))
def test_no_scripted_command_loads_what_only_people_need(environ: Mapping[str, str], line: str) -> None:
    argv = line.replace("answers.json", str(Path(environ["HOME"]) / "answers.json")).split()
    loaded = modules(environ, *argv)
    assert module_of(argv) in loaded
    assert not loaded & {*HEAVY, *SCREEN}


def test_a_scripted_check_loads_the_nouns_it_needs_and_no_more(environ: Mapping[str, str]) -> None:
    loaded = modules(environ, "check", "007", "--rest-met", "--json")
    floors = ("civicode.domain.", "civicode.reports.", "civicode.services.")
    rooms = {name.rpartition(".")[0] for name in loaded}
    nouns = {name for name in loaded - rooms if name.startswith(floors)}
    assert nouns == {
        "civicode.domain.calendar",
        "civicode.domain.check.check",
        "civicode.domain.criteria.adoption",
        "civicode.domain.criteria.catalogue",
        "civicode.domain.criteria.diff",
        "civicode.domain.criteria.rating",
        "civicode.domain.office",
        "civicode.domain.period.seal",
        "civicode.domain.receipt",
        "civicode.domain.record",
        "civicode.domain.staff.given_up",
        "civicode.domain.staff.staff",
        "civicode.domain.store.audit",
        "civicode.domain.tables",
        "civicode.domain.text.name",
        "civicode.domain.text.text",
        "civicode.services.check.check",
        "civicode.services.check.draft",
        "civicode.services.check.target",
        "civicode.services.config.config",
        "civicode.services.office.closed",
        "civicode.services.office.files",
        "civicode.services.office.given_up",
        "civicode.services.office.office",
        "civicode.services.office.opening",
        "civicode.services.office.parsed_catalogue",
        "civicode.services.office.seals",
        "civicode.services.office.versions",
    }
    assert "yaml" not in loaded, "criteria read once are kept parsed; an office.yaml that sets nothing is not there"
