"""Pictures of rates: bars under their labels, a line over time; where everything stands in a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from civicode.i18n import Words

_WIDTH, _FIGURE_ROOM = 640, 70
_ROW, _UP, _LINE = 40, 22, 34
_HEIGHT, _TOP, _BOTTOM, _SIDE = 220, 28, 34, 58

Points = Sequence[tuple[str, float]]
"""Label and percent, 0 to 100 inclusive."""


class Bar(NamedTuple):
    """A bar: its label above it, its top, its length, its figure beside it."""

    label: str
    label_y: float
    y: float
    width: float
    figure: str
    figure_y: float


class Spot(NamedTuple):
    """A point of a line, with its figure and its label."""

    label: str
    x: float
    y: float
    figure: str


class Edge(NamedTuple):
    """A line across at a round figure."""

    y: float
    figure: str


class Chart(NamedTuple):
    """A picture, `bars` or a line through `spots` between `edges`; `full` is the length of a bar at 100 percent."""

    title: str
    height: float
    width: float = _WIDTH
    full: float = _WIDTH - _FIGURE_ROOM
    bars: tuple[Bar, ...] = ()
    spots: tuple[Spot, ...] = ()
    edges: tuple[Edge, ...] = ()


def bars(points: Points, title: str, words: Words) -> Chart:
    """A bar for each point, its label above it, so that long names never run into the bars."""
    full = _WIDTH - _FIGURE_ROOM
    drawn = [
        Bar(
            label=label,
            label_y=at * _ROW + 16,
            y=at * _ROW + _UP,
            width=round(full * min(max(percent, 0.0), 100.0) / 100, 1),
            figure=words.percent(percent),
            figure_y=at * _ROW + _LINE,
        )
        for at, (label, percent) in enumerate(points)
    ]
    return Chart(title, len(points) * _ROW + 4, bars=tuple(drawn))


def line(points: Points, title: str, words: Words) -> Chart:
    """The points in time from left to right, over the range that they take; at least two."""
    low, high = _range([percent for _, percent in points])
    step, height = (_WIDTH - 2 * _SIDE) / (len(points) - 1), _HEIGHT - _TOP - _BOTTOM

    def up(percent: float) -> float:
        return round(_TOP + height * (high - percent) / (high - low), 1)

    spots = [
        Spot(label, round(_SIDE + at * step, 1), up(percent), words.decimal(percent))
        for at, (label, percent) in enumerate(points)
    ]
    return Chart(title, _HEIGHT, spots=tuple(spots), edges=tuple(Edge(up(one), f"{one:g}") for one in (low, high)))


def _range(values: Sequence[float]) -> tuple[float, float]:
    """Whole tens around the values; never a range of nothing."""
    low = float(max(0, int(min(values) // 10 * 10)))
    high = float(min(100, int(-(-max(values) // 10) * 10)))
    return (low, high) if high > low else (max(0.0, low - 10), max(10.0, high))
