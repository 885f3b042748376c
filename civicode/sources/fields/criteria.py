"""`criteria.yaml`: the catalogue in it, or everything that is wrong with it; the rules that tie its parts together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from civicode.domain.criteria.catalogue import Catalogue, Criterion, NotAssessed, PlanDocument, PlanTask, Section
from civicode.errors import Problem
from civicode.i18n import Words
from civicode.sources.fields.criteria_fields import CRITERIA_FILE
from civicode.sources.file.text import read_file
from civicode.sources.marked.nodes import Values, placed
from civicode.sources.marked.yaml import read_yaml

SCHEMA_VERSION = 1
"""The newest shape of the file that this program reads."""


def load_criteria(path: Path) -> tuple[Catalogue | None, list[Problem]]:
    """The catalogue in the file `path`, or everything that is wrong with it, by line.

    Raises:
        NotFoundError: there is no such file.
        StoreError: it cannot be read.
    """
    return read_criteria(read_file(path), str(path))


def read_criteria(data: bytes | str, where: str) -> tuple[Catalogue | None, list[Problem]]:
    """The catalogue in `data`, or everything that is wrong with it, by line; problems name the file `where`."""
    root, problems = read_yaml(data)
    values = CRITERIA_FILE.read(root, where, problems) if root else None
    if values is not None:
        for rule in _RULES:
            problems += rule(values)
    if values is None or problems:
        return None, placed(problems, where)
    return _catalogue(values), []


def criteria_schema(words: Words | None = None) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the criteria file, explained in the language of `words` (Vietnamese)."""
    words = words or Words()
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "criteria.yaml",
        "description": words("criteria.about_file"),
    }
    return head | CRITERIA_FILE.schema(words)


def _catalogue(values: Values) -> Catalogue:
    document = {key: value for key, value in values["document"].items() if key != "body"}
    body = values["document"]["body"]
    return Catalogue(
        document=PlanDocument(**{"basis": ""} | document, body_from=body["from"], body_to=body["to"]),
        sections=tuple(
            Section(**{key: value for key, value in one.items() if key != "criteria"}) for one in values["sections"]
        ),
        criteria=tuple(Criterion(section=section["code"], **one) for section, one in _criteria(values)),
        tasks=tuple(PlanTask(**one) for one in values.get("tasks", ())),
        not_assessed=tuple(NotAssessed(**one) for one in values.get("not_assessed", ())),
    )


def _sections(values: Values) -> Iterable[Values]:
    sections: Iterable[Values] = values.get("sections", ())
    return sections


def _criteria(values: Values) -> Iterator[tuple[Values, Values]]:
    """Each criterion with its section."""
    for section in _sections(values):
        for criterion in section.get("criteria", ()):
            yield section, criterion


def _version_is_known(values: Values) -> Iterator[Problem]:
    version = values.get("schema_version", SCHEMA_VERSION)
    if version > SCHEMA_VERSION:
        facts = {"version": version, "newest": SCHEMA_VERSION}
        yield values.place("schema_version").problem("criteria.newer", **facts)


def _some_criterion(values: Values) -> Iterator[Problem]:
    sections = list(_sections(values))
    if "sections" in values and all("criteria" in one and not one["criteria"] for one in sections):
        yield values.place("sections").problem("criteria.none")


def _codes_unique(values: Values) -> Iterator[Problem]:
    """Also across sections, criteria and tasks: on the command line and in books a code stands alone."""
    lines: dict[str, int] = {}
    criteria = [criterion for _, criterion in _criteria(values)]
    coded = [one for one in (*_sections(values), *criteria, *values.get("tasks", ())) if "code" in one]
    for one in sorted(coded, key=lambda one: one.place("code").line):
        place = one.place("code")
        if one["code"] in lines:
            yield place.problem("criteria.duplicate_code", found=one["code"], first_line=lines[one["code"]])
        lines.setdefault(one["code"], place.line)


def _codes_begin_with_section(values: Values) -> Iterator[Problem]:
    for section, criterion in _criteria(values):
        if "code" in section and "code" in criterion and not criterion["code"].startswith(f"{section['code']}-"):
            facts = {"found": criterion["code"], "section": section["code"]}
            yield criterion.place("code").problem("criteria.foreign_code", **facts)


def _replaced_exist(values: Values) -> Iterator[Problem]:
    known = {criterion.get("code") for _, criterion in _criteria(values)}
    for _, criterion in _criteria(values):
        for code in criterion.get("replaces", ()):
            if code == criterion.get("code"):
                yield criterion.place("replaces").problem("criteria.replaces_itself", found=code)
            elif code not in known:
                yield criterion.place("replaces").problem("criteria.replaced_unknown", found=code)


def _since_not_after_until(values: Values) -> Iterator[Problem]:
    for _, criterion in _criteria(values):
        if "since" in criterion and "until" in criterion and criterion["since"] > criterion["until"]:
            facts = {"since": criterion["since"], "until": criterion["until"]}
            yield criterion.place("until").problem("criteria.until_before_since", **facts)


_RULES = (
    _version_is_known,
    _some_criterion,
    _codes_unique,
    _codes_begin_with_section,
    _replaced_exist,
    _since_not_after_until,
)
