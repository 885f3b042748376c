"""The published JSON Schema: current, agreed with by the reader, and what it accepts is read."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from civicode.i18n import Lang, Words
from civicode.sources.fields.criteria import criteria_schema, read_criteria
from tests.sources.json_schema import accepts
from tests.sources.samples import CRITERIA, sentences

ROOT = Path(__file__).parents[3]
SCHEMA = criteria_schema()


def test_the_published_schema_is_current() -> None:
    published = json.loads((ROOT / "criteria.schema.json").read_text(encoding="utf-8"))
    assert published == criteria_schema(), "run: civicode criteria schema > criteria.schema.json"


def test_the_schema_is_explained_in_both_languages() -> None:
    vi, en = criteria_schema(), criteria_schema(Words(Lang.EN))
    assert vi["description"] != en["description"]
    assert vi["required"] == en["required"] == ["schema_version", "document", "sections"]


class EditorsLoader(yaml.SafeLoader):
    """Reads as YAML 1.2 editors do: dates are texts."""


EditorsLoader.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def as_editors_see(text: str) -> Any:
    return yaml.load(text, EditorsLoader)


def test_editors_find_nothing_wrong_with_the_shipped_file() -> None:
    assert accepts(SCHEMA, as_editors_see((ROOT / "criteria.yaml").read_text(encoding="utf-8")))


PATHS = [
    ["document"],
    ["document", "body"],
    ["sections", 0],
    ["sections", 0, "criteria", 0],
    ["sections", 0, "criteria", 1],
    ["tasks", 0],
]
SPOILT = st.sampled_from(["drop", "misspell", "list", "group", "number"])


@given(st.sampled_from(PATHS), SPOILT, st.data())
def test_reader_and_schema_agree_and_the_message_names_the_key(path: list[Any], how: str, data: st.DataObject) -> None:
    document = as_editors_see(CRITERIA)
    group = document
    for step in path:
        group = group[step]
    key = data.draw(st.sampled_from(sorted(group)))
    value = group.pop(key)
    if how != "drop":
        group[f"{key}_x" if how == "misspell" else key] = {"list": [value], "group": {"x": value}, "number": 77}.get(
            how, value
        )
    _, problems = read_criteria(json.dumps(document, ensure_ascii=False, indent=1), "")
    in_fields = [one for one in problems if one.code.startswith("field.")]
    if how == "number":  # a number is as good as a text to the reader, not to the editor
        assert not accepts(SCHEMA, document)
        return
    assert bool(in_fields) != accepts(SCHEMA, document)
    if in_fields and key not in {"criteria", "body"}:
        assert all(key in sentence for sentence in sentences(in_fields[:1]))


def document_of(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Documents that a schema accepts."""
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    match schema["type"]:
        case "object":
            parts = {key: document_of(inner) for key, inner in schema["properties"].items()}
            needed = {key: parts[key] for key in schema.get("required", ())}
            return st.fixed_dictionaries(needed, optional={key: parts[key] for key in parts if key not in needed})
        case "array":
            return st.lists(document_of(schema["items"]), max_size=2)
        case "integer":
            return st.integers(schema["minimum"], schema["maximum"])
        case _ if "\\d" in schema.get("pattern", ""):
            return st.dates(date(2000, 1, 1), date(2099, 12, 31)).map(str)
        case _ if "pattern" in schema:
            return st.from_regex(schema["pattern"].replace("{0,31}", "{0,3}"), fullmatch=True, alphabet="aAbB09.-_")
        case _:
            letters = "aăâđêơư Ạ\"':#-[]{}*&!|>%@`,?~\\"
            return st.text(letters, min_size=1, max_size=8).filter(str.strip)


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(document_of(SCHEMA), st.sampled_from([None, 1]))
def test_what_the_schema_accepts_is_read(document: Any, indent: int | None) -> None:
    assert accepts(SCHEMA, document)
    _, problems = read_criteria(json.dumps(document, ensure_ascii=False, indent=indent), "")
    assert [one for one in problems if not one.code.startswith("criteria.")] == []
