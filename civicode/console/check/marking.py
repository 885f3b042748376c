"""The steps of the self-check that change answers: marks and notes."""

from __future__ import annotations

from civicode.console.check.grammar import Line, Verb, spans
from civicode.console.check.sitting import Sitting
from civicode.console.screen.columns import cut
from civicode.domain.check.check import note_is_required
from civicode.domain.criteria.catalogue import Criterion
from civicode.domain.criteria.rating import Rating
from civicode.domain.text.text import LONGEST_TEXT, collapsed, shown_line

CANCEL = "<"
"""Typed for a note: leave things as they were."""
ERASE = "-"
"""Typed for a note: take it away, where the rule needs none."""
_KEPT_WIDTH = 30
"""Columns of an old note that a question shows."""


def mark(sitting: Sitting, line: Line) -> None:
    """Rate the items named; the reason that a rule requires serves all of them, and is asked for until given."""
    criteria = _named(sitting, line)
    rating = Rating(line.verb)
    refused = [one for one in criteria if rating is Rating.NOT_APPLICABLE and not one.na_allowed]
    if refused:
        sitting.say("dialogue.na_refused", title=sitting.view.title(refused[0]))
        return
    if not criteria:
        return
    required = any(note_is_required(one, rating) for one in criteria)
    note: str | None = ""
    if required or line.text:
        kept = sitting.sheet.kept_note(criteria, rating)
        note = _asked(sitting, line, rating, kept=kept, required=required)
    if note is not None:
        sitting.sheet = sitting.sheet.rated(criteria, rating, note)


def annotate(sitting: Sitting, line: Line) -> None:
    """Write another note beside answers that stay as they are."""
    criteria = _named(sitting, line)
    answers = sitting.sheet.answers
    ratings = {answers[one.code].rating for one in criteria if one.code in answers}
    if any(one.code not in answers for one in criteria):
        sitting.say("dialogue.note_without_answer")
    elif criteria:
        required = any(note_is_required(one, answers[one.code].rating) for one in criteria)
        kept = sitting.sheet.kept_note(criteria, min(ratings))
        note = _asked(sitting, line, min(ratings), kept=kept, required=required)
        if note is not None:
            sitting.sheet = sitting.sheet.noted(criteria, note)


def note_of_rest(sitting: Sitting) -> str | None:
    """The note for what Enter is about to rate met, where a rule asks for one; empty for none, None when called off."""
    group = sitting.sheet.group
    noted = [one for one in sitting.sheet.open_items if note_is_required(one, Rating.MET)]
    if group is None or not noted:
        return ""
    numbers = tuple(group.criteria.index(one) + 1 for one in noted)
    return _asked(sitting, Line(Verb.MET, numbers), Rating.MET, kept="", required=True)


def _named(sitting: Sitting, line: Line) -> list[Criterion]:
    """The criteria that the line names; none, and a sentence, when one of them isn't in the group."""
    group = sitting.sheet.group
    if group is None:
        sitting.say("dialogue.no_group_here", groups=len(sitting.sheet.groups))
        return []
    last = len(group.criteria)
    if line.every:
        return list(group.criteria)
    if any(not 1 <= number <= last for number in line.numbers):
        sitting.say("dialogue.no_such_item", n=last, last=last)
        return []
    return [group.criteria[number - 1] for number in line.numbers]


def _asked(sitting: Sitting, line: Line, rating: Rating, *, kept: str, required: bool) -> str | None:
    """The note typed with the line or asked for; None when it was called off."""
    note = line.text or _typed(sitting, line, rating, kept)
    while True:
        sitting.clear()
        if note == CANCEL:
            sitting.say("dialogue.called_off")
            return None
        if note == ERASE and not required:
            return ""
        if len(note) > LONGEST_TEXT:
            sitting.say("dialogue.note_too_long", length=len(note), longest=LONGEST_TEXT)
        elif required and not any(letter.isalnum() for letter in note or kept):
            sitting.say("dialogue.note_required")
        else:
            return note or kept
        sitting.draw()
        note = _typed(sitting, line, rating, kept)


def _typed(sitting: Sitting, line: Line, rating: Rating, kept: str) -> str:
    words = sitting.words
    group = sitting.sheet.group
    items = spans(range(1, len(group.criteria) + 1) if line.every and group else line.numbers)
    if kept:
        question = words("dialogue.ask_note_again", items=items, kept=cut(shown_line(kept), _KEPT_WIDTH))
    elif rating is Rating.NOT_APPLICABLE:
        question = words("dialogue.ask_reason", items=items)
    elif line.verb is Verb.MET:
        question = words("dialogue.ask_met", items=items)
    else:
        question = words("dialogue.ask_note", items=items)
    return collapsed(sitting.terminal.ask(f"  {question} "))
