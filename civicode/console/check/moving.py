"""The steps of the self-check that change what is shown: on, back, to a group, help, search, summary; and undo."""

from __future__ import annotations

from civicode.console.check.grammar import Line
from civicode.console.check.marking import note_of_rest
from civicode.console.check.pages import criterion_lines, found_lines, help_lines
from civicode.console.check.sitting import Sitting
from civicode.domain.text.text import shown_line


def onward(sitting: Sitting, _line: Line) -> None:
    """The rest of the group is met, and the next one is shown; at the summary, nothing."""
    sheet = sitting.sheet
    if sheet.group is None:
        sitting.say("dialogue.enter_does_nothing")
        return
    note = note_of_rest(sitting)
    if note is None:
        return
    rated = sheet.rest_met(note)
    sitting.sheet = rated.onward(filled=rated is not sheet)
    if sitting.sheet.at <= sheet.at:
        sitting.say("dialogue.still_open", n=len(rated.asked) - rated.answered)


def back(sitting: Sitting, _line: Line) -> None:
    """The group before."""
    if sitting.sheet.at == 0:
        sitting.say("dialogue.first_group")
    sitting.sheet = sitting.sheet.moved(sitting.sheet.at - 1)


def go(sitting: Sitting, line: Line) -> None:
    """A group by its number."""
    number, groups = line.numbers[0], len(sitting.sheet.groups)
    if 1 <= number <= groups:
        sitting.sheet = sitting.sheet.moved(number - 1)
    else:
        sitting.say("dialogue.no_such_group", n=groups, last=groups)


def undo(sitting: Sitting, _line: Line) -> None:
    """As before the last change, where it was made."""
    earlier = sitting.sheet.undone()
    if earlier is None:
        sitting.say("dialogue.nothing_to_undo")
    else:
        sitting.sheet = earlier
        sitting.say("dialogue.undone")


def summary(sitting: Sitting, _line: Line) -> None:
    """The summary: the last screen when everything is answered, else a page to look at."""
    if sitting.sheet.is_complete:
        sitting.sheet = sitting.sheet.moved(len(sitting.sheet.groups))
    else:
        sitting.page = sitting.summary()


def explain(sitting: Sitting, line: Line) -> None:
    """The keys, or a criterion of the group in full."""
    group = sitting.sheet.group
    if not line.numbers:
        sitting.page = help_lines(sitting.view)
    elif group is None:
        sitting.say("dialogue.no_group_here", groups=len(sitting.sheet.groups))
    elif 1 <= line.numbers[0] <= len(group.criteria):
        sitting.page = criterion_lines(sitting.view, sitting.sheet, group.criteria[line.numbers[0] - 1])
    else:
        sitting.say("dialogue.no_such_item", n=len(group.criteria), last=len(group.criteria))


def search(sitting: Sitting, line: Line) -> None:
    """Criteria of all groups that hold the words."""
    sitting.page = found_lines(sitting.view, sitting.sheet, line.text)
    if not sitting.page:
        sitting.say("dialogue.not_found", wanted=shown_line(line.text))
