"""A whole check in a file: `check --answers`, in YAML or JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from civicode import lazy
from civicode.domain.check.check import AnyAnswer, make_answer
from civicode.domain.criteria.rating import Rating, read_rating
from civicode.errors import Problem
from civicode.sources.fields.fields import Field, Record, TableOf
from civicode.sources.fields.kinds import Choice, Line, Prose
from civicode.sources.file.text import decoded
from civicode.sources.marked.json import read_json
from civicode.sources.marked.nodes import Node, Values, placed

_MAY_BE_YAML = frozenset({"json.key_expected", "json.value_expected"})
"""Where words without quotes stand, `{TD-01: met}` is no JSON, and good YAML."""

_ANSWER = Record(
    Field("rating", Choice(*Rating, reader=read_rating), required=True),
    Field("note", Prose()),
    Field("evidence", Prose()),
    short="rating",
)
OFFICER, PERIOD = "officer", "period"
"""Keys of such a file."""

_FILE = Record(
    Field(OFFICER, Line()),
    Field(PERIOD, Line()),
    Field("answers", TableOf(_ANSWER), required=True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersFile:
    """What such a file says; whether officer, period and codes exist is for the service to find out.

    Attributes:
        officer: as written: a code or a name; None when the file names nobody.
        period: as written; None when the file names none.
        answers: by criterion code in capitals, in the file's order.
        places: line and column, from 1, of each code, and of what `officer` and `period` say.
    """

    officer: str | None
    period: str | None
    answers: dict[str, AnyAnswer]
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def load_answers(data: bytes | str, where: str) -> tuple[AnswersFile | None, list[Problem]]:
    """The check in `data`, and everything that is wrong with it, by line; problems name the file `where`.

    Beside problems the check holds what could be read, so that what is wrong with that can be said, too; it is None
    when nothing could be.

    Notes and evidence are people's text: put into NFC and otherwise kept, line breaks and control characters too
    (they are made harmless where they are shown); only NUL and halves of characters, which no store can keep, are
    refused, and more than `LONGEST_TEXT` characters.
    """
    root, problems = _root(data)
    values = _FILE.read(root, where, problems) if root else None
    return (None if values is None else _answers_file(values)), placed(problems, where)


def _root(data: bytes | str) -> tuple[Node | None, list[Problem]]:
    text = decoded(data)
    if isinstance(text, Problem):
        return None, [text]
    if not text.lstrip().startswith("{"):
        return _read_yaml(text)
    root, problems = read_json(text)
    if root is None and problems[0].code in _MAY_BE_YAML:
        lenient, others = _read_yaml(text)
        return (lenient, others) if lenient else (None, problems)
    return root, problems


def _read_yaml(text: str) -> tuple[Node | None, list[Problem]]:
    return lazy.marked_yaml.read_yaml(text)


def _answers_file(values: Values) -> AnswersFile:
    table: Values = values.get("answers", Values(values.node))
    heads = {key: place for key, place in values.places.items() if key in {OFFICER, PERIOD}}
    return AnswersFile(
        officer=values.get(OFFICER),
        period=values.get(PERIOD),
        answers={code: make_answer(**answer) for code, answer in table.items() if "rating" in answer},
        places={key: (place.line, place.column) for key, place in (heads | table.places).items()},
    )
