"""Asking who sits at a PC that several people share."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from civicode.cli.command.session import Session
from civicode.cli.command.who import who
from civicode.console.screen.prompt import Terminal
from civicode.services.office.office import Office
from tests.cli.conftest import unable


def asked(office: Office, typed: Sequence[str], *, needed: bool = True) -> tuple[str, str, list[str]]:
    """The actor, what the screen showed, and the prompts."""
    lines: Iterator[str] = iter(typed)
    prompts: list[str] = []
    screen = io.StringIO()

    def read(prompt: str) -> str:
        prompts.append(prompt)
        try:
            return next(lines)
        except StopIteration:
            raise EOFError from None

    session = Session((), {"CIVICODE_CONFIG": "none.yaml", "LOGNAME": "clerk"}, unable)
    terminal = Terminal(session.words, plain=True, read=read, stream=screen, environ={})
    actor = who(replace(office, actor="system:clerk"), session, needed=needed, terminal=terminal)
    return actor, screen.getvalue(), prompts


def test_a_code_or_a_part_of_a_name_is_enough(office: Office) -> None:
    assert asked(office, ["007"]) == ("007", "", ["Anh/chị là ai? (mã hoặc tên): "])
    assert asked(office, ["dao"])[0] == "008"


def test_it_is_asked_until_somebody_is_found(office: Office) -> None:
    actor, screen, prompts = asked(office, ["", "xyz", "đức"])
    assert actor == "007"
    assert 'không có cán bộ nào mang mã hoặc tên "xyz"' in screen
    assert len(prompts) == 3


def test_enter_is_an_answer_where_somebody_else_is_checked(office: Office) -> None:
    assert asked(office, [""], needed=False)[0] == "system:clerk"


def test_the_end_of_input_stops(office: Office) -> None:
    with pytest.raises(KeyboardInterrupt):
        asked(office, [])
