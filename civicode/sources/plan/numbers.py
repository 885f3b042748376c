"""The numbers that Word counts by itself ("1.", "2.1.", "a)"), which stand in no paragraph's text."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement

BULLET = "-"
"""What stands for the sign of a list that isn't counted."""

_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class _Level(NamedTuple):
    start: int
    form: str
    pattern: str
    style: str


class WordNumbers:
    """The counters of a document's lists, run in its order."""

    def __init__(self, document: Document) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._list_of: dict[str, str] = {}
        self._styles = {style.style_id: style.element for style in document.styles}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        parts = (one.target_part for one in document.part.rels.values() if one.reltype == RELATIONSHIP_TYPE.NUMBERING)
        for part in parts:
            self._read(parse_xml(part.blob))

    def next_of(self, paragraph: CT_P) -> str:
        """The number that Word shows before `paragraph`; empty when it is in no list."""
        number, depth = self._list_and_depth(paragraph)
        levels = self._levels.get(self._list_of.get(number, ""), {})
        if depth not in levels:
            return ""
        counts = self._counts[self._list_of[number]]
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        if levels[depth].form == "bullet":
            return BULLET
        return re.sub(r"%(\d)", lambda hole: self._shown(levels, counts, int(hole[1]) - 1), levels[depth].pattern)

    def _shown(self, levels: dict[int, _Level], counts: dict[int, int], depth: int) -> str:
        level = levels.get(depth)
        return _written(counts.get(depth, level.start), level.form) if level else ""

    def _read(self, numbering: BaseOxmlElement) -> None:
        for definition in numbering.iter(qn("w:abstractNum")):
            levels = definition.iter(qn("w:lvl"))
            self._levels[_value(definition, "abstractNumId", own=True)] = {
                int(_value(one, "ilvl", own=True)): _Level(
                    int(_value(one, "start") or 1),
                    _value(one, "numFmt"),
                    _value(one, "lvlText"),
                    _value(one, "pStyle"),
                )
                for one in levels
            }
        for one in numbering.iter(qn("w:num")):
            self._list_of[_value(one, "numId", own=True)] = _value(one, "abstractNumId")

    def _list_and_depth(self, paragraph: CT_P) -> tuple[str, int]:
        """The list a paragraph is in and how deep, said by itself, its style, or a style that this is based on."""
        style = paragraph.style
        source: BaseOxmlElement | None = paragraph
        seen: set[str] = set()
        while source is not None:
            place = source.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            number = _value(place, "numId") if place is not None else ""
            if place is not None and number:
                return number, self._depth(number, _value(place, "ilvl"), style)
            seen.add(following := (style or "Normal") if source is paragraph else _value(source, "basedOn"))
            source = self._styles.get(following) if len(seen) <= len(self._styles) else None
        return "", 0

    def _depth(self, number: str, said: str, style: str | None) -> int:
        if said:
            return int(said)
        levels = self._levels.get(self._list_of.get(number, ""), {})
        return next((depth for depth, level in levels.items() if style and level.style == style), 0)


def _value(element: BaseOxmlElement, name: str, *, own: bool = False) -> str:
    """The value of a child element, or of the element's own attribute; empty when it has none."""
    if own:
        return element.get(qn(f"w:{name}")) or ""
    child = element.find(qn(f"w:{name}"))
    return (child.get(qn("w:val")) or "") if child is not None else ""


def _written(number: int, form: str) -> str:
    if form in {"upperRoman", "lowerRoman"}:
        text, rest = "", number
        for worth, sign in _ROMAN:
            text, rest = text + sign * (rest // worth), rest % worth
        return text if form == "upperRoman" else text.lower()
    if form in {"lowerLetter", "upperLetter"} and 1 <= number <= 26:
        return chr(ord("a" if form == "lowerLetter" else "A") + number - 1)
    return str(number)
