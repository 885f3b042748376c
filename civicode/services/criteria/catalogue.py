"""The catalogue as people look at it: what is in it, whether its file is right, how it accounts for a plan's text."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from civicode.domain.criteria.catalogue import Audience, Catalogue, Criterion
from civicode.domain.criteria.coverage import Coverage
from civicode.domain.criteria.coverage import coverage as accounted
from civicode.errors import NotFoundError, Problem
from civicode.i18n import Words
from civicode.services.criteria.lookup import found
from civicode.sources.fields.criteria import criteria_schema, load_criteria
from civicode.sources.plan.text import load_plan

__all__ = ["coverage", "found", "lint", "listed", "schema_text"]


def listed(
    catalogue: Catalogue, *, audience: Audience | None = None, section: str | None = None, on: date | None = None
) -> tuple[Criterion, ...]:
    """The criteria that fit everything given, in the catalogue's order; without a day those withdrawn, too.

    Raises:
        NotFoundError: no section has that code.
    """
    chosen = catalogue.section(section) if section else None
    if section and chosen is None:
        raise NotFoundError(
            "catalogue.unknown_section", section=section, accepted=[one.code for one in catalogue.sections]
        )
    return tuple(
        item
        for item in catalogue.criteria
        if (audience is None or item.audience is audience)
        and (chosen is None or item.section == chosen.code)
        and (on is None or item.in_force(on))
    )


def lint(path: Path) -> list[Problem]:
    """Everything wrong with a criteria file, by line; NotFoundError when there is no such file."""
    return load_criteria(path)[1]


def schema_text(words: Words) -> str:
    """The JSON Schema of the criteria file, as editors read it, explained in the language of `words`."""
    return json.dumps(criteria_schema(words), ensure_ascii=False, indent=2) + "\n"


def coverage(catalogue: Catalogue, source: Path) -> Coverage:
    """How the catalogue accounts for the plan's text at `source` (.txt, .md, .docx), clause by clause.

    Raises:
        NotFoundError: there is no such file.
        RefusedError: it is no text that can be read.
    """
    return accounted(catalogue, load_plan(source))
