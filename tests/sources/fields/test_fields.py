from enum import StrEnum
from typing import Any

import pytest

from civicode.errors import Problem
from civicode.i18n import Words
from civicode.sources.fields.fields import Field, ListOf, Record, TableOf
from civicode.sources.fields.kinds import Choice, Code, Kind, Line, Whole
from civicode.sources.marked.nodes import Values, placed
from civicode.sources.marked.yaml import read_yaml
from tests.sources.samples import places, sentences


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


THING = Record(
    Field("code", Code(), required=True),
    Field("title", Line(10), required=True),
    Field("title_en", Line(10), same_as="title"),
    Field("colour", Choice(*Colour)),
    Field("count", Whole(0, 9)),
)
THINGS = Record(Field("things", ListOf(THING), required=True), Field("tags", ListOf(Line())))
TABLE = TableOf(Record(Field("colour", Choice(*Colour), required=True), Field("note", Line()), short="colour"))


def read(kind: Kind, text: str) -> tuple[Any, list[Problem]]:
    root, problems = read_yaml(text)
    assert root is not None
    value = kind.read(root, "file", problems)
    return value, placed(problems, "file")


def test_values_by_field_with_their_places() -> None:
    value, problems = read(THING, "title: Một\ncode: a-1\ncount: 3\ncolour:\n")
    assert problems == []
    assert value == {"code": "A-1", "title": "Một", "title_en": "Một", "count": 3}
    assert isinstance(value, Values)
    assert (value.place("count").line, value.place("count").column) == (3, 8)
    assert value.place("note") is value.node


def test_what_stands_there_is_not_filled_in() -> None:
    assert read(THING, "code: a\ntitle: Một\ntitle_en: One\n")[0]["title_en"] == "One"


def test_all_problems_at_once_by_line() -> None:
    text = """\
things:
  - tilte: x
    code:
    colour: gren
  - một
  -
  - code: b
    title: rất dài quá đi
    size: 1
tags: x
"""
    value, problems = read(THINGS, text)
    assert places(problems) == [
        ("field.unknown_like", 2, 5),
        ("field.missing", 2, 5),
        ("field.empty", 3, 5),
        ("field.bad_choice_like", 4, 13),
        ("field.not_group", 5, 5),
        ("field.empty", 6, 4),
        ("field.too_wide", 8, 12),
        ("field.unknown", 9, 5),
        ("field.not_list", 10, 7),
    ]
    assert {one.where for one in problems} == {"file"}
    assert value == {"things": ({}, {"code": "B"})}


def test_messages_say_what_was_found_and_what_is_accepted() -> None:
    vi, en = sentences(read(THING, "code: a\ntilte: b\ntitle: c\n")[1])
    assert vi == "không có khóa “tilte” ở đây; có phải “title”? Dùng được: code, title, title_en, colour, count"
    assert en == "there is no key “tilte” here; did you mean “title”? Accepted: code, title, title_en, colour, count"
    vi, en = sentences(read(THINGS, "things: một\n")[1])
    assert vi == "“things” đang là chữ; phải là danh sách, như [a, b]"
    assert en == "“things” is a text; it must be a list, like [a, b]"


def test_a_sentence_with_a_colon_read_as_a_group() -> None:
    _, problems = read(THINGS, "things: []\ntags:\n  - 4 xin: xin chào\n")
    assert places(problems) == [("field.group_for_text", 3, 5)]
    assert sentences(problems)[0].endswith("nếu câu có dấu hai chấm, hãy đặt cả câu trong ngoặc kép")


def test_a_blank_from_word_makes_a_group_a_text() -> None:
    assert places(read(THING, "title:\u00a0a\n")[1]) == [("yaml.odd_space", 1, 7)]
    found = places(read(THING, "code: a\n\u00a0title: b\n")[1])
    assert found == [("field.missing", 1, 1), ("yaml.odd_space", 2, 1)]


def test_an_empty_file_lacks_what_is_required() -> None:
    value, problems = read(THING, "# trống\n")
    assert (value, places(problems)) == ({}, [("field.missing", 1, 1), ("field.missing", 1, 1)])
    assert [one.facts["key"] for one in problems] == ["code", "title"]


def test_a_table_takes_a_lone_text_for_its_short_field() -> None:
    value, problems = read(TABLE, "a-1: red\nb-2: {colour: green, note: được}\n")
    assert problems == []
    assert value == {"A-1": {"colour": "red"}, "B-2": {"colour": "green", "note": "được"}}
    assert (value.place("B-2").line, value.place("B-2").column) == (2, 1)


def test_a_table_counts_a_code_once_whatever_its_case() -> None:
    value, problems = read(TABLE, "a-1: red\nA-1: green\nb 2: red\nc:\n")
    assert places(problems) == [("field.duplicate", 2, 1), ("field.bad_code", 3, 1), ("field.empty", 4, 1)]
    assert problems[0].facts == {"key": "A-1", "first_line": 1}
    assert value["A-1"] == {"colour": "red"}
    assert problems[2].facts == {"key": "C"}


@pytest.mark.parametrize(("text", "form"), [("[a]", "list"), ("a", "text")])
def test_a_table_is_a_group(text: str, form: str) -> None:
    value, problems = read(TABLE, text)
    assert (value, problems[0].code, problems[0].facts["found"]) == (None, "field.not_table", form)


def test_the_schema_follows_the_table() -> None:
    assert TABLE.schema(Words()) == {
        "type": "object",
        "propertyNames": {"pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$"},
        "additionalProperties": {
            "anyOf": [
                {"enum": ["red", "green"]},
                {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {
                        "colour": {"enum": ["red", "green"]},
                        "note": {"type": "string", "maxLength": 10_000},
                    },
                    "required": ["colour"],
                },
            ]
        },
    }
