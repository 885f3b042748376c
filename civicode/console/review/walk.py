"""A leader goes through the checks that wait, one a screen; each decision is written at once, so one can stop."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from civicode.console.check.screen import View
from civicode.console.review.lines import review_lines
from civicode.console.screen.prompt import Terminal
from civicode.domain.calendar import Period
from civicode.domain.check.check import make_answer
from civicode.domain.criteria.rating import Rating
from civicode.domain.receipt import Receipt
from civicode.domain.text.text import folded, shown_line
from civicode.errors import CivicodeError, InterruptedByUserError, Problem
from civicode.i18n import Words
from civicode.services.office.office import Office
from civicode.services.review import rating as review_rating
from civicode.services.review import review
from civicode.services.review.waiting import Waiting, looked_at, waiting

PROMPT = "> "
_CODE = r"(?:[A-Za-z][A-Za-z0-9._]*-|\d[A-Za-z0-9._]*-(?=[A-Za-z._-]*\d))[A-Za-z0-9._-]*[A-Za-z0-9]"
"""A criterion's: TD-06, D4-HS-2C, 4.1-02; after a number alone a hyphen begins the reason: c 3-trễ họp."""
_ITEM = re.compile(rf"(?P<verb>[^\W\d_]+)\s*(?P<item>{_CODE}|\d+)\b[\s:=]*(?P<reason>.*)", re.DOTALL)


class Move(StrEnum):
    """What a leader may do with the check shown; letters and words differ by language (`walk.verb.MOVE`)."""

    CONFIRM = "confirm"
    RETURN = "return"
    MET = "met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"
    HELP = "help"
    LEAVE = "leave"
    BACK = "back"
    SKIP = "skip"
    ENTER = "enter"
    UNKNOWN = "unknown"


_LETTERED = tuple(move for move in Move if move not in (Move.BACK, Move.SKIP, Move.ENTER, Move.UNKNOWN))
_RATINGS = {Move.MET: Rating.MET, Move.NOT_MET: Rating.NOT_MET, Move.NOT_APPLICABLE: Rating.NOT_APPLICABLE}


class Said(NamedTuple):
    """A line as understood: the item named by number or code, and the words after it."""

    move: Move
    item: str = ""
    text: str = ""


class _Walk:
    """Where the leader stands, and what was done so far."""

    def __init__(self, office: Office, words: Words, terminal: Terminal, period: Period | None) -> None:
        self.office, self.words, self.terminal, self.period = office, words, terminal, period
        self.waiting = waiting(office, period)
        self.at = 0
        self.message: list[str] = []
        self.done: Counter[str] = Counter()
        self.verbs = {word: move for move in _LETTERED for word in words(f"walk.verb.{move}").split()}

    @property
    def shown(self) -> Waiting:
        return self.waiting[self.at]

    def say(self, key: str, **facts: object) -> None:
        self.message.append(self.words(key, **facts))

    def draw(self) -> None:
        view = View(words=self.words, width=self.terminal.width, period=self.shown.target.period)
        lines = review_lines(view, self.shown, self.at + 1, len(self.waiting))
        legend = view.legend(self.words("walk.legend"))
        self.terminal.show([*lines, *view.wrapped(" ".join(self.message)), *legend])
        self.message = []


def run(
    office: Office, words: Words, period: Period | None = None, *, plain: bool = False, terminal: Terminal | None = None
) -> Receipt:
    """Go through the checks of a period that wait; the receipt says what was decided and what is left.

    Args:
        period: None is the one due now.
        plain: one line after the other, nothing cleared, nothing bold.
        terminal: where it takes place; by default that of this process.

    Raises:
        InterruptedByUserError: Ctrl-C or the end of input; what was decided stays, the fact `command` goes on.
        NotAllowedError: who acts does not lead, or the period has not begun.
        StoreError: a book cannot be read.
    """
    place = terminal or Terminal(words, plain=plain)
    walk = _Walk(office, words, place, period)
    try:
        while walk.at < len(walk.waiting):
            walk.draw()
            if not _obey(walk, place.ask(PROMPT)):
                break
    except (KeyboardInterrupt, EOFError) as error:
        place.break_off()
        raise InterruptedByUserError("walk.interrupted", command="civicode review") from error
    return _receipt(walk)


