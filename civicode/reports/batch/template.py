"""Sheets to be filled in and imported: headers with hints, drop-down answers, the roster, the criteria's words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from civicode.domain.batch import BatchKind
from civicode.domain.criteria.catalogue import Criterion, PlanTask
from civicode.domain.criteria.rating import Rating
from civicode.domain.staff.staff import Category
from civicode.i18n import Lang, Words
from civicode.reports.batch.data import data_column, data_columns
from civicode.reports.document.cell import flag
from civicode.reports.document.document import Cell, Column, Document, Kind, Row, Table
from civicode.reports.report.wording import title_in

_EXAMPLES = 2
SPARE = 300
"""Rows with drop-downs below those that are filled in."""


class Place(NamedTuple):
    """Somebody on the roster.

    Attributes:
        asked: codes of the criteria of their check; none where a sheet asks for none.
    """

    code: str
    name: str
    unit: str
    asked: Collection[str] = ()


class Blank(NamedTuple):
    """What a sheet to be filled in is made from.

    Attributes:
        roster: who is on it, in order.
        criteria: those that may be answered, or breached.
        period: key of the period that is filled in already; empty for none.
    """

    kind: BatchKind
    roster: Sequence[Place] = ()
    criteria: Sequence[Criterion] = ()
    tasks: Sequence[PlanTask] = ()
    period: str = ""


def template_document(blank: Blank, words: Words) -> Document:
    """The sheet, and others to be looked at: the criteria or tasks in full, who has which code, how to fill in."""
    main = _main(blank, words)
    beside = [
        _criteria_sheet(blank, words) if blank.criteria else None,
        _tasks_sheet(blank, words) if blank.tasks else None,
        _roster_sheet(blank, words) if blank.kind is BatchKind.VIOLATIONS and blank.roster else None,
        _guide(main.columns, words),
    ]
    title = words("template.title", kind=words(f"batch_kind.{blank.kind.value}"))
    return Document(name="template", title=title, tables=(main, *(one for one in beside if one)))


def _main(blank: Blank, words: Words) -> Table:
    title = words(f"batch_kind.{blank.kind.value}")
    match blank.kind:
        case BatchKind.CHECKS:
            return Table("checks", title, _check_columns(blank, words), _check_rows(blank), frozen=2)
        case BatchKind.REVIEWS:
            return Table("reviews", title, _review_columns(blank, words), _roster_rows(blank), spare=SPARE, frozen=2)
        case _:
            columns = tuple(_filled_in(one, blank, words) for one in data_columns(blank.kind, words))
            return Table(blank.kind.value, title, columns, spare=SPARE)


def _check_columns(blank: Blank, words: Words) -> tuple[Column, ...]:
    """A column a criterion, and one for its note beside it."""
    columns = [_filled_in(data_column(key, words), blank, words) for key in ("officer", "name", "period")]
    note = words("column.note")
    for one in blank.criteria:
        answers = [rating for rating in Rating if one.na_allowed or rating is not Rating.NOT_APPLICABLE]
        needed = [words(f"rating.{rating}") for rating in one.note_required_for]
        hint = words("template.criterion", text=_text(one, words), clause=one.clause, needed=needed)
        choices = tuple(words(f"rating.{rating}") for rating in answers)
        columns.append(
            Column(one.code, f"{one.code}\n{title_in(words, one)}", Kind.TERM, "rating", choices=choices, hint=hint)
        )
        columns.append(Column(f"{one.code} note", f"{one.code} {note}"))
    return tuple(columns)


def _check_rows(blank: Blank) -> list[Row]:
    """The roster; what is not asked of somebody is marked."""
    rows: list[Row] = []
    for place, row in zip(blank.roster, _roster_rows(blank), strict=True):
        others = [one.code for one in blank.criteria if one.code not in place.asked]
        marked = {key: Cell.NOT_ASKED for code in others for key in (code, f"{code} note")}
        rows.append({**row, **marked})
    return rows


def _review_columns(blank: Blank, words: Words) -> tuple[Column, ...]:
    own = {column.key: column for column in data_columns(blank.kind, words)}
    keys = ("officer", "name", "period", "criterion", "rating", "note", "evidence", "reviewer")
    return tuple(_filled_in(own.get(key) or data_column(key, words), blank, words) for key in keys)


def _roster_rows(blank: Blank) -> list[Row]:
    return [{"officer": one.code, "name": one.name, "period": blank.period} for one in blank.roster]


def _filled_in(column: Column, blank: Blank, words: Words) -> Column:
    """The column with its drop-down and its hint."""
    hint = f"template_hint.{blank.kind.value}_{column.key}"
    hint = hint if words.has(hint) else f"template_hint.{column.key}"
    choices = _choices(blank, words).get(column.key, ())
    kind = Kind.TEXT if column.kind in (Kind.TERM, Kind.FLAG, Kind.LIST) else column.kind
    is_open = column.key in ("officer", "criterion")
    return column._replace(kind=kind, choices=choices, is_open=is_open, hint=_hint(hint, blank, words))


def _hint(key: str, blank: Blank, words: Words) -> str:
    """How a column is filled in, with codes of this plan; empty where nothing is to be said."""
    codes = ";".join(one.code for one in blank.criteria[:_EXAMPLES])
    return words(key, codes=codes) if words.has(key) else ""


def _choices(blank: Blank, words: Words) -> Mapping[str, tuple[str, ...]]:
    listed: dict[str, tuple[str, ...]] = {
        "category": tuple(words(f"category.{one}") for one in Category),
        "leader": (flag(True, words), flag(False, words)),
        "rating": tuple(words(f"rating.{one}") for one in Rating),
        "criterion": tuple(one.code for one in blank.criteria),
        "task": tuple(one.code for one in blank.tasks),
    }
    if blank.kind is not BatchKind.CHECKS:
        listed["officer"] = tuple(one.code for one in blank.roster)
    return listed


def _criteria_sheet(blank: Blank, words: Words) -> Table:
    columns = (
        Column("code", words("list.code"), Kind.CODE),
        Column("title", words("list.criterion")),
        Column("text", words("list.text")),
        Column("audience", words("list.audience"), Kind.TERM, "audience"),
        Column("clause", words("list.clause")),
        Column("quote", words("list.quote")),
    )
    rows = [
        {
            "code": one.code,
            "title": title_in(words, one),
            "text": _text(one, words),
            "audience": one.audience.value,
            "clause": one.clause,
            "quote": one.quote,
        }
        for one in blank.criteria
    ]
    return Table("criteria", words("template.criteria"), columns, rows, frozen=1)


def _tasks_sheet(blank: Blank, words: Words) -> Table:
    columns = (Column("code", words("list.code"), Kind.CODE), Column("text", words("list.text")))
    rows = [{"code": one.code, "text": _text(one, words)} for one in blank.tasks]
    return Table("tasks", words("template.tasks"), columns, rows)


def _roster_sheet(blank: Blank, words: Words) -> Table:
    columns = (
        Column("code", words("list.code"), Kind.CODE),
        Column("name", words("list.name")),
        Column("unit", words("list.unit")),
    )
    return Table("roster", words("template.roster"), columns, [one._asdict() for one in blank.roster])


def _guide(columns: Sequence[Column], words: Words) -> Table:
    """How each column is filled in; that no cell of it is just a column's name keeps it from passing for a header."""
    told = [column for column in columns if column.hint and "\n" not in column.title]
    rows = [{"column": words("template.column", title=one.title), "how": one.hint} for one in told]
    about = [{"column": words("template.in_general"), "how": words("template.guide")}]
    titles = (Column("column", words("template.columns")), Column("how", words("template.how")))
    return replace(Table("guide", words("template.guide_title"), titles), rows=[*about, *rows])


def _text(one: Criterion | PlanTask, words: Words) -> str:
    return (one.text_en if words.lang is Lang.EN else "") or one.text
