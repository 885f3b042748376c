"""The real plan and its catalogue, and ways to tamper with the plan's words."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from civicode.domain.criteria.catalogue import Catalogue
from civicode.domain.criteria.coverage import Coverage, coverage
from civicode.sources.fields.criteria import load_criteria
from civicode.sources.plan.lines import paragraphs_of_lines

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "tests" / "data" / "plan-144-kh-ubnd.md"
ADDED = "Một câu hoàn toàn mới được thêm vào đây."


@cache
def catalogue() -> Catalogue:
    found, problems = load_criteria(ROOT / "criteria.yaml")
    assert problems == []
    assert found is not None
    return found


@cache
def plan_text() -> str:
    return PLAN.read_text(encoding="utf-8")


@cache
def paragraphs() -> tuple[str, ...]:
    return tuple(paragraphs_of_lines(plan_text(), is_markdown=True))


@cache
def body() -> range:
    """The paragraphs accounted for."""
    document = catalogue().document
    first = next(at for at, one in enumerate(paragraphs()) if one.startswith(document.body_from))
    last = next(at for at, one in enumerate(paragraphs()) if one.endswith(document.body_to))
    return range(first, last + 1)


def covered(text: str, *, is_markdown: bool = True) -> Coverage:
    return coverage(catalogue(), paragraphs_of_lines(text, is_markdown=is_markdown))


def with_paragraph(at: int, text: str) -> list[str]:
    changed = list(paragraphs())
    changed[at] = text
    return changed


def without_markdown(text: str) -> str:
    return re.sub(r"^#+ |\*", "", text, flags=re.MULTILINE)
