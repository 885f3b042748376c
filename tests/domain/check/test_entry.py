"""Checks as a file brings them, and what they make of one there is."""

from types import MappingProxyType

import pytest

from civicode.domain.check.check import AnyAnswer, make_answer
from civicode.domain.check.entry import CheckEntry, taken_over
from civicode.domain.criteria.rating import Rating

LATE = make_answer(Rating.NOT_MET, "đi trễ", "BB-3")
ASKED = ("TD-01", "TD-02", "GT-01")


def test_what_is_not_named_apart_is_met() -> None:
    entry = CheckEntry(2, "007", ASKED, MappingProxyType({"TD-02": LATE}))
    assert entry.answers == {"TD-01": Rating.MET, "TD-02": LATE, "GT-01": Rating.MET}


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (make_answer(Rating.NOT_MET), LATE),
        (make_answer(Rating.NOT_MET, "", "BB-4"), make_answer(Rating.NOT_MET, "đi trễ", "BB-4")),
        (make_answer(Rating.NOT_MET, "về sớm"), make_answer(Rating.NOT_MET, "về sớm", "BB-3")),
        (Rating.MET, Rating.MET),
        (make_answer(Rating.NOT_APPLICABLE, "nghỉ"), make_answer(Rating.NOT_APPLICABLE, "nghỉ")),
    ],
)
def test_an_empty_note_erases_none_beside_the_same_rating(new: AnyAnswer, expected: AnyAnswer) -> None:
    assert taken_over({"TD-02": LATE}, {"TD-02": new}, ASKED) == {"TD-02": expected}


def test_what_is_no_longer_asked_goes_and_the_rest_stays() -> None:
    old = {"TD-01": Rating.MET, "TD-09": LATE}
    assert taken_over(old, {"GT-01": LATE}, ASKED) == {"TD-01": Rating.MET, "GT-01": LATE}
