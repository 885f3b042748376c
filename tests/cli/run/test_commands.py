"""The table of commands, and the help of every one of them in both languages."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from civicode.cli.command.outlet import FORMS, TABLE
from civicode.cli.run.commands import COMMANDS, Branch, Leaf
from civicode.cli.run.tree import Shared
from civicode.exporters import FORMATS
from civicode.i18n import Lang, Words
from tests.cli.conftest import Run

I18N = Path(__file__).parents[3] / "civicode" / "i18n"


def leaves() -> Iterator[tuple[tuple[str, ...], Leaf]]:
    for name, entry in COMMANDS.items():
        if isinstance(entry, Branch):
            yield from (((name, under), leaf) for under, leaf in entry.commands.items())
        else:
            yield (name,), entry


LEAVES = dict(leaves())
PATHS = [(), *((name,) for name, entry in COMMANDS.items() if isinstance(entry, Branch)), *LEAVES]
each_leaf = pytest.mark.parametrize("path", LEAVES, ids=" ".join)
named = pytest.mark.parametrize("path", PATHS, ids=lambda path: " ".join(path) or "civicode")


def noun(path: tuple[str, ...]) -> str:
    return path[0] if path[1:] else ""


@each_leaf
def test_every_entry_of_the_table_is_a_command_of_that_noun(path: tuple[str, ...]) -> None:
    function = LEAVES[path].function()
    assert callable(function)
    assert function.__module__.startswith("civicode.cli.")


@named
@pytest.mark.parametrize("lang", Lang)
def test_every_command_has_help_in_both_languages(run: Run, path: tuple[str, ...], lang: Lang) -> None:
    said = run("--lang", lang, *path, "--help")
    assert said.code == 0
    assert said.err == ""
    assert said.out.startswith(("Cách dùng: " if lang is Lang.VI else "Usage: ") + " ".join(("civicode", *path)))
    assert not re.search(r"\bhelp\.|\bcli\.", said.out), "a key that has no words"
    assert all(len(line) <= 80 for line in said.out.splitlines())


@named
def test_no_help_text_is_english_in_vietnamese(run: Run, path: tuple[str, ...]) -> None:
    english = json.loads((I18N / "en" / "help.json").read_text(encoding="utf-8"))
    vietnamese = json.loads((I18N / "vi" / "help.json").read_text(encoding="utf-8"))
    shown = " ".join(run(*path, "-h").out.split())
    for key, text in english.items():
        if text != vietnamese[key] and " " in text:
            assert text not in shown, key


@each_leaf
def test_a_stub_says_the_first_line_of_the_command(path: tuple[str, ...]) -> None:
    words = Words(Lang.EN)
    group = Shared(words).built(path[0], COMMANDS[path[0]]) if path[1:] else Shared(words).root()
    stub = vars(group)["commands"][path[-1]]
    built = Shared(words).built(path[-1], LEAVES[path], noun=noun(path))
    assert built.help is not None
    assert stub.help == built.help.split("\n")[0]


@each_leaf
def test_every_option_is_described_and_names_its_value(path: tuple[str, ...]) -> None:
    for param in Shared(Words()).built(path[-1], LEAVES[path], noun=noun(path)).params:
        assert vars(param)["help"], param.name
        assert vars(param).get("is_flag") or param.metavar, param.name


@each_leaf
def test_every_command_takes_the_global_options_and_writers_the_dry_run(path: tuple[str, ...]) -> None:
    options = {
        option
        for param in Shared(Words()).built(path[-1], LEAVES[path], noun=noun(path)).params
        for option in param.opts
    }
    assert {"--store", "--criteria", "--lang", "--as", "--no-input", "--plain"} <= options
    assert {"-q", "-v", "--debug", "--version", "--format", "--json", "-o"} <= options
    assert ("--dry-run" in options) is LEAVES[path].writes


@each_leaf
def test_no_option_of_a_command_takes_the_place_of_a_global_one(path: tuple[str, ...]) -> None:
    params = Shared(Words()).built(path[-1], LEAVES[path], noun=noun(path)).params
    for names in ([param.name for param in params], [option for param in params for option in param.opts]):
        assert len(names) == len(set(names))


def test_the_forms_are_the_table_and_every_exporter() -> None:
    assert set(FORMS) == {TABLE, *FORMATS}


def test_the_help_of_the_program(run: Run) -> None:
    assert run("--lang", "en", "--help").out == ROOT_HELP


def test_a_noun_alone_shows_its_help_and_is_a_usage_error(run: Run) -> None:
    said = run("period")
    assert said.code == 2
    assert said.out == ""
    assert said.err.startswith("Cách dùng: civicode period [TÙY_CHỌN] LỆNH …\n")


ROOT_HELP = """\
Usage: civicode [OPTIONS] COMMAND …

Checklist of public-service conduct for an office.

Every period officers rate themselves against the criteria of their office
(shipped: Plan 144/KH-UBND); the clerk sees who is missing; leaders see the
summary.

Examples:
  civicode status                 what is due today
  civicode check                  this period's self-check
  civicode report summary         the office's summary

Commands:
  init       Make an office folder: office.yaml and data/
  demo       Build a sample office (fictional) to look around in
  status     What is due today: my check, who is missing
  check      This period's self-check: group by group, only exceptions typed
  review     Confirm a check, return it with a reason, or rate otherwise
  violation  Violations: record, follow, settle step by step
  plan       The tasks of carrying the plan out
  report     Show a report
  period     The periods of the checks and where each stands
  import     Bring many records in from a file: all of them or none
  export     Put reports or records into files
  template   Make a sheet to be filled in and imported
  criteria   The criteria: look up, lint, hold against the plan
  staff      The register: join, change post, leave, be away
  audit      The audit: who wrote what, when; check its integrity
  store      The store: look, check, back up, restore
  config     Settings: show and set

Global options, before or after the command:
  --store PATH       Folder of the books, or postgresql://…
  --criteria FILE    The criteria file
  --lang vi|en       Language: vi (default) or en
  --as CODE          Who acts (a staff code)
  --no-input         Never ask; what is missing is an error
  --plain            One line after the other, no boxes, no colours (screen
                     readers)
  -q, --quiet        No messages, no receipts
  -v, --verbose      Say which store, criteria and person it works with
  --debug            When the program itself fails, show the whole traceback
  --version          Print the version
  --format FORMAT    table, tsv, json, csv or markdown
  --json             The same as --format json
  -o, --output FILE  Write the result to a file; - is stdout
  --dry-run          Try it: every step, nothing written
  --show-completion  Print the script that makes Tab complete commands
  -h, --help         Show this help
"""
