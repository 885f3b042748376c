"""Objects as rows: the keys of each are the columns of its kind, in either language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from civicode.errors import Problem
from civicode.sources.batch.json_objects import Piece, keys_in, quick_value
from civicode.sources.marked.json import read_json
from civicode.sources.marked.nodes import clipped
from civicode.sources.sheet import Cell
from civicode.sources.table.findings import Findings
from civicode.sources.table.head import Names


def json_rows(
    pieces: Iterator[Piece], names: Names, keys: Sequence[str], findings: Findings, *, ignore_unknown: bool
) -> Iterator[tuple[int, Sequence[Cell]]]:
    """Line and cells of each object, in the order of `keys`; what is no flat object, or has unknown keys, is found."""
    known: dict[str, str] = {}
    for piece in pieces:
        found = _object(piece, findings)
        if found is None:
            findings.lost += 1
            continue
        cells: dict[str, Cell] = {}
        for title, value in found.items():
            key = known.setdefault(title, names.key(title))
            if key in cells:
                findings.add(_at(piece, "head.twice", title, first=key))
            elif key:
                cells[key] = _cell(piece, title, value, findings)
            elif not ignore_unknown:
                near = names.nearest(title)
                findings.add(_at(piece, "head.unknown_like" if near else "head.unknown", title, near=near))
        yield piece.line, [cells.get(key) for key in keys]


def _object(piece: Piece, findings: Findings) -> dict[str, Any] | None:
    try:
        value = quick_value(piece.text)
    except ValueError:
        value = None
    if not isinstance(value, dict) or len(value) != keys_in(piece.text):
        problems = read_json(piece.text)[1]
        findings.extend(one._replace(line=piece.line + (one.line or 1) - 1) for one in problems)
        if not problems and not isinstance(value, dict):
            findings.add(Problem("json.no_object", {"found": clipped(piece.text)}, line=piece.line, column=1))
        if problems or not isinstance(value, dict):
            return None
    return value


def _cell(piece: Piece, title: str, value: object, findings: Findings) -> Cell:
    match value:
        case str() | int() | float() | date() | None:
            return value
        case list() if all(isinstance(one, str) for one in value):
            return ";".join(value)
        case _:
            findings.add(_at(piece, "json.nested", title))
            return None


def _at(piece: Piece, code: str, title: str, **facts: object) -> Problem:
    shown = clipped(title)
    return Problem(code, {"column": shown, **facts}, line=piece.line, column=shown)