def read_move(typed: str, verbs: Mapping[str, Move]) -> Said:
    """What a line says; a verb may stand right before a number: `c3 lý do`."""
    line = typed.strip()
    if line in ("", ">", "<"):
        return Said({"": Move.ENTER, ">": Move.SKIP, "<": Move.BACK}[line])
    if found := _ITEM.fullmatch(line):
        move = verbs.get(folded(found["verb"]), Move.UNKNOWN)
        if move in _RATINGS:
            return Said(move, found["item"], found["reason"].strip())
    verb, _, text = line.partition(" ")
    move = verbs.get(folded(verb), Move.UNKNOWN)
    return Said(Move.UNKNOWN if move in _RATINGS else move, text=text.strip())


def _obey(walk: _Walk, typed: str) -> bool:
    """Do what a line says; False ends the walk."""
    said = read_move(typed, walk.verbs)
    match said.move:
        case Move.LEAVE:
            return False
        case Move.SKIP:
            walk.at += 1
        case Move.BACK:
            walk.at = max(0, walk.at - 1)
        case Move.HELP:
            walk.say("walk.help", code=next((one.code for one in walk.shown.target.asked), ""))
        case Move.ENTER if walk.shown.contradicts:
            walk.say("walk.enter_is_not_enough")
        case Move.UNKNOWN:
            walk.say("walk.unknown", typed=shown_line(typed))
        case _ if not _is_as_shown(walk):
            walk.say("walk.changed")
            _look_again(walk)
        case _:
            _decide(walk, said)
    return True


def _is_as_shown(walk: _Walk) -> bool:
    """Whether the check is still the one on the screen: nobody decides about what they have not seen."""
    walk.office.reread()
    now = looked_at(walk.office, walk.shown.target)
    return now is not None and (now.check, now.cases) == (walk.shown.check, walk.shown.cases)


def _decide(walk: _Walk, said: Said) -> None:
    """Confirm, return, or rate; what the services refuse is said, and the check stays on the screen."""
    whose = walk.shown.target
    officer, period = whose.officer, whose.period
    try:
        if said.move in _RATINGS:
            code = _code(walk.shown, said.item)
            answer = make_answer(_RATINGS[said.move], said.text)
            review_rating.rate(walk.office, officer, period, {code: answer})
            walk.done["rated"] += 1
            walk.say("walk.rated", criterion=code, rating=answer.rating)
            _look_again(walk)
            return
        if said.move is Move.RETURN:
            review.send_back(walk.office, officer, period, reason=said.text)
            walk.done["returned"] += 1
            walk.say("walk.returned", whose=whose.whose, reason=said.text)
        else:
            review.confirm(walk.office, officer, period)
            walk.done["confirmed"] += 1
            walk.say("walk.confirmed", whose=whose.whose)
    except CivicodeError as error:
        walk.message += _told(walk, error)
        _look_again(walk)
        return
    walk.waiting.pop(walk.at)


def _look_again(walk: _Walk) -> None:
    """The check as it is now: it may have been changed, or decided by somebody else meanwhile."""
    walk.office.reread()
    now = looked_at(walk.office, walk.shown.target)
    if now is None:
        walk.waiting.pop(walk.at)
    else:
        walk.waiting[walk.at] = now


def _told(walk: _Walk, error: CivicodeError) -> Sequence[str]:
    problems: Sequence[Problem] = getattr(error, "problems", ())
    return [walk.words.message(one) for one in problems or [Problem(error.code, error.facts)]]


def _code(one: Waiting, item: str) -> str:
    """The criterion that a number on the screen, or a code, means."""
    if item.isdecimal() and 1 <= int(item) <= len(one.exceptions):
        return one.exceptions[int(item) - 1][0].code
    return item


def _receipt(walk: _Walk) -> Receipt:
    counts = {name: walk.done[name] for name in ("confirmed", "returned", "rated")}
    left = len(waiting(walk.office, walk.period))
    period = walk.period.key if walk.period else None
    return walk.office.receipt(
        "reviewed" if walk.done else "unchanged",
        "walk",
        period or "",
        period=period,
        next="civicode status",
        facts={**counts, "left": left},
        counts={**counts, "left": left},
    )
