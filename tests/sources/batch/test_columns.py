from datetime import date
from typing import Any

import pytest

from civicode.domain.batch import COLUMNS, BatchKind
from civicode.domain.calendar import Period, PeriodKind
from civicode.domain.criteria.rating import Rating
from civicode.domain.staff.staff import Category
from civicode.i18n import Lang, Words
from civicode.sources.batch.columns import NEEDED, Calendar, columns_of, keys_of
from civicode.sources.sheet import Cell
from civicode.sources.table.columns import Columns
from civicode.sources.table.findings import Findings

CALENDAR = Calendar(date(2026, 12, 2), PeriodKind.MONTH)
NOVEMBER = Period.of(date(2026, 11, 1))


def values(kind: BatchKind, cells: dict[str, Cell], *, from_workbook: bool = False) -> dict[str, Any]:
    """What the cells mean, by key; nothing may be wrong with them."""
    columns = columns_of(kind, CALENDAR, from_workbook=from_workbook)
    found = Findings("ds.csv")
    ((_, read),) = Columns(columns, {}, found).rows([(2, [cells.get(key) for key in columns])])
    assert found.kept == []
    return {key: value for key, value in zip(columns, read, strict=True) if value is not None}


@pytest.mark.parametrize("kind", BatchKind)
def test_every_column_of_the_contract_is_read_and_comes_first(kind: BatchKind) -> None:
    assert list(columns_of(kind, CALENDAR, from_workbook=False))[: len(COLUMNS[kind])] == list(COLUMNS[kind])
    assert keys_of(kind)[: len(COLUMNS[kind])] == COLUMNS[kind]
    assert set(keys_of(kind)) - set(columns_of(kind, CALENDAR, from_workbook=False)) >= {"number", "reason"}


@pytest.mark.parametrize("kind", BatchKind)
def test_what_a_table_cannot_do_without_are_columns_of_its_kind(kind: BatchKind) -> None:
    assert all(set(COLUMNS[kind]).issuperset(one) for one in NEEDED[kind])


@pytest.mark.parametrize("kind", BatchKind)
@pytest.mark.parametrize("lang", Lang)
def test_every_column_has_a_title(kind: BatchKind, lang: Lang) -> None:
    words = Words(lang)
    assert all(words.has(f"column.{key}") for key in keys_of(kind))


def test_a_row_of_staff() -> None:
    cells: dict[str, Cell] = {
        "code": "010 ",
        "name": "Lê  Ẩn",
        "category": "Cán bộ",
        "leader": "x",
        "from": 46097,
        "until": "31/12/2026",
        "order": "3",
    }
    assert values(BatchKind.STAFF, cells) == {
        "code": "010",
        "name": "Lê Ẩn",
        "category": Category.CADRE,
        "leader": True,
        "from": date(2026, 3, 16),
        "until": date(2026, 12, 31),
        "order": 3,
    }


@pytest.mark.parametrize("word", ["cán bộ", "CAN BO", "can_bo", *(Words(lang)("category.can_bo") for lang in Lang)])
def test_a_category_in_every_word_for_it(word: str) -> None:
    assert values(BatchKind.STAFF, {"category": word}) == {"category": Category.CADRE}


@pytest.mark.parametrize("kind", [BatchKind.CHECKS, BatchKind.REVIEWS])
def test_a_row_of_answers(kind: BatchKind) -> None:
    cells: dict[str, Cell] = {
        "officer": 7.0,
        "period": "T11/2026",
        "rating": "c",
        "note": " a\r\nb ",
        "reviewer": "001",
    }
    read = values(kind, cells)
    assert (read["officer"], read["period"], read["rating"], read["note"]) == ("7", NOVEMBER, Rating.NOT_MET, "a\nb")
    assert read.get("reviewer") == ("001" if kind is BatchKind.REVIEWS else None)


def test_a_row_of_violations() -> None:
    cells: dict[str, Cell] = {"id": "12", "criterion": "td-02; gt-01", "occurred_on": "5.11.2026", "what": "trễ"}
    assert values(BatchKind.VIOLATIONS, cells) == {
        "id": "12",
        "criterion": ("TD-02", "GT-01"),
        "occurred_on": date(2026, 11, 5),
        "what": "trễ",
    }


@pytest.mark.parametrize(("from_workbook", "percent"), [(True, 75.0), (False, 0.75)])
def test_a_row_of_the_plan(from_workbook: bool, percent: float) -> None:
    cells: dict[str, Cell] = {"task": "NV-01", "on": date(2026, 11, 5), "percent": 0.75, "note": "họp"}
    read = values(BatchKind.PLAN, cells, from_workbook=from_workbook)
    assert read == {"task": "NV-01", "on": date(2026, 11, 5), "percent": percent, "note": "họp"}
