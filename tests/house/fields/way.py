"""What a way in is: it enters a record with something in every field that it can fill, and tells what was entered."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from civicode.domain.batch import BatchKind, Conflict
from civicode.domain.violation.violation import Correction
from civicode.exporters import FILES, file_bytes
from civicode.reports.batch.data import data_document
from civicode.services.batch.batch import Asked, Outcome, bring_in
from civicode.services.batch.file import Reading
from tests.house.fields.maker import EN, Maker
from tests.house.fields.place import CLERK, Place
from tests.house.fields.records import fields_of, filled, leaves

FORMS = (*FILES, "json")
"""The forms of files that are written here and brought in; other workbooks are read by the same columns."""


class Entered(NamedTuple):
    """What a way in did.

    Attributes:
        given: every argument, option or cell, by its name.
        record: what was made of it.
        before: the record as it was, where one was changed.
    """

    given: Mapping[str, Any]
    record: Any
    before: Any = None


class Way(NamedTuple):
    """A way in.

    Attributes:
        name: as people call it.
        enter: goes it.
        kinds: the types of records whose fields it fills.
        blank: the fields that it leaves blank, as `Type.field`, each with the reason.
        where: what has to learn of a new field.
        same: of a way that changes a record, the fields that it leaves as they were, each with the reason.
    """

    name: str
    enter: Callable[[Place, Maker], Entered]
    kinds: tuple[type, ...]
    blank: Mapping[str, str]
    where: str
    same: Mapping[str, str] = {}

    def __str__(self) -> str:
        return self.name

    @property
    def fields(self) -> list[str]:
        """Every field of its types, as `Type.field`."""
        return [f"{kind.__name__}.{name}" for kind in self.kinds for name in fields_of(kind)]


def faults(way: Way, entered: Entered) -> list[str]:
    """What a way in lost, sentence by sentence."""
    full = filled(entered.record)
    told = [
        f"{name} is no field any more: strike it out of what {way.name!r} leaves blank"
        for name in way.blank
        if name not in way.fields
    ]
    told += [f"{way.name!r} fills {name}: strike it out of what it leaves blank" for name in way.blank if name in full]
    told += [
        f"{way.name!r} leaves {name} blank: let {way.where} take it, or say beside the way in {__package__} why not"
        for name in way.fields
        if name not in full and name not in way.blank
    ]
    return told + [
        f"{way.name!r} was given {name} {value!r}, and no {'/'.join(one.__name__ for one in way.kinds)} says so"
        for name, value in entered.given.items()
        if not _says(way, entered, name, value)
    ]


def change_faults(way: Way, entered: Entered) -> list[str]:
    """What a way that changes a record left as it was, and what it keeps no former value of; sentence by sentence."""
    before, now = entered.before, entered.record
    if before is None:
        return []
    kind = type(before)
    changed = [name for name in fields_of(kind) if getattr(before, name) != getattr(now, name)]
    names = [f"{kind.__name__}.{name}" for name in changed]
    told = [f"{way.name!r} changes {name}: strike it out of what stays" for name in names if name in way.same]
    told += [
        f"{way.name!r} cannot change {kind.__name__}.{name}: let {way.where} take it, or say in `same` why not"
        for name in fields_of(kind)
        if name not in changed and f"{kind.__name__}.{name}" not in way.same
    ]
    if Correction in way.kinds:
        kept = {(one.field, str(one.value)) for one in leaves(now)}
        former = [one for one in leaves(before) if one.kind is kind and one.field in changed]
        told += [
            f"{way.name!r} keeps no former {one.name}" for one in former if (one.field, str(one.value)) not in kept
        ]
    return told


def _says(way: Way, entered: Entered, name: str, value: Any) -> bool:
    """Whether what was given is in the field of its name, or in any where no field has that name and it is a text."""
    texts = {_plain(one) for one in value} if isinstance(value, list | tuple) else {_plain(value)}
    own = [one for one in leaves(entered.record) if one.field == name and one.kind in way.kinds]
    if any(name in fields_of(kind) for kind in way.kinds):
        return texts <= {_plain(one.value) for one in own}
    is_made = all("mẫu" in text for text in texts)
    return not is_made or any(text in _plain(one.value) for text in texts for one in leaves(entered.record))


def _plain(value: Any) -> str:
    return str(value)


def bring(
    place: Place, kind: BatchKind, data: bytes, form: str, conflict: Conflict = Conflict.FAIL, name: str = "rows"
) -> Outcome:
    """Bring a file in."""
    file = place.folder / f"{name}.{form}"
    file.write_bytes(data)
    return bring_in(place.office(CLERK), Asked(kind, str(file), Reading(), conflict=conflict))


def file_of(
    kind: BatchKind, form: str, rows: list[dict[str, Any]], objects: list[dict[str, Any]] | None = None
) -> bytes:
    """A file of rows, in a form."""
    document = data_document(kind, rows, EN, objects=objects or [])
    if form == "json":
        return json.dumps(document.payload).encode()
    return file_bytes(form, document, EN)


def answers_file(folder: Path, form: str, answers: Mapping[str, Any]) -> str:
    """A file for `check --answers`, as JSON or as YAML."""
    file = folder / f"answers.{form}"
    lines = [
        f"  {code}: {{{', '.join(f'{key}: {text}' for key, text in one.items())}}}" for code, one in answers.items()
    ]
    text = json.dumps({"answers": answers}) if form == "json" else "answers:\n" + "\n".join(lines) + "\n"
    file.write_text(text, encoding="utf-8")
    return str(file)
