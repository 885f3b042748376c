import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civicode.domain.text.text import nfc
from civicode.sources.marked.json import DEEPEST, read_json
from civicode.sources.marked.nodes import Entries, Items, Node, Scalar
from tests.sources.samples import Place, places, sentences

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
SCALARS = st.one_of(TEXTS, st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.booleans(), st.none())
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=12
)


def plain(node: Node | None) -> Any:
    match node:
        case Scalar():
            return node.text
        case Items():
            return [plain(item) for item in node.items]
        case Entries():
            return {key.text: plain(value) for key, value in node.entries}
        case _:
            raise AssertionError(node)


def as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {nfc(key): as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_text(inner) for inner in value]
    if value is None:
        return ""
    return nfc(value) if isinstance(value, str) else json.dumps(value)


@given(VALUES, st.sampled_from([None, 0, 2, "\t"]), st.booleans())
def test_all_json_is_read(value: Any, indent: int | str | None, escaped: bool) -> None:
    root, problems = read_json(json.dumps(value, indent=indent, ensure_ascii=escaped))
    if not problems:  # two keys may be the same in NFC
        assert plain(root) == as_text(value)
    assert {one.code for one in problems} <= {"field.duplicate"}


def test_escapes_pairs_and_signs() -> None:
    root, problems = read_json('\t{"a\\/b":\r\n\t"\\u1ea1\\ud83d\\ude00\\t\\n",\n "n": -1.50e+3, "k": null}\n')
    assert (plain(root), problems) == ({"a/b": "ạ😀\t\n", "n": "-1.50e+3", "k": ""}, [])


def test_a_very_long_key_and_line() -> None:
    root, problems = read_json(json.dumps({"k" * 5000: "v" * 100_000}))
    assert (plain(root), problems) == ({"k" * 5000: "v" * 100_000}, [])


def test_places() -> None:
    root, _ = read_json('{"ạ": [1,\n  "hai"],\n "b": {}}')
    assert isinstance(root, Entries)
    assert [(key.text, key.line, key.column, value.line, value.column) for key, value in root.entries] == [
        ("ạ", 1, 2, 1, 7),
        ("b", 3, 2, 3, 7),
    ]
    items = root.entries[0][1]
    assert isinstance(items, Items)
    assert [(item.line, item.column) for item in items.items] == [(1, 8), (2, 3)]


FAULTS: list[tuple[str, Place]] = [
    ('{"a": 1,\n "b" 2}', ("json.colon_expected", 2, 6)),
    ('{"a": 1\n "b": 2}', ("json.comma_expected", 2, 2)),
    ('{"a": [1 2]}', ("json.comma_expected", 1, 10)),
    ("{a: 1}", ("json.key_expected", 1, 2)),
    ('{"a": 1,}', ("json.key_expected", 1, 9)),
    ('{"a": met}', ("json.value_expected", 1, 7)),
    ("[1,]", ("json.value_expected", 1, 4)),
    ('{"a":', ("json.value_expected", 1, 6)),
    ("", ("json.value_expected", 1, 1)),
    ('{"a": "b}', ("json.open_string", 1, 7)),
    ('{"a": "b\nc"}', ("json.bad_string", 1, 9)),
    ('{"a": "\\d"}', ("json.bad_string", 1, 8)),
    ('{"a": 1}\n}', ("json.text_after", 2, 1)),
    ("[" * 200_000, ("json.too_deep", 1, DEEPEST + 1)),
]


@pytest.mark.parametrize(("text", "place"), FAULTS, ids=[case[0][:20] for case in FAULTS])
def test_a_fault_has_its_place(text: str, place: Place) -> None:
    root, problems = read_json(text)
    assert (root, places(problems)) == (None, [place])
    assert all(sentences(problems))


def test_the_deepest_text_is_read() -> None:
    assert read_json("[" * DEEPEST + "]" * DEEPEST)[1] == []


def test_a_repeated_key_names_both_lines() -> None:
    root, problems = read_json('{"a": 1,\n "a": 2}')
    assert plain(root) == {"a": "1"}
    assert places(problems) == [("field.duplicate", 2, 2)]
    assert problems[0].facts == {"key": "a", "first_line": 1}
