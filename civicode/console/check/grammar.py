"""What a typed line of the self-check means: a verb, numbers of items, and words; nothing is done here."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from civicode.domain.text.text import collapsed, folded


class Verb(StrEnum):
    """What a line asks for; the letters and words of most differ by language."""

    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"
    MET = "met"
    NOTE = "note"
    GO = "go"
    UNDO = "undo"
    SUMMARY = "summary"
    SUBMIT = "submit"
    LEAVE = "leave"
    HELP = "help"
    SEARCH = "search"
    BACK = "back"
    ONWARD = "onward"
    UNKNOWN = "unknown"


LETTERED = (
    Verb.NOT_MET,
    Verb.NOT_APPLICABLE,
    Verb.MET,
    Verb.NOTE,
    Verb.GO,
    Verb.UNDO,
    Verb.SUMMARY,
    Verb.SUBMIT,
    Verb.LEAVE,
)
"""The verbs whose letters and words are in `i18n`."""

MARKS = frozenset({Verb.NOT_MET, Verb.NOT_APPLICABLE, Verb.MET, Verb.NOTE})
"""The verbs that name items of the group, and may be followed by a note."""

_ALONE = frozenset({Verb.UNDO, Verb.SUMMARY, Verb.SUBMIT, Verb.LEAVE})


class Line(NamedTuple):
    """A line as understood.

    Attributes:
        numbers: items or the group named, in the order named, each once; counted from 1, not yet held against a group.
        every: `*` stood for the numbers.
        text: the note that followed, or what is searched.
    """

    verb: Verb
    numbers: tuple[int, ...] = ()
    every: bool = False
    text: str = ""


_UNKNOWN = Line(Verb.UNKNOWN)
_SPAN = r"\d{1,3}(?:\s*[-–]\s*\d{1,3})?"
_COMMAS = rf"(?:{_SPAN}(?:\s*,\s*{_SPAN})*|\*)"
_BLANKS = re.compile(rf"{_SPAN}(?:[\s,]+{_SPAN})*", re.ASCII)
_MARKED = re.compile(rf"(?P<items>{_COMMAS})(?:\s*:\s*(?P<said>.*)|\s+[-–]?\s*(?P<note>[^\d\s,*].*))?", re.ASCII)
_WORD = re.compile(r"[^\W\d_]+")
_ITEM = re.compile(r"(\d{1,3})", re.ASCII)
_GROUP = re.compile(r"(\d{1,3})(?:\.\d{1,3})?", re.ASCII)


def read_line(line: str, verbs: Mapping[str, Verb]) -> Line:
    """The meaning of `line`; `Verb.UNKNOWN` when it has none, or two.

    Args:
        verbs: by the letters and words of the language, lower case without diacritics (đ is d).
    """
    text = collapsed(line)
    if not text:
        return Line(Verb.ONWARD)
    rest = text[1:].strip()
    match text[0]:
        case "<":
            return _UNKNOWN if rest else Line(Verb.BACK)
        case "/":
            return Line(Verb.SEARCH, text=rest) if rest else _UNKNOWN
        case "?":
            return _about(Verb.HELP, rest, _ITEM) if rest else Line(Verb.HELP)
        case _:
            return _lettered(text, verbs)


def numbers_in(text: str) -> tuple[int, ...]:
    """The numbers of `3,5-7` or `3 5-7`, each once, in the order named."""
    named: dict[int, None] = {}
    for first, last in re.findall(r"(\d+)(?:\s*[-–]\s*(\d+))?", text):
        ends = sorted((int(first), int(last or first)))
        named.update(dict.fromkeys(range(ends[0], ends[1] + 1)))
    return tuple(named)


def spans(numbers: Sequence[int]) -> str:
    """Numbers in the short form in which they are typed: `3,5-7`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


def _lettered(text: str, verbs: Mapping[str, Verb]) -> Line:
    word = _WORD.match(text)
    verb = verbs.get(folded(word[0]), Verb.UNKNOWN) if word else Verb.UNKNOWN
    rest = text[word.end() :].strip() if word else text
    if verb in _ALONE:
        return _UNKNOWN if rest else Line(verb)
    if verb is Verb.GO:
        return _about(verb, rest, _GROUP)
    return _marked(verb, rest) if verb in MARKS else _UNKNOWN


def _about(verb: Verb, rest: str, form: re.Pattern[str]) -> Line:
    found = form.fullmatch(rest)
    return Line(verb, (int(found[1]),)) if found else _UNKNOWN


def _marked(verb: Verb, rest: str) -> Line:
    if _BLANKS.fullmatch(rest):
        return Line(verb, numbers_in(rest))
    found = _MARKED.fullmatch(rest)
    if not found:
        return _UNKNOWN
    every = found["items"] == "*"
    return Line(
        verb, () if every else numbers_in(found["items"]), every, (found["said"] or found["note"] or "").strip()
    )
