"""The criteria reader and 10,000 texts that nobody would write."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from civicode.sources.fields.criteria import read_criteria
from tests.sources.samples import CRITERIA, sentences


def spoilt(at: int, length: int, new: bytes) -> bytes:
    """The sample with a piece of it replaced."""
    data = CRITERIA.encode()
    start = at % len(data)
    return data[:start] + new + data[start + length :]


SIGNS = [
    "\n",
    "\t",
    "\u00a0",
    ": ",
    "- ",
    "? ",
    "|\n",
    "---\n",
    '"',
    "'",
    "[",
    "{",
    "]",
    "}",
    "&a ",
    "*a",
    "!",
    "#",
    "%",
    "\\",
    "~",
]
PIECES = st.one_of(st.binary(max_size=6), st.sampled_from([sign.encode() for sign in SIGNS]))
BYTES = st.one_of(
    st.binary(max_size=40),
    st.lists(PIECES, max_size=12).map(b"".join),
    st.builds(spoilt, st.integers(0, 2000), st.integers(0, 12), PIECES),
)


@settings(max_examples=10_000, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(BYTES)
def test_whatever_the_bytes_there_is_a_catalogue_or_a_sentence(data: bytes) -> None:
    catalogue, problems = read_criteria(data, "criteria.yaml")
    assert (catalogue is None) == bool(problems)
    assert problems == sorted(
        problems, key=lambda one: (one.line or 0, one.column if isinstance(one.column, int) else 0)
    )
    for one in problems:
        assert one.line is not None
        assert one.line >= 1
    sentences(problems)


@pytest.mark.slow
def test_many_bytes_too() -> None:
    for _ in range(2000):
        catalogue, problems = read_criteria(os.urandom(4096), "")
        assert (catalogue is None) == bool(problems)
