"""Figures over time as one line of signs."""

import pytest

from civicode.console.screen.sparkline import sparkline


@pytest.mark.parametrize(
    ("values", "drawn", "plain"),
    [
        ([0.0, 50.0, 100.0], "▁▅█", "_=#"),
        ([99.5, None, 99.7], "▁ █", "_ #"),
        ([80.0, 80.0], "▅▅", "=="),
        ([], "", ""),
        ([None, None], "  ", "  "),
    ],
)
def test_low_and_high(values: list[float | None], drawn: str, plain: str) -> None:
    assert sparkline(values, blocks=True) == drawn
    assert sparkline(values, blocks=False) == plain
