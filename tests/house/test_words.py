"""The words: every sentence in both languages, each one used, none outside `i18n/`."""

import ast
import json
import re
import string
from pathlib import Path

import pytest

from civicode.domain.violation.violation import ENTERED_TEXTS
from civicode.i18n import Lang, Words
from civicode.reports.document.columns import TERMS

ROOT = Path(__file__).parents[2]
I18N = ROOT / "civicode" / "i18n"
SOURCES = sorted((ROOT / "civicode").rglob("*.py"))
ROOMS = sorted(path.stem for path in (I18N / "vi").glob("*.json"))
KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
FILE_NAMES = (".yaml", ".json", ".jinja", ".typ", ".html")
"""`office.yaml` is a file, not a sentence."""
SAME_IN_BOTH = re.compile(r"(\{[^}]*\}|civicode( [a-z]+)*|--[a-z]+|[a-z]+(\|[a-z]+)+|[A-Za-z]?[\W\d_])*[A-Za-z]?")
"""Sentences that hold no word of their own: holes, commands, signs, single letters."""

Table = dict[str, str | dict[str, str]]


def table(lang: Lang, room: str) -> Table:
    loaded: Table = json.loads((I18N / lang / f"{room}.json").read_text(encoding="utf-8"))
    return loaded


def forms(entry: str | dict[str, str]) -> list[str]:
    return list(entry.values()) if isinstance(entry, dict) else [entry]


def holes(entry: str | dict[str, str]) -> set[str]:
    return {name for form in forms(entry) for _, name, _, _ in string.Formatter().parse(form) if name} - {"n"}


def test_both_languages_have_the_same_rooms() -> None:
    assert sorted(path.stem for path in (I18N / "en").glob("*.json")) == ROOMS
    assert ROOMS


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_the_same_in_both_languages(room: str) -> None:
    vi, en = table(Lang.VI, room), table(Lang.EN, room)
    assert list(vi) == list(en), "the same keys, in the same order"
    for key, entry in vi.items():
        assert key.startswith(f"{room}."), key
        assert holes(entry) == holes(en[key]), key
        assert all(form == form.strip() or form.strip() == "" for form in forms(entry) + forms(en[key])), key


def constants() -> set[str]:
    return {
        node.value
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and KEY.fullmatch(node.value)
        and not node.value.endswith(FILE_NAMES)
    }


def listed() -> set[str]:
    """The titles of the columns of lists, which are called by their keys."""
    calls = (node for path in SOURCES for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    return {
        f"list.{key}"
        for node in calls
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "list_columns"
        for text in ast.walk(node.args[1])
        if isinstance(text, ast.Constant)
        for key in str(text.value).strip(", ").split(", ")
    } | {f"list.{name}" for name in (*ENTERED_TEXTS, "ref")}


def looked_up(node: ast.keyword) -> set[str]:
    """The rooms of words that the columns of a call are looked up in."""
    return {str(one.value) for one in ast.walk(node.value) if isinstance(one, ast.Constant)}


def prefixes() -> set[str]:
    """Beginnings of keys that are put together from a value: f"rating.{value}", and the rooms in {value:rating}."""
    found = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
                start = str(node.values[0].value)
                if re.match(r"[a-z][a-z0-9_]*\.", start) and start != "list.":
                    found.add(start)
            if isinstance(node, ast.keyword) and node.arg == "terms":
                found |= {f"{room}." for room in looked_up(node)}
    found |= {f"{room}." for room in TERMS.values()}
    for room in ROOMS:
        for entry in table(Lang.VI, room).values():
            for form in forms(entry):
                found |= {f"{spec}." for _, _, spec, _ in string.Formatter().parse(form) if spec}
    return found


def test_no_sentence_is_unused() -> None:
    used, starts = constants() | listed(), tuple(prefixes())
    unused = [
        key
        for room in ROOMS
        for key in table(Lang.VI, room)
        if key not in used and key.removesuffix(".hint") not in used and not key.startswith(starts)
    ]
    assert not unused


def test_no_sentence_is_missing() -> None:
    words = Words(Lang.VI)
    missing = [key for key in sorted(constants() | listed()) if key.partition(".")[0] in ROOMS and not words.has(key)]
    assert not missing


def test_no_sentence_is_left_untranslated() -> None:
    same = [
        key
        for room in ROOMS
        for key, entry in table(Lang.VI, room).items()
        if entry == table(Lang.EN, room)[key] and not all(map(SAME_IN_BOTH.fullmatch, forms(entry)))
    ]
    assert not same


def texts_of(path: Path) -> list[str]:
    """String constants with two words side by side or a Vietnamese letter, docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    docs |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docs
        and (re.search(r"[À-ỹ]", node.value) or re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", node.value))
    ]


FLOORS = [path for path in SOURCES if {"cli", "console", "exporters", "services", "reports"} & set(path.parts)]
NOT_FOR_PEOPLE = re.compile(r"civicode [a-z -]*|bold red|Times New Roman|Table Grid")
"""Commands, which are the same in every language, and what Rich and Word call their styles and faces."""


@pytest.mark.parametrize("path", FLOORS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_text_for_people_stands_in_the_code(path: Path) -> None:
    assert not [text for text in texts_of(path) if not NOT_FOR_PEOPLE.fullmatch(text)]
