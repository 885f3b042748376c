"""Every command by its exact output, in both languages."""

import re

import pytest

from civicode.cli.run.commands import COMMANDS, Branch
from civicode.i18n import Lang
from tests.cli.story import transcript

BY_ITSELF = {"demo", "criteria schema"}
"""Commands with tests of their own: one takes seconds, the other prints 400 lines."""


@pytest.mark.parametrize("lang", Lang)
def test_every_command_answers_to_the_letter(lang: Lang) -> None:
    kept = transcript.golden(lang).read_text(encoding="utf-8")
    assert transcript.transcript(lang) == kept, "look at it, then run: python -m tests.cli.story.transcript"


def test_every_command_is_in_it() -> None:
    nouns = {name: entry.commands if isinstance(entry, Branch) else [""] for name, entry in COMMANDS.items()}
    every = {f"{noun} {verb}".strip() for noun, verbs in nouns.items() for verb in verbs}
    absent = {
        one for one in every if not re.search(rf"^civicode (--\S+ (\d+ )?)?{one}\b", transcript.COMMANDS, re.MULTILINE)
    }
    assert absent == BY_ITSELF, "add a line to COMMANDS in tests/cli/story/transcript.py"


def test_both_languages_answer_alike_and_not_the_same() -> None:
    vi, en = (transcript.golden(lang).read_text(encoding="utf-8") for lang in (Lang.VI, Lang.EN))
    exits = [re.findall(r"^exit \d+", text, re.MULTILINE) for text in (vi, en)]
    assert exits[0] == exits[1]
    marks = [re.findall(r"[\w-]+:\d+:[0-9a-f]{12}", text) for text in (vi, en)]
    assert marks[0] == marks[1], "the language is no part of the records"
