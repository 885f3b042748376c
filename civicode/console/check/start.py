"""How a self-check begins: blank, from the draft, or from what was handed in already."""

from __future__ import annotations

from civicode.console.check.sitting import Sitting
from civicode.console.screen.confirm import agreed
from civicode.console.screen.prompt import Terminal
from civicode.domain.check.check import Answers, CheckState, SelfCheck, answer_problems
from civicode.domain.check.sheet import sheet_of
from civicode.domain.text.text import shown_line
from civicode.i18n import Words
from civicode.services.check.check import Target, draft, dropped, in_words_of, standing
from civicode.services.office.office import Office

_REOPENED = {
    CheckState.SUBMITTED: "dialogue.standing_submitted",
    CheckState.CONFIRMED: "dialogue.standing_confirmed",
    CheckState.RETURNED: "dialogue.standing_returned",
}


def begun(office: Office, target: Target, words: Words, terminal: Terminal, *, yes: bool) -> Sitting:
    """A sitting with its sheet and its first words; asks whether a draft is continued, unless `yes`."""
    unfinished, check = draft(office, target), standing(office, target)
    continued = unfinished is not None and (yes or _continues(unfinished, target, words, terminal))
    base = unfinished if continued else check
    if base is not None and base is check:
        target = in_words_of(office, target, check)
    sitting = Sitting(office, target, words, terminal, yes=yes)
    _introduce(sitting, check)
    sound = _sound(target, base.answers) if base else {}
    if base and len(sound) < len(base.answers):
        sitting.say("dialogue.answers_lost", n=len(base.answers) - len(sound))
    if continued and (codes := dropped(office, target)):
        sitting.say("dialogue.asked_again", codes=codes)
    sheet = sheet_of(target.catalogue.sections, target.asked, sound)
    sitting.begin(sheet, is_draft=continued, fresh=unfinished is not None and not continued)
    return sitting


def _continues(unfinished: SelfCheck, target: Target, words: Words, terminal: Terminal) -> bool:
    question = words("dialogue.resume", answered=len(unfinished.answers), asked=len(target.asked))
    return agreed(question, words, terminal, again="dialogue.resume_again", enter=True)


def _introduce(sitting: Sitting, check: SelfCheck | None) -> None:
    office, target = sitting.office, sitting.target
    due = office.settings.window.due_on(target.period)
    key = "dialogue.intro" if office.actor == target.officer or target.member is None else "dialogue.intro_for"
    sitting.say(key, whose=sitting.whose, due=due)
    if check and check.state in _REOPENED:
        sitting.say(_REOPENED[check.state], day=check.submitted_on, reason=shown_line(check.reason))


def _sound(target: Target, answers: Answers) -> Answers:
    """The answers that the criteria still accept: a draft may be older than the criteria file."""
    wrong = {problem.where for problem in answer_problems(answers, target.asked, target.catalogue.criteria)}
    return {code: answer for code, answer in answers.items() if code not in wrong}
