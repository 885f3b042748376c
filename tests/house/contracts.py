"""Contracts for import-linter that see lazy loading, too: each use of `lazy.NAME` is an import of its module."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output
from importlinter.contracts.layers import LayersContract

from civicode import lazy

PACKAGE = "civicode"
TABLE = "civicode.lazy"


@cache
def lazy_imports() -> frozenset[tuple[str, str]]:
    """Importer and imported of each use of the table of lazy modules."""
    spec = find_spec(PACKAGE)
    assert spec is not None
    assert spec.submodule_search_locations is not None
    root = Path(spec.submodule_search_locations[0])
    return frozenset((_module_of(path, root), used) for path in root.rglob("*.py") for used in _lazily(path))


def _lazily(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    if "lazy." not in text:
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "lazy":
            yield lazy.MODULES[node.attr]


def _module_of(path: Path, root: Path) -> str:
    parts = (PACKAGE, *path.relative_to(root).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def with_lazy_imports(graph: ImportGraph) -> ImportGraph:
    """The graph with an import for each use of the table, and without the table itself.

    What the package offers to programs of others is left out, too: the package itself takes nothing from there
    (`test_floors.py`).
    """
    for importer, imported in lazy_imports():
        if imported.partition(".")[0] == PACKAGE:
            graph.add_import(importer=importer, imported=imported)
    graph.remove_module(TABLE)
    for offered in graph.find_modules_directly_imported_by(PACKAGE):
        graph.remove_import(importer=PACKAGE, imported=offered)
    return graph


class LazyLayersContract(LayersContract):
    """Layers, as import-linter has them."""

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Whether imports only go down."""
        return super().check(with_lazy_imports(graph), verbose)


class RoomsContract(Contract):
    """Which room of a floor may import which: just those listed, and none listed in vain."""

    type_name = "rooms"

    floor = fields.StringField()
    allowed = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Whether the imports between rooms are those of the list."""
        imports = set(self._between_rooms(with_lazy_imports(graph)))
        allowed = set(self._listed())
        facts = {"forbidden": sorted(imports - allowed), "unused": sorted(allowed - imports)}
        return ContractCheck(kept=imports == allowed, metadata=facts)

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print each import that is not allowed, and each permission that nobody uses."""
        for kind, pairs in check.metadata.items():
            for importer, imported in pairs:
                output.print_error(f"{kind}: {self.floor}.{importer} -> {self.floor}.{imported}")

    def _between_rooms(self, graph: ImportGraph) -> Iterator[tuple[str, str]]:
        for importer in graph.find_descendants(str(self.floor)):
            for imported in graph.find_modules_directly_imported_by(importer):
                rooms = self._room(importer), self._room(imported)
                if rooms[1] and rooms[0] != rooms[1]:
                    yield rooms

    def _room(self, module: str) -> str:
        return module.removeprefix(f"{self.floor}.").partition(".")[0] if module.startswith(f"{self.floor}.") else ""

    def _listed(self) -> Iterator[tuple[str, str]]:
        for line in cast("list[Any]", self.allowed):
            room, _, others = str(line).partition(" -> ")
            yield from ((room, other) for other in others.split(", "))
