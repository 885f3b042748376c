"""Reviewing: who may, what becomes of the check, what is refused."""

from collections.abc import Callable
from datetime import date

import pytest

from civicode.domain.check import CheckState, SelfCheck, make_answer
from civicode.domain.rating import Rating
from civicode.domain.receipt import Receipt
from civicode.errors import CivicodeError, NotAllowedError, NotFoundError, UsageError
from civicode.services.audit import verify
from civicode.services.check import amend, submit, target, withdraw
from civicode.services.office import Office
from civicode.services.review import REVIEWS, confirm, confirm_all, send_back
from civicode.services.staff import leave
from civicode.services.target import standing_in
from tests.services.offices import (
    CLERK,
    LEADER,
    OFFICER,
    TODAY,
    WORKER,
    all_met,
    asked_by,
    begin,
    close,
    hand_in,
    month,
    office,
)

KEY = "2026-11"
Act = Callable[[], Receipt]


@pytest.fixture
def made() -> Office:
    """Everybody but the worker has handed in; the leader asks. 007 leads, too."""
    found = office()
    hand_in(found, KEY, CLERK, LEADER, OFFICER, "CQ")
    return asked_by(found, LEADER)


def check_of(made: Office, officer: str) -> SelfCheck:
    found = standing_in(made.store.load(KEY), officer)
    assert found
    return found


def code_of(error: pytest.ExceptionInfo[CivicodeError]) -> str:
    return error.value.code


def test_a_check_is_confirmed_with_a_review_in_the_same_publication(made: Office) -> None:
    done = confirm(made, CLERK, month(KEY))
    assert (done.action, done.kind, done.key, done.period) == ("confirmed", "review", CLERK, KEY)
    book = made.store.load(KEY)
    assert done.audit == book.head
    check = check_of(made, CLERK)
    assert (check.state, check.confirmed_by, check.reason) == (CheckState.CONFIRMED, LEADER, "")
    assert len(check.answers) == len(all_met(target(made, CLERK, month(KEY))))
    assert book.table(REVIEWS)[CLERK] == {
        "officer": CLERK,
        "reviewer": LEADER,
        "on": "2026-12-02",
        "decision": "confirmed",
        "reason": "",
        "ratings": {},
    }
    entries = list(book.table("audit").values())[-2:]
    assert [(one["table"], one["action"]) for one in entries] == [
        ("reviews", "confirmed"),
        ("self_checks", "confirmed"),
    ]
    assert verify(made).ok


def test_a_confirmed_check_is_unchanged(made: Office) -> None:
    confirm(made, CLERK)
    again = confirm(asked_by(made, OFFICER), CLERK)
    assert (again.action, again.audit, again.facts["state"]) == ("unchanged", None, CheckState.CONFIRMED)
    assert check_of(made, CLERK).confirmed_by == LEADER


def test_a_check_is_returned_with_a_reason_and_handed_in_again(made: Office) -> None:
    done = send_back(made, CLERK, month(KEY), reason="  thiếu  ghi chú ")
    assert (done.action, done.facts["reason"]) == ("returned", "thiếu ghi chú")
    check = check_of(made, CLERK)
    assert (check.state, check.reason, check.confirmed_by) == (CheckState.RETURNED, "thiếu ghi chú", "")
    entry = made.store.load(KEY).last_entry
    assert entry
    assert entry["reason"] == "thiếu ghi chú"
    assert send_back(made, CLERK, reason="thiếu ghi chú").action == "unchanged"
    refused: tuple[Act, ...] = (lambda: confirm(made, CLERK), lambda: send_back(made, CLERK, reason="khác"))
    for again in refused:
        with pytest.raises(NotAllowedError) as error:
            again()
        assert code_of(error) == "review.returned_already"
    clerk = asked_by(made, CLERK)
    aim = target(clerk, CLERK, month(KEY))
    assert "receipt.resubmitted" in submit(clerk, aim, all_met(aim)).notes
    assert confirm(made, CLERK).action == "confirmed"


def test_a_confirmed_check_may_be_returned_and_a_change_drops_the_confirmation(made: Office) -> None:
    confirm(made, CLERK)
    clerk = asked_by(made, CLERK)
    aim = target(clerk, CLERK, month(KEY))
    amend(clerk, aim, {"TD-06": make_answer(Rating.NOT_MET, "trễ")})
    assert (check_of(made, CLERK).state, check_of(made, CLERK).confirmed_by) == (CheckState.SUBMITTED, "")
    confirm(made, CLERK)
    assert send_back(made, CLERK, reason="nhầm").action == "returned"
    assert check_of(made, CLERK).confirmed_by == ""


