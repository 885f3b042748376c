"""civicode as a library: its pages are run as they stand, and the commands use nothing that it hasn't."""

import ast
import doctest
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from civicode.domain.catalogue import catalogue_to_document
from civicode.services.office_files import catalogue_at
from tests.house.commands import ROOT

PAGES = ("docs/library.md", "docs/library.vi.md")
SERVICES = "civicode.services"
_ROW = re.compile(r"^\| (`.+?`) \| (.+?) \|$", re.MULTILINE)
_BY_NAME = re.compile(rf"{SERVICES}\.(\w+):(\w+)")
_CODE = re.compile(r"`(\w+)`")


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_shows_is_what_happens(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shipped = catalogue_at(ROOT / "criteria.yaml")
    first, *others = shipped.criteria
    changed = replace(shipped, criteria=(replace(first, text=f"{first.text} Ngay."), *others))
    Path("criteria-2027.yaml").write_text(json.dumps(catalogue_to_document(changed)), encoding="utf-8")
    test = doctest.DocTestParser().get_doctest(_python(page), {}, page, page, 0)
    assert len(test.examples) > 30
    assert doctest.DocTestRunner(verbose=False).run(test).failed == 0


def _python(page: str) -> str:
    """The examples of a page; a fence ends one as a blank line does."""
    return (ROOT / page).read_text(encoding="utf-8").replace("```", "\n")


def test_both_pages_run_the_same() -> None:
    codes = [
        re.findall(r"^(?:>>>|\.\.\.) .+$", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE) for page in PAGES
    ]
    assert codes[0] == codes[1]


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_use_nothing_that_it_has_not(page: str) -> None:
    told = set(offered(page))
    used = set(used_by_commands())
    assert len(used) > 60
    assert sorted(used - told) == []
    for module, name in told:
        assert not name.startswith("_")
        assert getattr(import_module(f"{SERVICES}.{module}"), name).__doc__, (module, name)


def offered(page: str) -> Iterator[tuple[str, str]]:
    """Module and name of everything in the list of a page; of several modules in a row a name is of one of them."""
    for row in _ROW.finditer((ROOT / page).read_text(encoding="utf-8")):
        modules = _CODE.findall(row[1])
        for name in _CODE.findall(row[2].partition(":")[0]):
            own = [module for module in modules if hasattr(import_module(f"{SERVICES}.{module}"), name)]
            assert own, (modules, name)
            yield from ((module, name) for module in own)


def used_by_commands() -> Iterator[tuple[str, str]]:
    """What `cli` takes of the services: imported, called through the module, or loaded by name."""
    for path in (ROOT / "civicode" / "cli").glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        modules: dict[str, str] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module == SERVICES:
                modules |= {one.asname or one.name: one.name for one in node.names}
            elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{SERVICES}."):
                yield from ((str(node.module).removeprefix(f"{SERVICES}."), one.name) for one in node.names)
            elif (
                isinstance(node, ast.Constant) and str(node.value).startswith(f"{SERVICES}.") and ":" in str(node.value)
            ):
                module, _, name = str(node.value).removeprefix(f"{SERVICES}.").partition(":")
                yield module, name
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
                yield modules[node.value.id], node.attr


def test_the_version_is_told_without_it() -> None:
    code = "import sys, civicode; print(civicode.__version__, 'civicode.services.office' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert said.stdout.split()[1] == "False"


PROGRAM = """
from datetime import date
from civicode import Office
from civicode.domain.receipt import Receipt
from civicode.services import check, staff

def enter(folder: str) -> str | None:
    office = Office.open(folder, actor="001")
    done: Receipt = staff.add(office, code="001", name="Lê Mẫu", position="Văn thư", unit="Văn phòng")
    aim: check.Target = check.target(office, "001", None)
    reveal_type(office)
    {wrong}
    return done.audit
"""


@pytest.mark.slow
@pytest.mark.parametrize(("wrong", "fails"), [("", False), ("staff.add(office, code=1)", True)])
def test_a_program_of_somebody_else_is_typed(tmp_path: Path, wrong: str, fails: bool) -> None:
    (tmp_path / "program.py").write_text(PROGRAM.format(wrong=wrong), encoding="utf-8")
    shutil.copytree(ROOT / "civicode", tmp_path / "lib" / "civicode")
    said = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", "program.py"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"MYPYPATH": str(tmp_path / "lib"), "PATH": "/usr/bin:/bin"},
        check=False,
    )
    assert 'Revealed type is "civicode.services.office.Office"' in said.stdout, said
    assert (said.returncode != 0) is fails, said.stdout


def test_the_types_are_marked() -> None:
    assert (ROOT / "civicode" / "py.typed").is_file()
