"""The table of modules that are loaded when they are asked for: both of its halves say the same."""

import ast
from importlib import import_module

import pytest

from civicode import lazy
from tests.house.commands import ROOT

SOURCE = ROOT / "civicode" / "lazy.py"


def imported() -> dict[str, str]:
    """Each name that a type checker sees, and its module."""
    tree = ast.parse(SOURCE.read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
    names: dict[str, str] = {}
    for node in block.body:
        assert isinstance(node, ast.Import | ast.ImportFrom)
        above = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
        names |= {alias.asname or alias.name: f"{above}{alias.name}" for alias in node.names}
    return names


def test_what_type_checkers_see_is_what_is_loaded() -> None:
    assert imported() == lazy.MODULES


@pytest.mark.parametrize(("name", "module"), lazy.MODULES.items())
def test_each_name_is_its_module(name: str, module: str) -> None:
    assert getattr(lazy, name) is import_module(module)


def test_a_name_that_is_not_in_the_table() -> None:
    with pytest.raises(AttributeError, match="no attribute 'doc'"):
        lazy.doc  # type: ignore[attr-defined]  # noqa: B018


def test_no_module_is_loaded_by_name_elsewhere() -> None:
    sources = [
        path for path in (ROOT / "civicode").rglob("*.py") if "import_module" in path.read_text(encoding="utf-8")
    ]
    assert sorted(str(path.relative_to(ROOT / "civicode")) for path in sources) == ["__init__.py", "lazy.py"]


def test_every_name_is_used() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "civicode").rglob("*.py"))
    assert [name for name in lazy.MODULES if f"lazy.{name}" not in text] == []