def test_the_check_of_the_office_is_reviewed_too(made: Office) -> None:
    assert confirm(made, "cq").key == "CQ"
    assert check_of(made, "CQ").confirmed_by == LEADER


@pytest.mark.parametrize("actor", [CLERK, WORKER, "system:lan", "zz"])
def test_only_leaders_review(made: Office, actor: str) -> None:
    acts: tuple[Callable[[Office], Receipt], ...] = (
        lambda who: confirm(who, OFFICER),
        lambda who: send_back(who, OFFICER, reason="x"),
        confirm_all,
    )
    for act in acts:
        with pytest.raises(NotAllowedError) as error:
            act(asked_by(made, actor))
        assert code_of(error) == "review.no_right"


def test_a_leader_is_one_on_the_day(made: Office) -> None:
    with pytest.raises(NotAllowedError) as error:
        confirm(asked_by(made, OFFICER, date(2026, 11, 9)), CLERK, month(KEY))
    assert code_of(error) == "review.no_right"
    assert confirm(asked_by(made, OFFICER, date(2026, 11, 10)), CLERK, month(KEY)).action == "confirmed"
    leave(made, LEADER, until=date(2026, 12, 1))
    with pytest.raises(NotAllowedError):
        confirm(asked_by(made, LEADER), OFFICER)


def test_nobody_reviews_their_own(made: Office) -> None:
    acts: tuple[Act, ...] = (lambda: confirm(made, LEADER), lambda: send_back(made, "phạm", reason="x"))
    for act in acts:
        with pytest.raises(NotAllowedError) as error:
            act()
        assert code_of(error) == "review.own"
    assert check_of(made, LEADER).state is CheckState.SUBMITTED


def test_what_was_not_handed_in_is_not_found(made: Office) -> None:
    begin(made, KEY, WORKER)
    withdraw(made, target(made, OFFICER, month(KEY)), "nhầm")
    for officer in (WORKER, OFFICER):
        with pytest.raises(NotFoundError) as error:
            confirm(made, officer)
        assert code_of(error) == "check.none"
    with pytest.raises(NotFoundError):
        confirm(made, "không ai")


def test_a_return_needs_a_reason(made: Office) -> None:
    with pytest.raises(UsageError) as error:
        send_back(made, CLERK, reason="  ")
    assert code_of(error) == "review.reason_required"


def test_all_that_wait_are_confirmed_at_once_but_ones_own(made: Office) -> None:
    done = confirm_all(made)
    assert (done.action, done.kind, done.key) == ("confirmed", "reviews", KEY)
    assert dict(done.counts) == {"confirmed": 3, "own": 1}
    assert done.notes == ("receipt.own_check_left",)
    assert done.facts["own"] == [LEADER]
    assert done.audit == made.store.load(KEY).head
    states = {code: check_of(made, code).state.value for code in (CLERK, OFFICER, "CQ", LEADER)}
    assert states == {CLERK: "confirmed", OFFICER: "confirmed", "CQ": "confirmed", LEADER: "submitted"}
    again = confirm_all(made)
    assert (again.action, again.audit, dict(again.counts)) == ("unchanged", None, {"confirmed": 0, "own": 1})
    assert dict(confirm_all(asked_by(made, OFFICER)).counts) == {"confirmed": 1, "own": 0}


def test_a_closed_period_takes_no_review(made: Office) -> None:
    close(made, KEY)
    acts: tuple[Act, ...] = (
        lambda: confirm(made, CLERK),
        lambda: send_back(made, CLERK, reason="x"),
        lambda: confirm_all(made),
    )
    for act in acts:
        with pytest.raises(NotAllowedError) as error:
            act()
        assert code_of(error) == "check.closed"


def test_a_dry_run_changes_nothing(made: Office) -> None:
    before = made.store.load(KEY).tables
    dry = asked_by(made, LEADER, TODAY, dry_run=True)
    assert (confirm(dry, CLERK).action, confirm(dry, CLERK).audit) == ("confirmed", None)
    assert dict(confirm_all(dry).counts) == {"confirmed": 3, "own": 1}
    assert made.store.load(KEY).tables == before


@pytest.mark.parametrize(
    ("key", "code"),
    [("2027-01", "period.future"), ("2026-Q4", "period.other_calendar"), ("2026-01", "period.before_records")],
)
def test_of_a_period_that_is_none_nothing_is_confirmed(made: Office, key: str, code: str) -> None:
    with pytest.raises(CivicodeError) as error:
        confirm_all(made, month(key))
    assert code_of(error) == code


def test_nothing_is_asked_of_a_period_that_has_not_begun(made: Office) -> None:
    with pytest.raises(CivicodeError) as error:
        confirm(made, CLERK, month("2027-01"))
    assert code_of(error) == "period.future"
