from collections.abc import Sequence

import pytest

from civicode.i18n import Lang, Words
from civicode.sources.sheet import Cell, Row
from civicode.sources.table.head import LOOKED_AT, Head, Names, find_head
from tests.sources.samples import Place, places, sentences

KEYS = ("officer", "period", "criterion", "rating", "note", "number", "name")
CODES = ("TD-01", "GT-02")
NAMES = Names(KEYS, CODES)
LONG, WIDE = {"officer", "criterion", "rating"}, {"officer", "TD-01"}


def head(*rows: Sequence[Cell], ignore_unknown: bool = False) -> Head:
    """The header in these rows, the first of which is line 1."""
    numbered = [Row(line, row) for line, row in enumerate(rows, start=1) if any(row)]
    return find_head(numbered, NAMES, [LONG, WIDE], ignore_unknown=ignore_unknown)


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("officer", "officer"),
        ("OFFICER CODE", "officer"),
        ("Mã CB", "officer"),
        ("ma cb", "officer"),
        ("MÃ\n  CÁN\tBỘ", "officer"),
        (" Mã cán bộ (*): ", "officer"),
        ("Kỳ [tháng]", "period"),
        ("Ma_tieu_chi", "criterion"),
        ("Kết quả.", "rating"),
        ("STT", "number"),
        ("TD-01", "TD-01"),
        (" td-01 ", "TD-01"),
        ("TD-01\nĐúng giờ", "TD-01"),
        ("TD-01: Đúng giờ", "TD-01"),
        ("TD-01 - Đúng giờ", "TD-01"),
        ("TD-01 ghi chú", "TD-01 note"),
        ("td-01 NOTE", "TD-01 note"),
        ("GT-02 Minh chứng", "GT-02 evidence"),
        ("TD-01 Đúng giờ", ""),
        ("TD-010", ""),
        ("XX-01", ""),
        ("Ngày sinh", ""),
        ("-*:", ""),
    ],
)
def test_the_column_that_a_title_names(title: str, key: str) -> None:
    assert NAMES.key(title) == key


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("key", KEYS)
def test_every_title_of_the_words_names_its_column(key: str, lang: Lang) -> None:
    words = Words(lang)
    also = words(f"column.{key}.also").split("|") if words.has(f"column.{key}.also") else []
    assert {NAMES.key(title) for title in (key, words(f"column.{key}"), *also)} == {key}


@pytest.mark.parametrize(
    ("title", "meant"), [("Mã tieu chi1", "Mã tiêu chí"), ("H? và tên", "Họ và tên"), ("state", ""), ("x" * 99, "")]
)
def test_what_a_title_was_meant_to_be_is_shown_as_people_write_it(title: str, meant: str) -> None:
    assert NAMES.nearest(title) == meant


def test_titles_of_the_table_above_it_are_passed_over() -> None:
    found = head(["ỦY BAN NHÂN DÂN"], [], ["Kỳ: tháng 11"], ["STT", "Mã CB", "Mã tiêu chí", "Kết quả"], [1, "007"])
    assert (found.line, found.problems) == (4, ())
    assert found.columns == {"number": 0, "officer": 1, "criterion": 2, "rating": 3}
    assert found.titles == {0: "STT", 1: "Mã CB", 2: "Mã tiêu chí", 3: "Kết quả"}


def test_a_header_below_those_that_are_looked_at_is_none() -> None:
    above: list[list[Cell]] = [["dòng"]] * LOOKED_AT
    assert places(head(*above, ["Mã CB", "Mã tiêu chí", "Kết quả"]).problems) == [("head.none", 1, None)]


@pytest.mark.parametrize(
    ("rows", "line", "columns"),
    [
        ([["Mã CB", "Thái độ", None], [None, "TD-01", "GT-02"]], 2, {"officer": 0, "TD-01": 1, "GT-02": 2}),
        ([["Mã CB", "Thái độ"], ["", "TD-01", "GT-02"]], 2, {"officer": 0, "TD-01": 1, "GT-02": 2}),
        ([["Mã CB", "TD-01"], ["Mã CB", "TD-01"]], 1, {"officer": 0, "TD-01": 1}),
        ([["Mã CB", "TD-01"], ["007", "Đạt"]], 1, {"officer": 0, "TD-01": 1}),
        ([["Mã CB", "TD-01", ""], [None, None, "Kỳ"]], 2, {"officer": 0, "TD-01": 1, "period": 2}),
        ([["Kỳ 11", "Danh sách"], ["Mã CB", "TD-01"]], 2, {"officer": 0, "TD-01": 1}),
    ],
)
def test_titles_divided_by_a_row_below_are_one_header(
    rows: list[list[Cell]], line: int, columns: dict[str, int]
) -> None:
    found = head(*rows)
    assert (found.line, found.columns, found.problems) == (line, columns, ())


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], [("head.none", None, None)]),
        ([["007", "TD-01", "Đạt"]], [("head.none", 1, None)]),
        ([["Mã CB"]], [("head.none", 1, None)]),
        ([["Mã CB", "Mã tiêu chí"]], [("head.missing", 1, None)]),
        ([["Kỳ", "TD-01"]], [("head.missing", 1, None)]),
        ([["Mã CB", "TD-01", "Ngày sinh"]], [("head.unknown", 1, "Ngày sinh")]),
        ([["Mã CB", "TD-01", "Ghi chus"]], [("head.unknown_like", 1, "Ghi chus")]),
        ([["Mã CB", "TD-01", "Officer", "td-01"]], [("head.twice", 1, "Officer"), ("head.twice", 1, "td-01")]),
        ([["Mã CB", "Kỳ", "x"]], [("head.missing", 1, None), ("head.unknown", 1, "x")]),
    ],
)
def test_everything_wrong_with_a_header(rows: list[list[Cell]], expected: list[Place]) -> None:
    found = head(*rows)
    assert places(found.problems) == expected
    assert all(sentences(found.problems))


@pytest.mark.parametrize(
    ("row", "lacking"),
    [
        (["Mã CB", "Họ và tên"], ["criterion", "rating"]),
        (["Mã CB", "Kết quả"], ["criterion"]),
        (["Họ và tên", "TD-01"], ["officer"]),
    ],
)
def test_what_is_lacking_is_told_of_the_form_that_is_nearest(row: list[Cell], lacking: list[str]) -> None:
    assert head(row).problems[0].facts == {"columns": lacking}


def test_unknown_columns_can_be_ignored_and_twice_the_same_cannot() -> None:
    found = head(["Mã CB", "TD-01", "Ngày sinh", "Cán bộ"], ignore_unknown=True)
    assert places(found.problems) == [("head.twice", 1, "Cán bộ")]
    assert found.titles[2] == "Ngày sinh"
