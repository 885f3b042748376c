"""A question that a person answers with yes or no."""

from __future__ import annotations

from civicode.console.screen.prompt import Terminal
from civicode.domain.criteria.rating import read_flag
from civicode.domain.text.text import folded
from civicode.i18n import Words


def agreed(question: str, words: Words, terminal: Terminal, *, again: str, enter: bool) -> bool:
    """Whether the person says yes; what is neither yes nor no is asked again.

    Args:
        again: key of the sentence that asks again.
        enter: what Enter alone says.
    """
    said: bool | None = None
    while said is None:
        typed = folded(terminal.ask(f"{question} "))
        question = words(again)
        said = enter if not typed else _said(typed, words)
    return said


def confirmed(question: str, words: Words, *, plain: bool) -> bool:
    """Whether a person at this process' terminal wants something done; Enter and the end of input are no."""
    try:
        return agreed(question, words, Terminal(words, plain=plain), again="confirm.again", enter=False)
    except EOFError:
        return False


def _said(typed: str, words: Words) -> bool | None:
    if typed in words("dialogue.resume_yes").split():
        return True
    if typed in words("dialogue.resume_no").split():
        return False
    return read_flag(typed)
