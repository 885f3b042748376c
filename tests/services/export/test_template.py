"""Sheets to be filled in: whose names stand in them, and what they ask of whom."""

import io

import pytest
from python_calamine import CalamineWorkbook

from civicode.domain.batch import BatchKind
from civicode.exporters import file_bytes
from civicode.i18n import Words
from civicode.reports.batch.template import SPARE, template_document
from civicode.reports.document.document import Cell, Table
from civicode.services.export.template import blank
from civicode.services.office.office import Office
from tests.services.offices import CLERK, LEADER, OFFICER, WORKER, month, office

NOVEMBER = "2026-11"


@pytest.fixture(scope="module")
def made() -> Office:
    return office()


def tables(made: Office, kind: BatchKind, period: str | None = None) -> dict[str, Table]:
    document = template_document(blank(made, kind, month(period) if period else None), Words())
    return {table.name: table for table in document.tables}


def test_the_roster_of_the_period_stands_in_the_sheet_of_checks(made: Office) -> None:
    rows = tables(made, BatchKind.CHECKS)["checks"].rows
    assert [(row["officer"], row["name"], row["period"]) for row in rows] == [
        (LEADER, "Phạm Thu Sao", NOVEMBER),
        (CLERK, "Lê Thị Hạnh", NOVEMBER),
        (WORKER, "Đỗ Mai", NOVEMBER),
        (OFFICER, "Trần Văn Mẫu", NOVEMBER),
    ]
    assert [row["officer"] for row in tables(made, BatchKind.CHECKS, "2026-10")["checks"].rows] == [
        LEADER,
        CLERK,
        OFFICER,
    ]


def test_what_only_leaders_answer_is_marked_for_the_others(made: Office) -> None:
    by_code = {row["officer"]: row for row in tables(made, BatchKind.CHECKS)["checks"].rows}
    assert by_code[CLERK]["GT-01"] is Cell.NOT_ASKED
    assert by_code[CLERK]["GT-01 note"] is Cell.NOT_ASKED
    assert "GT-01" not in by_code[LEADER]
    assert "TD-01" not in by_code[CLERK]


def test_a_criterion_has_a_column_with_the_answers_that_it_allows_and_one_for_the_note(made: Office) -> None:
    columns = {column.key: column for column in tables(made, BatchKind.CHECKS)["checks"].columns}
    assert columns["TD-06"].title == "TD-06\nKhông đi trễ, về sớm"
    assert columns["TD-06"].choices == ("đạt", "chưa đạt", "không áp dụng")
    assert columns["TD-06"].hint.endswith("Căn cứ: II.2.1 đoạn 2. Cần ghi chú khi: chưa đạt, không áp dụng.")
    assert columns["TD-06 note"].title == "TD-06 Ghi chú"
    assert not [key for key in columns if key.startswith("CQ")]


def test_reviews_have_the_roster_and_rows_to_spare(made: Office) -> None:
    table = tables(made, BatchKind.REVIEWS)["reviews"]
    assert [row["officer"] for row in table.rows] == [LEADER, CLERK, WORKER, OFFICER]
    assert table.spare == SPARE
    assert {column.key: column.choices[:1] for column in table.columns if column.choices} == {
        "officer": (LEADER,),
        "criterion": ("CH-01",),
        "rating": ("đạt",),
    }


@pytest.mark.parametrize("kind", [BatchKind.STAFF, BatchKind.VIOLATIONS, BatchKind.PLAN])
def test_the_other_sheets_are_empty(made: Office, kind: BatchKind) -> None:
    found = tables(made, kind)
    assert (found[kind.value].rows, found[kind.value].spare) == ((), SPARE)
    assert all(column.hint for column in found[kind.value].columns)


def test_what_the_codes_mean_stands_beside(made: Office) -> None:
    criteria = {row["code"]: row for row in tables(made, BatchKind.VIOLATIONS)["criteria"].rows}
    assert criteria["TD-06"]["quote"] == "không đi trễ về sớm"
    assert "CQ-01" in criteria
    assert [row["code"] for row in tables(made, BatchKind.PLAN)["tasks"].rows] == [f"NV-0{n}" for n in range(1, 6)]
    assert [row["code"] for row in tables(made, BatchKind.VIOLATIONS)["roster"].rows] == [
        LEADER,
        CLERK,
        WORKER,
        OFFICER,
    ]


@pytest.mark.parametrize("kind", BatchKind)
def test_a_template_is_the_same_bytes_twice_and_opens(made: Office, kind: BatchKind) -> None:
    document = template_document(blank(made, kind, None), Words())
    data = file_bytes("xlsx", document, Words())
    assert file_bytes("xlsx", document, Words()) == data
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    first = book.get_sheet_by_index(0).to_python()[0]
    assert [str(cell) for cell in first] == [column.title for column in document.tables[0].columns]
