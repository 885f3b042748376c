"""One entry made of two: whose days are whose, and what keeps records from becoming one person's."""

from datetime import date

import pytest
from msgspec.structs import replace

from civicode.domain.check.check import CheckState, SelfCheck, make_answer
from civicode.domain.criteria.rating import Rating
from civicode.domain.merge.person import (
    absence_problem,
    check_problem,
    closed_problem,
    gives_way,
    joined,
    review_problem,
    reviews_problem,
)
from civicode.domain.review import Decision, Review
from civicode.domain.staff.staff import Absence, Post, StaffMember
from civicode.errors import Problem


def post(since: str | None, unit: str = "Văn phòng", until: str | None = None) -> Post:
    return Post(since=day(since), position="Văn thư", unit=unit, until=day(until), leader=False, category=None)


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def member(code: str, *posts: Post, until: str | None = None, order: int | None = None) -> StaffMember:
    return StaffMember(code=code, name="Trần Minh Đức", posts=posts, until=day(until), order=order)


@pytest.mark.parametrize(
    ("old", "new", "posts", "until"),
    [
        (  # both for ever: the new entry holds
            member("107", post(None, "Kinh tế")),
            member("007", post(None)),
            (post(None),),
            None,
        ),
        (  # the old one before, without a gap
            member("107", post("2026-01-01", "Kinh tế"), until="2026-06-30"),
            member("007", post("2026-07-01")),
            (post("2026-01-01", "Kinh tế"), post("2026-07-01")),
            None,
        ),
        (  # before, overlapping: up to the day before
            member("107", post(None, "Kinh tế"), until="2026-08-31"),
            member("007", post("2026-07-01")),
            (post(None, "Kinh tế"), post("2026-07-01")),
            None,
        ),
        (  # with a gap between
            member("107", post("2026-01-01", "Kinh tế"), until="2026-03-31"),
            member("007", post("2026-07-01"), until="2026-12-31"),
            (post("2026-01-01", "Kinh tế", until="2026-03-31"), post("2026-07-01")),
            "2026-12-31",
        ),
        (  # the new one left, the old one goes on
            member("107", post("2026-02-01", "Kinh tế")),
            member("007", post("2026-01-01"), until="2026-06-30"),
            (post("2026-01-01"), post("2026-07-01", "Kinh tế")),
            None,
        ),
        (  # into the gap of somebody who left and came back
            member("107", post("2026-03-01", "Kinh tế"), until="2026-09-30"),
            member("007", post(None, until="2026-03-31"), post("2026-07-01")),
            (post(None), post("2026-04-01", "Kinh tế"), post("2026-07-01")),
            None,
        ),
    ],
)
def test_the_new_entry_holds_and_the_old_one_fills_its_gaps(
    old: StaffMember, new: StaffMember, posts: tuple[Post, ...], until: str | None
) -> None:
    found = joined(old, new)
    assert (found.code, found.posts, found.until) == ("007", posts, day(until))


def test_a_place_in_lists_is_taken_over_where_there_is_none() -> None:
    old = member("107", post(None), order=3)
    assert joined(old, member("007", post(None))).order == 3
    assert joined(old, member("007", post(None), order=1)).order == 1


def check(officer: str, state: CheckState = CheckState.SUBMITTED, rating: Rating = Rating.MET) -> SelfCheck:
    return SelfCheck(
        officer=officer,
        state=state,
        catalogue="c",
        answers={"TD-01": make_answer(rating)},
        submitted_on=None,
        entered_by="",
        late=False,
    )


def test_two_checks_of_a_period_must_say_the_same_unless_one_was_taken_back() -> None:
    old, other = check("107"), check("007", rating=Rating.NOT_MET)
    assert check_problem("2026-11", old, check("007")) is None
    assert check_problem("2026-11", old, None) is None
    assert check_problem("2026-11", old, replace(other, state=CheckState.WITHDRAWN)) is None
    assert check_problem("2026-11", old, other) == Problem(
        "staff_merge.two_checks", {"period": "2026-11"}, where="2026-11"
    )


@pytest.mark.parametrize("state", [CheckState.SUBMITTED, CheckState.CONFIRMED, CheckState.RETURNED])
def test_a_closed_period_holds_one_check_of_a_person(state: CheckState) -> None:
    back, there = check("107", CheckState.WITHDRAWN), check("007", state)
    assert closed_problem("2026-11", [], [there]) is None
    assert closed_problem("2026-11", [back], [there]) is None
    found = closed_problem("2026-11", [back, check("108")], [there])
    assert found is not None
    assert found.code == "staff_merge.two_closed"


def test_nobody_has_reviewed_their_own() -> None:
    review = Review(
        officer="107", reviewer="007", on=date(2026, 12, 4), decision=Decision.CONFIRMED, reason="", ratings={}
    )
    assert review_problem("2026-11", "107", ["001", "007"], review) is not None
    assert review_problem("2026-11", "107", ["001"], review) is None
    assert review_problem("2026-11", "107", ["007"], None) is None
    one, same, other = {"officer": "107", "on": "a"}, {"officer": "007", "on": "a"}, {"officer": "007", "on": "b"}
    assert reviews_problem("2026-11", (check("107"), one), (check("007"), same)) is None
    assert reviews_problem("2026-11", (check("107"), one), (check("007"), other)) is not None
    assert reviews_problem("2026-11", (check("107"), one), (check("007", CheckState.WITHDRAWN), other)) is None


def test_the_check_that_counts_for_more_stays() -> None:
    assert gives_way(None, check("107"))
    assert gives_way(check("007", CheckState.RETURNED), check("107"))
    assert gives_way(check("007"), check("107", CheckState.CONFIRMED))
    assert gives_way(replace(check("007"), late=True), check("107"))
    assert not gives_way(check("007"), check("107"))
    assert not gives_way(check("007"), check("107", CheckState.WITHDRAWN))


def test_absences_are_the_same_or_apart() -> None:
    one = Absence(officer="107", since=date(2026, 11, 2), until=date(2026, 11, 6), reason="ốm")
    same, apart = replace_days(one, 2, 6), replace_days(one, 9, 10)
    assert absence_problem(one, [same, apart]) is None
    assert absence_problem(one, [replace(same, reason="đi học")]) is not None
    found = absence_problem(one, [apart, replace_days(one, 6, 8)])
    assert found is not None
    assert found.facts["other_since"] == date(2026, 11, 6)


def replace_days(absence: Absence, first: int, last: int) -> Absence:
    return replace(absence, officer="007", since=date(2026, 11, first), until=date(2026, 11, last))
