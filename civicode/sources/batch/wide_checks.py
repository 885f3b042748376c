"""Checks of which each is one row: a column a criterion, with a note and evidence beside it where there are any."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from civicode.domain.check.check import AnyAnswer, make_answer
from civicode.domain.check.entry import CheckEntry
from civicode.domain.criteria.rating import Rating
from civicode.errors import Problem
from civicode.sources.batch.columns import Calendar
from civicode.sources.table.cell import period_reader, rating_of, read_code, read_line, read_prose
from civicode.sources.table.columns import Column, Columns
from civicode.sources.table.findings import Findings
from civicode.sources.table.head import EVIDENCE, NOTE
from civicode.sources.table.table import Table

_ABOUT = ("officer", "period", "name")


def is_wide(columns: Collection[str], codes: Collection[str]) -> bool:
    """Whether a header is that of wide checks: criteria stand over columns, none in them."""
    return "criterion" not in columns and not set(codes).isdisjoint(columns)


def wide_keys(codes: Collection[str]) -> list[str]:
    """Every column that wide checks of these criteria may have, in the order in which `wide_entries` takes them."""
    return [*_ABOUT, *(key for code in codes for key in (code, f"{code} {NOTE}", f"{code} {EVIDENCE}"))]


def wide_entries(
    table: Table, codes: Sequence[str], calendar: Calendar, titles: Mapping[str, str], findings: Findings
) -> Iterator[CheckEntry]:
    """A check of each row of `table`, whose keys are `wide_keys`; a row without any answer is passed over.

    Args:
        codes: the criteria, in the order of `wide_keys`.
        titles: what the file calls its columns, by key.
    """
    present = [code for code in codes if code in table.head.columns]
    noted = [code for code in present if {f"{code} {NOTE}", f"{code} {EVIDENCE}"} & table.head.columns.keys()]
    columns = {"officer": Column(read_code), "period": Column(period_reader(*calendar)), "name": Column(read_line)}
    for code in codes:
        columns |= {
            code: Column(rating_of),
            f"{code} {NOTE}": Column(read_prose),
            f"{code} {EVIDENCE}": Column(read_prose),
        }
    reader = Columns(columns, titles, findings)
    place = {code: len(_ABOUT) + 3 * number for number, code in enumerate(codes)}
    shared: dict[tuple[str, ...], tuple[str, ...]] = {}
    for line, values in reader.rows(table.rows()):
        found = _answers(line, values, present, set(noted), place, titles, findings)
        if not found and line not in findings.lines:
            continue
        answered = tuple(found)
        others = {code: answer for code, answer in found.items() if answer is not Rating.MET}
        officer, period, name = values[: len(_ABOUT)]
        yield CheckEntry(line, officer or "", shared.setdefault(answered, answered), others, period, name or "")


def _answers(
    line: int,
    values: Sequence[object],
    present: Sequence[str],
    noted: Collection[str],
    place: Mapping[str, int],
    titles: Mapping[str, str],
    findings: Findings,
) -> dict[str, AnyAnswer]:
    answers: dict[str, AnyAnswer] = {}
    for code in present:
        at = place[code]
        rating = values[at]
        note, evidence = (values[at + 1], values[at + 2]) if code in noted else (None, None)
        if isinstance(rating, Rating):
            answers[code] = make_answer(rating, str(note or ""), str(evidence or ""))
        elif (note or evidence) and line not in findings.lines:
            column = titles.get(code, code)
            findings.add(Problem("batch.note_without_rating", {"criterion": code}, line=line, column=column))
    return answers
