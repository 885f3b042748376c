"""The field table: what a group of keys in a file may hold, from which reading, messages and JSON Schema follow."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from civicode.errors import Problem
from civicode.i18n import Words
from civicode.sources.fields.kinds import CODE, Kind, closest
from civicode.sources.marked.nodes import Entries, Items, Node, Scalar, Values, clipped
from civicode.sources.marked.odd_space import odd_space_problem


class Field(Struct, frozen=True):
    """One key of a record.

    Attributes:
        about: key of the words that explain it to an author; empty where no schema is published.
        required: whether it must be there and not empty; an empty optional one counts as absent.
        same_as: the field whose value it takes when absent.
    """

    name: str
    kind: Kind
    about: str = ""
    required: bool = False
    same_as: str = ""


class Record(Kind):
    """A group of keys, each described by a field; a lone text stands for the field `short`, if there is one."""

    def __init__(self, *fields: Field, short: str = "") -> None:
        self.fields = {field.name: field for field in fields}
        self.short = short

    def read(self, node: Node, name: str, problems: list[Problem]) -> Values | None:
        """The values of the fields found; what is absent, empty or wrong has none."""
        values = Values(node)
        if isinstance(node, Entries):
            self._read_entries(node, values, problems)
        elif self.short and isinstance(node, Scalar):
            self._read_short(node, name, values, problems)
        elif is_empty(node):
            self._read_entries(Entries(node.line, node.column), values, problems)
        else:
            problems.append(_not_a_group(node, name, list(self.fields)))
            return None
        return values

    def schema(self, words: Words, /) -> dict[str, Any]:
        """An object of exactly these properties."""
        schema: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": {}}
        for field in self.fields.values():
            about = {"description": words(field.about)} if field.about else {}
            schema["properties"][field.name] = about | field.kind.schema(words)
        if required := [field.name for field in self.fields.values() if field.required]:
            schema["required"] = required
        return {"anyOf": [self.fields[self.short].kind.schema(words), schema]} if self.short else schema

    def _read_entries(self, node: Entries, values: Values, problems: list[Problem]) -> None:
        for key, value in node.entries:
            field = self.fields.get(key.text)
            if field is None:
                problems.append(_unknown(key, list(self.fields)))
                continue
            values.places[field.name] = value
            if is_empty(value):
                if field.required:
                    problems.append(value.problem("field.empty", key=field.name))
            elif (read := field.kind.read(value, field.name, problems)) is not None:
                values[field.name] = read
        self._fill(node, values, problems)

    def _read_short(self, node: Scalar, name: str, values: Values, problems: list[Problem]) -> None:
        values.places[self.short] = node
        if is_empty(node):
            problems.append(node.problem("field.empty", key=name))
        elif (read := self.fields[self.short].kind.read(node, name, problems)) is not None:
            values[self.short] = read

    def _fill(self, node: Entries, values: Values, problems: list[Problem]) -> None:
        for field in self.fields.values():
            if field.required and field.name not in values.places:
                problems.append(node.problem("field.missing", key=field.name))
            elif field.same_as in values:
                values.setdefault(field.name, values[field.same_as])


class ListOf(Kind):
    """A list of values of one kind, none of them empty."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind

    def read(self, node: Node, name: str, problems: list[Problem]) -> tuple[Any, ...] | None:
        """The values in order, without those that are wrong."""
        if not isinstance(node, Items):
            problems.append(node.problem("field.not_list", key=name, found=node.form))
            return None
        read = [self._item(item, name, problems) for item in node.items]
        return tuple(value for value in read if value is not None)

    def schema(self, words: Words, /) -> dict[str, Any]:
        """An array."""
        return {"type": "array", "items": self.kind.schema(words)}

    def _item(self, item: Node, name: str, problems: list[Problem]) -> Any:
        if is_empty(item):
            problems.append(item.problem("field.empty", key=name))
            return None
        return self.kind.read(item, name, problems)


class TableOf(Kind):
    """A group whose keys are codes and whose values are of one kind."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind

    def read(self, node: Node, name: str, problems: list[Problem]) -> Values | None:
        """The values by code in capitals, in the file's order; a code counts once, whatever its case."""
        if not isinstance(node, Entries):
            problems.append(_not_a_group(node, name, []))
            return None
        values = Values(node)
        for key, value in node.entries:
            code = key.text.strip().upper()
            if not CODE.fullmatch(code):
                problems.append(key.problem("field.bad_code", key=name, found=clipped(key.text)))
            elif code in values.places:
                first_line = values.places[code].line
                problems.append(key.problem("field.duplicate", key=code, first_line=first_line))
            else:
                values.places[code] = key
                if (read := self.kind.read(value, code, problems)) is not None:
                    values[code] = read
        return values

    def schema(self, words: Words, /) -> dict[str, Any]:
        """An object with any codes for properties."""
        names = {"pattern": f"^{CODE.pattern}$"}
        return {"type": "object", "propertyNames": names, "additionalProperties": self.kind.schema(words)}


def is_empty(node: Node) -> bool:
    """Whether nothing was written where `node` stands."""
    return isinstance(node, Scalar) and not node.text.strip()


def _not_a_group(node: Node, name: str, accepted: list[str]) -> Problem:
    if isinstance(node, Scalar) and (odd := odd_space_problem(node.text, node.line, node.column)):
        return odd
    if accepted:
        return node.problem("field.not_group", key=name, found=node.form, accepted=accepted)
    return node.problem("field.not_table", key=name, found=node.form)


def _unknown(key: Scalar, accepted: list[str]) -> Problem:
    if odd := odd_space_problem(key.text, key.line, key.column):
        return odd
    if like := closest(key.text, accepted):
        return key.problem("field.unknown_like", key=clipped(key.text), like=like, accepted=accepted)
    return key.problem("field.unknown", key=clipped(key.text), accepted=accepted)
