"""One cell: its JSON value, its raw text, its words."""

from datetime import date

import pytest

from civicode.domain.criteria.rating import Rating
from civicode.i18n import Lang, Words
from civicode.reports.document.cell import in_words, plain, raw, with_whole
from civicode.reports.document.document import Column, Kind

VI, EN = Words(Lang.VI), Words(Lang.EN)


@pytest.mark.parametrize(
    ("value", "as_json", "as_text"),
    [
        (None, None, ""),
        ("", "", ""),
        (0, 0, "0"),
        (91.7, 91.7, "91.7"),
        (100.0, 100.0, "100.0"),
        (True, True, "true"),
        (False, False, "false"),
        (date(2026, 11, 5), "2026-11-05", "2026-11-05"),
        (Rating.NOT_MET, "not_met", "not_met"),
        (("TD-01", "TD-02"), ["TD-01", "TD-02"], "TD-01;TD-02"),
        ((), [], ""),
        ("=1+1", "=1+1", "=1+1"),
    ],
)
def test_a_value_as_json_and_as_raw_text(value: object, as_json: object, as_text: str) -> None:
    assert plain(value) == as_json
    assert type(plain(value)) is type(as_json)
    assert raw(value) == as_text


@pytest.mark.parametrize(
    ("kind", "value", "vietnamese", "english"),
    [
        (Kind.PERCENT, 91.7, "91,7 %", "91.7 %"),
        (Kind.PERCENT, None, "", ""),
        (Kind.PERCENT, 0.0, "0,0 %", "0.0 %"),
        (Kind.NUMBER, 0, "0", "0"),
        (Kind.DATE, date(2026, 11, 5), "05/11/2026", "05/11/2026"),
        (Kind.DATE, "2026-11-05", "05/11/2026", "05/11/2026"),
        (Kind.MOMENT, "2026-11-05T14:03:59+07:00", "05/11/2026 14:03", "05/11/2026 14:03"),
        (Kind.MOMENT, "yesterday", "yesterday", "yesterday"),
        (Kind.FLAG, True, "có", "yes"),
        (Kind.FLAG, False, "không", "no"),
        (Kind.LIST, ["TD-01", "TD-02"], "TD-01, TD-02", "TD-01, TD-02"),
        (Kind.TEXT, "[/] :smile:", "[/] :smile:", "[/] :smile:"),
    ],
)
def test_a_value_in_words(kind: Kind, value: object, vietnamese: str, english: str) -> None:
    assert in_words(Column("x", "", kind), value, VI) == vietnamese
    assert in_words(Column("x", "", kind), value, EN) == english


def test_a_term_is_looked_up_in_its_room() -> None:
    column = Column("rating", "", Kind.TERM, terms="rating")
    assert in_words(column, "not_met", VI) == "chưa đạt"
    assert in_words(column, Rating.NOT_APPLICABLE, EN) == "not applicable"


def test_a_part_is_shown_with_its_whole() -> None:
    column = Column("submitted", "", Kind.NUMBER, of="staff")
    assert with_whole(column, {"submitted": 22, "staff": 24}, VI) == "22/24"
    assert with_whole(column, {"submitted": 22, "staff": None}, VI) == "22"
    assert with_whole(column, {"submitted": None, "staff": 24}, VI) == ""
