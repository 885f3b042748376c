from datetime import date

import pytest

from civicode.domain.calendar import Period, PeriodKind
from civicode.domain.check.check import AnyAnswer, make_answer
from civicode.domain.check.entry import CheckEntry
from civicode.domain.criteria.rating import Rating
from civicode.sources.batch.columns import Calendar
from civicode.sources.batch.wide_checks import is_wide, wide_entries, wide_keys
from civicode.sources.file.data import FileForm
from civicode.sources.table.findings import Findings
from civicode.sources.table.head import Names
from civicode.sources.table.table import Table, Wanted, open_table
from tests.sources.encodings import file_of
from tests.sources.samples import Place, places, sentences

CODES = ("TD-01", "TD-02", "GT-01")
CALENDAR = Calendar(date(2026, 12, 2), PeriodKind.MONTH)
NOVEMBER = Period.of(date(2026, 11, 1))
NAMES = Names(("officer", "period", "name"), CODES)


def read(text: str) -> tuple[list[CheckEntry], Findings]:
    wanted = Wanted(wide_keys(CODES), NAMES, [{"officer", code} for code in CODES])
    table = open_table(file_of(text.encode()), FileForm.CSV, wanted)
    assert isinstance(table, Table)
    found = Findings("ds.csv")
    titles = {key: table.head.titles[place] for key, place in table.head.columns.items()}
    return list(wide_entries(table, CODES, CALENDAR, titles, found)), found


def entry(line: int, officer: str, codes: tuple[str, ...] = CODES, name: str = "", **others: AnyAnswer) -> CheckEntry:
    """An entry; its other answers by code with `_` for `-`."""
    by_code = {code.replace("_", "-"): answer for code, answer in others.items()}
    return CheckEntry(line, officer, codes, by_code, None, name)


@pytest.mark.parametrize(
    ("columns", "wide"),
    [
        ({"officer", "TD-01"}, True),
        ({"officer", "TD-01 note"}, False),
        ({"officer", "criterion", "TD-01"}, False),
        ({"officer", "period"}, False),
    ],
)
def test_criteria_stand_over_columns_or_in_them(columns: set[str], wide: bool) -> None:
    assert is_wide(columns, CODES) is wide


def test_each_row_is_a_check_with_its_notes_wherever_the_columns_stand() -> None:
    text = (
        "GT-01;TD-02 ghi chú;Mã CB;TD-02;TD-01;TD-02 minh chứng;Họ và tên\n"
        "Đạt;đi trễ;007;Chưa đạt;d;CV 12;Lê Ẩn\nk;;008;đ;x;;\n"
    )
    entries, found = read(text.replace(";x;", ";Đạt;"))
    late = make_answer(Rating.NOT_MET, "đi trễ", "CV 12")
    assert entries == [
        entry(2, "007", name="Lê Ẩn", TD_02=late),
        entry(3, "008", GT_01=make_answer(Rating.NOT_APPLICABLE)),
    ]
    assert not found


def test_a_note_beside_what_is_met_is_kept() -> None:
    [only], _ = read("Mã CB,TD-01,TD-01 note\n007,Đạt,khen\n")
    assert only == entry(2, "007", ("TD-01",), TD_01=make_answer(Rating.MET, "khen"))


def test_blank_answers_are_left_out_and_a_row_of_nothing_but_them_is_passed_over() -> None:
    entries, found = read("Mã CB,TD-01,TD-02,GT-01\n007,Đạt,,\n008,,,\n009,,đ, \n")
    assert entries == [entry(2, "007", ("TD-01",)), entry(4, "009", ("TD-02",))]
    assert not found


def test_checks_of_the_same_criteria_share_one_tuple() -> None:
    entries, _ = read("Mã CB,TD-01,TD-02\n007,đ,đ\n008,c,đ\n")
    assert entries[0].codes is entries[1].codes
    assert entries[0].answers == {"TD-01": Rating.MET, "TD-02": Rating.MET}


def test_a_period_may_stand_in_each_row() -> None:
    entries, _ = read("Mã CB,Kỳ,TD-01\n007,11/2026,đ\n008,,đ\n")
    assert [one.period for one in entries] == [NOVEMBER, None]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("007,11/2026,tốt,,kém", [("cell.bad_rating", 2, "TD-01: Giờ"), ("cell.bad_rating", 2, "GT-01")]),
        ("007,13/2026,đ,,đ", [("cell.bad_period", 2, "Kỳ")]),
        ("007,11/2026,,trễ,đ", [("batch.note_without_rating", 2, "TD-01: Giờ")]),
        ("007,11/2026,hỏng,trễ,đ", [("cell.bad_rating", 2, "TD-01: Giờ")]),
    ],
)
def test_faults_are_found_at_their_column(row: str, expected: list[Place]) -> None:
    entries, found = read(f"Mã CB,Kỳ,TD-01: Giờ,TD-01 ghi chú,GT-01\n{row}\n")
    assert places(found.kept) == expected
    assert all(sentences(found.kept))
    assert [one.officer for one in entries] == ["007"], "what else is wrong with the row is still looked for"
