"""Putting the rows of a report in order."""

import pytest

from civicode.errors import UsageError
from civicode.reports.period.progress import build
from civicode.reports.report.figures import sorted_by
from tests.reports.samples import NOVEMBER, records, scope


def test_a_column_that_there_is_not() -> None:
    with pytest.raises(UsageError) as raised:
        sorted_by(build(scope(records(NOVEMBER), named=True)), "thang")
    assert raised.value.code == "report.no_column"
    assert raised.value.facts["accepted"] == ["officer", "name", "unit", "state", "late"]


def test_nothing_to_sort_is_sorted_by_anything() -> None:
    assert not sorted_by(build(scope(records(NOVEMBER, members=()), members=())), "thang").tables["staff"]


def test_units_go_by_the_order_of_the_alphabet() -> None:
    report = sorted_by(build(scope(records(NOVEMBER), named=True)), "-unit")
    assert [row["unit"] for row in report.tables["staff"]] == ["Văn phòng", "Văn phòng", "Lãnh đạo"]
