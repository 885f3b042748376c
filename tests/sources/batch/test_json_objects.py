import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civicode.sources.batch import json_objects, json_window
from civicode.sources.batch.json_objects import keys_in, pieces, quick_value
from civicode.sources.file.data import FileForm
from civicode.sources.table.findings import Findings
from tests.sources.encodings import file_of
from tests.sources.marked.test_json import VALUES
from tests.sources.samples import Place, places, sentences

Pieces = list[tuple[int, Any]]


def read(data: bytes | str, form: FileForm) -> tuple[Pieces, list[Place]]:
    """Line and value of each piece, and what was found; the list is looked for under `staff`."""
    found = Findings("ds.json")
    file = file_of(data.encode() if isinstance(data, str) else data)
    taken = [(one.line, one.text) for one in pieces(file, form, "staff", found)]
    assert all(sentences(found.kept))
    return taken, places(found.kept)


@pytest.mark.parametrize(
    ("data", "taken"),
    [
        ('{"a":1}\n\n  \n{"a":2}', [(1, '{"a":1}\n'), (4, '{"a":2}')]),
        ('\ufeff{"a":1}\r\n{"a":2}\r\n', [(1, '{"a":1}\r\n'), (2, '{"a":2}\r\n')]),
        ('{"a":1}\n{"a":2}\n'.encode("utf-16"), [(1, '{"a":1}'), (2, '{"a":2}')]),
        ("x\ny", [(1, "x\n"), (2, "y")]),
        ("", []),
    ],
)
def test_an_object_a_line(data: bytes | str, taken: Pieces) -> None:
    assert read(data, FileForm.JSONL) == (taken, [])


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("[]", []),
        ('[{"a":1},{"a":2}]', [(1, '{"a":1}'), (2, '{"a":2}')]),
        ('\n[\n {"a":\n1} ,\n\n "x", 5]', [(3, '{"a":\n1}'), (6, '"x"'), (7, "5")]),
        ('{"schema_version": 1,\n "staff": [\n {"a":1}]}', [(3, '{"a":1}')]),
        ('{"x": {"staff": [1]}, "staff": [2]}', [(1, "2")]),
        ('\n {"code": "010"}', [(2, '\n {"code": "010"}')]),
        ('{"staff": {"a": 1}}', [(1, '{"staff": {"a": 1}}')]),
        ("nonsense", [(1, "nonsense")]),
        ("", []),
    ],
)
def test_one_value_with_a_list_in_it(text: str, taken: Pieces) -> None:
    assert read(text, FileForm.JSON) == (taken, [])


@pytest.mark.parametrize(
    ("data", "form", "count", "expected"),
    [
        (b'{"a":1}\n{"a":"\xff"}\n{"a":2}', FileForm.JSONL, 2, [("text_file.not_utf8", 2, 7)]),
        (b'[{"a":1},\n"\xff"]', FileForm.JSON, 1, [("text_file.not_utf8", 2, 2)]),
        ('[{"a":1}\n{"a":2}]', FileForm.JSON, 1, [("json.comma_expected", 2, 1)]),
        ('[{"a":1},\n{"a" 2}]', FileForm.JSON, 1, [("json.colon_expected", 2, 6)]),
        ('[{"a":1},', FileForm.JSON, 1, [("json.comma_expected", 1, 10)]),
        ("[", FileForm.JSON, 0, [("json.comma_expected", 1, 2)]),
        ('{"staff": [{"a":1},\n', FileForm.JSON, 1, [("json.comma_expected", 2, 1)]),
        ('[{"a":1}]\n[{"a":2}]', FileForm.JSON, 1, [("json.text_after", 2, 1)]),
        ('[{"a":1}', FileForm.JSON, 1, [("json.comma_expected", 1, 9)]),
        ("[1,\n" + "9" * 5000 + "]", FileForm.JSON, 1, [("json.value_expected", 2, 1)]),
        ("[" * 5000, FileForm.JSON, 0, [("json.too_deep", 1, 22)]),
    ],
    ids=[
        "byte",
        "byte in array",
        "comma",
        "colon",
        "cut after a comma",
        "cut at once",
        "cut in a list",
        "two arrays",
        "cut",
        "digits",
        "depth",
    ],
)
def test_what_cannot_be_taken_apart(data: bytes | str, form: FileForm, count: int, expected: list[Place]) -> None:
    taken, found = read(data, form)
    assert (len(taken), found) == (count, expected)


@pytest.mark.parametrize("chunk", [1, 2, 3, 7, 64])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_values_are_read_whole_wherever_the_window_ends(
    chunk: int, codec: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_window, "_CHUNK", chunk)
    text = ' {"a": {"b": [1,\n2]}, "staff" : [\n12345, {"name": "Ưng 😀"},\n\n "x" ] }'
    values = [(3, "12345"), (4, '{"name": "Ưng 😀"}'), (5, '"x"')]
    assert read(text.encode(codec), FileForm.JSON) == (values, [])
    broken = text.replace("x", "\udcff").encode(codec, "surrogateescape" if codec != "utf-16" else "surrogatepass")
    assert read(broken, FileForm.JSON) == (values[:2], [("text_file.not_utf8", 5, 3)])


def test_lines_and_objects_have_their_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_objects, "MOST_ROWS", 2)
    monkeypatch.setattr(json_objects, "LONGEST_OBJECT", 10)
    monkeypatch.setattr(json_window, "LONGEST_OBJECT", 10)
    monkeypatch.setattr(json_window, "_CHUNK", 2)
    assert read("{}\n{}\n{}\n{}", FileForm.JSONL) == ([(1, "{}\n"), (2, "{}\n")], [("json.too_many", 3, None)])
    assert read("{}\n" + "x" * 11, FileForm.JSONL) == ([(1, "{}\n")], [("json.too_long", 2, None)])
    assert read("x" * 10, FileForm.JSONL) == ([(1, "x" * 10)], [])
    assert read("[{},{},{}]", FileForm.JSON) == ([(1, "{}"), (2, "{}")], [("json.too_many", 3, None)])
    assert read('[{},\n"' + "x" * 99, FileForm.JSON) == ([(1, "{}")], [("json.too_long", 2, 1)])
    assert read('{"staf": [1, 2, 3]}', FileForm.JSON) == ([], [("json.no_list", 1, None)])


@pytest.mark.parametrize("text", ["NaN", "[Infinity]", "-Infinity", "[" * 100_000, "", "{} {}", "9" * 5000])
def test_what_is_no_json_is_an_error_of_one_kind(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it says, it only sends the reader to the careful way
        quick_value(text)


@given(st.lists(VALUES, max_size=5), st.sampled_from([None, 0, 1, "\t"]), st.booleans())
def test_what_is_written_as_a_list_is_read_value_by_value(values: list[Any], indent: Any, under: bool) -> None:
    whole = {"schema_version": 1, "staff": values} if under else values
    text = json.dumps(whole, indent=indent)
    taken, found = read(text, FileForm.JSON)
    assert found == []
    assert [json.loads(one) for _, one in taken] == values
    lines = text.splitlines()
    if indent is None:
        assert [line for line, _ in taken] == list(range(1, len(values) + 1))
    else:
        assert all(one.partition("\n")[0] in lines[line - 1] for line, one in taken)


@given(VALUES)
def test_at_least_as_many_keys_are_counted_as_there_are(value: Any) -> None:
    def count(inner: Any) -> int:
        if isinstance(inner, dict):
            return len(inner) + sum(map(count, inner.values()))
        return sum(map(count, inner)) if isinstance(inner, list) else 0

    assert keys_in(json.dumps(value, separators=(",", ":"))) >= count(value)
