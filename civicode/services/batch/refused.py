"""The rows of a refused batch as its file has them, with the reasons beside each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from civicode.domain.batch import COLUMNS, BatchKind
from civicode.domain.text.text import shown_line
from civicode.errors import Problem
from civicode.i18n import Words
from civicode.services.batch.batch import Refused
from civicode.services.batch.file import wanted
from civicode.services.office.office import Office
from civicode.sources.batch.columns import REASON, keys_of
from civicode.sources.batch.json_objects import Piece, pieces, quick_value
from civicode.sources.file.data import FileForm, form_in
from civicode.sources.table.cell import plain_text
from civicode.sources.table.findings import Findings
from civicode.sources.table.head import Names
from civicode.sources.table.table import Table, open_table

__all__ = ["refused_rows"]

_COMMA = ","

Rows = tuple[list[str], list[list[str]], str]
"""Header, rows, and what parts the cells."""


def refused_rows(office: Office, refused: Refused, words: Words) -> Rows:
    """Every row that has to be sent again, under the file's own header and a column of reasons.

    A row that is right itself, and belongs to a record that is refused, is among them: the file can be sent as it is
    once it is mended. What was sent as objects comes back in the columns of its kind.
    """
    form = refused.reading.form or form_in(refused.file)
    if form in (FileForm.JSON, FileForm.JSONL):
        return _of_objects(refused, form, words)
    table = open_table(refused.file, form, wanted(office, refused.kind, refused.reading))
    if isinstance(table, list):
        return [words("column.reason")], [], _COMMA
    return _of_table(table, refused, words)


def _of_table(table: Table, refused: Refused, words: Words) -> Rows:
    width = max((*table.head.titles, -1)) + 1
    places = [place for place in range(width) if place != table.head.columns.get(REASON)]
    header = [table.head.titles.get(place, "") for place in places]
    rows = []
    for row in table.raw:
        if row.line in refused.reasons:
            cells = [plain_text(row.cells[place]) if place < len(row.cells) else "" for place in places]
            rows.append([*cells, _reasons(refused.reasons[row.line], words)])
    return [*header, words("column.reason")], rows, table.sheet.delimiter or _COMMA


def _of_objects(refused: Refused, form: FileForm, words: Words) -> Rows:
    keys = COLUMNS[refused.kind]
    header = [*(words(f"column.{key}") for key in keys), words("column.reason")]
    rows: list[list[str]] = []
    for piece in pieces(refused.file, form, refused.kind.value, Findings(refused.file.name)):
        if piece.line in refused.reasons:
            reasons = _reasons(refused.reasons[piece.line], words)
            for number, cells in enumerate(_cells(piece, refused.kind)):
                rows.append([*(cells.get(key, "") for key in keys), reasons if number == 0 else ""])
    return header, rows, _COMMA


def _cells(piece: Piece, kind: BatchKind) -> Iterator[Mapping[str, str]]:
    """The object in rows; one that cannot be read is an empty row."""
    try:
        found = quick_value(piece.text)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        yield {}
        return
    answers = found.get("answers")
    if kind is not BatchKind.CHECKS or not isinstance(answers, dict) or not answers:
        names = Names(keys_of(kind))
        yield {names.key(key): _text(value) for key, value in found.items()}
        return
    for code, value in answers.items():
        answer = value if isinstance(value, dict) else {"rating": value}
        yield {
            **{key: _text(found.get(key)) for key in ("officer", "period")},
            "criterion": str(code),
            **{key: _text(answer.get(key)) for key in ("rating", "note", "evidence")},
        }


def _text(value: object) -> str:
    if isinstance(value, list):
        return ";".join(_text(one) for one in value)
    return value if isinstance(value, str) else "" if value is None else str(value)


def _reasons(problems: Sequence[Problem], words: Words) -> str:
    return shown_line("; ".join(dict.fromkeys(words.message(one) for one in problems)))
