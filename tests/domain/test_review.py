"""Reviews: written and read."""

from datetime import date
from typing import Any

import pytest

from civicode.domain.record import read_record, to_document
from civicode.domain.review import Decision, Review

REVIEW = Review(
    officer="007", reviewer="001", on=date(2026, 12, 2), decision=Decision.RETURNED, reason="thiếu ghi chú", ratings={}
)
DOCUMENT = {
    "officer": "007",
    "reviewer": "001",
    "on": "2026-12-02",
    "decision": "returned",
    "reason": "thiếu ghi chú",
    "ratings": {},
}


def test_a_review_is_read_as_it_was_written() -> None:
    assert to_document(REVIEW) == DOCUMENT
    assert read_record(DOCUMENT, Review) == REVIEW


@pytest.mark.parametrize("change", [{"on": "x"}, {"decision": "liked"}, {"ratings": []}, {"officer": None}])
def test_a_document_that_is_no_review_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        read_record(DOCUMENT | change, Review)
