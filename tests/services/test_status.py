"""What is due, for the one who asks and for the office; never more than the office's own time."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from civicode.domain.calendar import Period
from civicode.domain.check.check import CheckState
from civicode.domain.office import OfficeSettings, ReviewRule
from civicode.domain.tables import BACKUPS, MOVED_VIOLATIONS, VIOLATIONS
from civicode.domain.violation.violation import CaseState
from civicode.errors import NotFoundError
from civicode.services.office.office import Office
from civicode.services.review.review import send_back
from civicode.services.staff import excuse
from civicode.services.status import status
from civicode.services.violation import violation
from civicode.store.memory import MemoryStore
from tests.services.offices import (
    CLERK,
    LEADER,
    OFFICER,
    TODAY,
    WORKER,
    asked_by,
    begin,
    close,
    confirm_case,
    hand_in,
    month,
    new_office,
    office,
    put_check,
    ready,
)

EVERYONE = (LEADER, CLERK, WORKER, OFFICER)


def keys(periods: tuple[Period, ...]) -> list[str]:
    return [period.key for period in periods]


def due(made: Office, officer: str) -> list[str]:
    me = status(asked_by(made, officer)).me
    assert me
    return keys(me.due)


def notices(made: Office) -> list[str]:
    return [notice.code for notice in status(made).office.notices]


def test_who_is_not_on_the_register_is_told_about_the_office_alone() -> None:
    found = status(office())
    assert (found.today, found.me) == (TODAY, None)
    assert (found.office.period, found.office.opens_on, found.office.due_on) == (
        month("2026-11"),
        date(2026, 12, 1),
        date(2026, 12, 3),
    )


def test_the_period_due_now_is_due_until_it_is_handed_in() -> None:
    made = office()
    assert due(made, OFFICER) == ["2026-11"]
    hand_in(made, "2026-11", OFFICER)
    assert due(made, OFFICER) == []


def test_anybody_may_be_looked_at_by_name() -> None:
    me = status(office(), "mẫu").me
    assert me
    assert me.officer == OFFICER
    with pytest.raises(NotFoundError):
        status(office(), "không ai")


def test_missed_periods_are_listed_one_by_one_but_none_before_the_records() -> None:
    made = office()
    hand_in(made, "2026-08", CLERK)
    hand_in(made, "2026-10", OFFICER)
    assert due(made, OFFICER) == ["2026-08", "2026-09", "2026-11"]
    assert due(made, WORKER) == ["2026-11"], "on the register since 16 November"


def test_nothing_is_due_of_who_is_excused_or_for_a_closed_period() -> None:
    made = office()
    hand_in(made, "2026-09", CLERK)
    close(made, "2026-09")
    excuse(made, OFFICER, since=date(2026, 10, 1), until=date(2026, 10, 31), reason="đi học")
    assert due(made, OFFICER) == ["2026-11"]


def test_a_sealed_book_is_not_read_again() -> None:
    made = office()
    hand_in(made, "2024-09", CLERK)
    hand_in(made, "2024-10", CLERK)
    hand_in(made, "2024-11", CLERK)  # of the newest one it is asked which criteria it answered
    close(made, "2024-10")

    class Watched(MemoryStore):
        asked: list[str]

        def load(self, name: str, *, strict: bool = False):  # type: ignore[no-untyped-def]
            self.asked.append(name)
            return super().load(name, strict=strict)

    watched = Watched()
    watched.__dict__.update(made.store.__dict__)
    watched.asked = []
    status(ready(replace(made, store=watched)))
    assert "2024-10" not in watched.asked
    assert "2024-11" in watched.asked


def test_drafts_returned_checks_and_open_cases_are_mine() -> None:
    made = office()
    begin(made, "2026-10", OFFICER)
    begin(made, "2026-11", CLERK)
    put_check(made, "2026-11", OFFICER, CheckState.RETURNED)
    put_check(made, "2026-12", OFFICER, CheckState.RETURNED)
    first = violation.add(made, officer=OFFICER, criteria=["TD-06"], occurred_on=date(2026, 11, 5), what="đi trễ").key
    gone = violation.add(made, officer=OFFICER, criteria=["TD-06"], occurred_on=date(2026, 11, 6), what="đi trễ").key
    violation.add(made, officer=CLERK, criteria=["TD-06"], occurred_on=date(2026, 11, 6), what="đi trễ")
    violation.step(made, gone, CaseState.DISMISSED)
    me = status(asked_by(made, OFFICER)).me
    assert me
    assert (keys(me.due), keys(me.drafts), keys(me.returned)) == (["2026-11"], ["2026-10"], ["2026-11", "2026-12"])
    assert me.cases == (first,)


def test_the_clerk_sees_who_is_missing_in_the_order_of_lists() -> None:
    made = office()
    hand_in(made, "2026-11", CLERK)
    put_check(made, "2026-11", WORKER, CheckState.CONFIRMED)
    found = status(made).office
    assert (found.staff, found.submitted, found.missing, found.unreviewed) == (4, 2, (LEADER, OFFICER), 1)
    assert found.closable == ()


def test_a_complete_period_may_be_closed() -> None:
    made = office()
    hand_in(made, "2026-11", *EVERYONE)
    assert keys(status(made).office.closable) == ["2026-11"]
    strict = asked_by(made, CLERK, settings=OfficeSettings(review=ReviewRule.REQUIRED))
    assert status(strict).office.closable == ()
    begin(made, "2026-11", "CQ")
    assert status(made).office.closable == ()


def test_a_closed_period_is_not_closable_and_neither_is_one_of_nobody() -> None:
    made = office()
    hand_in(made, "2026-11", *EVERYONE)
    close(made, "2026-11")
    assert status(made).office.closable == ()
    assert status(new_office()).office.closable == ()


def test_a_first_run_is_led_by_the_hand(tmp_path: Path) -> None:
    assert notices(new_office()) == ["status.no_folder", "status.no_staff"]
    (tmp_path / "office.yaml").touch()
    made = replace(new_office(), store=MemoryStore(str(tmp_path / "data")))
    assert notices(made) == ["status.no_staff"]


def test_what_else_should_be_seen_to() -> None:
    made = office()
    assert notices(made) == ["status.office_check_missing"]
    hand_in(made, "2026-11", "CQ")
    assert notices(made) == []
    key = violation.add(made, officer=OFFICER, criteria=["TD-06"], occurred_on=date(2026, 11, 5), what="đi trễ").key
    (notice,) = status(made).office.notices
    assert (notice.code, notice.facts) == ("status.observations", {"n": 1, "ids": [key]})
    confirm_case(made, key)
    assert notices(made) == []


def test_a_move_cut_off_half_way_is_told() -> None:
    made = office()
    hand_in(made, "2026-11", "CQ")
    old = violation.add(made, officer=OFFICER, criteria=["TD-06"], occurred_on=date(2026, 11, 5), what="đi trễ").key
    confirm_case(made, old)
    before = dict(made.load("2026-11").table(VIOLATIONS)[old])
    violation.correct(made, old, occurred_on=date(2026, 10, 30), reason="ghi nhầm tháng")
    with made.edit("2026-11") as edit:
        edit.put("2026-11", VIOLATIONS, old, before, action="created")
        edit.remove("2026-11", MOVED_VIOLATIONS, old, action="created")
    (notice,) = status(made).office.notices
    assert (notice.code, notice.facts) == ("status.move_unfinished", {"former": old, "id": "VP-2026-10-0001"})


def test_the_newest_backup_is_named() -> None:
    made = office()
    assert status(made).office.last_backup is None
    with made.edit("office") as edit:
        for day in ("2026-11-30", "2026-12-01", "2026-10-02"):
            edit.put(
                "office",
                BACKUPS,
                day,
                {"on": day, "at": f"{day}T08:00:00+07:00", "file": "a.zip", "heads": []},
                action="created",
            )
    assert status(made).office.last_backup == date(2026, 12, 1)


def test_whom_to_call_first() -> None:
    """Sent back before begun before not begun; who is away today comes last, with the day on which they are back."""
    made = office()
    hand_in(made, "2026-11", CLERK)
    send_back(asked_by(made, LEADER), CLERK, month("2026-11"), reason="thiếu ghi chú")
    excuse(made, OFFICER, since=date(2026, 11, 30), until=date(2026, 12, 9), reason="nghỉ ốm")
    begin(made, "2026-11", WORKER)
    made.reread()
    assert [(one.officer, one.state.value, one.away_until) for one in status(made).office.calls] == [
        (CLERK, "returned", None),
        (WORKER, "draft", None),
        (LEADER, "not_started", None),
        (OFFICER, "not_started", date(2026, 12, 9)),
    ]
