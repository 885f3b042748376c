"""The monthly self-check on a terminal: a group at a time, only exceptions typed, a draft kept after every line."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from civicode.console.check import marking, moving
from civicode.console.check.grammar import LETTERED, Line, Verb, read_line
from civicode.console.check.sitting import Sitting
from civicode.console.check.start import begun
from civicode.console.screen.prompt import Terminal
from civicode.domain.receipt import Receipt
from civicode.domain.text.text import shown_line
from civicode.errors import InterruptedByUserError, StoreError
from civicode.i18n import Words
from civicode.services.check.check import Target, submit
from civicode.services.office.office import Office

PROMPT = "> "


def run(
    office: Office,
    target: Target,
    words: Words,
    *,
    yes: bool = False,
    plain: bool = False,
    terminal: Terminal | None = None,
) -> Receipt:
    """Fill in the check of `target` with a person, and hand it in or keep it as a draft; the receipt says which.

    Args:
        yes: nothing is asked beside the criteria: a draft is continued, a finished check handed in.
        plain: one line after the other, nothing cleared, nothing bold.
        terminal: where it takes place; by default that of this process.

    Raises:
        InterruptedByUserError: Ctrl-C or the end of input; the draft is kept, and the fact `command` resumes it.
        NotAllowedError: the period was closed meanwhile.
        StoreError: what is stored cannot be read, or the last answers cannot be kept on leaving.
    """
    place = terminal or Terminal(words, plain=plain)
    try:
        return _sit(begun(office, target, words, place, yes=yes))
    except (KeyboardInterrupt, EOFError) as error:
        place.break_off()
        period = target.period.key
        command = f"civicode check {target.officer} --period {period}"
        raise InterruptedByUserError(
            "dialogue.interrupted", officer=target.officer, period=period, command=command
        ) from error


def _sit(sitting: Sitting) -> Receipt:
    verbs = {word: verb for verb in LETTERED for word in sitting.words(f"dialogue.verb.{verb}").split()}
    receipt = None
    while receipt is None:
        sitting.draw()
        receipt = _obey(sitting, sitting.terminal.ask(PROMPT), verbs)
    return receipt


def _obey(sitting: Sitting, typed: str, verbs: Mapping[str, Verb]) -> Receipt | None:
    """Do what a line says, and keep the draft; a receipt ends the sitting."""
    line = read_line(typed, verbs)
    paged = bool(sitting.page)
    sitting.clear()
    if paged and line.verb in {Verb.ONWARD, Verb.BACK}:
        return None
    if line.verb is Verb.UNKNOWN:
        sitting.say("dialogue.unknown", typed=shown_line(typed))
    elif line.verb in _STEPS:
        _STEPS[line.verb](sitting, line)
        sitting.keep()
    elif line.verb is Verb.LEAVE:
        return sitting.leave()
    else:
        return _hand_in(sitting)
    if sitting.yes and line.verb is Verb.ONWARD and sitting.sheet.group is None:
        sitting.draw()
        return _hand_in(sitting)
    return None


def _hand_in(sitting: Sitting) -> Receipt | None:
    """Hand the check in from its summary; anywhere else show that first, or what is missing."""
    sheet = sitting.sheet
    if not sheet.is_complete:
        groups = [at + 1 for at in sheet.open_groups]
        sitting.say("dialogue.incomplete", n=len(sheet.asked) - sheet.answered, groups=groups)
    elif sheet.group:
        moving.summary(sitting, Line(Verb.SUMMARY))
        sitting.say("dialogue.look_first")
    else:
        try:
            return submit(sitting.office, sitting.target, sheet.answers)
        except StoreError as error:
            sitting.say("dialogue.not_handed_in", why=sitting.words.message(error))
    return None


_STEPS: Mapping[Verb, Callable[[Sitting, Line], None]] = {
    Verb.NOT_MET: marking.mark,
    Verb.NOT_APPLICABLE: marking.mark,
    Verb.MET: marking.mark,
    Verb.NOTE: marking.annotate,
    Verb.GO: moving.go,
    Verb.UNDO: moving.undo,
    Verb.SUMMARY: moving.summary,
    Verb.HELP: moving.explain,
    Verb.SEARCH: moving.search,
    Verb.BACK: moving.back,
    Verb.ONWARD: moving.onward,
}
