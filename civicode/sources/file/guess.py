"""Which encoding from before UTF-8 a file is in, judged by how much of it would be Vietnamese."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import NamedTuple

from civicode.domain.text.text import nfc
from civicode.errors import Problem
from civicode.sources.file.data import DataFile
from civicode.sources.file.lines import TextLines
from civicode.sources.file.old_font import (
    LEAST_SHARE,
    OldFont,
    converted,
    old_font_problem,
    sample_of,
    share_of_syllables,
    words_of,
)

_LEAST_GAP = 0.1
"""By how much the share of the best reading must be above that of any other that reads other words."""

_MOST_WORDS = 2_000
_MOST_LINES = 10_000
_MOST_SAMPLES = 3


class _Reading(NamedTuple):
    """One way to read bytes, given as the Latin-1 text of the same bytes."""

    label: str
    name: str
    read: Callable[[str], str]


class _Evidence(NamedTuple):
    """The different words beyond ASCII, and the first lines that hold some, with their numbers."""

    words: frozenset[str]
    lines: list[tuple[int, str]]


def _in_codec(codec: str) -> Callable[[str], str]:
    return lambda text: nfc(text.encode("latin-1").decode(codec, "replace"))


def _in_font(font: OldFont) -> Callable[[str], str]:
    return lambda text: converted(text.encode("latin-1").decode("cp1252", "replace"), font)


_READINGS = (
    _Reading("cp1258", "cp1258", _in_codec("cp1258")),
    _Reading(OldFont.TCVN3.value, "tcvn3", _in_font(OldFont.TCVN3)),
    _Reading(OldFont.VNI.value, "vni", _in_font(OldFont.VNI)),
    _Reading("cp1252", "cp1252", _in_codec("cp1252")),
)


def guess(file: DataFile) -> str | list[Problem]:
    """The codec of a file that is no UTF-8; or why it is not read.

    An old font is refused. So is doubt, with one problem for each encoding that the file may be in; doubt is also
    where there are too few words to tell.
    """
    lines = TextLines(file, "latin-1")
    evidence = _evidence(lines)
    if lines.problems:
        return lines.problems
    shares = {reading: share_of_syllables(evidence.words, reading.read) for reading in _READINGS}
    best = max(_READINGS, key=shares.__getitem__)
    rival = max((shares[other] for other in _READINGS if _differ(best, other, evidence)), default=0.0)
    if shares[best] < LEAST_SHARE or shares[best] - rival < _LEAST_GAP:
        return _doubts(file, evidence, shares)
    if best.label not in OldFont.__members__.values():
        return best.name
    whole = TextLines(file, "cp1252", errors="replace")
    return [old_font_problem(whole, OldFont(best.label), file.name)]


def _evidence(lines: TextLines) -> _Evidence:
    words: set[str] = set()
    samples: list[tuple[int, str]] = []
    spoken = ((number, line) for number, line in enumerate(lines, start=1) if not line.isascii())
    for number, line in islice(spoken, _MOST_LINES):
        words.update(words_of(line))
        if len(samples) < _MOST_SAMPLES:
            samples.append((number, line))
        if len(words) > _MOST_WORDS:
            break
    return _Evidence(frozenset(words), samples)


def _differ(one: _Reading, other: _Reading, evidence: _Evidence) -> bool:
    return any(one.read(word) != other.read(word) for word in evidence.words)


def _doubts(file: DataFile, evidence: _Evidence, shares: dict[_Reading, float]) -> list[Problem]:
    """The likelier first; what reads the same as one before it is no other choice."""
    problems: dict[tuple[str, ...], Problem] = {}
    ordered = sorted(_READINGS, key=lambda reading: -shares[reading])
    for reading in ordered:
        if shares[reading] > 0 or not any(shares.values()):
            samples = [sample_of(reading.read(line)) for _, line in evidence.lines]
            facts = {"encoding": reading.label, "name": reading.name, "samples": [f"“{text}”" for text in samples]}
            problem = Problem("csv_file.uncertain", facts, where=file.name, line=evidence.lines[0][0])
            problems.setdefault(tuple(samples), problem)
    return list(problems.values())
