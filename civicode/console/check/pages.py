"""The other screens of the self-check: help, one criterion in full, what a search found, the summary."""

from __future__ import annotations

from collections.abc import Sequence

from civicode.console.check.screen import View
from civicode.console.screen.columns import cut, spread
from civicode.domain.check.check import AnyAnswer
from civicode.domain.check.sheet import Sheet
from civicode.domain.criteria.catalogue import Criterion
from civicode.domain.criteria.rating import Rating
from civicode.domain.text.text import shown_line
from civicode.domain.violation.violation import Violation
from civicode.i18n import Lang

MOST_FOUND = 15
"""Finds listed on one screen, inclusive."""
_IN = "    "
_DEEP = "        "
_EXCEPTIONS = (Rating.NOT_MET, Rating.NOT_APPLICABLE)


def help_lines(view: View) -> list[str]:
    """Every key, one a line."""
    text = view.words("dialogue.help").split("\n")
    return [piece for line in text for piece in ([line] if len(line) <= view.width else view.wrapped(line))]


def criterion_lines(view: View, sheet: Sheet, criterion: Criterion) -> list[str]:
    """The whole duty, the clause and the plan's own words; what was answered, now and in the period before."""
    words = view.words
    number, place = sheet.place_of(criterion.code)
    text = criterion.text_en if words.lang is Lang.EN else criterion.text
    lines = [cut(f"{number}.{place} · {criterion.code} · {view.title(criterion)}", view.width)]
    lines += view.wrapped(text, "  ")
    lines += view.wrapped(words("dialogue.clause", clause=criterion.clause))
    lines += view.wrapped(words("dialogue.quoted", quote=criterion.quote), "  ")
    if answer := sheet.answers.get(criterion.code):
        lines += _answer_lines(view, words("dialogue.now"), answer)
    if answer := (view.before or {}).get(criterion.code):
        lines += _answer_lines(view, words(f"dialogue.before.{view.period.kind}"), answer)
    return lines


def found_lines(view: View, sheet: Sheet, wanted: str) -> list[str]:
    """Where `wanted` stands, as group.item; empty when nowhere."""
    found = sheet.found(wanted)
    if not found:
        return []
    words = view.words
    lines = [cut(words("dialogue.found", wanted=shown_line(wanted), n=len(found)), view.width)]
    for number, place, criterion in found[:MOST_FOUND]:
        lines.append(_placed(view, sheet, f"{number}.{place}", criterion))
    if len(found) > MOST_FOUND:
        lines.append(words("dialogue.found_more", n=len(found) - MOST_FOUND))
    return lines


def summary_lines(view: View, sheet: Sheet, whose: str, cases: Sequence[Violation]) -> list[str]:
    """Counts, every exception with its note, and the recorded violations that the answers contradict."""
    words = view.words
    facts: dict[str, object] = {"answered": sheet.answered, "asked": len(sheet.asked), "period": view.period.key}
    lines = [
        spread(words("dialogue.summary", whose=shown_line(whose)), [words("dialogue.so_far", **facts)], view.width)
    ]
    lines += view.wrapped(_counts(view, sheet))
    for criterion in sheet.asked:
        answer = sheet.answers.get(criterion.code)
        if answer and answer.rating in _EXCEPTIONS:
            lines.append(_placed(view, sheet, _place(sheet, criterion.code), criterion))
            lines += view.wrapped(answer.note, _DEEP)
    if cases:
        lines += view.wrapped(words("dialogue.contradictions", n=len(cases)))
        for case in cases:
            lines += _case_lines(view, sheet, case)
    return lines


def _counts(view: View, sheet: Sheet) -> str:
    given = [answer.rating for answer in sheet.answers.values()]
    facts: dict[str, object] = {rating.value: given.count(rating) for rating in Rating}
    left = len(sheet.asked) - sheet.answered
    if left:
        return view.words("dialogue.counts_open", left=left, groups=[at + 1 for at in sheet.open_groups], **facts)
    return view.words("dialogue.counts", **facts)


def _case_lines(view: View, sheet: Sheet, case: Violation) -> list[str]:
    met = [one.code for one in sheet.asked if one.code in case.criteria and _is_met(sheet, one.code)]
    places = [_place(sheet, code) for code in met]
    facts = {"places": places, "id": case.id, "day": case.occurred_on, "state": case.state}
    line = view.words("dialogue.case", **facts)
    return [*view.wrapped(line, _IN), *view.wrapped(case.what, _DEEP)]


def _is_met(sheet: Sheet, code: str) -> bool:
    answer = sheet.answers.get(code)
    return answer is not None and answer.rating is Rating.MET


def _answer_lines(view: View, when: str, answer: AnyAnswer) -> list[str]:
    key = "dialogue.answered_note" if answer.note else "dialogue.answered"
    return view.wrapped(view.words(key, when=when, rating=answer.rating, note=answer.note))


def _placed(view: View, sheet: Sheet, place: str, criterion: Criterion) -> str:
    return cut(f"{place:>5}  {view.mark(sheet.answers, criterion.code)}  {view.title(criterion)}", view.width)


def _place(sheet: Sheet, code: str) -> str:
    number, item = sheet.place_of(code)
    return f"{number}.{item}"
