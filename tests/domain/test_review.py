"""Reviews: written and read."""

from datetime import date
from typing import Any

import pytest

from civicode.domain.review import Decision, Review, review_from_document, review_to_document

REVIEW = Review(officer="007", reviewer="001", on=date(2026, 12, 2), decision=Decision.RETURNED, reason="thiếu ghi chú")
DOCUMENT = {
    "officer": "007",
    "reviewer": "001",
    "on": "2026-12-02",
    "decision": "returned",
    "reason": "thiếu ghi chú",
    "ratings": {},
}


def test_a_review_is_read_as_it_was_written() -> None:
    assert review_to_document(REVIEW) == DOCUMENT
    assert review_from_document(DOCUMENT) == REVIEW


@pytest.mark.parametrize("change", [{"on": "x"}, {"decision": "liked"}, {"ratings": []}, {"officer": None}])
def test_a_document_that_is_no_review_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        review_from_document(DOCUMENT | change)
