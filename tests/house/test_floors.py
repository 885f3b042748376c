"""The house: imports go down the floors, files and functions stay small, the model libraries stay out of the domain."""

import ast
from collections import Counter
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "civicode").rglob("*.py"))
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
MOST_FILES = 12
"""Of a folder, beside its `__init__.py`."""
PURE = (
    "typer",
    "rich",
    "yaml",
    "tinydb",
    "filelock",
    "docx",
    "platformdirs",
    "xlsxwriter",
    "python_calamine",
)


def test_imports_only_go_down_the_floors(capsys: pytest.CaptureFixture[str]) -> None:
    code = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert code == 0, capsys.readouterr().out


def test_no_folder_holds_more_than_one_finds_ones_way_in() -> None:
    files = Counter(path.parent for path in SOURCES if path.name != "__init__.py")
    assert {str(folder): count for folder, count in files.items() if count > MOST_FILES} == {}


def test_the_house_takes_nothing_from_what_it_offers_to_others() -> None:
    taken = {
        alias.name
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "civicode"
        for alias in node.names
    }
    assert taken == {"__version__", "lazy"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_public_name_is_documented(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "the module says in one sentence what lives there"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_import_hides_in_a_function_and_no_library_in_the_domain(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert not [node.lineno for node in imports if id(node) in inside]
    if "domain" in path.parts or path.name == "errors.py":
        names = {alias.name.partition(".")[0] for node in imports for alias in node.names}
        names |= {(node.module or "").partition(".")[0] for node in imports if isinstance(node, ast.ImportFrom)}
        assert not names & set(PURE)
