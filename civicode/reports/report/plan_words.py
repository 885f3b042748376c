"""What a plan calls itself, its demands, its people and its office: words of reports that come from the criteria."""

from __future__ import annotations

from collections.abc import Mapping

from civicode.domain.criteria.catalogue import PlanDocument
from civicode.i18n import Lang, Words

_NAMES = ("kind", "measure", "people", "office")


def plan_words(plan: PlanDocument, words: Words) -> Mapping[str, str]:
    """`kind`, `measure`, `people`, `office` in the reader's language, and `the_office` within a sentence.

    Those of the shipped plan stand in for what the file does not say. `kind` and `office` begin with a capital.
    """
    found = {name: _told(plan, name, words) for name in _NAMES}
    within = {"the_office": _lower(found["office"])}
    return found | within | {name: _upper(found[name]) for name in ("kind", "office")}


def _told(plan: PlanDocument, name: str, words: Words) -> str:
    own: str = getattr(plan, name)
    english: str = getattr(plan, f"{name}_en")
    return (english if words.lang is Lang.EN else "") or own or words(f"plan_word.{name}")


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
