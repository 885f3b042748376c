"""A leader's own ratings beside the officer's."""

import pytest

from civicode.domain.check import Answer, CheckState
from civicode.domain.rating import Rating
from civicode.domain.review import Decision, review_from_document
from civicode.errors import NotAllowedError, NotFoundError, RefusedError
from civicode.services.office import Office
from civicode.services.review import REVIEWS, confirm, send_back
from civicode.services.review_rating import rate
from civicode.services.target import standing_in
from tests.services.offices import CLERK, LEADER, OFFICER, asked_by, hand_in, month, office

KEY = "2026-11"
NOVEMBER = month(KEY)
NO = Answer(Rating.NOT_MET, "dân phản ánh")


@pytest.fixture
def made() -> Office:
    here = office()
    hand_in(here, KEY, CLERK, LEADER)
    return asked_by(here, LEADER)


def test_it_is_kept_and_confirms_nothing(made: Office) -> None:
    done = rate(made, CLERK, NOVEMBER, {"gt-05": NO})
    assert (done.action, done.kind, done.key, done.period) == ("rated", "review", CLERK, KEY)
    book = made.load(KEY)
    review = book.one(REVIEWS, CLERK, review_from_document)
    assert review is not None
    assert (review.decision, review.reviewer) == (Decision.RATED, LEADER)
    assert review.ratings == {"GT-05": {"rating": "not_met", "note": "dân phản ánh"}}
    check = standing_in(book, CLERK)
    assert check is not None
    assert (check.state, check.answers["GT-05"].rating) == (CheckState.SUBMITTED, Rating.MET)
    assert rate(made, CLERK, NOVEMBER, {"GT-05": NO}).action == "unchanged"


def test_more_is_added_and_a_confirmation_stays(made: Office) -> None:
    confirm(made, CLERK, NOVEMBER)
    rate(made, CLERK, NOVEMBER, {"GT-05": NO})
    rate(made, CLERK, NOVEMBER, {"TD-01": Answer(Rating.NOT_APPLICABLE, "nghỉ phép")})
    review = made.load(KEY).one(REVIEWS, CLERK, review_from_document)
    assert review is not None
    assert (review.decision, list(review.ratings)) == (Decision.CONFIRMED, ["GT-05", "TD-01"])


def test_every_fault_is_told_and_nothing_is_written(made: Office) -> None:
    wrong = {
        "GT-05": Answer(Rating.MET, "như nhau"),
        "GT-06": Answer(Rating.NOT_MET, " "),
        "XX-01": NO,
        "CQ-01": NO,
    }
    with pytest.raises(RefusedError) as caught:
        rate(made, CLERK, NOVEMBER, wrong)
    assert sorted((one.where, one.code) for one in caught.value.problems) == [
        ("CQ-01", "check.not_asked"),
        ("GT-05", "review.same_rating"),
        ("GT-06", "check.note_required"),
        ("XX-01", "check.unknown_criterion"),
    ]
    assert REVIEWS not in made.load(KEY).tables


def test_who_may_not(made: Office) -> None:
    for actor, code in ((LEADER, "review.own"), (CLERK, "review.no_right")):
        whose = LEADER
        with pytest.raises(NotAllowedError) as caught:
            rate(asked_by(made, actor), whose, NOVEMBER, {"GT-05": NO})
        assert caught.value.code == code
    with pytest.raises(NotFoundError):
        rate(made, OFFICER, NOVEMBER, {"GT-05": NO})
    send_back(made, CLERK, NOVEMBER, reason="thiếu")
    with pytest.raises(NotAllowedError):
        rate(made, CLERK, NOVEMBER, {"GT-05": NO})
