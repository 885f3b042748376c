"""The examples of docs/library.md, run one after the other in one office, and the index of what the services offer.

    python -m tests.house.library

writes the outputs and the names of the index anew; `test_library.py` compares them.
"""

import ast
import contextlib
import io
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import civicode
from tests.house.commands import ROOT

PAGES = ("docs/library.md", "docs/library.vi.md")
EXAMPLE = re.compile(r"```python\n(?P<code>.*?)```\n(?P<output>\n```text\n(?P<said>.*?)```\n)?", re.DOTALL)
INDEX = re.compile(r"^\| `(?P<noun>[a-z_]+)` \| (?P<told>[^|\n]+) \| [^|\n]+ \|$", re.MULTILINE)


def codes(text: str) -> list[str]:
    """The examples of a page."""
    return [found["code"] for found in EXAMPLE.finditer(text)]


def ran(text: str) -> list[str]:
    """What each example of a page prints, run in turn in a new folder by one program."""
    scope: dict[str, Any] = {"__name__": "__main__"}
    said: list[str] = []
    with TemporaryDirectory() as folder, contextlib.chdir(folder):
        for place, code in enumerate(codes(text), start=1):
            with contextlib.redirect_stdout(io.StringIO()) as out:
                exec(compile(code, f"example {place}", "exec"), scope)
            said.append(out.getvalue().replace(str(Path(folder).resolve()), "~"))
    return said


def rewritten(text: str) -> str:
    """The page with what its examples print, and with the index, made anew."""
    said = iter(ran(text))
    return indexed(EXAMPLE.sub(lambda example: _with_output(example["code"], next(said)), text))


def indexed(text: str) -> str:
    """The page with the names of the index made anew."""
    return INDEX.sub(lambda row: f"| `{row['noun']}` | {row['told']} | {_names(row['noun'])} |", text)


@cache
def offered() -> Mapping[str, list[str]]:
    """Each service module of the library by its name under `civicode`, and what it offers."""
    found = dict(_offered())
    return {noun: found.get(module, []) for noun, module in sorted(civicode.SERVICES.items())}


def _offered() -> Iterator[tuple[str, list[str]]]:
    for path in sorted((ROOT / "civicode" / "services").rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
                yield ".".join(path.relative_to(ROOT).with_suffix("").parts), ast.literal_eval(node.value)


def modules_offered() -> set[str]:
    """The service modules that say in `__all__` what they offer."""
    return {module for module, _ in _offered()}


def nouns() -> list[str]:
    """The service modules of the library, in the order of the index."""
    return list(offered())


def _names(noun: str) -> str:
    return " ".join(f"`{name}`" for name in offered().get(noun, ()))


def _with_output(code: str, said: str) -> str:
    return f"```python\n{code}```\n" + (f"\n```text\n{said}```\n" if said else "")


if __name__ == "__main__":
    for name in PAGES:
        page = ROOT / name
        page.write_text(rewritten(page.read_text(encoding="utf-8")), encoding="utf-8")
