"""The header of a table: which row it is, which column is which, in either language, however it is spelled."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import zip_longest
from typing import NamedTuple

from civicode.domain.text.text import folded
from civicode.errors import Problem
from civicode.i18n import Lang, Words
from civicode.sources.marked.nodes import clipped
from civicode.sources.sheet import Row
from civicode.sources.table.cell import plain_text

LOOKED_AT = 30
"""Rows that are looked at for the header; titles of a table are shorter."""

_AN_ASIDE = re.compile(r"\(.*?\)|\[.*?\]")
_TRIMMED = " *:.-–_"
_CODE_FIRST = re.compile(r"(?P<code>[A-Za-z0-9][A-Za-z0-9._-]*)(?P<rest>[\s:–-].*)?", re.DOTALL)
_ALSO = "|"
NOTE, EVIDENCE = "note", "evidence"


class Head(NamedTuple):
    """A header that was found.

    Attributes:
        line: of the header itself, from 1.
        columns: place of each column in a row, from 0, by key.
        titles: what the file calls each column, by place.
        problems: what is wrong with it.
    """

    line: int
    columns: Mapping[str, int]
    titles: Mapping[int, str]
    problems: tuple[Problem, ...] = ()


class Names:
    """The names that the columns of a kind may have, in both languages.

    Args:
        keys: of the columns; the words over them are `column.KEY`, further ones in `column.KEY.also`.
        codes: criteria that may each have a column of their own, with a note and evidence beside it.
    """

    def __init__(self, keys: Iterable[str], codes: Collection[str] = ()) -> None:
        self._keys: dict[str, str] = {}
        self._codes = {code.upper(): code for code in codes}
        self._beside: dict[str, str] = {}
        self._shown: dict[str, str] = {}
        for words in map(Words, Lang):
            for key in keys:
                names = _names_of(key, words)
                self._keys |= dict.fromkeys(map(_plain, names), key)
                self._shown = {_plain(name): name for name in names} | self._shown
            for key in (NOTE, EVIDENCE):
                self._beside |= dict.fromkeys(map(_plain, _names_of(key, words)), key)

    def key(self, title: str) -> str:
        """The column that a header's cell names; `CODE`, `CODE note` or `CODE evidence` of a criterion; else empty."""
        plain = _plain(title)
        return self._keys.get(plain) or self._of_code(title.strip())

    def nearest(self, title: str) -> str:
        """What a header that is none was probably meant to be; empty when nothing is near."""
        near = get_close_matches(_plain(title), self._keys, 1, 0.8) if len(title) < 64 else []
        return self._shown[near[0]] if near else ""

    def _of_code(self, title: str) -> str:
        found = _CODE_FIRST.fullmatch(title)
        code = self._codes.get(found["code"].upper()) if found else None
        if not found or code is None:
            return ""
        rest = found["rest"] or ""
        beside = self._beside.get(_plain(rest))
        return f"{code} {beside}" if beside else code if not rest.strip() or rest.lstrip(" ")[:1] in "\n\r:–-" else ""


def find_head(rows: Sequence[Row], names: Names, wanted: Sequence[Collection[str]], *, ignore_unknown: bool) -> Head:
    """The header among the first rows: the first one that has all of one of the sets of `wanted`, else the likeliest.

    Problems: no header at all, what it lacks, columns that mean nothing (unless they are ignored), one that is there
    twice.
    """
    best: tuple[int, Row] | None = None
    for row in _with_second_rows(rows[:LOOKED_AT], names):
        keys = {key for cell in row.cells if (key := names.key(plain_text(cell)))}
        if any(keys.issuperset(one) for one in wanted):
            return _head(row, names, ignore_unknown)
        if keys and (best is None or len(keys) > best[0]):
            best = len(keys), row
    if best is None or best[0] < 2:
        lacking = Problem("head.none", {"columns": sorted(wanted[0])}, line=rows[0].line if rows else None)
        return Head(0, {}, {}, (lacking,))
    head = _head(best[1], names, ignore_unknown)
    nearest = max(wanted, key=lambda one: len(head.columns.keys() & one))
    missing = Problem("head.missing", {"columns": sorted(set(nearest) - head.columns.keys())}, line=head.line)
    return head._replace(problems=(missing, *head.problems))


def _with_second_rows(rows: Sequence[Row], names: Names) -> Iterator[Row]:
    """The rows; where titles are divided by a row below, as under merged cells, as the one row that they mean."""
    for row, below in zip_longest(rows, rows[1:]):
        yield _merged(row, below, names) if below else row


def _merged(row: Row, below: Row, names: Names) -> Row:
    """`row` with the titles of `below` in place of its own, if all of `below` are such, and stand over no known one."""
    above = [*row.cells, *[None] * (len(below.cells) - len(row.cells))]
    places = [place for place, cell in enumerate(below.cells) if plain_text(cell)]
    known = [names.key(plain_text(cell)) for cell in row.cells]
    if not places or not any(known) or not all(names.key(plain_text(below.cells[place])) for place in places):
        return row
    if any(known[place] for place in places if place < len(known)):
        return row
    for place in places:
        above[place] = below.cells[place]
    return Row(below.line, above)


def _head(row: Row, names: Names, ignore_unknown: bool) -> Head:
    columns: dict[str, int] = {}
    titles: dict[int, str] = {}
    problems: list[Problem] = []
    for place, cell in enumerate(row.cells):
        title = plain_text(cell)
        if not title:
            continue
        titles[place] = clipped(title)
        key = names.key(title)
        if not key and not ignore_unknown:
            problems.append(_unknown(title, row.line, names))
        elif key in columns and key:
            facts = {"column": clipped(title), "first": titles[columns[key]]}
            problems.append(Problem("head.twice", facts, line=row.line, column=clipped(title)))
        elif key:
            columns[key] = place
    return Head(row.line, columns, titles, tuple(problems))


def _unknown(title: str, line: int, names: Names) -> Problem:
    near, shown = names.nearest(title), clipped(title)
    code = "head.unknown_like" if near else "head.unknown"
    return Problem(code, {"column": shown, "near": near}, line=line, column=shown)


def _names_of(key: str, words: Words) -> list[str]:
    also = f"column.{key}.also"
    more = words(also).split(_ALSO) if words.has(also) else []
    return [key, words(f"column.{key}"), *more]


def _plain(title: str) -> str:
    return folded(_AN_ASIDE.sub(" ", title).replace("_", " ")).strip(_TRIMMED)
