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
    sign.encode()
    for sign in (
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
    )
]


def pieces(drawn: bytes) -> bytes:
    """The lower half as ASCII, the upper as signs that mean something, and the last as itself: that is no UTF-8."""
    return b"".join(SIGNS[byte % len(SIGNS)] if 127 < byte < 255 else bytes([byte]) for byte in drawn)


def text_of(drawn: bytes) -> bytes:
    """Bytes as they are drawn, or pieces one after the other, or the sample with a few of them in it.

    Drawing one string of bytes takes a fifth of the time that drawing each piece does.
    """
    kind, rest = drawn[0] % 8, drawn[1:]
    if kind == 0:
        return rest
    if kind < 3:
        return pieces(rest)
    return spoilt(int.from_bytes(rest[:2]), sum(rest[2:3]) % 13, pieces(rest[3:9]))


@settings(max_examples=10_000, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(st.binary(min_size=1, max_size=41))
def test_whatever_the_bytes_there_is_a_catalogue_or_a_sentence(drawn: bytes) -> None:
    data = text_of(drawn)
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
