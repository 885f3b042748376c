"""The record of a ward that joined."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from civicode.domain.merge.record import Archive, Merger, Side, goes_on, next_merger_id
from civicode.domain.record import read_record, to_document

MERGER = Merger(
    id="2026-12-01",
    since=date(2026, 12, 1),
    office="UBND PHƯỜNG MẪU B",
    on=date(2026, 12, 2),
    by="001",
    reason="NQ 12",
    accepted="",
    archives={
        Side.OTHER: Archive(name="2026-12-01.other", digest="cd", heads=("office:1:ef",)),
        Side.OWN: Archive(name="2026-12-01.own", digest="gh", heads=()),
    },
    codes={"007": "B07", "B1": "001"},
)


def test_there_and_back() -> None:
    document = to_document(MERGER)
    assert read_record(document, Merger) == MERGER
    assert document["archives"]["other"] == {"name": "2026-12-01.other", "sha256": "cd", "heads": ["office:1:ef"]}


@pytest.mark.parametrize("field", list(to_document(MERGER)))
def test_a_record_that_lacks_a_field_is_none(field: str) -> None:
    document: dict[str, Any] = to_document(MERGER)
    del document[field]
    with pytest.raises((KeyError, TypeError, ValueError)):
        read_record(document, Merger)


def test_the_codes_there() -> None:
    assert MERGER.code_in(Side.OTHER, "001") == "B1"
    assert MERGER.code_in(Side.OTHER, "007") is None
    assert MERGER.code_in(Side.OWN, "007") == "007"


def test_ids_of_wards_from_one_day() -> None:
    day = date(2026, 12, 1)
    assert next_merger_id(day, {}) == "2026-12-01"
    assert next_merger_id(day, {"2026-12-01": 1, "2026-12-01-2": 1}) == "2026-12-01-3"


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (["office:2:bb"], True),
        (["2026-11:1:aa", "office:3:cc"], True),
        (["office:2:bc"], False),
        (["office:4:dd"], False),
        (["2026-11:1:aa"], False),
        ([], False),
    ],
)
def test_whether_a_store_is_that_of_before(heads: list[str], expected: bool) -> None:
    assert goes_on({"1": {"hash": "aa1"}, "2": {"hash": "bb1"}, "3": {"hash": "cc1"}}, heads) is expected
