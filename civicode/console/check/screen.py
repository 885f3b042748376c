"""The screen of one group in the self-check: head, items, legend, each as plain lines of a given width."""

from __future__ import annotations

from dataclasses import dataclass

from civicode.console.check.grammar import spans
from civicode.console.screen.columns import cut, joined, padded, spread, wrapped
from civicode.domain.calendar import Period
from civicode.domain.check.check import Answers, unanswered
from civicode.domain.check.sheet import Group, Sheet
from civicode.domain.criteria.catalogue import Criterion, Section
from civicode.domain.criteria.rating import Rating
from civicode.domain.text.text import columns, shown_line
from civicode.i18n import Lang, Words

LEGEND_GAP = "   "
"""Stands between the keys of a legend, here and in the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What every screen of one check needs.

    Attributes:
        width: columns of a line.
        before: the answers of the period before; None when there was no check.
    """

    words: Words
    width: int
    period: Period
    before: Answers | None = None

    def title(self, thing: Criterion | Section) -> str:
        """The title in the language of the words, safe to show."""
        return shown_line(thing.title_en if self.words.lang is Lang.EN else thing.title)

    def mark(self, answers: Answers, code: str) -> str:
        """The sign of an answer, as wide as every other."""
        signs = [self.words(f"dialogue.mark.{rating}") for rating in Rating]
        answer = answers.get(code)
        sign = self.words(f"dialogue.mark.{answer.rating}") if answer else self.words("dialogue.unmarked")
        return padded(sign, max(columns(one) for one in signs))

    def wrapped(self, text: str, indent: str = "") -> list[str]:
        """`text` in lines of the screen, safe to show."""
        return wrapped(shown_line(text), self.width, indent)

    def legend(self, text: str) -> list[str]:
        """The keys of a legend, in as few lines as hold them."""
        return joined(text.split(LEGEND_GAP), LEGEND_GAP, self.width)


def group_lines(view: View, sheet: Sheet, group: Group, message: str = "") -> list[str]:
    """A group from head to legend; `message` answers the line before."""
    last = len(group.criteria)
    example = {"item": min(5, last), "items": spans(range(max(min(6, last - 1), 1), min(7, last) + 1))}
    left = unanswered(group.criteria, sheet.answers)
    legend = view.words("dialogue.legend" if left else "dialogue.legend_finished", **example)
    items = [_item(view, sheet, number, one) for number, one in enumerate(group.criteria, start=1)]
    return [_head(view, sheet, group), *items, *view.wrapped(message), *view.legend(legend)]


def _head(view: View, sheet: Sheet, group: Group) -> str:
    words = view.words
    title = view.title(group.section)
    if group.parts > 1:
        title = words("dialogue.part", title=title, part=group.part, parts=group.parts)
    left = words("dialogue.head", number=sheet.at + 1, groups=len(sheet.groups), title=title)
    facts: dict[str, object] = {"answered": sheet.answered, "asked": len(sheet.asked), "period": view.period.key}
    rights = [words("dialogue.so_far", **facts), words("dialogue.so_far_short", **facts)]
    if view.before is not None:
        facts["not_met"] = sum(answer.rating is Rating.NOT_MET for answer in view.before.values())
        facts["before"] = words(f"dialogue.before.{view.period.kind}")
        rights[:0] = [words("dialogue.so_far_before", **facts), words("dialogue.so_far_before_short", **facts)]
    return spread(left, rights, view.width)


def _item(view: View, sheet: Sheet, number: int, criterion: Criterion) -> str:
    left = f"{number:>3}. {view.mark(sheet.answers, criterion.code)}  {view.title(criterion)}"
    if not _not_met(view.before, criterion):
        return cut(left, view.width)
    before = view.words(f"dialogue.before.{view.period.kind}")
    hint = "dialogue.hint_again" if _not_met(sheet.answers, criterion) else "dialogue.hint"
    return spread(left, [view.words(hint, before=before), view.words("dialogue.hint_short")], view.width)


def _not_met(answers: Answers | None, criterion: Criterion) -> bool:
    answer = answers.get(criterion.code) if answers else None
    return answer is not None and answer.rating is Rating.NOT_MET
