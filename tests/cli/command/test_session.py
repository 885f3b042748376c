"""What a run knows before its command line is parsed."""

from datetime import datetime

import pytest

from civicode.cli.command.session import Glance, Session, clock, glance
from civicode.domain.calendar import VIETNAM
from civicode.errors import UsageError
from civicode.i18n import Lang
from tests.cli.conftest import unable


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        ([], Glance(None, False, False)),
        (["status", "--lang", "en"], Glance("en", False, False)),
        (["--lang=en", "status", "--lang=vi"], Glance("vi", False, False)),
        (["--lang"], Glance(None, False, False)),
        (["status", "--json", "--debug"], Glance(None, True, True)),
        (["status", "--format", "json"], Glance(None, True, False)),
        (["status", "--format", "json", "--format=csv"], Glance(None, False, False)),
        (["staff", "show", "--", "--json"], Glance(None, False, False)),
    ],
)
def test_a_glance_at_the_command_line(argv: list[str], expected: Glance) -> None:
    assert glance(argv) == expected


@pytest.mark.parametrize(
    ("argv", "environ", "lang"),
    [
        ([], {}, Lang.VI),
        ([], {"CIVICODE_LANG": "en"}, Lang.EN),
        (["--lang", "vi"], {"CIVICODE_LANG": "en"}, Lang.VI),
        (["--lang", "fr"], {"CIVICODE_LANG": "EN"}, Lang.EN),
    ],
)
def test_even_the_first_error_is_said_in_a_language_that_was_asked_for(
    argv: list[str], environ: dict[str, str], lang: Lang
) -> None:
    assert Session(argv, environ, unable).words.lang is lang


def test_the_command_line_is_taken_in_nfc() -> None:
    assert Session(["tre\u0302\u0303"], {}, unable).argv == ["trễ"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2026-12-02", datetime(2026, 12, 2, tzinfo=VIETNAM)),
        ("2026-12-02T08:30", datetime(2026, 12, 2, 8, 30, tzinfo=VIETNAM)),
        ("2026-12-01T20:00:00+00:00", datetime(2026, 12, 2, 3, tzinfo=VIETNAM)),
    ],
)
def test_the_clock_can_be_set(given: str, expected: datetime) -> None:
    now, is_set = clock({"CIVICODE_NOW": given})
    assert (now, is_set) == (expected, True)
    assert now.utcoffset() == VIETNAM.utcoffset(None)


def test_the_clock_runs_at_utc_7() -> None:
    now, is_set = clock({})
    assert not is_set
    assert now.tzinfo is VIETNAM
    with pytest.raises(UsageError):
        clock({"CIVICODE_NOW": "mai"})
