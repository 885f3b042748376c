"""As much of JSON Schema (draft 2020-12) as the published schema uses, to hold it against the reader."""

import json
import re
from collections.abc import Mapping
from typing import Any

TYPES: dict[str, type | tuple[type, ...]] = {"object": dict, "array": list, "string": str, "integer": int}
KEYWORDS = {
    "$schema",
    "title",
    "description",
    "type",
    "enum",
    "pattern",
    "maxLength",
    "minimum",
    "maximum",
    "properties",
    "additionalProperties",
    "required",
    "items",
}


def accepts(schema: Mapping[str, Any], value: Any) -> bool:
    """Whether `value` is valid; AssertionError for a keyword that is not known here."""
    assert set(schema) <= KEYWORDS, set(schema) - KEYWORDS
    if "enum" in schema:
        return json.dumps(value) in {json.dumps(one) for one in schema["enum"]}
    if not isinstance(value, TYPES[schema["type"]]) or isinstance(value, bool):
        return False
    match value:
        case dict():
            return accepts_object(schema, value)
        case list():
            return all(accepts(schema["items"], item) for item in value)
        case str():
            right = re.search(schema.get("pattern", ""), value) is not None
            return right and len(value) <= schema.get("maxLength", len(value))
        case _:
            low, high = schema.get("minimum", value), schema.get("maximum", value)
            return bool(low <= value <= high)


def accepts_object(schema: Mapping[str, Any], value: Mapping[str, Any]) -> bool:
    properties: Mapping[str, Any] = schema["properties"]
    known = set(value) <= set(properties) or schema["additionalProperties"] is not False
    complete = set(schema.get("required", ())) <= set(value)
    return known and complete and all(accepts(properties[key], value[key]) for key in value if key in properties)
