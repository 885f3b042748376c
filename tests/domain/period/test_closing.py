"""What is in the way of closing a period."""

from collections.abc import Collection
from datetime import date

import pytest

from civicode.domain.calendar import Period
from civicode.domain.office import ReviewRule
from civicode.domain.period.closing import obstacles
from civicode.domain.period.standing import PeriodStanding, ProgressState, Standing

S = ProgressState
NOVEMBER = Period.of(date(2026, 11, 1))


def found(
    *states: ProgressState,
    office: ProgressState = S.NOT_STARTED,
    drafts: Collection[str] = (),
    rule: ReviewRule = ReviewRule.OPTIONAL,
) -> list[tuple[str, str]]:
    """People are 1, 2, 3… in these states."""
    people = tuple(Standing(str(at), f"Người {at}", "Văn phòng", state) for at, state in enumerate(states, start=1))
    standing = PeriodStanding(NOVEMBER, "open", date(2026, 12, 1), date(2026, 12, 3), people)
    return [(one.where, one.code.removeprefix("closing.")) for one in obstacles(standing, office, drafts, rule)]


@pytest.mark.parametrize(
    ("state", "optional", "required"),
    [
        (S.NOT_STARTED, ["missing"], ["missing"]),
        (S.RETURNED, ["returned"], ["returned"]),
        (S.SUBMITTED, [], ["unreviewed"]),
        (S.CONFIRMED, [], []),
        (S.EXCUSED, [], []),
    ],
)
def test_each_state_of_a_person(state: ProgressState, optional: list[str], required: list[str]) -> None:
    assert [code for _, code in found(state)] == optional
    assert [code for _, code in found(state, rule=ReviewRule.REQUIRED)] == required


def test_a_draft_is_in_the_way_also_beside_a_check() -> None:
    assert found(S.DRAFT, S.SUBMITTED, S.RETURNED, drafts={"1", "2", "3"}) == [
        ("1", "draft"),
        ("2", "draft"),
        ("3", "returned"),
        ("3", "draft"),
    ]
    assert found(S.EXCUSED, drafts={"1"}) == []


@pytest.mark.parametrize(
    ("state", "codes"),
    [
        (S.NOT_STARTED, []),
        (S.DRAFT, ["office_draft"]),
        (S.RETURNED, ["office_returned"]),
        (S.SUBMITTED, ["office_unreviewed"]),
        (S.CONFIRMED, []),
    ],
)
def test_the_check_of_the_office_may_be_left_out_but_not_left_half_done(state: ProgressState, codes: list[str]) -> None:
    drafts = {"CQ"} if state is S.DRAFT else set()
    assert found(S.CONFIRMED, office=state, drafts=drafts, rule=ReviewRule.REQUIRED) == [("CQ", code) for code in codes]


def test_a_problem_names_the_person() -> None:
    people = (Standing("007", "Trần Văn Mẫu", "Văn phòng", S.RETURNED),)
    standing = PeriodStanding(NOVEMBER, "open", date(2026, 12, 1), date(2026, 12, 3), people)
    (problem,) = obstacles(standing, S.NOT_STARTED, (), ReviewRule.OPTIONAL)
    assert problem.facts == {"officer": "007", "name": "Trần Văn Mẫu", "state": S.RETURNED}
