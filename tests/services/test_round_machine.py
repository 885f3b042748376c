"""Whatever a few people type one after the other: no forbidden state, and nobody judges themselves.

The long run: `pytest -m slow tests/services/test_round_machine.py`.
"""

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from civicode.domain.check.check import CheckState, SelfCheck, make_answer
from civicode.domain.criteria.rating import Rating
from civicode.domain.tables import CHECKS, REVIEWS
from civicode.domain.violation.violation import NEXT_STATES, CaseState
from civicode.errors import CivicodeError
from civicode.services import closing
from civicode.services.check import check
from civicode.services.office.office import Office
from civicode.services.review import rating as review_rating
from civicode.services.review import review
from civicode.services.staff import add
from civicode.services.store.audit import verify
from civicode.services.violation import step as case_step
from civicode.services.violation import violation
from civicode.services.violation.casebook import cases_in
from tests.services.offices import asked_by, month, new_office, ready

KEY = "2026-11"
NOVEMBER = month(KEY)
LEADERS = ("LD1", "LD2")
PEOPLE = (*LEADERS, "007", "008")
ACTORS = (*PEOPLE, "ld1", "Ld2", "system:lan")
CODES = ("TD-01", "TD-06", "GT-05", "CQ-01")

actors = st.sampled_from(ACTORS)
people = st.sampled_from((*PEOPLE, "CQ", "ld1"))


class Round(RuleBasedStateMachine):
    """A month of four people, two of whom lead."""

    def __init__(self) -> None:
        super().__init__()
        self.office = ready(new_office())
        for code in PEOPLE:
            add(
                self.office,
                code=code,
                name=f"Người {code}",
                position="Công chức",
                unit="Văn phòng",
                leader=code in LEADERS,
            )

    def tried(self, actor: str, what: Callable[[Office], Any]) -> None:
        """Refused or done; a bug is neither."""
        here = asked_by(self.office, next((one for one in PEOPLE if one.casefold() == actor.casefold()), actor))
        try:
            what(here)
        except CivicodeError:
            return

    @rule(actor=actors, whose=people, rating=st.sampled_from(Rating))
    def hand_in(self, actor: str, whose: str, rating: Rating) -> None:
        def enter(here: Office) -> None:
            aim = check.target(here, whose, NOVEMBER)
            answers = {one.code: make_answer(Rating.MET) for one in aim.asked}
            answers[aim.asked[0].code] = make_answer(rating, "lý do")
            check.submit(here, aim, answers)

        self.tried(actor, enter)

    @rule(actor=actors, whose=people)
    def withdraw(self, actor: str, whose: str) -> None:
        self.tried(actor, lambda here: check.withdraw(here, check.target(here, whose, NOVEMBER), "nhầm"))

    @rule(actor=actors, whose=people)
    def confirm(self, actor: str, whose: str) -> None:
        self.tried(actor, lambda here: review.confirm(here, whose, NOVEMBER))

    @rule(actor=actors, whose=people)
    def send_back(self, actor: str, whose: str) -> None:
        self.tried(actor, lambda here: review.send_back(here, whose, NOVEMBER, reason="thiếu"))

    @rule(actor=actors)
    def confirm_all(self, actor: str) -> None:
        self.tried(actor, lambda here: review.confirm_all(here, NOVEMBER))

    @rule(actor=actors, whose=people, code=st.sampled_from(CODES), rating=st.sampled_from(Rating))
    def rate(self, actor: str, whose: str, code: str, rating: Rating) -> None:
        self.tried(actor, lambda here: review_rating.rate(here, whose, NOVEMBER, {code: make_answer(rating, "lý do")}))

    @rule(actor=actors, about=people, code=st.sampled_from(CODES))
    def record(self, actor: str, about: str, code: str) -> None:
        day = date(2026, 11, 5)
        self.tried(
            actor, lambda here: violation.add(here, officer=about, criteria=[code], occurred_on=day, what="việc")
        )

    @rule(actor=actors, number=st.integers(1, 3), state=st.sampled_from(CaseState))
    def step(self, actor: str, number: int, state: CaseState) -> None:
        self.tried(actor, lambda here: case_step.step(here, f"VP-{KEY}-{number:04}", state, note="vì"))

    @rule(actor=actors, number=st.integers(1, 3), about=people)
    def correct(self, actor: str, number: int, about: str) -> None:
        key = f"VP-{KEY}-{number:04}"
        self.tried(actor, lambda here: violation.correct(here, key, reason="nhầm", officer=about))

    @rule(actor=actors)
    def close(self, actor: str) -> None:
        self.tried(actor, lambda here: closing.close(here, NOVEMBER, accept_missing="vắng"))

    @rule(actor=actors)
    def reopen(self, actor: str) -> None:
        self.tried(actor, lambda here: closing.reopen(here, NOVEMBER, reason="nhầm"))

    @invariant()
    def nobody_confirms_their_own_check(self) -> None:
        book = self.office.store.load(KEY)
        checks = book.each(CHECKS, SelfCheck, own="officer")
        for officer, one in checks.items():
            if one.state is CheckState.CONFIRMED:
                assert one.confirmed_by in LEADERS
                assert one.confirmed_by != officer
        for officer, document in book.table(REVIEWS).items():
            assert document["reviewer"] in LEADERS
            assert document["reviewer"] != officer

    @invariant()
    def every_case_has_gone_an_allowed_way(self) -> None:
        for case in cases_in(self.office.store.load(KEY)):
            states = [event.state for event in case.events]
            assert states[0] is CaseState.REPORTED
            # A finding that turns out to be about somebody else is looked at anew: the correction reopens it.
            anew = {CaseState.REOPENED} if any("officer" in one.old for one in case.corrections) else set()
            assert all(after in {*NEXT_STATES[before], *anew} for before, after in pairwise(states))
            for event in case.events:
                if event.state is CaseState.CONFIRMED:
                    assert event.by in LEADERS
                    assert event.by != case.recorder
            if case.is_confirmed:
                confirmed = [event for event in case.events if event.state is CaseState.CONFIRMED]
                assert confirmed[-1].by != case.officer, "a correction may have made it a case about somebody else"

    def teardown(self) -> None:
        assert verify(asked_by(self.office, "LD1")).ok


def machines(times: int, steps: int) -> settings:
    return settings(
        max_examples=times, stateful_step_count=steps, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )


def test_no_sequence_reaches_what_is_forbidden() -> None:
    run_state_machine_as_test(Round, settings=machines(25, 30))


@pytest.mark.slow
def test_no_long_sequence_does_either() -> None:
    run_state_machine_as_test(Round, settings=machines(1_000, 60))
