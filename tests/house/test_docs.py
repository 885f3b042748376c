"""The READMEs: what they show is what the program prints, and every command stands in them."""

import re
from pathlib import Path

import pytest

from civicode.cli.run.commands import COMMANDS, Branch
from tests.house.commands import ROOT
from tests.house.sessions import MARKED, PAGES, READMES, made

KINDS = {
    "docs/import.md": ["import"],
    "docs/import.vi.md": ["import"],
    "docs/round.md": ["round"] * 5,
    "docs/round.vi.md": ["round"] * 5,
    "docs/criteria.md": ["criteria"] * 6,
    "docs/criteria.vi.md": ["criteria"] * 6,
}
"""What is marked on each page beside the READMEs."""

OTHER_PAGES = (
    "docs/import.md",
    "docs/import.vi.md",
    "docs/round.md",
    "docs/round.vi.md",
    "docs/criteria.md",
    "docs/criteria.vi.md",
    "docs/library.md",
    "docs/library.vi.md",
    "docs/reports.md",
    "docs/reports.vi.md",
    "docs/store.md",
    "docs/architecture.md",
    "docs/architecture.vi.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "data/README.md",
)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_sessions_and_help_are_what_the_program_prints(name: str) -> None:
    blocks = list(MARKED.finditer(read(name)))
    assert [block["kind"] for block in blocks] == KINDS.get(name, ["session", "dialogue", "help"])
    for block in blocks:
        assert block["body"] == made(block["kind"], block["args"]), "run: python -m tests.house.sessions"


@pytest.mark.parametrize("name", READMES)
@pytest.mark.parametrize("mark", ["run", "test"])
def test_a_newcomer_gets_there_with_one_line(name: str, mark: str) -> None:
    lines = re.findall(rf"<!-- {mark} -->\n```sh\n(.*?)\n```", read(name), re.DOTALL)
    assert len(lines) == 1
    assert "\n" not in lines[0]
    assert lines[0] == re.findall(rf"<!-- {mark} -->\n```sh\n(.*?)\n```", read(READMES[0]), re.DOTALL)[0]


@pytest.mark.parametrize("name", READMES)
def test_every_command_stands_in_the_readme(name: str) -> None:
    text = read(name)
    assert not [command for command in COMMANDS if not re.search(rf"^  {command}\b", text, re.MULTILINE)]


def test_every_command_that_a_readme_tells_exists() -> None:
    for name in (*READMES, *OTHER_PAGES):
        for found in re.finditer(r"(?<!from )civicode (?:--[\w-]+ )*([a-z]+)(?: ([a-z]+))?", read(name)):
            entry = COMMANDS.get(found[1])
            if entry is None:
                continue
            assert not (isinstance(entry, Branch) and found[2] and found[2] not in entry.commands), found[0]


def test_every_link_leads_somewhere() -> None:
    for name in (*READMES, *OTHER_PAGES):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", read(name)):
            assert (Path(ROOT / name).parent / target).exists(), f"{name}: {target}"


def test_every_exit_code_is_told() -> None:
    for name in READMES:
        codes = re.findall(r"^\| (\d+) \|", read(name), re.MULTILINE)
        assert codes == ["0", "1", "2", "3", "4", "5", "6", "70", "130"]


PATHS = re.compile(r"`((?:cli|console|exporters|services|sources|store|reports|domain)/[a-z_/]+(?:\.py)?)`")


HOUSE = ("docs/architecture.md", "docs/architecture.vi.md")


@pytest.mark.parametrize("name", [*HOUSE, "docs/store.md", "CONTRIBUTING.md"])
def test_every_place_that_a_page_names_is_there(name: str) -> None:
    missing = [path for path in PATHS.findall(read(name)) if not (ROOT / "civicode" / path).exists()]
    assert missing == []


def rooms(floor: str) -> set[str]:
    """The folders and files of a floor."""
    found = (ROOT / "civicode" / floor).iterdir()
    return {path.stem for path in found if (path.is_dir() or path.suffix == ".py") and not path.name.startswith("__")}


@pytest.mark.parametrize("name", HOUSE)
def test_the_picture_shows_every_room(name: str) -> None:
    picture = re.findall(r"```\n(.*?)```", read(name), re.DOTALL)[0]
    drawn = set(re.findall(r"[a-z_]+", picture))
    for floor in ("cli", "console", "exporters", "services", "sources", "store", "reports", "domain"):
        assert rooms(floor) - {"case_text", "check_text", "task_standing"} <= drawn, floor
